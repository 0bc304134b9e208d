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

void split(std::string_view utf8_text, const Options& options, std::vector<Sentence>& out,
           std::span<const std::size_t> line_ends) {
  const bool detect = options.language.empty() || options.language == "auto";
  const LanguageRules& rules =
      rules_of(detect ? detect_language(utf8_text, options.document_language)
                      : std::string_view(options.language));
  const bool clauses = options.clauses || rules.colon_ends || rules.semicolon_asks;
  MarkScan marks(utf8_text, clauses, options.instructions);
  TextPass pass{utf8_text, &rules, &options, &marks, line_ends};
  const auto split_one = rules.dictionary_script ? split_dictionary_script : split_paragraph;
  for (std::size_t begin = 0; begin < utf8_text.size();) {
    const std::size_t end = find_paragraph_end(utf8_text, begin);
    split_one(pass, begin, end, out);
    while (!pass.line_ends.empty() && pass.line_ends.front() < end)
      pass.line_ends = pass.line_ends.subspan(1);
    begin = end + 1;
  }
}

}  // namespace broadsheet::sentences
