// SPDX-License-Identifier: Apache-2.0
#include "word_joins.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <vector>

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
  // Can the dictionary alone tell of it?
  bool is_plain() const { return is_alone && border > 0 && border < size; }
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
  if (tail.size() > kAround) tail.remove_prefix(tail.size() - kAround);
  head = head.substr(0, kAround);
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
  const WordDictionary* const dictionary = WordDictionary::find();
  const Run run = run_around(tail, head);
  if (dictionary == nullptr || !run.is_plain()) return spans_by_icu(tail, head);
  return dictionary->may_span(run.text(), run.border) && dictionary->spans(run.text(), run.border);
}

bool WordJoins::spans_by_icu(std::u32string_view tail, std::u32string_view head) const {
  if (words() == nullptr) return false;
  text_ = to_icu(tail.substr(tail.size() - std::min(tail.size(), kAround)));
  const std::int32_t border = text_.length();
  text_ += to_icu(head.substr(0, kAround));
  words_->setText(text_);
  return words_->isBoundary(border) == 0;
}

// The dictionary is spread over memory that is seldom in a cache: a page asks all its questions at
// once.
void find_words_over_blank_lines(Page& page, const WordJoins& words) {
  if (page.script != Script::full_width) return;
  struct Question {
    Row* row;
    Run run;
  };
  constexpr std::size_t kUsual = 32;
  std::vector<Question> questions;
  questions.reserve(kUsual);
  const WordDictionary* const dictionary = WordDictionary::find();
  for (std::size_t i = 1; i < page.rows.size(); ++i) {
    Row& row = page.rows[i];
    if (row.blank_before == 0 || page.rows[i - 1].tail != Tail::none) continue;
    const std::u32string_view above = page.row_text(page.rows[i - 1]), text = page.row_text(row);
    if (!is_ideograph(above.back()) || !is_ideograph(text.front())) continue;
    const Run run = run_around(above, text);
    if (dictionary == nullptr || !run.is_plain()) {
      row.goes_on_word = words.spans_by_icu(above, text);
      continue;
    }
    dictionary->announce_may_span(run.text(), run.border);
    questions.push_back({&row, run});
  }
  std::erase_if(questions, [&](const Question& question) {
    const bool may_span = dictionary->may_span(question.run.text(), question.run.border);
    if (may_span) dictionary->announce_spans(question.run.text());
    return !may_span;
  });
  for (const auto& [row, run] : questions)
    row->goes_on_word = dictionary->spans(run.text(), run.border);
}

}  // namespace broadsheet::newspaper
