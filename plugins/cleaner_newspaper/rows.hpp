// SPDX-License-Identifier: Apache-2.0
// Rows: the non-blank lines of a page with everything that later stages ask of a line, measured
// once.
//
// A row is one source line, or several that the extraction cut out of one: words of a stretched
// line
// ("Extension", "specialist", "Corinne") and characters of a vertical motto.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "buffer.hpp"
#include "characters.hpp"
#include "gram_table.hpp"
#include "lexicon.hpp"
#include "newspaper.hpp"
#include "rare_characters.hpp"
#include "solid_text.hpp"

namespace broadsheet::newspaper {

enum class Script : std::uint8_t { full_width, roman };

struct Row {
  std::uint32_t first_line = 0;  // index into the page's lines
  std::uint32_t line_count = 1;
  std::uint32_t begin_byte = 0;  // range of the first line without the white space around it
  std::uint32_t end_byte = 0;
  std::uint32_t text_begin = 0;  // range in Page::text
  std::uint32_t text_end = 0;
  float width_em = 0;    // natural width, without the indent
  float squeeze_em = 0;  // how much the line may have been narrowed to fit
  float indent_em = 0;   // white space kept at the line's head
  float head_unit_em =
      0;  // what would have had to fit on the line above: a word, a character with its stop
  std::uint32_t blank_before = 0;
  Tail tail = Tail::none;
  Cue cue = Cue::none;
  bool is_letter_spaced = false;
  bool goes_on_word = false;     // of the dictionary, which a blank line above cut in two
  bool is_repeated = false;      // its words stand elsewhere on the page too: a pull quote
  bool leads_caption = false;    // a caption's words, above the row that tells who took the picture
  bool is_in_quotation = false;  // that a row above opened and this row or one below closes
  bool has_inner_stop = false;
  bool has_comma = false;
  bool has_words = false;  // letters, spaces or rare ideographs, beside Han characters and marks
  std::int8_t quote_balance = 0;  // opened less closed
};

struct Page {
  std::span<const InputLine> lines;
  std::uint32_t line_offset = 0;  // of lines[0] in the document
  Script script = Script::full_width;
  Parts parts;
  float min_confidence = 0.0F;
  bool has_hyphens = true;  // false: (nearly) no row ends with one, the extraction joins such lines
  std::u32string_view text;  // of all rows, white space folded, letter spacing taken out
  RareCharacters rare;       // of the text
  std::vector<Row> rows;
  SolidText solid;    // of the text
  GramTable clauses;  // runs of characters that tell a clause
  Buffer<char32_t> text_room;
  std::vector<std::uint8_t> is_repeated;  // by character: is it part of a run that recurs?

  std::u32string_view row_text(const Row& row) const {
    return text.substr(row.text_begin, row.text_end - row.text_begin);
  }
};

Page measure_page(std::span<const InputLine> lines, std::uint32_t line_offset,
                  const Options& options);
// The same into a page whose memory serves for many.
void measure_page(std::span<const InputLine> lines, std::uint32_t line_offset,
                  const Options& options, Page& page);

// The range of a line without the white space around it. A byte order mark at the text's start is
// white space. A row of one line has it already.
struct Trimmed {
  std::uint32_t begin_byte = 0;
  std::uint32_t end_byte = 0;
};
Trimmed trim_line(std::string_view line, bool is_first_of_text);

// True where a space stands between (nearly) all characters of a Chinese line: 现 在 已 经.
bool is_letter_spaced(std::string_view line);

}  // namespace broadsheet::newspaper
