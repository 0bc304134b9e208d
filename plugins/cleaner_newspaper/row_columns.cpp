// SPDX-License-Identifier: Apache-2.0
#include "row_columns.hpp"

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

std::int32_t marks_of(const Row& row) {
  const auto mark_if = [](bool condition, std::int32_t mark) {
    return static_cast<std::int32_t>(condition) * mark;
  };
  const auto cue = static_cast<std::int32_t>(row.cue);
  return static_cast<std::int32_t>(row.tail) | cue << mark::kCueShift |
         mark_if(row.is_letter_spaced, mark::kLetterSpaced) |
         mark_if(row.is_repeated, mark::kRepeated) |
         mark_if(row.leads_caption, mark::kLeadsCaption) |
         mark_if(row.has_inner_stop, mark::kInnerStop) | mark_if(row.has_comma, mark::kComma) |
         mark_if(row.goes_on_word, mark::kGoesOnWord) |
         mark_if(row.quote_balance > 0, mark::kOpensQuote) |
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
  std::size_t others = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const Row& row = page.rows[i];
    width.of_rows()[i] = row.width_em;
    indent.of_rows()[i] = row.indent_em;
    squeeze.of_rows()[i] = row.squeeze_em;
    unit.of_rows()[i] = row.head_unit_em;
    marks.of_rows()[i] = marks_of(row);
    const char32_t* const text = page.text.data() + row.text_begin;
    const std::size_t end = row.text_end - row.text_begin - 1;
    const auto at = [&](std::size_t k) {
      return static_cast<std::int32_t>(text[std::min(k, end)]);
    };
    head.of_rows()[i] = at(0);
    second.of_rows()[i] = at(1);
    third.of_rows()[i] = at(2);
    last.of_rows()[i] = at(end);
    other_heads[others] = static_cast<std::uint32_t>(i);
    others += is_han(text[0]) ? 0 : 1;
  }
  other_heads.resize(others);
}

}  // namespace broadsheet::newspaper
