// SPDX-License-Identifier: Apache-2.0
// Entry of the plugin: options, and the way from blocks to the sentence layer.
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "broadsheet/cpp/plugin.hpp"
#include "language.h"
#include "sentence_splitter.h"

namespace broadsheet::sentences {
namespace {

static_assert(std::uint32_t{kInnerQuote} == std::uint32_t{BROADSHEET_SENTENCE_INNER_QUOTE});
static_assert(std::uint32_t{kClause} == std::uint32_t{BROADSHEET_SENTENCE_CLAUSE});

Lexicon read_abbreviations(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw Error(BROADSHEET_NOT_FOUND, "cannot read '" + path + "'",
                "name an existing file in 'abbreviations'");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  Lexicon words;
  LexiconError error;
  if (!words.add(text, &error)) {
    throw Error(BROADSHEET_BAD_INPUT,
                path + ":" + std::to_string(error.line) + ": " + error.message,
                "write 'kind: word word', kind being one of title, number, never, end, time, "
                "degree, unit, place, month");
  }
  return words;
}

class SentenceAnnotator : public Annotator {
 public:
  explicit SentenceAnnotator(const broadsheet::Options& options) {
    options_.language = options.string("language");
    options_.quotes = options.string("quotes") == "keep" ? Quotes::kKeep : Quotes::kSplit;
    options_.clauses = options.boolean("clauses");
    if (options_.language != "auto" && !is_known_language(options_.language)) {
      throw Error(BROADSHEET_INVALID_ARGUMENT, "unknown language '" + options_.language + "'",
                  "write auto, or a code such as zh, en, ja, de; the README lists them");
    }
    if (const std::string path = options.string("abbreviations"); !path.empty()) {
      abbreviations_ = read_abbreviations(path);
    }
  }

  void annotate(const Context& context, const Document& document,
                AnnotationWriter& writer) override {
    sentences::Options options = options_;
    options.abbreviations = abbreviations_.empty() ? nullptr : &abbreviations_;
    const std::string_view declared = document.property("language");
    if (options.language == "auto" && is_known_language(declared)) options.language = declared;
    std::vector<Sentence> found;
    std::vector<broadsheet_sentence_t> records;
    std::uint32_t index = 0;
    for (const broadsheet_block_t block : document.blocks()) {
      context.stop_if_cancelled();
      found.clear();
      split(document.block_text(block), options, found);
      for (const Sentence& sentence : found) {
        records.push_back({sentence.begin_byte, sentence.end_byte, index, sentence.marks});
      }
      ++index;
    }
    if (!records.empty()) writer.add_sentences(records);
  }

 private:
  sentences::Options options_;
  Lexicon abbreviations_;
};

}  // namespace
}  // namespace broadsheet::sentences

BROADSHEET_PLUGIN("annotator_sentences", "1.0.0",
                  broadsheet::component<broadsheet::sentences::SentenceAnnotator>(
                      "annotator_sentences", BROADSHEET_PARALLEL))
