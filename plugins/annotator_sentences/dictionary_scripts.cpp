// SPDX-License-Identifier: Apache-2.0
#include "dictionary_scripts.h"

#include "characters.h"
#include "paragraph_splitter.h"

namespace broadsheet::sentences {
namespace {

constexpr std::size_t kParticleBytes = 48;

bool is_thai(char32_t c) { return c >= 0x0E01 && c <= 0x0E5B; }

// True where a word of the kind ends at `at` (longest first).
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

bool starts_with_kind(std::string_view text, std::size_t at, const Lexicon& lexicon, WordKind kind) {
  std::size_t end = at;
  while (end < text.size() && end - at < kParticleBytes) {
    const CodePoint c = code_point_at(text, end);
    if (!is_thai(c.value)) break;
    end += c.length;
    if (lexicon.is(text.substr(at, end - at), kind)) return true;
  }
  return false;
}

}  // namespace

void split_dictionary_script(std::string_view text, const LanguageRules& rules, const Options& options,
                             std::vector<Sentence>& out) {
  const std::size_t first = out.size();
  split_paragraph(text, rules, options, out);
  if (rules.code != "th") return;
  // Cuts the sentences found so far once more, at spaces, writing behind them.
  const std::size_t found = out.size();
  for (std::size_t i = first; i < found; ++i) {
    const Sentence whole = out[i];
    std::size_t begin = whole.begin_byte;
    for (std::size_t at = begin; at < whole.end_byte;) {
      const CodePoint c = code_point_at(text, at);
      if (!is_space(c.value)) {
        at += c.length;
        continue;
      }
      const std::size_t next = skip_spaces(text, at);
      if (next < whole.end_byte && is_thai(code_point_before(text, at).value) && is_thai(code_point_at(text, next).value) &&
          (ends_with_kind(text, at, rules.lexicon, kFinal) || starts_with_kind(text, next, rules.lexicon, kInitial))) {
        out.push_back({begin, at, 0});
        begin = next;
      }
      at = next;
    }
    out.push_back({begin, whole.end_byte, whole.marks});
  }
  out.erase(out.begin() + static_cast<std::ptrdiff_t>(first), out.begin() + static_cast<std::ptrdiff_t>(found));
}

}  // namespace broadsheet::sentences
