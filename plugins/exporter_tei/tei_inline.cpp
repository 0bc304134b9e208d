// SPDX-License-Identifier: Apache-2.0
#include "tei_inline.h"

#include <algorithm>

namespace broadsheet::exporting {

void TeiInline::write(std::size_t block_index) {
  const broadsheet_block_t block = document_.blocks()[block_index];
  const std::string_view text = document_.block_text(block);
  line_starts_.clear();
  next_line_start_ = written_byte_ = 0;
  if (options_.has_line_breaks) find_line_starts(block);
  if (options_.has_sentences) {
    const Records<broadsheet_sentence_t> sentences = document_.sentences();
    for (const std::uint32_t at : index_.sentences_of(block_index))
      write_sentence(sentences[at], at, text);
  }
  write_until(text, text.size());
  write_line_starts(text.size());
}

void TeiInline::find_line_starts(const broadsheet_block_t& block) {
  if (positions_.lines().size() == 0) return;
  std::size_t last_line = SIZE_MAX;
  bool is_joined_by_text = true;
  for (const broadsheet_segment_t segment : document_.segments_of(block)) {
    if (segment.kind == BROADSHEET_SEGMENT_INSERT) is_joined_by_text = true;
    if (segment.kind != BROADSHEET_SEGMENT_COPY && segment.kind != BROADSHEET_SEGMENT_REPLACE)
      continue;
    const std::size_t line = positions_.lines().find(segment.source_begin_byte);
    if (line != last_line) {
      line_starts_.push_back({static_cast<std::size_t>(segment.text_begin_byte), line + 1,
                              positions_.lines()[line].page, !is_joined_by_text});
    }
    last_line = line;
    is_joined_by_text = false;
  }
}

void TeiInline::write_sentence(const broadsheet_sentence_t& sentence, std::size_t sentence_index,
                               std::string_view text) {
  if (sentence.begin_byte < written_byte_ || sentence.end_byte > text.size())
    return;  // no host lets it pass
  write_until(text, sentence.begin_byte);
  xml_.open_inline("s").attribute("xml:id", index_.sentence_id(sentence_index));
  if ((sentence.marks & BROADSHEET_SENTENCE_CLAUSE) != 0) {
    xml_.attribute("type", "clause");
  } else if ((sentence.marks & BROADSHEET_SENTENCE_INNER_QUOTE) != 0) {
    xml_.attribute("type", "inner_quote");
  }
  write_until(text, sentence.end_byte);
  xml_.close();
}

/// Writes the text up to `end_byte`, with the lines that begin before it.
void TeiInline::write_until(std::string_view text, std::size_t end_byte) {
  end_byte = std::clamp(end_byte, written_byte_, text.size());
  while (written_byte_ < end_byte) {
    write_line_starts(written_byte_);
    std::size_t stop = end_byte;
    if (next_line_start_ < line_starts_.size()) {
      stop = std::min(stop, std::max(line_starts_[next_line_start_].text_byte, written_byte_));
    }
    xml_.text(text.substr(written_byte_, stop - written_byte_));
    written_byte_ = stop;
  }
}

void TeiInline::write_line_starts(std::size_t last_byte) {
  for (; next_line_start_ < line_starts_.size() &&
         line_starts_[next_line_start_].text_byte <= last_byte;
       ++next_line_start_) {
    const LineStart& start = line_starts_[next_line_start_];
    if (start.page != page_) {
      write_break("pb", start.page, facsimile_.pointer_to_page(start.page), start.is_inside_word);
      page_ = start.page;
    } else if (facsimile_.begins_column(start.line)) {
      xml_.open("cb");
      if (start.is_inside_word) xml_.attribute("break", "no");
      xml_.close();
    }
    write_break("lb", start.line, facsimile_.pointer_to_line(start.line), start.is_inside_word);
  }
}

void TeiInline::write_break(const char* element, std::size_t number, const std::string& facsimile,
                            bool is_inside_word) {
  xml_.open(element).attribute("n", number);
  if (is_inside_word) xml_.attribute("break", "no");
  if (!facsimile.empty()) xml_.attribute("facs", facsimile);
  xml_.close();
}

}  // namespace broadsheet::exporting
