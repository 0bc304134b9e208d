// SPDX-License-Identifier: Apache-2.0
#include "dictionary_scripts.h"

#include "characters.h"

namespace broadsheet::sentences {
namespace {

constexpr std::size_t kParticleBytes = 48;

bool is_thai(char32_t c) { return c >= 0x0E01 && c <= 0x0E5B; }

// Vowel signs and tones, which belong to the letter before them.
bool is_thai_mark(char32_t c) {
  return c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
}

// True where a word of the kind ends at `at`.
bool ends_with_kind(std::string_view text, std::size_t at, const Lexicon& lexicon, WordKind kind) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < kParticleBytes) {
    const CodePoint c = code_point_before(text, begin);
    if (!is_thai(c.value)) break;
    begin -= c.length;
    if (lexicon.is(text.substr(begin, at - begin), kind)) return true;
  }
  return false;
}

bool starts_with_kind(std::string_view text, std::size_t at, const Lexicon& lexicon,
                      WordKind kind) {
  std::size_t end = at;
  while (end < text.size() && end - at < kParticleBytes) {
    const CodePoint c = code_point_at(text, end);
    if (!is_thai(c.value)) break;
    end += c.length;
    if (lexicon.is(text.substr(at, end - at), kind)) return true;
  }
  return false;
}

// สวัสดีครับ|สบายดีไหม: a polite or asking particle ends a sentence even where no space follows.
bool ends_without_space(std::string_view text, std::size_t at, const Lexicon& lexicon) {
  const char32_t next = code_point_at(text, at).value;
  if (!is_thai(next) || is_thai_mark(next) || starts_with_kind(text, at, lexicon, kFinal))
    return false;
  return ends_with_kind(text, at, lexicon, kPolite);
}

bool ends_at_space(std::string_view text, std::size_t at, std::size_t next,
                   const Lexicon& lexicon) {
  if (!is_thai(code_point_before(text, at).value) || !is_thai(code_point_at(text, next).value))
    return false;
  return ends_with_kind(text, at, lexicon, kFinal) ||
         starts_with_kind(text, next, lexicon, kInitial);
}

// Cuts one sentence once more, appending its parts.
void split_thai(std::string_view text, const Sentence& whole, const Lexicon& lexicon,
                std::vector<Sentence>& out) {
  std::size_t begin = whole.begin_byte;
  for (std::size_t at = begin; at < whole.end_byte;) {
    const CodePoint c = code_point_at(text, at);
    const std::size_t next = is_space(c.value) ? skip_spaces(text, at) : at;
    const bool ends = next > at ? ends_at_space(text, at, next, lexicon)
                                : at > begin && ends_without_space(text, at, lexicon);
    if (ends && next < whole.end_byte) {
      out.push_back({begin, at, 0});
      begin = next;
    }
    at = next > at ? next : at + c.length;
  }
  out.push_back({begin, whole.end_byte, whole.marks});
}

}  // namespace

void split_dictionary_script(const TextPass& text, std::size_t begin, std::size_t end,
                             std::vector<Sentence>& out) {
  const std::size_t first = out.size();
  split_paragraph(text, begin, end, out);
  if (text.rules->code != "th") return;
  const std::size_t found = out.size();
  for (std::size_t i = first; i < found; ++i) {
    const Sentence whole = out[i];
    split_thai(text.text, whole, text.rules->lexicon, out);
  }
  out.erase(out.begin() + static_cast<std::ptrdiff_t>(first),
            out.begin() + static_cast<std::ptrdiff_t>(found));
}

}  // namespace broadsheet::sentences
