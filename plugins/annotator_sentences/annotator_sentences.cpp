// SPDX-License-Identifier: Apache-2.0
// Entry of the plugin: options, and the way from blocks to the sentence layer.
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "broadsheet/cpp/plugin.hpp"
#include "language.h"
#include "sentence_splitter.h"
#include "utf8.h"

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

// Where the lines of the source ended that a block was joined from, a word cut in two excepted.
void find_line_ends(const Document& document, const broadsheet_block_t& block,
                    std::vector<LineEnd>& out) {
  const std::string_view source = document.source_text();
  std::uint64_t last_source_byte = BROADSHEET_NO_OFFSET;
  bool is_in_word = false;
  for (const broadsheet_segment_t segment : document.segments_of(block)) {
    if (segment.kind == BROADSHEET_SEGMENT_INSERT) continue;
    if (last_source_byte <= segment.source_begin_byte && !is_in_word) {
      const std::string_view between =
          source.substr(last_source_byte, segment.source_begin_byte - last_source_byte);
      const std::size_t feed = between.find_first_of("\r\n");
      if (feed != std::string_view::npos) out.push_back({segment.text_begin_byte, feed > 0});
    }
    last_source_byte = segment.source_end_byte;
    is_in_word = segment.kind == BROADSHEET_SEGMENT_REMOVE;
  }
}

// In what language each block is cut: that of the option, else what a property "language" of the
// block, its article or the document declares, else the one that its text is in.
class BlockLanguages {
 public:
  BlockLanguages(const Document& document, std::string_view option) {
    if (option != "auto") {
      of_all_ = option;
      return;
    }
    if (const std::string_view declared = document.property("language");
        is_known_language(declared))
      of_all_ = declared;
    for (const broadsheet_property_t property : document.properties()) {
      if (document.string(property.key) != "language") continue;
      if (property.target_kind == BROADSHEET_TARGET_BLOCK)
        declare(by_block_, document.blocks().size(), property.target_index,
                document.string(property.value));
      if (property.target_kind == BROADSHEET_TARGET_ARTICLE)
        declare(by_article_, document.articles().size(), property.target_index,
                document.string(property.value));
    }
    if (of_all_.empty() && document.blocks().size() > 1)
      of_document_ = DocumentLanguage(detect_document_language(sample_of(document)));
  }

  const LanguageRules& rules_of_block(std::string_view text, std::uint32_t block,
                                      std::uint32_t article) {
    std::string_view code = declared_for(block, article);
    if (code.empty()) code = detect_language(text, of_document_);
    if (code.data() != last_code_.data() || code.size() != last_code_.size()) {
      last_code_ = code;
      last_rules_ = &rules_of(code);
    }
    return *last_rules_;
  }

 private:
  using Languages = std::vector<std::string_view>;  // by index; empty where nothing is declared

  std::string_view declared_for(std::uint32_t block, std::uint32_t article) const {
    if (block < by_block_.size() && !by_block_[block].empty()) return by_block_[block];
    if (article < by_article_.size() && !by_article_[article].empty()) return by_article_[article];
    return of_all_;
  }

  static void declare(Languages& languages, std::uint64_t count, std::uint32_t index,
                      std::string_view code) {
    if (!is_known_language(code) || index >= count) return;
    languages.resize(count);
    languages[index] = code;
  }

  // Beginnings of blocks from all over the document.
  static std::string sample_of(const Document& document) {
    constexpr std::uint64_t kPieces = 8;
    constexpr std::size_t kPieceBytes = 64;
    const std::uint64_t count = document.blocks().size();
    const std::uint64_t step = count / kPieces + 1;
    std::string sample;
    sample.reserve((kPieces + 1) * (kPieceBytes + 1));
    for (std::uint64_t i = 0; i < count; i += step) {
      std::string_view piece = document.block_text(document.blocks()[i]).substr(0, kPieceBytes);
      while (!piece.empty() && is_continuation(static_cast<unsigned char>(piece.back())))
        piece.remove_suffix(1);
      if (!piece.empty() && static_cast<unsigned char>(piece.back()) >= 0x80)
        piece.remove_suffix(1);
      sample.append(piece).append(" ");
    }
    return sample;
  }

  std::string_view of_all_;  // empty: to be detected
  DocumentLanguage of_document_;
  Languages by_block_;
  Languages by_article_;
  std::string_view last_code_;  // most blocks have the language of the one before
  const LanguageRules* last_rules_ = nullptr;
};

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

  static constexpr std::size_t kBytesPerSentence = 100;  // roughly; saves growing

  void annotate(const Context& context, const Document& document,
                AnnotationWriter& writer) override {
    sentences::Options options = options_;
    options.abbreviations = abbreviations_.empty() ? nullptr : &abbreviations_;
    BlockLanguages languages(document, options_.language);
    std::vector<Sentence> found;
    std::vector<LineEnd> line_ends;
    std::vector<broadsheet_sentence_t> records;
    records.reserve(document.source_text().size() / kBytesPerSentence);
    std::uint32_t index = 0;
    for (const broadsheet_block_t block : document.blocks()) {
      context.stop_if_cancelled();
      found.clear();
      line_ends.clear();
      if (block.segment_count > 1) find_line_ends(document, block, line_ends);
      const std::string_view text = document.block_text(block);
      // The next block's text, of which the detection of its language wants the first bytes at
      // once.
      __builtin_prefetch(text.data() + text.size());
      __builtin_prefetch(text.data() + text.size() + 64);
      split(text, languages.rules_of_block(text, index, block.article), options, found, line_ends);
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
