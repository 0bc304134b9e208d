// SPDX-License-Identifier: Apache-2.0
#include "rows.hpp"

#include <algorithm>

#include "characters.hpp"
#include "gram_table.hpp"
#include "han_decoder.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kSampledCharacters = 1 << 16;  // enough to tell the script of a page
constexpr std::size_t kShortLine = 256;              // bytes
constexpr float kFoldedSpace = 0.25F;                // as width_in_em says

// What a page's characters say about its script.
struct ScriptCount {
  std::size_t characters = 0, ideographs = 0, letters = 0;

  void add(Traits traits) {
    ++characters;
    ideographs += (traits & trait::kIdeograph) != 0 ? 1 : 0;
    letters += (traits & trait::kLatin) != 0 ? 1 : 0;
  }
  Script script() const {
    return ideographs * 4 >= letters && ideographs > 0 ? Script::full_width : Script::roman;
  }
};

// White space becomes one space; between characters of a letter-spaced line it goes.
void append_letter_spaced(std::string_view line, std::u32string& text) {
  bool pending_space = false;
  const std::size_t begin = text.size();
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = next_code_point(line, at);
    if (is_space(c)) {
      pending_space = text.size() > begin;
      continue;
    }
    if (pending_space && !(is_full_width(c) || is_full_width(text.back()))) text.push_back(U' ');
    pending_space = false;
    text.push_back(c);
  }
}

// A letter-spaced line has a space in (nearly) all of the gaps between its squares.
struct SpacedGaps {
  std::size_t gaps = 0, spaced = 0;

  bool is_letter_spaced() const { return spaced >= 2 && spaced * 10 >= gaps * 6; }
};

// Reads lines into the page's text, each in one pass.
class LineReader {
 public:
  LineReader(std::string_view line, std::u32string& text, RareCharacters& rare, ScriptCount& count)
      : line_(line), text_(text), rare_(rare), count_(count) {
    if (line.size() > kShortLine) return;
    std::copy(line.begin(), line.end(), padded_);
    std::fill_n(padded_ + line.size(), kHanDecoderPadding, '\0');
    line_ = {padded_, line.size()};
  }
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  // False where there is nothing but white space.
  bool read(bool is_first_of_text, Row& row) {
    std::size_t at = skip_indent(is_first_of_text, row);
    if (at == line_.size()) return false;
    row.begin_byte = static_cast<std::uint32_t>(at);
    row.text_begin = static_cast<std::uint32_t>(text_.size());
    row.end_byte = static_cast<std::uint32_t>(read_content(at));
    row.is_letter_spaced = gaps_.is_letter_spaced();
    if (row.is_letter_spaced) {
      const std::size_t end = text_.size();
      text_.resize(row.text_begin);
      append_letter_spaced(line_.substr(at, row.end_byte - at), text_);
      rare_.renew(text_, row.text_begin, end);
    }
    row.text_end = static_cast<std::uint32_t>(text_.size());
    return true;
  }

 private:
  std::size_t skip_indent(bool is_first_of_text, Row& row) {
    float indent = 0;
    for (std::size_t at = 0; at < line_.size();) {
      const std::size_t start = at;
      const char32_t c = next_code_point(line_, at);
      if (is_space(c)) {
        indent += c == 0x3000 ? 1.0F : (c == U'\t' ? 2.0F : 0.5F);
      } else if (!(is_first_of_text && start == 0 && c == 0xFEFF)) {
        row.indent_em = std::min(indent, 8.0F);
        return start;
      }
      ++count_.characters;
    }
    return line_.size();
  }

