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
// Looks at two characters rule nearly all phrases out that might begin with them.
inline bool has_any(View line, List list) {
  const auto bit_of = [](char32_t c) { return std::uint64_t{1} << (c % 64); };
  std::uint64_t heads = 0, seconds = 0;
  for (const View w : list) {
    heads |= bit_of(w.front());
    seconds |= w.size() > 1 ? bit_of(w[1]) : ~std::uint64_t{0};
  }
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::uint64_t second = at + 1 < line.size() ? bit_of(line[at + 1]) : ~std::uint64_t{0};
    const bool may_begin = (heads & bit_of(line[at])) != 0 && (seconds & second) != 0;
    if (may_begin && starts_any(line.substr(at), list)) return true;
  }
  return false;
}

}  // namespace broadsheet::newspaper
