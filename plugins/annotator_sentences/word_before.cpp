// SPDX-License-Identifier: Apache-2.0
#include "word_before.h"

#include <algorithm>

namespace broadsheet::sentences {
namespace {

constexpr std::size_t kLongestWordBytes = 48;
constexpr std::size_t kAddressBytes = 100;

bool is_inner_mark(char32_t c) {
  return c == '.' || c == '-' || c == '/' || c == '\'' || c == 0x2019 || c == '&' || c == 0xB0 ||
         c == 0xBA || c == 0xAA || c == 0x2010 || c == 0x55A || c == 0x55F || c == 0x55B ||
         c == '"';
}

bool is_number_mark(char32_t c) { return c == '.' || c == ',' || c == '-' || c == '/'; }

void describe(WordBefore& word) {
  bool digits = false;
  bool only_number = true;
  bool stop_between = false;
  bool pending_stop = false;
  int segment = 0;
  int longest_segment = 0;
  char32_t first_letter = 0;
  for (std::size_t at = 0; at < word.word.size();) {
    const CodePoint c = code_point_at(word.word, at);
    at += c.length;
    if (is_digit(c.value)) {
      digits = true;
    } else if (is_letter(c.value)) {
      only_number = false;
      if (first_letter == 0) first_letter = c.value;
      ++word.letters;
      longest_segment = std::max(longest_segment, ++segment);
      stop_between = stop_between || pending_stop;
    } else if (!is_number_mark(c.value)) {
      only_number = false;
    }
    if (c.value == '.') segment = 0;
    pending_stop = c.value == '.' && word.letters > 0;
  }
  word.has_digit = digits;
  word.is_number = digits && only_number;
  word.is_dotted = stop_between && !digits && longest_segment <= 3;
  word.is_capitalised = is_upper(first_letter);
  word.is_lower = is_lower(first_letter);
}

}  // namespace

std::uint32_t WordBefore::kinds_of_part(const Paragraph& paragraph) const {
  if (paragraph.rules->code == "de" && word.ends_with("str")) return kNumberMark;  // Hauptstr. 5
  std::size_t cut = word.find_last_of("-/'");
  std::size_t length = 1;
  if (const std::size_t curly = word.rfind("\xE2\x80\x99");
      curly != std::string_view::npos && (cut == std::string_view::npos || curly > cut)) {
    cut = curly;
    length = 3;
  }
  return cut == std::string_view::npos ? 0 : paragraph.kinds_of(word.substr(cut + length));
}

WordBefore word_before(const Paragraph& paragraph, std::size_t end) {
  const std::string_view text = paragraph.text;
  end = skip_spaces_back(text, end, paragraph.sentence_begin);
  std::size_t begin = end;
  while (begin > paragraph.sentence_begin && end - begin < kLongestWordBytes) {
    const CodePoint c = code_point_before(text, begin);
    if (is_cjk(c.value)) break;
    if (!is_letter(c.value) && !is_digit(c.value) && !is_mark(c.value) && !is_inner_mark(c.value))
      break;
    begin -= c.length;
  }
  while (begin < end) {
    const CodePoint c = code_point_at(text, begin);
    if (!is_inner_mark(c.value)) break;
    begin += c.length;
  }
  WordBefore word;
  word.begin_byte = begin;
  word.word = text.substr(begin, end - begin);
  describe(word);
  return word;
}

bool is_in_address(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin<kAddressBytes&& static_cast<unsigned char>(text[begin - 1])> ' ')
    --begin;
  std::size_t end = at;
  while (end < text.size() && end - at<kAddressBytes&& static_cast<unsigned char>(text[end])> ' ')
    ++end;
  const std::string_view token = text.substr(begin, end - begin);
  return token.find('@') != std::string_view::npos || token.find('/') != std::string_view::npos ||
         token.find("www") != std::string_view::npos || token.find('_') != std::string_view::npos;
}

}  // namespace broadsheet::sentences