  // Gives back where the content ends.
  std::size_t read_content(std::size_t at) {
    const std::size_t text_begin = text_.size();
    text_.resize(text_begin + line_.size() - at + kHanDecoderSlack);
    char32_t* out = text_.data() + text_begin;
    std::size_t end = at;
    bool pending_space = false, after_square = false;
    while (at < line_.size()) {
      if (const std::size_t squares = pending_space ? 0 : read_ideographs(at, out); squares > 0) {
        gaps_.gaps += squares - (after_square ? 0 : 1);
        after_square = true;
        end = at;
        continue;
      }
      const char32_t c = next_code_point(line_, at);
      const Traits traits = traits_of(c);
      count_.add(traits);
      if ((traits & trait::kSpace) != 0) {
        pending_space = true;
        continue;
      }
      const bool is_square = (traits & trait::kFullWidth) != 0;
      if (is_square && after_square) {
        ++gaps_.gaps;
        gaps_.spaced += pending_space ? 1 : 0;
      }
      if (pending_space) {
        rare_.add(static_cast<std::size_t>(out - text_.data()));
        *out++ = U' ';
      }
      if (traits != trait::kHan) rare_.add(static_cast<std::size_t>(out - text_.data()));
      *out++ = c;
      pending_space = false;
      after_square = is_square;
      end = at;
    }
    text_.resize(static_cast<std::size_t>(out - text_.data()));
    return end;
  }

  // A run of Han characters.
  std::size_t read_ideographs(std::size_t& at, char32_t*& out) {
    if (static_cast<unsigned char>(line_[at]) - 0xE4U > 5U) return 0;
    const bool is_padded = line_.data() == padded_;
    const std::size_t count = decode_han(line_.substr(at), is_padded, out);
    out += count;
    at += 3 * count;
    count_.characters += count;
    count_.ideographs += count;
    return count;
  }

  std::string_view line_;
  std::u32string& text_;
  RareCharacters& rare_;
  ScriptCount& count_;
  SpacedGaps gaps_;
  char padded_[kShortLine + kHanDecoderPadding];  // the line, if it is short
};

float width_on_page(char32_t c, Traits traits, Script script) {
  return script == Script::full_width && (traits & trait::kFullWidth) != 0 ? 1.0F : width_in_em(c);
}

float row_width(std::u32string_view text, Script script) {
  float width = 0;
  for (const char32_t c : text) width += width_on_page(c, traits_of(c), script);
  return width;
}

bool is_word_part(char32_t c) { return !is_full_width(c) && !is_space(c); }

// The piece at the head of a row that the line breaker would not have cut.
float head_unit(std::u32string_view text, Script script) {
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
  return row_width(text.substr(0, end), script) + (script == Script::roman ? kFoldedSpace : 0.0F);
}

Tail row_tail(std::u32string_view text) {
  std::size_t end = text.size();
  while (end > 0 && is_closing_quote_or_bracket(text[end - 1])) --end;
  const bool has_closing = end < text.size();
  if (end == 0) return Tail::none;
  const char32_t c = text[end - 1];
  if (is_sentence_stop(c)) return Tail::stop;
  if (c == U'：' || c == U':') return Tail::colon;
  if (c == U'；' || c == U';') return Tail::semicolon;
  if (c == U'，' || c == U'、' || c == U',') return Tail::comma;
  if (is_dash(c)) return Tail::dash;
  if (c == U'-' && end >= 2 && is_latin_letter(text[end - 2])) return Tail::hyphen;
  return has_closing ? Tail::quote : Tail::none;
}

bool is_inner_stop(std::u32string_view text, std::size_t i) {
  const char32_t c = text[i];
  if (i + 1 >= text.size() || (i + 2 == text.size() && !is_ideograph(text[i + 1]))) return false;
  if (c == U'。' || c == U'！' || c == U'；') return true;
  return c == U'.' && text[i + 1] == U' ' && is_lower(text[i > 0 ? i - 1 : 0]);
}

