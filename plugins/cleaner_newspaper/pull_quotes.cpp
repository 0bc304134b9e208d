// SPDX-License-Identifier: Apache-2.0
#include "pull_quotes.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

// Looked for in the body; more on one page is no newspaper.
constexpr std::size_t kMostPullQuotes = 64;
constexpr std::size_t kShortestPullQuote = 7;
constexpr std::size_t kLongestPullQuote = 1000;
constexpr std::size_t kMostPointRows = 12;
constexpr std::size_t kFewestPoints = 2;
constexpr std::size_t kLongestNumber = 3;

// Appends a unit's text without spaces and hyphens: a word may be hyphenated in one place only.
void append_solid(const Page& page, const Unit& unit, std::u32string& text) {
  for (const std::uint32_t index : unit.rows) {
    const Row& row = page.rows[index];
    std::size_t next = row.text_begin;
    page.rare.for_each(row.text_begin, row.text_end, [&](std::size_t at) {
      if (!is_space(page.text[at]) && page.text[at] != U'-') return;
      text.append(page.text, next, at - next);
      next = at + 1;
    });
    text.append(page.text, next, row.text_end - next);
  }
}

bool is_letter(char32_t c) { return is_ideograph(c) || is_latin_letter(c) || is_digit(c); }

void strip_marks(std::u32string_view& text) {
  while (!text.empty() && !is_letter(text.back())) text.remove_suffix(1);
  while (!text.empty() && !is_letter(text.front())) text.remove_prefix(1);
}

class PullQuoteFinder {
 public:
  PullQuoteFinder(const Page& page, const std::vector<Piece>& pieces, std::vector<Unit>& units)
      : page_(page), pieces_(pieces), units_(units) {}

  void run() {
    find_single();
    find_points();
  }

 private:
  Unit& unit_at(std::size_t piece) { return units_[pieces_[piece].unit]; }

  void find_single() {
    for (std::size_t k = 0; k < pieces_.size(); ++k) {
      Unit& unit = unit_at(k);
      if (!unit.is_display || unit.role != Role::heading || !unit.is_repeated) continue;
      if (++looked_for_ > kMostPullQuotes) return;
      std::u32string quote;
      append_solid(page_, unit, quote);
      if (precedes_its_words(k, quote) || leads_a_byline(k)) continue;
      const bool has_pause = quote.find_first_of(U"，,。.；") != quote.npos;
      if ((has_pause && quote.size() >= 14) || stands_as_clause(quote, pieces_[k].unit))
        unit.role = Role::pull_quote;
    }
  }

  // Runs of blocks that may be points, with the lone numbers between them.
  void find_points() {
    for (std::size_t begin = 0; begin < pieces_.size();) {
      std::size_t end = begin, points = 0;
      for (; end < pieces_.size() && may_be_point(end); ++end)
        points += is_lone_number(unit_at(end)) ? 0 : 1;
      if (points >= kFewestPoints) read_points(begin, end, points);
      begin = std::max(end, begin + 1);
    }
  }

  void read_points(std::size_t begin, std::size_t end, std::size_t points) {
    std::size_t repeated = 0;
    for (std::size_t k = begin; k < end; ++k)
      repeated += !is_lone_number(unit_at(k)) && repeats_body(k) ? 1 : 0;
    if (repeated < kFewestPoints || repeated * 2 < points) return;
    for (std::size_t k = begin; k < end; ++k) {
      unit_at(k).role = Role::pull_quote;
      unit_at(k).is_display = true;
    }
  }

  bool may_be_point(std::size_t k) {
    const Unit& unit = unit_at(k);
    const bool is_whole = pieces_[k].is_first && pieces_[k].is_last;
    if (!is_whole || unit.rows.size() > kMostPointRows) return false;
    if (is_lone_number(unit)) return true;
    const bool may_be = unit.role == Role::paragraph || unit.role == Role::list_item ||
                        unit.role == Role::heading || unit.role == Role::pull_quote;
    return may_be && (begins_with_number(unit) || is_repeated(unit));
  }

  bool is_repeated(const Unit& unit) const {
    return std::ranges::all_of(unit.rows,
                               [&](std::uint32_t row) { return page_.rows[row].is_repeated; });
  }

  std::u32string_view first_row(const Unit& unit) const {
    return page_.row_text(page_.rows[unit.rows.front()]);
  }

  static std::size_t count_digits(std::u32string_view text) {
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    return digits;
  }

  bool is_lone_number(const Unit& unit) const {
    const std::u32string_view text = first_row(unit);
    return unit.rows.size() == 1 && text.size() < kLongestNumber &&
           count_digits(text) == text.size();
  }

