// SPDX-License-Identifier: Apache-2.0
// Words at the head, at the end and inside of a line.
#pragma once

#include <algorithm>
#include <cstdint>

#include "phrases.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {

using phrases::List;
using phrases::list_of;
using phrases::View;

inline bool starts(View line, View with) { return line.substr(0, with.size()) == with; }
inline bool ends(View line, View with) {
  return line.size() >= with.size() && line.substr(line.size() - with.size()) == with;
}
inline bool has(View line, View part) { return line.find(part) != View::npos; }
inline bool is_start_in(View line, List list) {
  return std::any_of(list.begin(), list.end(), [&](View w) {
    return line.front() == w.front() && starts(line, w);
  });
}
inline bool is_end_in(View line, List list) {
  return std::any_of(list.begin(), list.end(), [&](View w) {
    return line.back() == w.back() && ends(line, w);
  });
}
BROADSHEET_INLINE bool starts_any(View line, const List& list) {
  return !line.empty() && list.ends().firsts.may_have(line.front()) && is_start_in(line, list);
}
BROADSHEET_INLINE bool ends_any(View line, const List& list) {
  return !line.empty() && list.ends().lasts.may_have(line.back()) && is_end_in(line, list);
}
// Looks at two characters rule nearly all phrases out that might begin with them.
inline bool has_any(View line, const List& list) {
  const auto& [firsts, seconds, lasts] = list.ends();
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool may_begin =
        firsts.may_have(line[at]) && (at + 1 == line.size() || seconds.may_have(line[at + 1]));
    if (may_begin && is_start_in(line.substr(at), list)) return true;
  }
  return false;
}

}  // namespace broadsheet::newspaper
