// SPDX-License-Identifier: Apache-2.0
#include "row_measure.hpp"

#include <algorithm>
#include <string_view>

namespace broadsheet::newspaper {
namespace {

constexpr float kFoldedSpace = 0.25F;  // as width_in_em says

float width_on_page(char32_t c, Traits traits, Script script) {
  return script == Script::full_width && (traits & trait::kFullWidth) != 0 ? 1.0F : width_in_em(c);
}

float text_width(std::u32string_view text, Script script) {
  float width = 0;
  for (const char32_t c : text) width += is_han(c) ? 1.0F : width_on_page(c, traits_of(c), script);
  return width;
}

bool is_word_part(char32_t c) { return !is_full_width(c) && !is_space(c); }

// The piece at the head of a row that the line breaker would not have cut.
float head_unit(std::u32string_view text, Script script) {
  if (script == Script::full_width && text.size() > 1 && is_han(text[0]) && is_han(text[1]))
    return 1.0F;
  std::size_t end = 0;
  const std::size_t limit = std::min<std::size_t>(text.size(), 40);
  while (end < limit && is_opening(text[end])) ++end;
  if (end < limit && is_word_part(text[end])) {
    while (end < limit && is_word_part(text[end])) {
      if (text[end++] == U'-') break;
    }
  } else if (end < limit) {
    ++end;
  }
  while (end < limit && is_closing(text[end])) ++end;
  return text_width(text.substr(0, end), script) + (script == Script::roman ? kFoldedSpace : 0.0F);
}

Tail tail_of(std::u32string_view text) {
  std::size_t end = text.size();
  char32_t c = text[end - 1];
  if (is_han(c)) return Tail::none;
  if (c == U'，') return Tail::comma;
  Traits traits = traits_of(c);
  while ((traits & trait::kClosingMark) != 0) {
    if (--end == 0) return Tail::none;
    c = text[end - 1];
    traits = traits_of(c);
  }
  const bool has_closing = end < text.size();
  if ((traits & trait::kStop) != 0) return Tail::stop;
  if (c == U'：' || c == U':') return Tail::colon;
  if (c == U'；' || c == U';') return Tail::semicolon;
  if (c == U'，' || c == U'、' || c == U',') return Tail::comma;
  if ((traits & trait::kDash) != 0) return Tail::dash;
  if (c == U'-' && end >= 2 && is_latin_letter(text[end - 2])) return Tail::hyphen;
  return has_closing ? Tail::quote : Tail::none;
}

// Does a sentence end with more behind it than one mark?
bool has_inner_stop(std::u32string_view text, const RareMarks& marks) {
  const std::size_t behind = marks.first_stop;
  const bool is_last = behind + 1 == text.size() && is_ideograph(text[behind]);
  if ((behind > 0) & ((behind + 1 < text.size()) | is_last)) return true;
  for (std::size_t i = 0; marks.has_full_stop && i + 2 < text.size(); ++i) {
    if (text[i] == U'.' && text[i + 1] == U' ' && is_lower(text[i > 0 ? i - 1 : 0])) return true;
  }
  return false;
}

}  // namespace

void measure_row(const Page& page, const RareMarks& marks, Row& row) {
  const std::u32string_view text = page.row_text(row);
  const bool is_full_width_page = page.script == Script::full_width;
  row.quote_balance = static_cast<std::int8_t>(std::clamp(marks.balance, -100, 100));
  row.has_comma = marks.has_comma;
  row.has_words = marks.letters + marks.spaces + marks.ideographs > 0;
  row.has_inner_stop = has_inner_stop(text, marks);
  const std::size_t squeezable = std::min<std::size_t>(marks.squeezable + marks.dashes, 3);
  row.squeeze_em = is_full_width_page ? 0.5F * static_cast<float>(squeezable) : 0.3F;
  // Squares alone add up exactly, whatever the order.
  const bool only_squares =
      is_full_width_page && marks.squares == marks.count && text.size() < (1U << 24U);
  row.width_em = only_squares ? static_cast<float>(text.size()) : text_width(text, page.script);
  // Two marks side by side share a square and a half, as typesetters set them.
  if (is_full_width_page) row.width_em -= 0.5F * static_cast<float>(marks.pairs);
  row.head_unit_em = head_unit(text, page.script);
  row.tail = tail_of(text);
  row.cue = find_cue(text, marks.line);
}

void measure_row(const Page& page, Row& row) {
  RareMarks marks;
  page.rare.for_each(row.text_begin, row.text_end, [&](std::size_t at) {
    const char32_t c = page.text[at];
    marks.add(at - row.text_begin, c, traits_of(c));
  });
  measure_row(page, marks, row);
}

}  // namespace broadsheet::newspaper
