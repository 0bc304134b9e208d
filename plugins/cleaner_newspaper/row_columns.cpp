// SPDX-License-Identifier: Apache-2.0
#include "row_columns.hpp"

#include <bit>
#include <cstddef>
#include <cstring>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

// A bit for each of the row's flags, the first one lowest: they lie side by side as bytes of 0 or
// 1, which one product brings together.
std::int32_t flags_of(const Row& row) {
  constexpr std::size_t kFirst = offsetof(Row, is_letter_spaced);
  static_assert(
      sizeof(bool) == 1 && offsetof(Row, goes_on_word) == kFirst + 1 &&
      offsetof(Row, is_repeated) == kFirst + 2 && offsetof(Row, leads_caption) == kFirst + 3 &&
      offsetof(Row, is_in_quotation) == kFirst + 4 && offsetof(Row, has_inner_stop) == kFirst + 5 &&
      offsetof(Row, has_comma) == kFirst + 6 && offsetof(Row, has_words) == kFirst + 7);
  std::uint64_t bytes;
  std::memcpy(&bytes, reinterpret_cast<const char*>(&row) + kFirst, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  return static_cast<std::int32_t>(bytes * 0x0102040810204080U >> 56U);
}

std::int32_t marks_of(const Row& row) {
  const auto mark_if = [](bool condition, std::int32_t mark) {
    return static_cast<std::int32_t>(condition) * mark;
  };
  return static_cast<std::int32_t>(row.tail) |
         static_cast<std::int32_t>(row.cue) << mark::kCueShift |
         flags_of(row) << mark::kFlagsShift | mark_if(row.quote_balance > 0, mark::kOpensQuote) |
         mark_if(row.quote_balance < 0, mark::kClosesQuote) |
         mark_if(row.blank_before > 0, mark::kBlankBefore) |
         mark_if(row.line_count > 1, mark::kSeveralLines) |
         mark_if(row.text_end - row.text_begin < 3, mark::kTwoCharacters);
}

}  // namespace

void RowColumns::read(const Page& page) {
  const std::size_t size = page.rows.size();
  for (Column<float>* const column : {&width, &indent, &squeeze, &unit}) column->resize(size);
  for (Column<std::int32_t>* const column : {&marks, &head, &second, &third, &last})
    column->resize(size);
  other_heads.resize(size);
  std::uint32_t* other = other_heads.data();
  for (std::size_t i = 0; i < size; ++i) {
    const Row& row = page.rows[i];
    width.of_rows()[i] = row.width_em;
    indent.of_rows()[i] = row.indent_em;
    squeeze.of_rows()[i] = row.squeeze_em;
    unit.of_rows()[i] = row.head_unit_em;
    marks.of_rows()[i] = marks_of(row);
    const char32_t* const text = page.text.data() + row.text_begin;
    // There is room to read behind the page's last row.
    head.of_rows()[i] = static_cast<std::int32_t>(text[0]);
    second.of_rows()[i] = static_cast<std::int32_t>(text[1]);
    third.of_rows()[i] = static_cast<std::int32_t>(text[2]);
    last.of_rows()[i] = static_cast<std::int32_t>(page.text[row.text_end - 1]);
    *other = static_cast<std::uint32_t>(i);
    other += is_han(text[0]) ? 0 : 1;
  }
  other_heads.resize(static_cast<std::size_t>(other - other_heads.data()));
}

}  // namespace broadsheet::newspaper
