// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.h"

namespace broadsheet::diagnostics {

// A text with a name, from which diagnostics take line, column and source line. Lines end with \n
// or \r\n. A copy shares the text. Immutable after construction, safe for concurrent use.
class SourceText {
 public:
  SourceText(std::string name, std::string text);

  const std::string& name() const;
  std::string_view text() const;

  // Line, column and length from byte offsets; an offset behind the end stands for the end. The
  // length ends with the line.
  Location locate(std::size_t begin_byte, std::size_t length_bytes = 0) const;

  std::uint32_t line_count() const;
  std::string_view line(std::uint32_t number) const;  // from 1, without its end; empty if not there

  // Fills source_line (a long line only around the column) and source_line_first_column.
  void excerpt(Diagnostic& diagnostic) const;

 private:
  struct Content;
  std::shared_ptr<const Content> content_;
};

// The texts that a list of diagnostics may point into, found by name.
class SourceSet {
 public:
  void add(SourceText source);
  const SourceText* find(std::string_view name) const;  // nullptr if not there

  // As SourceText::excerpt, from the text that the diagnostic's location names, if it is here.
  void excerpt(Diagnostic& diagnostic) const;

 private:
  std::vector<SourceText> sources_;
};

}  // namespace broadsheet::diagnostics
