// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_TEXT_RUNS_H_
#define BROADSHEET_EXPORTER_DOCX_TEXT_RUNS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/text.hpp"
#include "exporter_docx/wordml.h"
#include "exporter_support/text_direction.h"

namespace broadsheet::docx {

/// The punctuation of a text that Word must be told to set in the East Asian font, ascending.
std::vector<ByteRange> east_asian_punctuation(std::string_view text);

/// Writes a paragraph's text as runs, piece by piece from the left, so that comments can begin and
/// end between the pieces. The text is borrowed.
class RunWriter {
 public:
  RunWriter(XmlWriter& xml, std::string_view text)
      : xml_(xml),
        text_(text),
        punctuation_(east_asian_punctuation(text)),
        is_right_to_left_(exporting::reads_right_to_left(text)) {}

  /// Passes over the text up to `end_byte` without writing it.
  void skip_to(std::size_t end_byte);
  /// Writes from where the last piece ended up to `end_byte`; nothing where that lies behind.
  void write_to(std::size_t end_byte);

 private:
  void write_run(std::string_view slice, bool is_east_asian);

  XmlWriter& xml_;
  std::string_view text_;
  std::vector<ByteRange> punctuation_;
  bool is_right_to_left_;
  std::size_t next_punctuation_ = 0;
  std::size_t at_byte_ = 0;
};

}  // namespace broadsheet::docx

#endif
