// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/diagnostic.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "diagnostics/printable_text.h"

namespace broadsheet::diagnostics {
namespace {

constexpr std::size_t kMaxQuotedCodePoints = 80;
constexpr std::size_t kMaxJoinedNames = 30;

// An error or warning with the notes that follow it.
struct Group {
  std::tuple<std::size_t, std::uint32_t, std::uint32_t> place;  // file, line, column
  std::vector<Diagnostic> members;
};

}  // namespace

void DiagnosticList::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++error_count_;
  if (!is_full()) {
    items_.push_back(std::move(diagnostic));
  } else {
    ++left_out_count_;
  }
}

void DiagnosticList::append(DiagnosticList other) {
  const std::size_t errors = error_count_ + other.error_count_;
  left_out_count_ += other.left_out_count_;
  for (Diagnostic& diagnostic : other.items_) add(std::move(diagnostic));
  error_count_ = errors;
}

void DiagnosticList::sort_by_location() {
  std::map<std::string, std::size_t> file_ranks;
  std::vector<Group> groups;
  for (Diagnostic& diagnostic : items_) {
    if (groups.empty() || diagnostic.severity != Severity::note) {
      const Location& location = diagnostic.location;
      const std::size_t rank = file_ranks.emplace(location.file, file_ranks.size()).first->second;
      const std::uint32_t column = location.line == 0 ? 0 : location.column;
      groups.push_back({{rank, location.line, column}, {}});
    }
    groups.back().members.push_back(std::move(diagnostic));
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const Group& a, const Group& b) { return a.place < b.place; });
  items_.clear();
  for (Group& group : groups) {
    std::move(group.members.begin(), group.members.end(), std::back_inserter(items_));
  }
}

std::string quote(std::string_view user_text) {
  std::size_t end = 0;
  for (std::size_t count = 0; end < user_text.size() && count < kMaxQuotedCodePoints; ++count) {
    end += code_point_at(user_text, end).length_bytes;
  }
  std::string quoted = "'";
  quoted += user_text.substr(0, end);
  if (end < user_text.size()) quoted += "...";
  return quoted + "'";
}

std::string join_names(const std::vector<std::string>& names) {
  std::string joined;
  const std::size_t shown = std::min(names.size(), kMaxJoinedNames);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) joined += ", ";
    joined += names[i];
  }
  if (names.size() > shown) joined += " and " + std::to_string(names.size() - shown) + " more";
  return joined;
}

}  // namespace broadsheet::diagnostics