// Width and what stands inside.
LineMarks measure_inside(const Page& page, Row& row) {
  const std::u32string_view text = page.row_text(row);
  LineMarks marks;
  std::size_t rare = 0, squares = 0, squeezable = 0, pairs = 0;
  std::size_t behind_mark = text.size();
  int balance = 0;
  row.has_inner_stop = row.has_comma = false;
  page.rare.for_each(row.text_begin, row.text_end, [&](std::size_t at) {
    const std::size_t i = at - row.text_begin;
    const char32_t c = text[i];
    const Traits traits = traits_of(c);
    ++rare;
    squares += (traits & trait::kFullWidth) != 0 ? 1 : 0;
    marks.add(c, traits);
    if ((traits & trait::kSqueezable) != 0) {
      ++squeezable;
      pairs += behind_mark == i ? 1 : 0;
      behind_mark = i + 1;
    }
    // Some faces set a dash of two squares in one.
    squeezable += is_dash(c) ? 1 : 0;
    balance += (traits & trait::kPairOpens) != 0 ? 1 : 0;
    balance -= (traits & trait::kPairCloses) != 0 ? 1 : 0;
    row.has_comma |= c == U'，';
    row.has_inner_stop = row.has_inner_stop || is_inner_stop(text, i);
  });
  squares += text.size() - rare;
  row.quote_balance = static_cast<std::int8_t>(std::clamp(balance, -100, 100));
  const float squeeze = 0.5F * static_cast<float>(std::min<std::size_t>(squeezable, 3));
  row.squeeze_em = page.script == Script::full_width ? squeeze : 0.3F;
  // Squares alone add up exactly, whatever the order.
  const bool only_squares = page.script == Script::full_width && squares == text.size();
  row.width_em = only_squares && squares < (1U << 24U) ? static_cast<float>(squares)
                                                       : row_width(text, page.script);
  // Two marks side by side share a square and a half, as typesetters set them.
  if (page.script == Script::full_width) row.width_em -= 0.5F * static_cast<float>(pairs);
  return marks;
}

void measure_row(const Page& page, Row& row) {
  const std::u32string_view text = page.row_text(row);
  const LineMarks marks = measure_inside(page, row);
  row.head_unit_em = head_unit(text, page.script);
  row.tail = row_tail(text);
  row.cue = find_cue(text, marks);
}

// A character of a vertical motto, or a word that a stretched line was cut into.
bool is_fragment_of_line(const Page& page, const Row& row) {
  const std::u32string_view text = page.row_text(row);
  if (row.cue == Cue::page_number) return false;
  if (page.script == Script::full_width)
    return row.tail == Tail::none && text.size() == 1 && is_full_width(text[0]);
  if (text.size() == 1) return text[0] == U'A' || text[0] == U'I' || text[0] == U'a';
  return text.size() < 24 && row.tail != Tail::hyphen && text.find(U' ') == text.npos &&
         !is_all_caps(text);
}

// What rows of several words around [begin, end) are wide: their median.
float usual_width_around(const std::vector<Row>& rows, const Page& page, std::size_t begin,
                         std::size_t end) {
  constexpr std::size_t kOnEachSide = 6, kReach = 24, kFewestSpaces = 2;
  std::vector<float> widths;
  const auto take = [&](const Row& row) {
    const std::u32string_view text = page.row_text(row);
    if (std::count(text.begin(), text.end(), U' ') >= static_cast<std::ptrdiff_t>(kFewestSpaces))
      widths.push_back(row.width_em);
  };
  for (std::size_t k = begin; k > 0 && begin - k < kReach && widths.size() < kOnEachSide; --k)
    take(rows[k - 1]);
  const std::size_t above = widths.size();
  for (std::size_t k = end;
       k < rows.size() && k - end < kReach && widths.size() < above + kOnEachSide; ++k)
    take(rows[k]);
  if (widths.empty()) return 0.0F;
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), middle, widths.end());
  return *middle;
}

