// SPDX-License-Identifier: Apache-2.0
// Words at the head, at the end and inside of a line.
#pragma once

#include <algorithm>

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
  return std::any_of(list.begin(), list.end(), [&](View w) { return starts(line, w); });
}
inline bool ends_any(View line, List list) {
  return std::any_of(list.begin(), list.end(), [&](View w) { return ends(line, w); });
}
inline bool has_any(View line, List list) {
  return std::any_of(list.begin(), list.end(), [&](View w) { return has(line, w); });
}

}  // namespace broadsheet::newspaper
