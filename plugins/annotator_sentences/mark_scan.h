// SPDX-License-Identifier: Apache-2.0
// Finds the marks of punctuation that the pass must look at.
//
// Problem: nine tenths of a text are letters that decide nothing. Approach: 64 bytes at a time
// become a word of 64 bits, set where a character begins that may be a mark, by whatever vector
// instructions the processor has (mark_scan_simd.cpp); each bit is then held against the exact
// table (mark_classes.h). So all instruction sets give the same marks as the portable path.
//   "说：“路通了。" -> bits at “ and 。   "Mr. Doe left." -> bits at both stops
// Covered by the MarkScan tests in annotator_sentences_parts_test.cpp, against class_of() itself.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "mark_classes.h"

namespace broadsheet::sentences {

enum class InstructionSet : std::uint8_t { kPortable, kNeon, kAvx2, kAvx512 };

// Those that this processor has, the fastest last.
std::span<const InstructionSet> available_instruction_sets();
InstructionSet best_instruction_set();
std::string_view name_of(InstructionSet set);  // "portable", "neon", "avx2", "avx512"

struct FoundMark {
  std::size_t at_byte = 0;
  CharClass kind = CharClass::kOther;  // kOther at the text's end
};

// Goes over one text from its begin to its end. Holds no memory but itself.
class MarkScan {
 public:
  // With `clauses` false, marks that only end clauses (； ： ; : —) are gone over too. `set` must
  // be an available one.
  MarkScan(std::string_view text, bool clauses, InstructionSet set);

  // The first mark at or after `at` and before `end`; {end, kOther} where there is none. Neither
  // goes back between calls.
  FoundMark next(std::size_t at, std::size_t end) {
    while (at < end) {
      if (at >= window_end_) fill(at);
      CharClass kind = CharClass::kOther;
      const std::size_t found = find_in_window(at, [&](std::size_t place) {
        if (place >= end) return true;
        kind = class_of_bytes(place);
        return kind != CharClass::kOther && (clauses_ || kind != CharClass::kClauseMark);
      });
      if (found < end && found < window_end_) return {found, kind};
      at = found;
    }
    return {end, CharClass::kOther};
  }

  // The end of the paragraph that begins at `begin`: the line feed before an empty line, or the
  // text's end. As next(), it never goes back, nor may next() be asked for what is before `at`
  // afterwards.
  std::size_t paragraph_end(std::size_t begin);

  // Writes a word for every 64 bytes, with a bit where a mark may begin; `bytes` is a multiple of
  // 64, and 2 bytes behind are readable.
  using Classify = void (*)(const unsigned char* text, std::size_t bytes, bool clauses,
                            std::uint64_t* words);

 private:
  // Longer than nearly all paragraphs, so that few are read twice; its bits take 2 kB.
  static constexpr std::size_t kWindowBytes = 16384;

  void fill(std::size_t at);

  // The first place at or after `at`, which is in the window, that has a bit and is accepted; the
  // window's end where there is none.
  template <class Accept>
  std::size_t find_in_window(std::size_t at, Accept accept) const {
    std::size_t word = (at - window_begin_) / 64;
    std::uint64_t bits = words_[word] & (~std::uint64_t{0} << ((at - window_begin_) % 64));
    while (true) {
      for (; bits != 0; bits &= bits - 1) {
        const std::size_t place =
            window_begin_ + word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        if (accept(place)) return place;
      }
      if (++word * 64 >= window_end_ - window_begin_) return window_end_;
      bits = words_[word];
    }
  }
  std::size_t find_line_feed(std::size_t at) const;
  CharClass class_of_bytes(std::size_t at) const {
    return kMarkClasses.class_of(reinterpret_cast<const unsigned char*>(text_.data()) + at,
                                 text_.size() - at);
  }

  std::string_view text_;
  Classify classify_;
  bool clauses_;
  std::size_t window_begin_ = 0;
  std::size_t window_end_ = 0;
  std::array<std::uint64_t, kWindowBytes / 64> words_;
};

}  // namespace broadsheet::sentences
