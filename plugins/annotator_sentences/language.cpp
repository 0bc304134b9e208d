// SPDX-License-Identifier: Apache-2.0
#include "language.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "language_data.h"

namespace broadsheet::sentences {
namespace {

constexpr std::string_view kOrdinalLanguages[] = {"de", "da", "fi", "cs", "sk", "pl",
                                                  "tr", "lt", "hy", "hr", "sl", "nb"};

std::string_view primary_code(std::string_view code) {
  return code.substr(0, code.find_first_of("-_"));
}

// Languages that have the words of another one's file, beside those of their own where they have a
// file.
std::string_view file_code(std::string_view code) {
  if (code == "zh" || code == "ja" || code == "ko" || code == "yue" || code == "und") return "en";
  if (code == "mr" || code == "ne" || code == "sa") return "hi";
  if (code == "nb" || code == "nn" || code == "no") return "da";
  return code;
}

void set_traits(LanguageRules& rules) {
  const std::string_view code = rules.code;
  rules.ordinals_end_in_stop = std::find(std::begin(kOrdinalLanguages), std::end(kOrdinalLanguages),
                                         code) != std::end(kOrdinalLanguages);
  rules.has_common_i = code == "it" || code == "pl" || code == "cs" || code == "sk" || code == "hr";
  rules.colon_ends = code == "hy";
  rules.semicolon_asks = code == "el";
  rules.dictionary_script = code == "th" || code == "km" || code == "lo" || code == "my";
}

using RulesByCode = std::map<std::string, LanguageRules, std::less<>>;

RulesByCode load_rules() {
  RulesByCode rules;
  for (std::size_t i = 0; i < kLanguageFileCount; ++i) {
    LanguageRules& one = rules[std::string(kLanguageFiles[i].code)];
    one.code = kLanguageFiles[i].code;
    one.lexicon.add(kLanguageFiles[i].text, nullptr);
    one.has_starters = kLanguageFiles[i].text.find("\nstarter: ") != std::string_view::npos;
    set_traits(one);
  }
  for (const std::string_view code : {"zh", "ja", "ko", "mr", "ne", "nb", "nn", "no", "yue"}) {
    LanguageRules one = rules[std::string(file_code(code))];
    one.code = code;
    set_traits(one);
    for (std::size_t i = 0; i < kLanguageFileCount; ++i) {
      if (kLanguageFiles[i].code == code) one.lexicon.add(kLanguageFiles[i].text, nullptr);
    }
    rules.insert_or_assign(std::string(code), std::move(one));
  }
  for (const std::string_view code : {"und", ""}) {
    LanguageRules& one = rules[std::string(code)];
    one.code = code;
    set_traits(one);
  }
  return rules;
}

const RulesByCode& all_rules() {
  static const RulesByCode rules = load_rules();
  return rules;
}

// A document asks once a block, nearly always for a code of two letters.
class RulesByLetters {
 public:
  explicit RulesByLetters(const RulesByCode& rules) {
    for (const auto& [code, one] : rules) {
      if (is_pair(code)) rules_[index_of(code)] = &one;
    }
  }
  const LanguageRules* find(std::string_view code) const {
    return is_pair(code) ? rules_[index_of(code)] : nullptr;
  }

 private:
  static bool is_pair(std::string_view code) {
    return code.size() == 2 && code[0] >= 'a' && code[0] <= 'z' && code[1] >= 'a' && code[1] <= 'z';
  }
  static std::size_t index_of(std::string_view pair) {
    return static_cast<std::size_t>(pair[0] - 'a') * 26 + static_cast<std::size_t>(pair[1] - 'a');
  }

  std::array<const LanguageRules*, 26 * 26> rules_{};
};

}  // namespace

bool is_known_language(std::string_view code) {
  return !code.empty() && all_rules().contains(primary_code(code));
}

const LanguageRules& rules_of(std::string_view code) {
  static const RulesByLetters two_letters(all_rules());
  code = primary_code(code);
  if (const LanguageRules* found = two_letters.find(code); found != nullptr) return *found;
  const RulesByCode& rules = all_rules();
  const auto found = rules.find(code);
  return found != rules.end() ? found->second : rules.find("")->second;
}

const LanguageRules& english_rules() {
  static const LanguageRules& english = rules_of("en");
  return english;
}

}  // namespace broadsheet::sentences