  // Of the number that a block begins with, in characters without spaces.
  std::size_t number_size(const Unit& unit) const {
    if (!begins_with_number(unit)) return 0;
    const std::u32string_view text = first_row(unit);
    if (unit.cue == Cue::bullet) return 1;
    if (unit.cue != Cue::numbered) return count_digits(text);
    constexpr std::size_t kLongest = 5;  // （十二）
    const std::size_t mark = text.substr(1, kLongest).find_first_of(U"、．.)）");
    return mark == text.npos ? 0 : mark + 2;
  }

  // 1. 2、 ③ 04
  bool begins_with_number(const Unit& unit) const {
    if (unit.cue == Cue::numbered) return true;
    const std::u32string_view text = first_row(unit);
    if (unit.cue == Cue::bullet) return !is_bullet(text.front());
    const std::size_t digits = count_digits(text);
    return digits > 0 && digits < kLongestNumber && digits < text.size() && is_space(text[digits]);
  }

  bool repeats_body(std::size_t k) {
    if (unit_at(k).role == Role::pull_quote) return true;
    if (++looked_for_ > kMostPullQuotes) return false;
    std::u32string text;
    append_solid(page_, unit_at(k), text);
    const std::u32string_view quote = std::u32string_view(text).substr(number_size(unit_at(k)));
    return stands_as_clause(quote, pieces_[k].unit);
  }

  // Does another paragraph hold these words as a clause of its own, with marks on both sides?
  bool stands_as_clause(std::u32string_view quote, std::uint32_t own) {
    strip_marks(quote);
    if (quote.size() < kShortestPullQuote || quote.size() > kLongestPullQuote) return false;
    const bool is_large = page_.text.size() > kLargeText;  // whose runs are not all counted
    if (!is_large && !page_.clauses.may_stand_twice(quote)) return false;
    if (body_.empty()) read_body();
    for (std::size_t at = body_.find(quote); at != body_.npos; at = body_.find(quote, at + 1)) {
      if ((at >= begins_[own] && at < begins_[own + 1]) || !may_be_quoted(own, at)) continue;
      const bool begins = at == 0 || !is_letter(body_[at - 1]);
      const std::size_t end = at + quote.size();
      return begins && (end >= body_.size() || !is_letter(body_[end]));
    }
    return false;
  }

  // Items of a box may repeat one another. What is no display and has no number is a point only if
  // it is less than a paragraph: an extraction may hold a text twice.
  bool may_be_quoted(std::uint32_t own, std::size_t at) const {
    const auto next = std::upper_bound(begins_.begin(), begins_.end(), at);
    const auto u = static_cast<std::size_t>(next - begins_.begin()) - 1;
    if (units_[u].role == Role::list_item || begins_with_number(units_[u])) return false;
    if (units_[own].is_display || begins_with_number(units_[own])) return true;
    return begins_[u + 1] - begins_[u] > begins_[own + 1] - begins_[own];
  }

  bool leads_a_byline(std::size_t k) {
    if (k + 1 >= pieces_.size()) return false;
    const Role next = unit_at(k + 1).role;
    return next == Role::byline || next == Role::deck;
  }

  // A heading often takes its words from the paragraph right below it.
  bool precedes_its_words(std::size_t k, const std::u32string& quote) {
    if (k + 1 >= pieces_.size() || unit_at(k + 1).is_display || unit_at(k + 1).has_open_head)
      return false;
    if (!pieces_[k + 1].is_first || (k > 0 && !pieces_[k - 1].is_last)) return false;
    std::u32string below;
    append_solid(page_, unit_at(k + 1), below);
    return below.find(quote) != std::u32string::npos;
  }

  void read_body() {
    std::size_t size = 0;
    for (const Unit& unit : units_) size += unit.is_display ? 0 : unit.text_size + 1;
    body_.reserve(size);
    for (const Unit& unit : units_) {
      begins_.push_back(body_.size());
      if (unit.is_display) continue;
      append_solid(page_, unit, body_);
      body_ += U'\n';
    }
    begins_.push_back(body_.size());
  }

  const Page& page_;
  const std::vector<Piece>& pieces_;
  std::vector<Unit>& units_;
  std::u32string body_;              // of all units that are no display, when first asked for
  std::vector<std::size_t> begins_;  // of each unit in it, and its end
  std::size_t looked_for_ = 0;
};

}  // namespace

void name_pull_quotes(const Page& page, const std::vector<Piece>& pieces,
                      std::vector<Unit>& units) {
  PullQuoteFinder(page, pieces, units).run();
}

}  // namespace broadsheet::newspaper
