// SPDX-License-Identifier: Apache-2.0
#include "batch/progress.h"

#include <algorithm>
#include <cstdio>

#include "diagnostics/diagnostic_printer.h"
#include "diagnostics/printable_text.h"

namespace broadsheet::batch {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

std::string formatted(const char* format, double value) {
  char text[64];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

}  // namespace

std::string duration_in_words(double seconds) {
  const auto whole = static_cast<long long>(seconds + 0.5);
  char text[64];
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%lld h %02lld min", whole / 3600, whole % 3600 / 60);
  } else if (whole >= 60) {
    std::snprintf(text, sizeof text, "%lld min %02lld s", whole / 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%lld s", whole);
  }
  return text;
}

std::string size_in_words(double bytes) {
  if (bytes >= 999.95e6) return formatted("%.1f GB", bytes / 1e9);
  if (bytes >= 999.5e3) return formatted("%.1f MB", bytes / 1e6);
  if (bytes >= 999.5) return formatted("%.0f kB", bytes / 1e3);
  return formatted(bytes == 1 ? "%.0f byte" : "%.0f bytes", bytes);
}

Progress::Progress(std::ostream& out, ProgressMode mode, bool has_colour, std::uint64_t total_bytes,
                   std::uint64_t total_inputs, std::size_t max_columns)
    : out_(out),
      mode_(mode),
      has_colour_(has_colour),
      total_bytes_(total_bytes),
      total_inputs_(total_inputs),
      max_columns_(std::max<std::size_t>(max_columns, 20)) {}

void Progress::add_document(bool did_succeed) {
  const std::lock_guard lock(mutex_);
  stage_text_.clear();
  ++documents_;
  failed_ += did_succeed ? 0 : 1;
  draw();
}

void Progress::show_stage(const std::string& part, double fraction) {
  const std::lock_guard lock(mutex_);
  stage_text_ = part + formatted(" %.0f %%", fraction * 100.0);
  draw();
}

void Progress::add_input(std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  done_bytes_ += bytes;
  ++done_inputs_;
  draw();
}

void Progress::print(const diagnostics::DiagnosticList& diagnostics) {
  const std::lock_guard lock(mutex_);
  erase();
  diagnostics::PrintOptions options;
  options.has_colour = has_colour_;
  diagnostics::print_diagnostics(out_, diagnostics, options);
  out_.flush();
}

void Progress::print_line(const std::string& line) {
  const std::lock_guard lock(mutex_);
  erase();
  out_ << diagnostics::printable(line) << '\n';
  out_.flush();
}

void Progress::finish() {
  const std::lock_guard lock(mutex_);
  erase();
  out_.flush();
}

std::string Progress::bar_text(double seconds) const {
  const double share = total_bytes_ == 0
                           ? 0.0
                           : static_cast<double>(done_bytes_) / static_cast<double>(total_bytes_);
  std::string text = std::to_string(done_inputs_) + " of " + std::to_string(total_inputs_) +
                     " files, " + std::to_string(documents_) + " documents";
  if (failed_ > 0) text += ", " + std::to_string(failed_) + " failed";
  if (seconds > 0.5) {
    text += ", " + formatted("%.1f", static_cast<double>(documents_) / seconds) + " documents/s";
    text += ", " + size_in_words(static_cast<double>(done_bytes_) / seconds) + "/s";
  }
  if (share > 0.0 && share < 1.0 && seconds > 0.5) {
    text += ", " + duration_in_words(seconds * (1.0 - share) / share) + " left";
  }
  if (!stage_text_.empty()) text += ", " + stage_text_;
  if (mode_ == ProgressMode::lines) return text;
  constexpr int kWidth = 24;
  const int filled = static_cast<int>(std::min(share, 1.0) * kWidth);
  return ("[" + std::string(static_cast<std::size_t>(filled), '#') +
          std::string(static_cast<std::size_t>(kWidth - filled), '.') + "] " + text)
      .substr(0, max_columns_ - 1);
}

void Progress::draw() {
  if (mode_ == ProgressMode::off) return;
  const auto now = Clock::now();
  const double interval = mode_ == ProgressMode::bar ? 0.1 : 10.0;
  if (seconds_between(last_drawn_, now) < interval) return;
  last_drawn_ = now;
  const std::string text = bar_text(seconds_between(start_, now));
  if (mode_ == ProgressMode::bar) {
    out_ << "\r\x1b[K" << text;
    is_drawn_ = true;
  } else {
    out_ << text << '\n';
  }
  out_.flush();
}

void Progress::erase() {
  if (is_drawn_) out_ << "\r\x1b[K";
  is_drawn_ = false;
}

}  // namespace broadsheet::batch