// How many of the words [begin, end) were one roman line of about `usual_em`: as many as fit, and
// no further than a stop behind which the words that are left make a line of their own.
std::size_t words_of_line(const std::vector<Row>& rows, std::size_t begin, std::size_t end,
                          float usual_em) {
  constexpr float kOverEm = 0.8F, kIndentEm = 1.0F;
  float left = 0;  // the width of the words behind
  for (std::size_t k = begin; k < end; ++k) left += rows[k].width_em + kFoldedSpace;
  const float next_unit = end < rows.size() ? std::min(rows[end].head_unit_em, usual_em) : usual_em;
  float width = 0;
  std::size_t k = begin;
  for (; k < end; ++k) {
    const float grown = width + (k > begin ? kFoldedSpace : 0.0F) + rows[k].width_em;
    if (k > begin && grown > usual_em + kOverEm) break;
    width = grown;
    left -= rows[k].width_em + kFoldedSpace;
    if (rows[k].tail == Tail::stop && k + 1 < end && left + kIndentEm + next_unit > usual_em)
      return k + 1 - begin;
  }
  return k - begin;
}

// Single words on lines of their own, or single characters: pieces of one line.
void merge_split_lines(Page& page, Direction direction) {
  constexpr std::size_t kMost = 12, kMostVertical = 60;
  if (direction == Direction::horizontal) return;
  const std::size_t most = direction == Direction::vertical ? kMostVertical : kMost;
  std::vector<Row> merged;
  merged.reserve(page.rows.size());
  for (std::size_t i = 0; i < page.rows.size();) {
    std::size_t end = i;
    while (end < page.rows.size() && end - i < most && is_fragment_of_line(page, page.rows[end]) &&
           (end == i || page.rows[end].blank_before == 0)) {
      ++end;
    }
    if (end - i > 1 && page.script == Script::roman)
      end = i + words_of_line(page.rows, i, end, usual_width_around(page.rows, page, i, end));
    merged.push_back(page.rows[i]);
    if (end - i < 2) {
      ++i;
      continue;
    }
    Row& row = merged.back();
    row.line_count = static_cast<std::uint32_t>(end - i);
    row.text_end = page.rows[end - 1].text_end;
    measure_row(page, row);
    i = end;
  }
  page.rows = std::move(merged);
}

// A page number glued to the first line of the text hides what the line begins with.
void find_glued_number(Page& page) {
  if (page.rows.empty() || page.script != Script::full_width) return;
  Row& row = page.rows.front();
  const std::u32string_view text = page.row_text(row);
  std::size_t digits = 0;
  while (digits < 3 && digits < text.size() && text[digits] >= U'0' && text[digits] <= U'9')
    ++digits;
  if (digits == 0 || digits > 2 || digits >= text.size() || row.cue != Cue::none) return;
  if (is_ideograph(text[digits]) || is_opening(text[digits]))
    row.cue = find_cue(text.substr(digits));
}

// The rows of a caption above the one that tells who took the picture: from a blank line on, or
// else from the last sentence's end, where the page is roman: a Chinese caption mostly is one row.
void find_captions(Page& page) {
  constexpr std::size_t kMostRows = 4;
  std::vector<Row>& rows = page.rows;
  const auto ends_other = [&](const Row& row) {
    return row.tail == Tail::stop || row.cue != Cue::none;
  };
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::u32string_view text = page.row_text(rows[i]);
    if (rows[i].cue != Cue::caption || !names_photographer(text)) continue;
    const std::size_t highest = i - std::min(i, kMostRows);
    const auto is_border = [&](std::size_t k) {
      const Cue above = rows[k - 1].cue;
      return rows[k].blank_before > 0 || (above != Cue::none && above != Cue::caption);
    };
    std::size_t first = i;
    while (first > highest && !is_border(first)) --first;
    if (page.script == Script::full_width && rows[first].blank_before == 0) continue;
    if (first == highest) {
      first = begins_with_photographer(text) ? i - 1 : i;
      while (first > highest && !ends_other(rows[first - 1])) --first;
      if (first == highest) continue;
    }
    for (std::size_t k = first; k < i; ++k) rows[k].leads_caption = true;
  }
}

