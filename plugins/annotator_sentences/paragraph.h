// SPDX-License-Identifier: Apache-2.0
// What the rules of all scripts look at: a paragraph, and a place in it where a sentence may end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "characters.h"
#include "language.h"

namespace broadsheet::sentences {

struct Paragraph {
  std::string_view text;
  const LanguageRules* rules = nullptr;
  const Lexicon* own_words = nullptr;     // the user's abbreviations; may be null
  const Lexicon* common_words = nullptr;  // English
  std::size_t sentence_begin = 0;         // where the sentence under way begins, inside quotes too

  // The user's words come first, then the language's; English titles and brands are known
  // everywhere.
  std::uint32_t kinds_of(std::string_view word) const {
    const std::uint32_t own = own_words == nullptr ? 0 : own_words->kinds_of(word);
    if (own != 0) return own;
    const std::uint32_t known = rules->lexicon.kinds_of(word);
    if (known != 0 || word.empty() || word.front() < 'A' || word.front() > 'Z') return known;
    return common_words->kinds_of(word) & (kTitle | kBrand);
  }
};

// A run of terminators with the closers and footnote marks that attach to it: "?!”[3]".
struct Ending {
  enum class Kind : std::uint8_t { kStop, kExclamation, kEllipsis };
  Kind kind = Kind::kStop;
  bool is_script_stop = false;  // a mark that is never anything but a stop, as । or ։
  bool has_cjk_mark = false;    // 。 ！ ？ among the terminators
  bool closes_quote = false;
  bool has_closer = false;  // a quote or a bracket
  bool has_footnote = false;
  int dots = 0;
  std::size_t begin_byte = 0;              // of the first terminator
  std::size_t end_byte = 0;                // after all that attaches
  std::size_t quote_opened_at = kNowhere;  // of the outermost quote it closes
};

}  // namespace broadsheet::sentences
