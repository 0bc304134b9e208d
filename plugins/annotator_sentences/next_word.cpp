// SPDX-License-Identifier: Apache-2.0
#include "next_word.h"

namespace broadsheet::sentences {
namespace {

constexpr int kOpeners = 6;

// Goes over quotes, brackets, inverted marks and dialogue dashes before the word.
std::size_t skip_openers(std::string_view text, std::size_t at, NextWord& next) {
  for (int i = 0; i < kOpeners; ++i) {
    const CodePoint c = code_point_at(text, at);
    const CharClass kind = class_of(c.value);
    if (kind == CharClass::kOpenQuote || kind == CharClass::kDoubleQuote ||
        kind == CharClass::kSingleQuote || (kind == CharClass::kCloseQuote && next.gap_bytes > 0)) {
      next.has_opener = true;
      next.has_double_quote =
          next.has_double_quote || kind == CharClass::kDoubleQuote || c.value == 0x201C;
    } else if (kind == CharClass::kOpenBracket) {
      next.has_opener = next.is_in_bracket = true;
    } else if (c.value == 0xBF || c.value == 0xA1) {
      next.has_inverted_mark = true;
    } else if (c.value != '_' && !(is_dash(c.value) && next.gap_bytes > 0)) {
      break;
    }
    at = skip_spaces(text, at + c.length);
  }
  return at;
}

bool is_money(char32_t c) {
  return c == '$' || c == 0x20AC || c == 0xA3 || c == 0xA5 || c == '#' || c == '@';
}

// iPhone, eBay: a name that begins with a small letter.
bool is_camel(std::string_view text, std::size_t at) {
  std::size_t i = at + code_point_at(text, at).length;
  return is_upper(code_point_at(text, i).value) && is_lower(code_point_at(text, i + 1).value);
}

void classify(std::string_view text, NextWord& next) {
  const char32_t c = next.first;
  if (c == 0) {
    next.kind = NextWord::Kind::kEnd;
  } else if (is_digit(c) || is_money(c)) {
    next.kind = NextWord::Kind::kDigit;
  } else if (is_lower(c)) {
    next.kind = is_camel(text, next.begin_byte) ? NextWord::Kind::kUpper : NextWord::Kind::kLower;
  } else if (is_upper(c)) {
    next.kind = NextWord::Kind::kUpper;
  } else if (is_letter(c) || is_mark(c)) {
    next.kind = NextWord::Kind::kCaseless;
  } else {
    next.kind = NextWord::Kind::kSymbol;
    next.is_bullet = class_of(c) == CharClass::kBullet || c == '*';
  }
}

}  // namespace

bool is_dash(char32_t c) { return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015; }

NextWord read_next_word(std::string_view text, std::size_t at) {
  NextWord next;
  const std::size_t after_gap = skip_spaces(text, at);
  next.gap_bytes = after_gap - at;
  next.begin_byte = skip_openers(text, after_gap, next);
  next.first = code_point_at(text, next.begin_byte).value;
  classify(text, next);
  std::size_t end = next.begin_byte;
  while (end < text.size() && end - next.begin_byte < kWordBytes) {
    const CodePoint c = code_point_at(text, end);
    const bool inner = (c.value == '\'' || c.value == 0x2019) &&
                       is_letter(code_point_at(text, end + c.length).value);
    if (!is_letter(c.value) && !is_mark(c.value) && !inner) break;
    end += c.length;
  }
  next.end_byte = end;
  next.word = text.substr(next.begin_byte, end - next.begin_byte);
  next.is_followed_by_stop = end < text.size() && text[end] == '.';
  return next;
}

}  // namespace broadsheet::sentences
