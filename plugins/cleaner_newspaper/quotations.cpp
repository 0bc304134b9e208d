// SPDX-License-Identifier: Apache-2.0
#include "quotations.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostLookedFor = 96;  // repeated rows; a page with more is no newspaper
constexpr std::size_t kMostRows = 7;        // of one pull quote
constexpr std::size_t kLeastRoman = 20;
constexpr std::size_t kLeastFullWidth = 6;
constexpr std::size_t kMostPlaces = 4;    // where the same words stand
constexpr std::size_t kMostGaps = 2;      // that a pull quote leaves out,
constexpr std::size_t kMostLeftOut = 80;  // and how far each reaches

bool counts(char32_t c) { return has_trait(c, trait::kCounted); }

class QuotationFinder {
 public:
  // `repeated`: the page's rows that are, in order.
  QuotationFinder(Page& page, std::span<const std::uint32_t> repeated)
      : page_(page), repeated_(repeated) {
    if (page.text.size() > kLargeText)
      read_all();
    else
      solid_ = page.solid.characters();
    least_ = page.script == Script::roman ? kLeastRoman : kLeastFullWidth;
  }

  void run() {
    std::vector<Row>& rows = page_.rows;
    for (const std::size_t row : repeated_) rows[row].is_repeated = false;
    std::size_t looked_for = 0;
    for (const std::size_t row : repeated_) {
      if (rows[row].is_repeated) continue;
      if (++looked_for > kMostLookedFor) break;
      const std::size_t last = end_of_quotation(row);
      for (std::size_t k = row; k < last; ++k) rows[k].is_repeated = true;
    }
    take_shortened();
  }

 private:
  // Where a row begins in the solid text; behind the last row, where that ends.
  std::size_t begin_of(std::size_t row) const {
    if (!begins_.empty()) return begins_[row];
    return row < page_.rows.size() ? page_.solid.index_of(page_.rows[row].text_begin, page_.rare)
                                   : solid_.size();
  }

  void read_all() {
    begins_.reserve(page_.rows.size() + 1);
    text_.resize(page_.text.size());
    std::size_t end = 0;
    for (const Row& row : page_.rows) {
      begins_.push_back(end);
      for (const char32_t c : page_.row_text(row)) {
        text_[end] = c;
        end += counts(c) ? 1 : 0;
      }
    }
    begins_.push_back(end);
    text_.resize(end);
    solid_ = text_;
  }

  // The row behind the quotation that begins with this row; the row itself where none does.
  std::size_t end_of_quotation(std::size_t row) const {
    const std::size_t begin = begin_of(row);
    if (begin + least_ > solid_.size()) return row;
    const std::u32string_view first = solid_.substr(begin, least_);
    std::size_t places = 0, last = row;
    // Gives back whether to go on looking.
    const auto take = [&](std::size_t at) {
      if (at == begin) return true;
      if (++places > kMostPlaces) return false;
      if (begin > 0 && at > 0 && solid_[begin - 1] == solid_[at - 1]) return true;
      const std::size_t end = end_of_match(begin, at);
      for (std::size_t k = row; k < page_.rows.size() && k < row + kMostRows; ++k) {
        if (begin_of(k + 1) != end) continue;
        last = k + 1;
        return false;
      }
      return true;
    };
    if (!text_.empty()) {
      for (std::size_t at = solid_.find(first); at != solid_.npos && take(at);)
        at = solid_.find(first, at + 1);
      return last;
    }
    for (const GramTable::Run& run : page_.clauses.places_of(first)) {
      if (solid_.substr(run.begin, least_) == first && !take(run.begin)) break;
    }
    return last;
  }

  // How far the text from `begin` repeats the text from `at`, which may say more in between: a pull
  // quote is often shortened.
  std::size_t end_of_match(std::size_t begin, std::size_t at) const {
    const std::u32string_view all = solid_;
    std::size_t end = begin, there = at;
    for (std::size_t gaps = 0;; ++gaps) {
      while (std::max(end, there) < all.size() && all[end] == all[there]) ++end, ++there;
      if (gaps == kMostGaps || end + least_ > all.size() || is_row_end(end)) return end;
      const std::size_t next = all.substr(there, kMostLeftOut).find(all.substr(end, least_));
      if (next == all.npos) return end;
      there += next;
    }
  }

  bool is_row_end(std::size_t at) const {
    std::size_t first = 0, last = page_.rows.size() + 1;  // of the rows that may begin there
    while (first < last) {
      const std::size_t middle = first + (last - first) / 2;
      if (begin_of(middle) < at)
        first = middle + 1;
      else
        last = middle;
    }
    return first <= page_.rows.size() && begin_of(first) == at;
  }

  // Of a quotation that leaves words out only the rows on one side of the gap are whole.
  void take_shortened() {
    std::vector<Row>& rows = page_.rows;
    for (std::size_t k = repeated_.size(); k-- > 0;) {
      const std::size_t below = repeated_[k] + 1;
      if (below == rows.size()) continue;
      if (rows[below].is_repeated && rows[below].blank_before == 0)
        rows[below - 1].is_repeated = true;
    }
  }

  Page& page_;
  std::span<const std::uint32_t> repeated_;
  std::u32string_view solid_;        // letters, digits and ideographs of all rows
  std::u32string text_;              // them, where the page has no solid text
  std::vector<std::size_t> begins_;  // and of each row in it, and its end
  std::size_t least_;
};

}  // namespace

void keep_whole_quotations(Page& page) {
  // What a page of one row repeats is never all of it.
  if (page.rows.size() == 1) page.rows.front().is_repeated = false;
  std::vector<std::uint32_t> repeated;
  for (std::uint32_t row = 0; row < page.rows.size(); ++row) {
    if (page.rows[row].is_repeated) repeated.push_back(row);
  }
  if (!repeated.empty()) QuotationFinder(page, repeated).run();
}

}  // namespace broadsheet::newspaper
