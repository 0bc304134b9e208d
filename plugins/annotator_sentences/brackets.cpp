// SPDX-License-Identifier: Apache-2.0
#include "brackets.h"

namespace broadsheet::sentences {
namespace {

bool is_han_number(char32_t c) {
  return std::u32string_view(U"一二三四五六七八九十百〇零").find(c) != std::u32string_view::npos;
}

bool is_numeral(char32_t c) {
  return is_digit(c) || is_han_number(c) ||
         std::u32string_view(U"ivxlIVXL").find(c) != std::u32string_view::npos;
}

}  // namespace

std::size_t find_closing_bracket(std::string_view text, std::size_t at, CodePoint opener) {
  const char32_t closer = closer_of(opener.value);
  if (closer == 0) return kNowhere;
  const CodePoint like_opener = opener;
  const std::string_view opener_bytes = text.substr(at, like_opener.length);
  std::size_t end = text.size();
  if (end - at > kBracketReachBytes) end = at + kBracketReachBytes;
  int depth = 1;
  int openers = 0;
  for (std::size_t i = at + opener.length; i < end;) {
    if (static_cast<unsigned char>(text[i]) != static_cast<unsigned char>(opener_bytes[0]) &&
        opener.length == 1 &&
        static_cast<char32_t>(static_cast<unsigned char>(text[i])) != closer) {
      ++i;
      continue;
    }
    const CodePoint c = code_point_at(text, i);
    if (c.value == opener.value) {
      ++depth;
      if (++openers > kBracketDepth) return kNowhere;
    } else if (c.value == closer && --depth == 0) {
      return i;
    }
    i += c.length;
  }
  return kNowhere;
}

BracketContent describe_bracket(std::string_view text, std::size_t begin, std::size_t end) {
  BracketContent found;
  const std::string_view content = text.substr(begin, end - begin);
  std::size_t last = skip_spaces_back(content, content.size(), 0);
  char32_t final_mark = code_point_before(content, last).value;
  for (int closers = 0; closers < 3; ++closers) {
    const CharClass kind = class_of(final_mark);
    if (kind != CharClass::kCloseQuote && kind != CharClass::kDoubleQuote &&
        kind != CharClass::kSingleQuote)
      break;
    last = skip_spaces_back(content, last - code_point_before(content, last).length, 0);
    final_mark = code_point_before(content, last).value;
  }
  const CharClass final_class = class_of(final_mark);
  found.ends_in_terminator = is_terminator(final_class) && final_class != CharClass::kEllipsis;
  const std::size_t first = skip_spaces(content, 0);
  found.starts_upper = is_upper(code_point_at(content, first).value);
  if (content.size() > 24) return found;
  bool numerals = !content.empty();
  bool separated_digits = !content.empty();
  int latin_letters = 0;
  int characters = 0;
  for (std::size_t i = 0; i < content.size();) {
    const CodePoint c = code_point_at(content, i);
    numerals = numerals && is_numeral(c.value);
    separated_digits = separated_digits && (is_digit(c.value) || c.value == ',' || c.value == '-' ||
                                            c.value == 0x2013 || is_space(c.value));
    latin_letters += is_letter(c.value) && c.value < 0x500 ? 1 : 0;
    ++characters;
    i += c.length;
  }
  found.is_footnote = separated_digits || (characters == 1 && latin_letters == 1);
  found.is_list_mark = (numerals && characters <= 4) || (characters == 1 && latin_letters == 1);
  return found;
}

}  // namespace broadsheet::sentences
