// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::diagnostics {

enum class Severity { note, warning, error };

// A place in a file. 0 means unknown, and what is unknown is not printed.
struct Location {
  std::string file;          // as the user wrote it; "--set" for a command-line override
  std::uint32_t line = 0;    // from 1
  std::uint32_t column = 0;  // from 1, in code points
  std::uint32_t length = 0;  // in code points, on that line

  friend bool operator==(const Location&, const Location&) = default;
};

// One thing to tell a person. Texts may hold anything a hostile file holds: format_diagnostic()
// escapes them. A note belongs to the error or warning before it.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  // stable, kebab-case; for programs and tests, not printed
  std::string message;
  Location location;
  std::string source_line;  // the line of `location`, or a part of it; may be empty
  std::string help;         // how to mend it; may be empty
  std::uint32_t source_line_first_column = 1;  // column of source_line's first code point
};

// Collects diagnostics in the order in which they are added. Not safe for concurrent use.
//
// Keeps at most kMaxKept of them, so that a hostile file cannot fill the memory with its errors;
// what is beyond is counted, and the printed list ends by saying how many were left out.
class DiagnosticList {
 public:
  static constexpr std::size_t kMaxKept = 1000;

  void add(Diagnostic diagnostic);

  // Adds those of `other` after those already here.
  void append(DiagnosticList other);

  // By line and column within a file, files in order of their first diagnostic; equals keep their
  // order and a note stays with what it belongs to.
  void sort_by_location();

  // Whether what is added from now on is only counted; its texts need not be made.
  bool is_full() const { return items_.size() >= kMaxKept; }

  const std::vector<Diagnostic>& items() const { return items_; }
  bool has_errors() const { return error_count_ > 0; }
  std::size_t error_count() const { return error_count_; }  // those left out are counted too
  std::size_t left_out_count() const { return left_out_count_; }

 private:
  std::vector<Diagnostic> items_;
  std::size_t error_count_ = 0;
  std::size_t left_out_count_ = 0;
};

// User text for a message: in quotes '…', clipped after 80 characters.
std::string quote(std::string_view user_text);

// "a, b, c" of names, in the order given; clipped with "and N more" after 30 names.
std::string join_names(const std::vector<std::string>& names);

}  // namespace broadsheet::diagnostics
