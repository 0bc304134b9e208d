// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <ostream>
#include <string>

#include "diagnostics/diagnostic.h"

namespace broadsheet::batch {

enum class ProgressMode { bar, lines, off };

/// How far the run is, on stderr: a bar with rate and time left on a terminal, a line every ten
/// seconds otherwise. Messages go through it, so that they do not tear the bar. Safe for concurrent
/// use.
class Progress {
 public:
  /// @param max_columns  of the terminal: a bar that is wider would be broken into lines that
  /// nobody
  ///                     removes
  Progress(std::ostream& out, ProgressMode mode, bool has_colour, std::uint64_t total_bytes,
           std::uint64_t total_inputs, std::size_t max_columns = 80);

  void add_document(bool did_succeed);
  void add_input(std::uint64_t bytes);
  /// How far a stage is with one document, 0 to 1: worth a look where documents take long.
  void show_stage(const std::string& part, double fraction);
  /// Prints diagnostics above the bar.
  void print(const diagnostics::DiagnosticList& diagnostics);
  void print_line(const std::string& line);
  /// Removes the bar; the summary is the caller's.
  void finish();

 private:
  void draw();
  void erase();
  std::string bar_text(double seconds) const;

  std::ostream& out_;
  ProgressMode mode_;
  bool has_colour_;
  std::uint64_t total_bytes_;
  std::uint64_t total_inputs_;
  std::size_t max_columns_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::mutex mutex_;  // guards what follows and the stream
  std::chrono::steady_clock::time_point last_drawn_ = start_;
  std::uint64_t done_bytes_ = 0;
  std::uint64_t done_inputs_ = 0;
  std::uint64_t documents_ = 0;
  std::uint64_t failed_ = 0;
  std::string stage_text_;  // of the stage that spoke last
  bool is_drawn_ = false;
};

/// "1 h 04 min", "2 min 05 s", "7 s".
std::string duration_in_words(double seconds);
/// "12.3 MB", "950 kB".
std::string size_in_words(double bytes);

}  // namespace broadsheet::batch