// A row is repeated if nearly all of it lies in runs that stand on the page twice. Runs may reach
// into the rows around, so that the short last row of a pull quote counts as well.
void find_repetitions(Page& page) {
  std::vector<std::uint8_t> repeated;
  page.solid = make_solid(page.text, page.rare);
  page.clauses =
      GramTable(page.text, page.solid, page.script == Script::full_width ? 5 : 14, repeated);
  for (Row& row : page.rows) {
    const auto begin = repeated.begin() + row.text_begin, end = repeated.begin() + row.text_end;
    const auto share = static_cast<float>(std::count(begin, end, 1)) /
                       static_cast<float>(row.text_end - row.text_begin);
    row.is_repeated = share >= 0.85F;
  }
}

}  // namespace

Trimmed trim_line(std::string_view line, bool is_first_of_text) {
  std::size_t begin = line.size(), end = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(line, at);
    if (is_space(c) || (is_first_of_text && start == 0 && c == 0xFEFF)) continue;
    begin = std::min(begin, start);
    end = at;
  }
  if (begin > end) begin = end = 0;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

bool is_letter_spaced(std::string_view line) {
  SpacedGaps gaps;
  bool has_space = false, after_square = false;
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = next_code_point(line, at);
    if (is_space(c)) {
      has_space = true;
      continue;
    }
    const bool is_square = is_full_width(c);
    if (is_square && after_square) {
      ++gaps.gaps;
      gaps.spaced += has_space ? 1 : 0;
    }
    after_square = is_square;
    has_space = false;
  }
  return gaps.is_letter_spaced();
}

namespace {

// Reads the lines as rows; gives back the script that they are in, going by the first characters.
Script read_rows(Page& page) {
  ScriptCount sample, rest;
  std::uint32_t blanks = 0;
  page.text.clear();
  page.rows.clear();
  std::size_t bytes = 0;
  for (const InputLine& line : page.lines) bytes += line.text.size() + 1;
  page.text.reserve(bytes + kHanDecoderSlack);
  page.rare.reset(bytes);
  page.rows.reserve(std::min(page.lines.size(), bytes / 2 + 1));
  for (std::uint32_t i = 0; i < page.lines.size(); ++i) {
    Row row;
    ScriptCount& count = sample.characters < kSampledCharacters ? sample : rest;
    LineReader reader(page.lines[i].text, page.text, page.rare, count);
    if (!reader.read(page.line_offset + i == 0, row)) {
      ++blanks;
      continue;
    }
    row.first_line = i;
    row.blank_before = blanks;
    blanks = 0;
    page.rows.push_back(row);
    if (page.script == Script::roman) {
      page.rare.add(page.text.size());
      page.text.push_back(U' ');
    }
  }
  // There was room for as many characters as there are bytes.
  if (page.text.capacity() > 2 * page.text.size() + 65536) page.text.shrink_to_fit();
  return sample.script();
}

}  // namespace

Page measure_page(std::span<const InputLine> lines, std::uint32_t line_offset,
                  const Options& options) {
  const Language language = options.language;
  Page page;
  page.parts = options.parts;
  page.min_confidence = options.min_confidence;
  page.lines = lines;
  page.line_offset = line_offset;
  page.script = language == Language::english ? Script::roman : Script::full_width;
  const Script found = read_rows(page);
  // Between roman rows stands a space, so a page that turns out to be roman is read once more.
  if (language == Language::automatic && found != page.script) {
    page.script = found;
    read_rows(page);
  }
  for (Row& row : page.rows) measure_row(page, row);
  const auto hyphens = std::count_if(page.rows.begin(), page.rows.end(),
                                     [](const Row& row) { return row.tail == Tail::hyphen; });
  page.has_hyphens = static_cast<std::size_t>(hyphens) * 100 > page.rows.size();
  find_glued_number(page);
  merge_split_lines(page, options.direction);
  find_captions(page);
  find_repetitions(page);
  return page;
}

}  // namespace broadsheet::newspaper
