// SPDX-License-Identifier: Apache-2.0
#include "list_marker.h"

#include <algorithm>

#include "broadsheet/cpp/text.hpp"

namespace broadsheet::plain_cleaner {
namespace {

constexpr std::u32string_view kBullets = U"•◦▪▫■□●○◆◇‣⁃∙";
constexpr std::u32string_view kDashes = U"*-–";  // in prose too: only with a space, and twice
constexpr std::u32string_view kHanNumerals = U"一二三四五六七八九十百";
constexpr std::u32string_view kRomanNumerals = U"ivx";
constexpr std::size_t kMarkerCharacters = 8;  // "(viii) "

bool is_in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

std::u32string front_of(std::string_view line) {
  std::u32string front;
  for (std::size_t at = 0; at < line.size() && front.size() < kMarkerCharacters;) {
    const CodePoint c = code_point_at(line, at);
    front.push_back(c.value);
    at += c.length_bytes;
  }
  return front;
}

template <class Predicate>
std::size_t count_while(std::u32string_view text, Predicate&& predicate) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), predicate) -
                                  text.begin());
}

/// A number at the front: how many characters it has, and the sign for its kind.
struct Number {
  std::size_t length;
  const char* kind;
};

Number find_number(std::u32string_view text) {
  const auto is_digit = [](char32_t c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= U'А' && c <= U'я');
  };
  if (const std::size_t digits = count_while(text, is_digit); digits > 0)
    return {digits <= 3 ? digits : 0, "1"};
  if (const std::size_t han = count_while(text, [](char32_t c) { return is_in(kHanNumerals, c); });
      han > 0) {
    return {han <= 4 ? han : 0, "一"};
  }
  const std::size_t letters = count_while(text, is_letter);
  const std::size_t romans = count_while(text, [](char32_t c) { return is_in(kRomanNumerals, c); });
  // "i" is a letter or a number; both kinds of list may hold it.
  if (letters == 1 || (letters == romans && romans <= 4)) return {letters, "a"};
  return {0, ""};
}

}  // namespace

ListMarker find_list_marker(std::string_view line) {
  const std::u32string front = front_of(line);
  if (front.empty()) return {};
  const auto has_space_at = [&](std::size_t i) {
    return i < front.size() && is_white_space(front[i]);
  };
  if (is_in(kBullets, front[0])) return {"•", true};
  if (is_in(kDashes, front[0])) return has_space_at(1) ? ListMarker{"-"} : ListMarker{};
  if (front[0] >= U'①' && front[0] <= U'⑳') return {"①"};

  const bool is_open = front[0] == '(' || front[0] == U'（';
  const std::u32string_view text = std::u32string_view(front).substr(is_open ? 1 : 0);
  const Number number = find_number(text);
  if (number.length == 0 || number.length >= text.size()) return {};
  const char32_t behind = text[number.length];
  const bool is_closed = behind == ')' || behind == U'）';
  const std::size_t end = number.length + 1 + (is_open ? 1 : 0);
  if (is_open != is_closed && is_open) return {};
  if (behind == U'、' || behind == U'．' || behind == U'）')
    return {std::string(is_open ? "(" : "") + number.kind + "、"};
  if ((behind == '.' || behind == ')') && has_space_at(end)) {
    return {std::string(is_open ? "(" : "") + number.kind + static_cast<char>(behind)};
  }
  return {};
}

}  // namespace broadsheet::plain_cleaner
