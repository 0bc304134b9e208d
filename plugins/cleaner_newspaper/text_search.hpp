// SPDX-License-Identifier: Apache-2.0
// Words at the head, at the end and inside of a line.
#pragma once

#include <algorithm>
#include <cstdint>

#include "phrases.hpp"

namespace broadsheet::newspaper {

using phrases::List;
using phrases::View;

inline bool starts(View line, View with) { return line.substr(0, with.size()) == with; }
inline bool ends(View line, View with) {
  return line.size() >= with.size() && line.substr(line.size() - with.size()) == with;
}
inline bool has(View line, View part) { return line.find(part) != View::npos; }
inline bool starts_any(View line, List list) {
  return !line.empty() && std::any_of(list.begin(), list.end(), [&](View w) {
    return line.front() == w.front() && starts(line, w);
  });
}
inline bool ends_any(View line, List list) {
  return !line.empty() && std::any_of(list.begin(), list.end(), [&](View w) {
    return line.back() == w.back() && ends(line, w);
  });
}
// One look at a character rules nearly all phrases out that might begin with it.
inline bool has_any(View line, List list) {
  std::uint64_t heads = 0;
  for (const View w : list) heads |= std::uint64_t{1} << (w.front() % 64);
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool may_begin = (heads >> (line[at] % 64) & 1U) != 0;
    if (may_begin && starts_any(line.substr(at), list)) return true;
  }
  return false;
}

}  // namespace broadsheet::newspaper
