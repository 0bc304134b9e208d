// SPDX-License-Identifier: Apache-2.0
#include "word_joins.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <optional>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kAround = 5;  // characters on either side; words are hardly longer

icu::UnicodeString to_icu(std::u32string_view text) {
  return icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                       static_cast<std::int32_t>(text.size()));
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
  if (tail.empty() || head.empty() || words() == nullptr) return false;
  if (!is_ideograph(tail.back()) || !is_ideograph(head.front())) return false;
  if (tail.size() > kAround) tail.remove_prefix(tail.size() - kAround);
  text_ = to_icu(tail);
  const std::int32_t border = text_.length();
  text_ += to_icu(head.substr(0, kAround));
  words_->setText(text_);
  return words_->isBoundary(border) == 0;
}

void find_words_over_blank_lines(Page& page) {
  if (page.script != Script::full_width) return;
  std::optional<WordJoins> words;  // opening the dictionary costs more than a page of look-ups
  for (std::size_t i = 1; i < page.rows.size(); ++i) {
    Row& row = page.rows[i];
    const std::u32string_view above = page.row_text(page.rows[i - 1]), text = page.row_text(row);
    if (row.blank_before == 0 || page.rows[i - 1].tail != Tail::none) continue;
    if (!is_ideograph(above.back()) || !is_ideograph(text.front())) continue;
    if (!words) words.emplace();
    row.goes_on_word = words->spans(above, text);
  }
}

}  // namespace broadsheet::newspaper
