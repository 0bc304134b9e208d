// SPDX-License-Identifier: Apache-2.0
// "Did you mean ...?"
//
// Problem: say which name was meant where a person wrote one that does not exist; no guess is
// better than a far one.
// Approach: optimal string alignment distance (Damerau-Levenshtein without edits inside a swap) up
// to a third of the length, at most 3, capitals and '-' for '_' free; else a candidate that has
// the name as one of its words. "langauge" -> language (1 swap), "newspaper" -> cleaner_newspaper.
// Source: Damerau 1964; Levenshtein 1966.
// Tested by nearest_name_test.cpp.

#include "diagnostics/nearest_name.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "diagnostics/diagnostic.h"

namespace broadsheet::diagnostics {
namespace {

constexpr std::size_t kMaxNameBytes = 64;
constexpr std::size_t kMaxDistance = 3;
constexpr std::size_t kMinWordBytes = 3;

std::string fold(std::string_view name) {
  std::string folded(name);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '-' || c == ' ') c = '_';
  }
  return folded;
}

// Both at most kMaxNameBytes long.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, substitution});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

// The most edits at which two names are near, by what stands behind the words both begin with.
std::size_t max_distance(std::string_view a, std::string_view b) {
  const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  const std::size_t common = static_cast<std::size_t>(differ - a.begin());
  const std::size_t underscore = a.substr(0, common).rfind('_');
  const std::size_t skipped = underscore == std::string_view::npos ? 0 : underscore + 1;
  return std::clamp<std::size_t>((std::max(a.size(), b.size()) - skipped) / 3, 1, kMaxDistance);
}

// Whether `word` is one of the words of `name`, as split at '_'.
bool has_word(std::string_view name, std::string_view word) {
  std::string bounded_name = "_";
  bounded_name.append(name).append("_");
  std::string bounded_word = "_";
  bounded_word.append(word).append("_");
  return bounded_name.find(bounded_word) != std::string::npos;
}

}  // namespace

std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates) {
  if (name.empty() || name.size() > kMaxNameBytes) return {};
  const std::string wanted = fold(name);
  std::size_t best = kMaxDistance + 1;
  std::string nearest;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kMaxNameBytes) continue;
    const std::string folded = fold(candidate);
    const std::size_t distance = edit_distance(wanted, folded);
    if (distance < best && distance <= max_distance(wanted, folded) && distance < folded.size()) {
      best = distance;
      nearest = candidate;
    }
  }
  if (!nearest.empty() || wanted.size() < kMinWordBytes) return nearest;
  const auto with_word =
      std::find_if(candidates.begin(), candidates.end(),
                   [&](const std::string& candidate) { return has_word(fold(candidate), wanted); });
  return with_word == candidates.end() ? std::string() : *with_word;
}

std::string suggest_name(std::string_view name, const std::vector<std::string>& names,
                         std::string_view label) {
  if (names.empty()) return {};
  const std::string nearest = nearest_name(name, names);
  std::string list = std::string(label) + ": " + join_names(names);
  if (nearest.empty()) return list;
  if (list[0] >= 'a' && list[0] <= 'z') list[0] = static_cast<char>(list[0] - 'a' + 'A');
  return "did you mean " + quote(nearest) + "? " + list;
}

}  // namespace broadsheet::diagnostics
