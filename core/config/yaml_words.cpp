// SPDX-License-Identifier: Apache-2.0
// The parser's errors, told from the writer's side.
//
// Problem: yaml-cpp says "illegal map value" two lines behind the colon that lacks its space, and
// an open bracket is noticed at the end of the file.
// Approach: for each of its messages the usual slip and how to mend it; where the slip stands
// before the place of notice (open bracket, open quote, missing space) that earlier place is
// shown.
// Example: "name:x\nread: []" is refused at the ':' of line 2 and told as a missing space in line
// 1.
// Tested by the cases bad-yaml-*.case.

#include "config/yaml_words.h"

#include <algorithm>
#include <array>

#include "diagnostics/diagnostic.h"

namespace broadsheet::config {
namespace {

using diagnostics::quote;

constexpr std::string_view kSpace = " \t";

// Behind anchors and tags.
std::size_t skip_properties(std::string_view source, std::size_t offset) {
  while (offset < source.size() && (source[offset] == '&' || source[offset] == '!')) {
    const std::size_t end = source.find_first_of(" \t\r\n", offset);
    const std::size_t next = source.find_first_not_of(" \t\r\n", end);
    if (end == std::string_view::npos || next == std::string_view::npos) break;
    offset = next;
  }
  return offset;
}

// Behind the closing quote; npos if there is none.
std::size_t end_of_quoted(std::string_view source, std::size_t begin) {
  const char mark = source[begin];
  for (std::size_t i = begin + 1; i < source.size(); ++i) {
    if (mark == '"' && source[i] == '\\') {
      ++i;
    } else if (source[i] == mark) {
      if (mark == '"' || i + 1 >= source.size() || source[i + 1] != mark) return i + 1;
      ++i;
    }
  }
  return std::string_view::npos;
}

std::size_t begin_of_line(std::string_view source, std::size_t offset) {
  const std::size_t before = offset == 0 ? std::string_view::npos : source.rfind('\n', offset - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

std::string_view line_at(std::string_view source, std::size_t begin) {
  std::string_view line = source.substr(begin, source.find('\n', begin) - begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::size_t token_length(std::string_view source, std::size_t begin) {
  const std::size_t end = std::min(source.find_first_of(" \t\r\n,]}", begin), source.size());
  return std::max<std::size_t>(end > begin ? end - begin : 0, 1);
}

// The last line with a key or value before the one at `offset`; nothing if there is none.
std::optional<std::size_t> begin_of_line_before(std::string_view source, std::size_t offset) {
  std::size_t begin = begin_of_line(source, offset);
  while (begin > 0) {
    begin = begin_of_line(source, begin - 1);
    const std::string_view line = line_at(source, begin);
    const std::size_t first = line.find_first_not_of(kSpace);
    if (first != std::string_view::npos && line[first] != '#') return begin;
  }
  return std::nullopt;
}

// The colon of "name:value"; npos if the line is not of that kind.
std::size_t colon_without_space(std::string_view line) {
  const std::size_t key = std::min(line.find_first_not_of(" \t-"), line.size());
  const std::size_t colon = line.find_first_of(": \t'\"{[#", key);
  const bool is_glued = colon != std::string_view::npos && colon > key && line[colon] == ':' &&
                        colon + 1 < line.size() && line[colon + 1] != ' ' &&
                        line[colon + 1] != '\t' && line[colon + 1] != '/';
  return is_glued ? colon : std::string_view::npos;
}

SyntaxWords explain_colon(std::string_view source, const SyntaxError& error) {
  const std::size_t own_begin = begin_of_line(source, error.offset_byte);
  const std::string_view own_line = line_at(source, own_begin);
  const std::size_t indent = std::min(own_line.find_first_not_of(kSpace), own_line.size());
  const bool is_first_colon =
      own_line.substr(0, error.offset_byte - own_begin).find(": ") == std::string_view::npos;
  const std::optional<std::size_t> before = begin_of_line_before(source, error.offset_byte);
  if (is_first_colon && before) {
    const std::string_view line = line_at(source, *before);
    const std::size_t first = line.find_first_not_of(kSpace);
    const std::size_t colon = colon_without_space(line);
    if (colon != std::string_view::npos) {
      return {*before + colon, 1, "a space is missing after ':'",
              "write " + quote(std::string(line.substr(first, colon - first)) + ": " +
                               std::string(line.substr(colon + 1)))};
    }
    if (first >= indent && line.find(':') == std::string_view::npos) {
      return {*before + first, line.size() - first,
              "expected 'key: value', found " + quote(line.substr(first)),
              "add ':' and a value, or take the line out"};
    }
    if (first < indent) {
      return {own_begin + indent, token_length(source, own_begin + indent),
              "this line is indented below a value that ends on the line before",
              "indent it like the line before, or leave that key without a value of its own"};
    }
  }
  return {error.offset_byte, 1, "':' cannot stand here",
          "put a text that holds ': ' in quotes; a key stands at the start of its line, indented "
          "like its neighbours"};
}

SyntaxWords explain_open_quote(std::string_view source, const SyntaxError& error) {
  const std::size_t quote_byte = source.find_first_of("\"'", error.after_last_token);
  return {quote_byte == std::string_view::npos ? error.offset_byte : quote_byte, 1,
          "the text that begins here has no closing quote",
          "close it with the quote it began with"};
}

SyntaxWords explain_open_bracket(std::string_view source, const SyntaxError& error) {
  const std::size_t begin = error.open_bracket_byte.value_or(error.offset_byte);
  const bool is_mapping = begin < source.size() && source[begin] == '{';
  return {begin, 1,
          is_mapping ? "this '{' is not closed, or a comma is missing behind it"
                     : "this '[' is not closed, or a comma is missing behind it",
          is_mapping ? "write {name: value, name: value}" : "write [one, two]"};
}

SyntaxWords explain_unknown_token(std::string_view source, const SyntaxError& error) {
  const std::string found(source.substr(error.offset_byte, 1));
  return {error.offset_byte, token_length(source, error.offset_byte),
          "a value cannot begin with " + quote(found), "put the whole value in quotes"};
}

SyntaxWords explain_alias(std::string_view source, const SyntaxError& error) {
  const std::size_t length = token_length(source, error.offset_byte);
  const std::string_view token = source.substr(error.offset_byte, length);
  return {error.offset_byte, length,
          "alias " + quote(token) + " repeats a value that is not named above",
          "name a value above with '&NAME', or put a text that begins with '*' in quotes"};
}

SyntaxWords explain_escape(std::string_view source, const SyntaxError& error) {
  const std::size_t backslash = source.rfind('\\', error.offset_byte);
  const std::size_t begin = backslash == std::string_view::npos ? error.offset_byte : backslash;
  return {begin, 2, quote(source.substr(begin, 2)) + " is not an escape of texts in double quotes",
          "write '\\\\' for a backslash, or put the text in single quotes"};
}

SyntaxWords explain_indentation(std::string_view source, const SyntaxError& error) {
  const std::size_t begin = begin_of_line(source, error.offset_byte);
  const std::string_view line = line_at(source, begin);
  const std::size_t first = std::min(line.find_first_not_of(kSpace), line.size());
  return {begin + first, token_length(source, begin + first),
          "this line does not go on with what the lines above began",
          "indent it like the key or the '- ' that it belongs to"};
}

using Explain = SyntaxWords (*)(std::string_view, const SyntaxError&);

struct Explanation {
  std::string_view parser_words;  // beginning of yaml-cpp's message
  Explain explain;
};

constexpr std::array<Explanation, 15> kExplanations = {{
    {"illegal map value", explain_colon},
    {"illegal EOF in scalar", explain_open_quote},
    {"illegal document indicator in scalar", explain_open_quote},
    {"end of sequence flow not found", explain_open_bracket},
    {"end of map flow not found", explain_open_bracket},
    {"end of sequence not found", explain_indentation},
    {"end of map not found", explain_indentation},
    {"illegal block entry", explain_indentation},
    {"illegal map key", explain_indentation},
    {"unknown token", explain_unknown_token},
    {"alias not found", explain_alias},
    {"the referenced anchor is not defined", explain_alias},
    {"illegal character found while scanning alias", explain_alias},
    {"unknown escape character", explain_escape},
    {"bad character found while scanning hex number", explain_escape},
}};

}  // namespace

TokenExtent token_extent(std::string_view source, std::size_t begin_byte, std::string_view value,
                         bool is_quoted) {
  const std::size_t begin = skip_properties(source, std::min(begin_byte, source.size()));
  if (begin >= source.size()) return {begin, 0};
  if (is_quoted && (source[begin] == '"' || source[begin] == '\'')) {
    const std::size_t end = end_of_quoted(source, begin);
    return {begin, end == std::string_view::npos ? 0 : end - begin};
  }
  if (is_quoted || source[begin] == '[' || source[begin] == '{') return {begin, 1};
  if (source[begin] == '*') return {begin, token_length(source, begin)};
  std::size_t length = 0;
  while (length < value.size() && begin + length < source.size() &&
         source[begin + length] == value[length]) {
    ++length;
  }
  return {begin, length};
}

SyntaxWords explain_syntax_error(std::string_view source, const SyntaxError& error) {
  const auto known =
      std::find_if(kExplanations.begin(), kExplanations.end(), [&](const Explanation& explanation) {
        return std::string_view(error.parser_words).starts_with(explanation.parser_words);
      });
  if (known != kExplanations.end()) return known->explain(source, error);
  return {error.offset_byte, 1, "not valid YAML: " + error.parser_words,
          "see the config language in configs/README.md"};
}

}  // namespace broadsheet::config
