// SPDX-License-Identifier: Apache-2.0
#include "sentence_splitter.h"

#include "dictionary_scripts.h"
#include "language.h"
#include "paragraph_splitter.h"

namespace broadsheet::sentences {
namespace {

// The end of the paragraph that begins at `at`: the line feed before an empty line, or the end.
std::size_t find_paragraph_end(std::string_view text, std::size_t at) {
  while (true) {
    const std::size_t feed = text.find('\n', at);
    if (feed == std::string_view::npos) return text.size();
    std::size_t next = feed + 1;
    while (next < text.size() && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r'))
      ++next;
    if (next < text.size() && text[next] == '\n') return feed;
    at = next;
  }
}

}  // namespace

void split(std::string_view utf8_text, const Options& options, std::vector<Sentence>& out) {
  const bool detect = options.language.empty() || options.language == "auto";
  const LanguageRules& rules =
      rules_of(detect ? detect_language(utf8_text, options.document_language)
                      : std::string_view(options.language));
  for (std::size_t begin = 0; begin < utf8_text.size();) {
    const std::size_t end = find_paragraph_end(utf8_text, begin);
    const std::size_t first = out.size();
    const std::string_view paragraph = utf8_text.substr(begin, end - begin);
    if (rules.dictionary_script) {
      split_dictionary_script(paragraph, rules, options, out);
    } else {
      split_paragraph(paragraph, rules, options, out);
    }
    for (std::size_t i = first; i < out.size(); ++i) {
      out[i].begin_byte += begin;
      out[i].end_byte += begin;
    }
    begin = end + 1;
  }
}

}  // namespace broadsheet::sentences
