// SPDX-License-Identifier: Apache-2.0
#include "plain_end.h"

namespace broadsheet::sentences {
namespace {

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// i v x alone may be the number of a list item.
bool may_be_numeral(std::string_view word) {
  return word.find_first_not_of("ivx") == std::string_view::npos;
}

}  // namespace

bool is_plain_alphabetic_end(const Paragraph& paragraph, std::size_t at) {
  constexpr std::size_t kLongestWordBytes = 40;
  const std::string_view text = paragraph.text;
  const bool is_last = at + 1 == text.size();
  if (!is_last && !(text.size() - at > 2 && text[at + 1] == ' ' && is_capital(text[at + 2])))
    return false;
  std::size_t begin = at;
  while (begin > paragraph.sentence_begin && is_small(text[begin - 1])) --begin;
  const std::string_view word = text.substr(begin, at - begin);
  if (word.size() < 2 || word.size() > kLongestWordBytes || begin == paragraph.sentence_begin ||
      text[begin - 1] != ' ' || may_be_numeral(word) || word.ends_with("str"))
    return false;
  return is_last || text[at] != '.' || paragraph.kinds_of(word) == 0;
}

}  // namespace broadsheet::sentences
