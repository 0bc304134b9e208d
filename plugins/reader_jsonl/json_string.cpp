// SPDX-License-Identifier: Apache-2.0
#include "json_string.h"

#include <cstring>

#include "utf8.h"

namespace broadsheet::jsonl_reader {
namespace {

constexpr std::size_t kUnicodeEscapeBytes = 6;  // \uXXXX
constexpr char32_t kNoUnit = 0xFFFFFFFF;

/// The code unit of a \uXXXX at `at`, or kNoUnit where there is none.
char32_t unit_at(std::string_view text, std::size_t at) {
  if (at + kUnicodeEscapeBytes > text.size() || text[at] != '\\' || text[at + 1] != 'u')
    return kNoUnit;
  char32_t unit = 0;
  for (std::size_t i = at + 2; i < at + kUnicodeEscapeBytes; ++i) {
    const char c = text[i];
    const bool is_letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (!is_letter && !(c >= '0' && c <= '9')) return kNoUnit;
    unit = unit * 16 + static_cast<char32_t>(is_letter ? (c | 0x20) - 'a' + 10 : c - '0');
  }
  return unit;
}

bool is_high(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// An escape: its character and length. Lone surrogates give `is_lone`.
struct Escape {
  char32_t character;
  std::uint32_t length_bytes;
  bool is_lone = false;
};

Escape read_unicode_escape(std::string_view text, std::size_t at, char32_t unit) {
  if (is_high(unit)) {
    const char32_t low = unit_at(text, at + kUnicodeEscapeBytes);
    if (is_low(low))
      return {0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00), 2 * kUnicodeEscapeBytes};
  }
  if (is_high(unit) || is_low(unit)) return {text_reader::kReplacement, kUnicodeEscapeBytes, true};
  return {unit, kUnicodeEscapeBytes};
}

/// The escape at text[at] == '\\'. What is no escape stands for itself; a parser has refused it
/// before.
Escape read_escape(std::string_view text, std::size_t at) {
  const char32_t unit = unit_at(text, at);
  if (unit != kNoUnit) return read_unicode_escape(text, at, unit);
  if (at + 1 == text.size()) return {U'\\', 1};
  switch (text[at + 1]) {
    case 'b':
      return {U'\b', 2};
    case 'f':
      return {U'\f', 2};
    case 'n':
      return {U'\n', 2};
    case 'r':
      return {U'\r', 2};
    case 't':
      return {U'\t', 2};
    case '"':
    case '\\':
    case '/':
      return {static_cast<char32_t>(text[at + 1]), 2};
    default:
      return {U'\\', 1};
  }
}

std::size_t find_backslash(std::string_view text, std::size_t from) {
  if (from >= text.size()) return text.size();
  const void* found = std::memchr(text.data() + from, '\\', text.size() - from);
  return found == nullptr ? text.size()
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

MappedString unescape(std::string_view raw, std::uint64_t origin_begin_byte) {
  MappedString out;
  out.text.reserve(raw.size());
  text_reader::EncodingRunBuilder runs(origin_begin_byte);
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t verbatim_end = find_backslash(raw, at);
    out.text.append(raw.substr(at, verbatim_end - at));
    runs.add_identity(verbatim_end - at);
    at = verbatim_end;
    if (at == raw.size()) break;
    const Escape escape = read_escape(raw, at);
    if (escape.is_lone) out.lone_surrogates.push_back(out.text.size());
    runs.add_character(text_reader::append_utf8(out.text, escape.character), escape.length_bytes);
    at += escape.length_bytes;
  }
  out.runs = runs.take();
  return out;
}

std::optional<std::string> without_lone_surrogates(std::string_view json) {
  std::optional<std::string> changed;
  for (std::size_t at = find_backslash(json, 0); at < json.size();) {
    const Escape escape = read_escape(json, at);
    if (escape.is_lone) {
      if (!changed) changed = std::string(json);
      changed->replace(at, kUnicodeEscapeBytes, "\\ufffd");
    }
    at = find_backslash(json, at + escape.length_bytes);
  }
  return changed;
}

}  // namespace broadsheet::jsonl_reader
