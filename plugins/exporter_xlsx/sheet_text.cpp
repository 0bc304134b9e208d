// SPDX-License-Identifier: Apache-2.0
#include "sheet_text.h"

#include <algorithm>
#include <cstdio>

#include "broadsheet/cpp/text.hpp"

namespace broadsheet::exporting {
namespace {

constexpr std::size_t kCellUnits = 32767;
constexpr std::size_t kEscapeBytes = 7;  // _x000D_

bool is_hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

bool is_escape(std::string_view text) {
  if (text.size() < kEscapeBytes || text[0] != '_' || text[1] != 'x' || text[6] != '_')
    return false;
  return std::all_of(text.begin() + 2, text.begin() + 6, is_hex_digit);
}

bool needs_escape(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF;
}

}  // namespace

std::string sheet_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (needs_escape(c.value)) {
      char escape[kEscapeBytes + 1];
      std::snprintf(escape, sizeof escape, "_x%04X_", static_cast<unsigned>(c.value));
      out += escape;
    } else if (c.value == '_' && is_escape(text.substr(at))) {
      out += "_x005F_";
    } else {
      out.append(text.substr(at, c.length_bytes));
    }
    at += c.length_bytes;
  }
  return out;
}

std::string_view cut_to_cell(std::string_view text) {
  if (text.size() <= kCellUnits) return text;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    units += c.value > 0xFFFF ? 2 : 1;
    if (units > kCellUnits) return text.substr(0, at);
    at += c.length_bytes;
  }
  return text;
}

}  // namespace broadsheet::exporting
