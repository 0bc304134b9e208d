// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace broadsheet::document {

/// The offset of the first byte that is not valid UTF-8 (no surrogates, no overlong forms), or
/// npos.
std::size_t find_invalid_utf8(std::string_view text);

/// `text` with every invalid byte replaced by U+FFFD.
std::string replace_invalid_utf8(std::string_view text);

/// Whether every code point of `text` counts as white space (see is_white_space in the SDK).
bool is_all_white_space(std::string_view text);

}  // namespace broadsheet::document
