// SPDX-License-Identifier: Apache-2.0
// What the rules must know about a language, and which language a text is in.
#pragma once

#include <string>
#include <string_view>

#include "lexicon.h"

namespace broadsheet::sentences {

struct LanguageRules {
  std::string code;
  Lexicon lexicon;
  bool has_starters = false;          // the lexicon lists sentence starters
  bool has_common_i = false;          // "I" is an article or "and", no pronoun
  bool ordinals_end_in_stop = false;  // "am 12. Juni"
  bool colon_ends = false;            // Armenian typed with ':'
  bool semicolon_asks = false;        // Greek
  bool dictionary_script = false;     // Thai, Burmese, Khmer, Lao
};

// The rules of a language by its code ("en", "zh", "pt-BR"); a code without rules of its own gets
// generic ones. Immutable after the first call and safe from every thread.
const LanguageRules& rules_of(std::string_view code);

const LanguageRules& english_rules();  // rules_of("en")

// True for codes with rules of their own.
bool is_known_language(std::string_view code);

// The language of the document that a text is from, ready to be asked for every block.
class DocumentLanguage {
 public:
  DocumentLanguage() = default;  // not known
  explicit DocumentLanguage(std::string_view code);
  std::string_view code() const { return code_; }

 private:
  friend class TextDetection;
  std::string_view code_;
  std::size_t index_ = static_cast<std::size_t>(-1);  // among the languages in Latin letters
  int script_ = -1;
};

// The language of a text by its script, and by letters and function words among the languages of
// one script. Reads at most the first kilobyte. The document's language decides where the text
// itself says little. "en" where nothing decides.
std::string_view detect_language(std::string_view text, const DocumentLanguage& document = {});

// The same for a sample of a whole document, of which twice as many words are asked.
std::string_view detect_document_language(std::string_view sample);

}  // namespace broadsheet::sentences
