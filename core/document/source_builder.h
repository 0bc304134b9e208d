// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/document.h"

namespace broadsheet::document {

/// Collects what a reader writes of one document, checks it, and seals the first version of the
/// document.
class SourceBuilder {
 public:
  /// A document's text is at most so large; a reader that goes on is stopped.
  static constexpr std::uint64_t kMaxTextBytes = std::uint64_t{1} << 31U;

  Outcome append_text(std::string_view text);
  Outcome add_lines(std::span<const broadsheet_line_t> lines);
  Outcome add_encoding_runs(std::span<const broadsheet_encoding_run_t> runs);
  Outcome set_origin(std::uint64_t begin_byte, std::uint64_t end_byte);
  Outcome set_property(std::string_view key, std::string_view value);

  bool has_origin() const { return has_origin_; }
  std::uint64_t origin_begin_byte() const { return origin_begin_byte_; }
  std::uint64_t origin_end_byte() const { return origin_end_byte_; }

  /// Seals the document into `out`, or says what the reader did wrong.
  Outcome seal(std::optional<Document>& out) const;

 private:
  Outcome check_line(const broadsheet_line_t& line, const std::string& name) const;
  Outcome check_lines() const;
  Outcome check_runs() const;

  RegionString text_;
  RegionVector<broadsheet_line_t> lines_;
  std::vector<broadsheet_encoding_run_t> runs_;
  std::vector<std::pair<std::string, std::string>> properties_;
  bool has_origin_ = false;
  std::uint64_t origin_begin_byte_ = 0;
  std::uint64_t origin_end_byte_ = 0;
};

}  // namespace broadsheet::document
