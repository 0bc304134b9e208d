// SPDX-License-Identifier: Apache-2.0
#include "sentence_splitter.h"

#include "characters.h"
#include "dictionary_scripts.h"
#include "language.h"
#include "paragraph_splitter.h"

namespace broadsheet::sentences {

void split(std::string_view utf8_text, const Options& options, std::vector<Sentence>& out,
           std::span<const LineEnd> line_ends) {
  const bool detect = options.language.empty() || options.language == "auto";
  split(utf8_text,
        rules_of(detect ? detect_language(utf8_text, options.document_language)
                        : std::string_view(options.language)),
        options, out, line_ends);
}

void split(std::string_view utf8_text, const LanguageRules& rules, const Options& options,
           std::vector<Sentence>& out, std::span<const LineEnd> line_ends) {
  const bool clauses = options.clauses || rules.colon_ends || rules.semicolon_asks;
  MarkScan marks(utf8_text, clauses, options.instructions);
  TextPass pass{utf8_text, &rules, &options, &marks, line_ends};
  const auto split_one = rules.dictionary_script ? split_dictionary_script : split_paragraph;
  for (std::size_t begin = skip_spaces(utf8_text, 0); begin < utf8_text.size();) {
    const std::size_t end = marks.paragraph_end(begin);
    split_one(pass, begin, end, out);
    while (!pass.line_ends.empty() && pass.line_ends.front().at_byte < end)
      pass.line_ends = pass.line_ends.subspan(1);
    begin = skip_spaces(utf8_text, end);
  }
}

}  // namespace broadsheet::sentences
