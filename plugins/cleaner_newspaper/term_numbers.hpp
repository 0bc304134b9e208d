// SPDX-License-Identifier: Apache-2.0
// Numbers for the terms of a page, told apart by their keys in a table of open addressing.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "terms.hpp"

namespace broadsheet::newspaper {

// Of one unit after the other. To be kept in a variable of one function: then what it counts stays
// in registers.
class TermNumbers {
 public:
  // Of at most so many terms, behind those that the page has already.
  TermNumbers(TermTables& tables, std::size_t most_terms, std::uint32_t term_count,
              const PageTerms& page)
      : first_number_(tables.first_number),
        mask_(std::bit_ceil(most_terms + most_terms / 4 + 16) - 1),
        terms_(page.terms),
        shared_(page.shared),
        term_count_(term_count) {
    if (tables.slots.size() <= mask_) tables.slots.resize(mask_ + 1);
    slots_ = tables.slots.data();
  }

  void begin_unit() { unit_begin_ = shared_count_; }
  // The number of a term that the unit has not had before; else none.
  std::uint32_t take(std::uint32_t key, std::uint32_t is_document) {
    const std::uint32_t id = id_of(key);
    PageTerms::Term& term = terms_[id];
    ++term.total;
    if (term.place > unit_begin_) {
      ++shared_[term.place - 1].count;
      return PageTerms::kNone;
    }
    shared_[shared_count_] = {id, 1};
    term.place = ++shared_count_;
    term.documents += is_document;
    ++term.units;
    return id;
  }

  std::uint32_t shared_count() const { return shared_count_; }
  std::uint32_t term_count() const { return term_count_; }

  static constexpr std::uint32_t kSpread = 0x9E3779B1U;

 private:
  using Slot = TermTables::Slot;

  // Half of those asked for are new. Without branches, then.
  std::uint32_t id_of(std::uint32_t key) {
    Slot& slot = slot_of(key);
    const bool is_new = is_free(slot);
    terms_[term_count_] = {};
    const std::uint32_t id = is_new ? term_count_ : slot.number - first_number_ - 1;
    term_count_ += is_new ? 1 : 0;
    slot = {key, first_number_ + id + 1};
    return id;
  }
  // Numbers up to the first one are those of earlier pages.
  bool is_free(const Slot& slot) const { return slot.number <= first_number_; }
  // The slot of a key, or the free one where it belongs; there are more than terms.
  Slot& slot_of(std::uint32_t key) const {
    std::size_t at = (key * kSpread >> 7U) & mask_;
    while (!is_free(slots_[at]) && slots_[at].key != key) at = (at + 1) & mask_;
    return slots_[at];
  }

  std::uint32_t first_number_;
  std::size_t mask_;
  Slot* slots_ = nullptr;
  PageTerms::Term* terms_;
  PageTerms::Count* shared_;
  std::uint32_t term_count_, shared_count_ = 0, unit_begin_ = 0;
};

}  // namespace broadsheet::newspaper
