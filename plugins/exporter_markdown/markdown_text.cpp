// SPDX-License-Identifier: Apache-2.0
#include "markdown_text.h"

#include <algorithm>
#include <cstdio>

#include "broadsheet/cpp/text.hpp"

namespace broadsheet::exporting {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Markup wherever it stands, in CommonMark or its common extensions.
bool is_markup(char c) {
  return std::string_view("\\`*_[]<>&#|~$^{}@").find(c) != std::string_view::npos;
}

/// Whether the character at `at` makes its line a list item or an underline of a heading.
bool begins_block(std::string_view line, std::size_t at) {
  if (at == 0) return std::string_view("-+=:").find(line[0]) != std::string_view::npos;
  const bool is_list_mark = line[at] == '.' || line[at] == ')';
  return is_list_mark && at <= 9 && std::all_of(line.begin(), line.begin() + at, is_digit);
}

std::string reference(char c) {
  return std::string("&#").append(std::to_string(static_cast<unsigned char>(c))).append(";");
}

void append_line(std::string_view line, std::string& out) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    const bool is_at_end = at == 0 || at + 1 == line.size();
    const bool is_lost_space = c == ' ' && (is_at_end || line[at - 1] == ' ');
    if (is_lost_space || c == '\t' || c == '\r' || c == '\f' || c == '\v') {
      out += reference(c);
    } else {
      if (is_markup(c) || begins_block(line, at)) out += '\\';
      out += c;
    }
  }
}

}  // namespace

std::string markdown_text(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  while (true) {
    const std::size_t end = text.find('\n');
    append_line(text.substr(0, end), out);
    if (end == std::string_view::npos) return out;
    // An empty line would end the block, and a break at its end would be a backslash.
    const bool is_break = end > 0 && end + 1 < text.size() && text[end + 1] != '\n';
    out += is_break ? "\\\n" : "&#10;";
    text.remove_prefix(end + 1);
  }
}

std::string yaml_text(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const bool is_control = c.value < 0x20 || (c.value >= 0x7F && c.value <= 0x9F) ||
                            c.value == 0x2028 || c.value == 0x2029 || c.value == 0xFEFF ||
                            c.value == 0xFFFE || c.value == 0xFFFF;
    if (is_control) {
      char escape[16];
      std::snprintf(escape, sizeof escape, "\\u%04X", static_cast<unsigned>(c.value));
      out += escape;
    } else {
      if (c.value == '"' || c.value == '\\') out += '\\';
      out.append(text.substr(at, c.length_bytes));
    }
    at += c.length_bytes;
  }
  return out + "\"";
}

std::string comment_text(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '>' || c == '<' || (c >= 0 && c < ' '); },
      '_');
  for (std::size_t at = out.find("--"); at != std::string::npos; at = out.find("--", at))
    out[at + 1] = '_';
  return out;
}

}  // namespace broadsheet::exporting
