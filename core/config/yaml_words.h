// SPDX-License-Identifier: Apache-2.0
// Where YAML's tokens end, and its syntax errors in words for people.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace broadsheet::config {

struct TokenExtent {
  std::size_t begin_byte = 0;
  std::size_t length_bytes = 0;  // 0: of a quoted text that is not closed
};

// The extent of the value that the parser marks at `begin_byte`, without its anchor and tag.
// `value` is its text as parsed; of a plain text over several lines the first line counts.
TokenExtent token_extent(std::string_view source, std::size_t begin_byte, std::string_view value,
                         bool is_quoted);

// What is known when the parser gives up.
struct SyntaxError {
  std::string parser_words;     // yaml-cpp's message
  std::size_t offset_byte = 0;  // where it noticed
  std::size_t after_last_token = 0;
  std::optional<std::size_t> open_bracket_byte;
};

struct SyntaxWords {
  std::size_t begin_byte = 0;
  std::size_t length_bytes = 0;
  std::string message;
  std::string help;
};

SyntaxWords explain_syntax_error(std::string_view source, const SyntaxError& error);

}  // namespace broadsheet::config
