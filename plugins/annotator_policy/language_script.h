// SPDX-License-Identifier: Apache-2.0
// Whether a sentence can be in a language at all, by its letters.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "character_class.h"

namespace broadsheet::policy {

// A taxonomy of Chinese has nothing to say of an English sentence, nor the other way round. Told
// apart are scripts that set spaces between words and scripts that do not.
class LanguageScript {
 public:
  // A language tag, "zh-Hans"; empty: any script is right.
  explicit LanguageScript(std::string_view language) {
    constexpr std::array<std::string_view, 8> kUnspaced{"zh", "yue", "ja", "th",
                                                        "lo", "km",  "my", "bo"};
    if (language.empty()) return;
    const std::string_view primary = language.substr(0, language.find('-'));
    const bool is_unspaced =
        std::find(kUnspaced.begin(), kUnspaced.end(), primary) != kUnspaced.end();
    own_ = is_unspaced ? kUnspacedLetter : kSpacedLetter;
    foreign_ = is_unspaced ? kSpacedLetter : kUnspacedLetter;
  }

  // True where there are letters, and none of the language's script.
  bool is_foreign(std::string_view text) const {
    if (own_ == 0) return false;
    const CharacterClasses& classes = CharacterClasses::get();
    bool has_foreign = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::uint8_t kind = classes.of(next_code_point(text, at));
      if ((kind & own_) != 0) return false;
      has_foreign = has_foreign || (kind & foreign_) != 0;
    }
    return has_foreign;
  }

 private:
  std::uint8_t own_ = 0, foreign_ = 0;
};

}  // namespace broadsheet::policy
