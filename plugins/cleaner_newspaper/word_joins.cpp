// SPDX-License-Identifier: Apache-2.0
#include "word_joins.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "characters.hpp"
#include "word_dictionary.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kAround = 5;  // characters on either side; words are hardly longer

icu::UnicodeString to_icu(std::u32string_view text) {
  return icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                       static_cast<std::int32_t>(text.size()));
}

// The Han characters around a break.
struct Run {
  std::array<char16_t, 2 * kAround> characters{};
  std::size_t size = 0, border = 0;
  bool is_alone = true;  // nothing stands beside them that ICU might take into their words

  std::u16string_view text() const { return {characters.data(), size}; }
};

bool is_plain_han(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

// Letters, digits and marks that are part of no Han word.
bool ends_run(char32_t c) {
  return (c >= 0x20 && c < 0x7F) || c == 0xB7 || (c >= 0x2013 && c <= 0x2026) ||
         (c >= 0x3000 && c <= 0x3003) || (c >= 0x3008 && c <= 0x301B) ||
         (c >= 0xFF01 && c <= 0xFF5E);
}

Run run_around(std::u32string_view tail, std::u32string_view head) {
  Run run;
  std::size_t begin = tail.size();
  while (begin > 0 && is_plain_han(tail[begin - 1])) --begin;
  run.is_alone = begin == 0 || ends_run(tail[begin - 1]);
  for (; begin < tail.size(); ++begin)
    run.characters[run.size++] = static_cast<char16_t>(tail[begin]);
  run.border = run.size;
  std::size_t end = 0;
  for (; end < head.size() && is_plain_han(head[end]); ++end)
    run.characters[run.size++] = static_cast<char16_t>(head[end]);
  run.is_alone = run.is_alone && (end == head.size() || ends_run(head[end]));
  return run;
}

}  // namespace

icu::BreakIterator* WordJoins::words() const {
  if (!is_open_) {
    UErrorCode status = U_ZERO_ERROR;
    words_.reset(icu::BreakIterator::createWordInstance(icu::Locale::getChina(), status));
    if (U_FAILURE(status)) words_.reset();
    is_open_ = true;
  }
  return words_.get();
}

bool WordJoins::spans(std::u32string_view tail, std::u32string_view head) const {
  if (tail.empty() || head.empty()) return false;
  if (!is_ideograph(tail.back()) || !is_ideograph(head.front())) return false;
  if (tail.size() > kAround) tail.remove_prefix(tail.size() - kAround);
  head = head.substr(0, kAround);
  const WordDictionary* const dictionary = WordDictionary::find();
  const Run run = run_around(tail, head);
  const bool is_plain = run.is_alone && run.border > 0 && run.border < run.size;
  if (dictionary != nullptr && is_plain) return dictionary->spans(run.text(), run.border);
  return spans_by_icu(tail, head);
}

bool WordJoins::spans_by_icu(std::u32string_view tail, std::u32string_view head) const {
  if (words() == nullptr) return false;
  text_ = to_icu(tail);
  const std::int32_t border = text_.length();
  text_ += to_icu(head);
  words_->setText(text_);
  return words_->isBoundary(border) == 0;
}

void find_words_over_blank_lines(Page& page, const WordJoins& words) {
  if (page.script != Script::full_width) return;
  for (std::size_t i = 1; i < page.rows.size(); ++i) {
    Row& row = page.rows[i];
    const std::u32string_view above = page.row_text(page.rows[i - 1]), text = page.row_text(row);
    if (row.blank_before == 0 || page.rows[i - 1].tail != Tail::none) continue;
    if (!is_ideograph(above.back()) || !is_ideograph(text.front())) continue;
    row.goes_on_word = words.spans(above, text);
  }
}

}  // namespace broadsheet::newspaper
