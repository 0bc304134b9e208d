// SPDX-License-Identifier: Apache-2.0
#include "table_writer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/text.hpp"
#include "exporter_support/article_parts.h"
#include "exporter_support/document_index.h"
#include "exporter_support/label_summary.h"
#include "exporter_support/layer_notes.h"
#include "exporter_support/line_ranges.h"
#include "exporter_support/numbers.h"
#include "exporter_support/positions.h"
#include "exporter_support/roles.h"

namespace broadsheet::exporting {
namespace {

// The document's own id, else one that rows of several tables can be told apart by.
std::string document_id(const Document& document) {
  if (const std::string_view own = document.property("id"); !own.empty()) return std::string(own);
  std::string id(document.property("source.path"));
  if (const std::string_view line = document.property("source.line"); !line.empty())
    id.append(":").append(line);
  return id;
}

class TableWriter {
 public:
  TableWriter(const Context& context, const Document& document, TableSink& table,
              bool with_contributions)
      : context_(context),
        document_(document),
        blocks_(document.blocks()),
        index_(document),
        positions_(document),
        table_(table),
        document_id_(document_id(document)),
        with_contributions_(with_contributions) {
    for (std::size_t article = 0; article < document.articles().size(); ++article) {
      headlines_.push_back(headline_of(index_, article));
    }
  }

  void write_blocks() {
    table_.header({"document_id", "article_id", "block_id", "page", "order", "role", "headline",
                   "text", "lines", "confidence", "labels", "label_scores", "source_path",
                   "source_sha256"});
    for_each_block([&](std::size_t block_index, const broadsheet_block_t& block) {
      LabelSummary labels(index_);
      labels.add_block(block_index);
      const std::vector<LineRange> lines = lines_of(block);
      begin_row(block).token(index_.block_id(block_index));
      write_place(block, lines);
      table_.text(document_.block_text(block))
          .token(line_ranges_text(lines))
          .number(number_text(block.confidence));
      end_row(labels);
    });
  }

  void write_sentences() {
    table_.header({"document_id", "article_id", "block_id", "sentence_id", "page", "order", "role",
                   "headline", "text", "begin", "end", "lines", "labels", "label_scores",
                   "source_path", "source_sha256"});
    if (document_.sentences().empty() && !blocks_.empty()) {
      context_.report(BROADSHEET_NOTE, "no-sentences",
                      "a row is a sentence, but the document has none: each block is a row",
                      "put annotator_sentences among the stages, or set rows to blocks");
    }
    const Records<broadsheet_sentence_t> sentences = document_.sentences();
    for_each_block([&](std::size_t block_index, const broadsheet_block_t& block) {
      const auto own = index_.sentences_of(block_index);
      for (const std::uint32_t at : own) {
        const broadsheet_sentence_t sentence = sentences[at];
        LabelSummary labels(index_);
        labels.add(BROADSHEET_TARGET_SENTENCE, at);
        write_sentence_row(block_index, block, index_.sentence_id(at),
                           {sentence.begin_byte, sentence.end_byte}, labels);
      }
      if (own.empty()) {  // nothing is lost: a block without sentences is a row of its own
        LabelSummary labels(index_);
        labels.add_block(block_index);
        write_sentence_row(block_index, block, "", {0, document_.block_text(block).size()}, labels);
      }
    });
  }

  void write_articles() {
    table_.header({"document_id", "article_id", "page", "order", "headline", "byline", "date",
                   "section", "text", "lines", "blocks", "labels", "label_scores", "source_path",
                   "source_sha256"});
    const Records<broadsheet_article_t> articles = document_.articles();
    for (std::size_t article = 0; article < articles.size(); ++article) {
      const BlockSpan span = blocks_of(document_, articles[article]);
      LabelSummary labels(index_);
      labels.add_article(article);
      std::string text;
      std::vector<LineRange> lines;
      for (std::size_t block = span.first; block < span.last; ++block) {
        context_.stop_if_cancelled();
        append_joined(text, document_.block_text(blocks_[block]), block == span.first ? "" : "\n");
        const std::vector<LineRange> own = lines_of(blocks_[block]);
        lines.insert(lines.end(), own.begin(), own.end());
      }
      table_.text(document_id_).token(index_.article_id(article));
      table_.number(page_of(lines)).number(++order_).text(headlines_[article]);
      for (const char* key : {"byline", "date", "section"}) {
        table_.text(index_.property(BROADSHEET_TARGET_ARTICLE, article, key));
      }
      table_.text(text).token(line_ranges_text(lines)).number(span.last - span.first);
      end_row(labels);
    }
  }

  void write_labels() {
    if (with_contributions_) {
      table_.header({"document_id", "article_id", "block_id", "sentence_id", "page", "order",
                     "role", "headline", "text", "scheme", "label", "score", "evidence",
                     "contributions", "source_path", "source_sha256"});
    } else {
      table_.header({"document_id", "article_id", "block_id", "sentence_id", "page", "order",
                     "role", "headline", "text", "scheme", "label", "score", "evidence",
                     "source_path", "source_sha256"});
    }
    const auto write_all = [&](std::uint32_t kind, std::size_t target) {
      for (const std::uint32_t at : index_.labels_of(kind, target)) {
        context_.stop_if_cancelled();
        write_label_row(kind, target, document_.labels()[at]);
      }
    };
    write_all(BROADSHEET_TARGET_DOCUMENT, 0);
    std::uint32_t last_article = BROADSHEET_NONE;
    const Records<broadsheet_article_t> articles = document_.articles();
    std::size_t next_article = 0;  // articles without blocks have their turn too
    const auto write_articles_until = [&](std::size_t end) {
      for (; next_article < std::min(end, articles.size()); ++next_article) {
        write_all(BROADSHEET_TARGET_ARTICLE, next_article);
      }
    };
    for_each_block([&](std::size_t block_index, const broadsheet_block_t& block) {
      if (block.article != last_article) {
        write_articles_until(block.article < articles.size() ? block.article + 1 : articles.size());
        last_article = block.article;
      }
      write_all(BROADSHEET_TARGET_BLOCK, block_index);
      for (const std::uint32_t sentence : index_.sentences_of(block_index)) {
        write_all(BROADSHEET_TARGET_SENTENCE, sentence);
      }
    });
    write_articles_until(articles.size());
  }

  /// A row a value of each annotation; one without any where it has none.
  void write_layers() {
    table_.header({"document_id", "article_id", "block_id", "sentence_id", "page", "order", "layer",
                   "annotation", "attribute", "type", "value", "begin", "end", "text",
                   "source_path", "source_sha256"});
    const Records<broadsheet_annotation_t> annotations = document_.annotations();
    for (std::size_t at = 0; at < annotations.size(); ++at) {
      context_.stop_if_cancelled();
      const LayerNote note = layer_note(index_, at);
      for (const LayerNote::Value& value : note.values)
        write_layer_row(annotations[at], at, note, value);
      if (note.values.empty()) write_layer_row(annotations[at], at, note, {});
    }
  }

  void report_overlong_cells() const {
    if (table_.overlong_cells() == 0) return;
    context_.report(BROADSHEET_WARNING, "overlong-cells",
                    std::to_string(table_.overlong_cells()) +
                        " cell(s) are longer than the 32,767 characters that Excel takes",
                    "set rows to blocks or sentences");
  }

 private:
  static void append_joined(std::string& out, std::string_view text, std::string_view separator) {
    out.append(separator).append(text);
  }

  template <class Visit>
  void for_each_block(Visit&& visit) {
    for (std::size_t block = 0; block < blocks_.size(); ++block) {
      context_.stop_if_cancelled();
      visit(block, blocks_[block]);
    }
  }

  std::vector<LineRange> lines_of(const broadsheet_block_t& block) const {
    return line_ranges(document_, positions_.lines(), block);
  }

  std::string page_of(const std::vector<LineRange>& lines) const {
    return lines.empty() ? "" : std::to_string(positions_.lines()[lines.front().first - 1].page);
  }

  /// Enough of a block's lines to know its page.
  std::vector<LineRange> first_line_of(const broadsheet_block_t& block) const {
    return line_ranges(document_, positions_.lines(), block, 0, 1);
  }

  bool is_in_article(const broadsheet_block_t& block) const {
    return block.article < headlines_.size();
  }

  /// document_id, article_id
  TableSink& begin_row(const broadsheet_block_t& block) {
    table_.text(document_id_);
    return table_.token(is_in_article(block) ? index_.article_id(block.article) : "");
  }

  /// page, order, role, headline
  void write_place(const broadsheet_block_t& block, const std::vector<LineRange>& lines) {
    table_.number(page_of(lines)).number(++order_).token(role_name(block.role));
    table_.text(is_in_article(block) ? headlines_[block.article] : std::string_view());
  }

  void write_source() {
    table_.text(document_.property("source.path")).text(document_.property("source.sha256"));
    table_.end_row();
  }

  void end_row(const LabelSummary& labels) {
    table_.text(labels.names()).token(labels.scores());
    write_source();
  }

  void write_sentence_row(std::size_t block_index, const broadsheet_block_t& block,
                          const std::string& sentence_id, ByteRange range,
                          const LabelSummary& labels) {
    const std::string_view text = document_.block_text(block);
    const std::size_t begin = std::min(range.begin_byte, text.size());
    const std::size_t end = std::clamp(range.end_byte, begin, text.size());
    const std::vector<LineRange> lines =
        line_ranges(document_, positions_.lines(), block, begin, end);
    begin_row(block).token(index_.block_id(block_index)).token(sentence_id);
    write_place(block, lines);
    table_.text(text.substr(begin, end - begin));
    table_.number(positions_.in_block(block, begin)).number(positions_.in_block(block, end));
    table_.token(line_ranges_text(lines));
    end_row(labels);
  }

  /// document_id to order, of a target of any kind. @return its block; one without text where it
  /// is in none
  broadsheet_block_t begin_target_row(std::uint32_t kind, std::size_t target) {
    const std::uint32_t block_index = index_.block_of(kind, target);
    broadsheet_block_t block{};
    block.article =
        kind == BROADSHEET_TARGET_ARTICLE ? static_cast<std::uint32_t>(target) : BROADSHEET_NONE;
    const bool has_block = block_index < blocks_.size();
    if (has_block) block = blocks_[block_index];
    begin_row(block).token(has_block ? index_.block_id(block_index) : "");
    table_.token(kind == BROADSHEET_TARGET_SENTENCE ? index_.sentence_id(target) : "");
    table_.number(has_block ? page_of(first_line_of(block)) : "").number(++order_);
    return block;
  }

  void write_layer_row(const broadsheet_annotation_t& annotation, std::size_t number,
                       const LayerNote& note, const LayerNote::Value& value) {
    const broadsheet_block_t block =
        begin_target_row(annotation.target_kind, annotation.target_index);
    table_.text(note.layer).number(number + 1).text(value.attribute).token(value.type);
    table_.text(value.text);
    const bool has_block = note.block < blocks_.size();
    table_.number(has_block ? std::to_string(positions_.in_block(block, note.range.begin_byte))
                            : "");
    table_.number(has_block ? std::to_string(positions_.in_block(block, note.range.end_byte)) : "");
    table_.text(note.words);
    write_source();
  }

  void write_label_row(std::uint32_t kind, std::size_t target, const broadsheet_label_t& label) {
    const broadsheet_block_t block = begin_target_row(kind, target);
    const bool has_block = index_.block_of(kind, target) < blocks_.size();
    table_.token(has_block ? role_name(block.role) : std::string_view());
    table_.text(is_in_article(block) ? headlines_[block.article] : std::string_view());
    table_.text(has_block ? labelled_text(kind, target, block) : std::string_view());
    table_.text(document_.string(label.scheme)).text(document_.string(label.label));
    table_.number(number_text(label.score)).text(evidence_words(label));
    if (with_contributions_) table_.text(contributions_text(label));
    write_source();
  }

  std::string_view labelled_text(std::uint32_t kind, std::size_t target,
                                 const broadsheet_block_t& block) const {
    const std::string_view text = document_.block_text(block);
    if (kind != BROADSHEET_TARGET_SENTENCE) return text;
    const broadsheet_sentence_t sentence = document_.sentences()[target];
    const std::size_t begin = std::min<std::size_t>(sentence.begin_byte, text.size());
    return text.substr(begin, std::max<std::size_t>(sentence.end_byte, begin) - begin);
  }

  /// The words that speak for the label, as they stand in the text.
  std::string evidence_words(const broadsheet_label_t& label) const {
    std::string words;
    for (const broadsheet_evidence_t range :
         document_.evidence().slice(label.first_evidence, label.evidence_count)) {
      if (range.block >= blocks_.size() || range.contribution < 0) continue;
      append_joined(words, evidence_text(document_, range), words.empty() ? "" : " | ");
    }
    return words;
  }

  /// "12-16:0.31 | 0-40:-0.02": places in the block, in code points, with what they add to the
  /// score.
  std::string contributions_text(const broadsheet_label_t& label) const {
    std::string text;
    for (const broadsheet_evidence_t range :
         document_.evidence().slice(label.first_evidence, label.evidence_count)) {
      if (range.block >= blocks_.size()) continue;
      const broadsheet_block_t block = blocks_[range.block];
      append_joined(text, std::to_string(positions_.in_block(block, range.begin_byte)),
                    text.empty() ? "" : " | ");
      append_joined(text, std::to_string(positions_.in_block(block, range.end_byte)), "-");
      append_joined(text, number_text(range.contribution), ":");
    }
    return text;
  }

  const Context& context_;
  const Document& document_;
  const Records<broadsheet_block_t> blocks_;
  const DocumentIndex index_;
  const Positions positions_;
  TableSink& table_;
  const std::string document_id_;
  const bool with_contributions_;
  std::vector<std::string_view> headlines_;  // of each article
  std::size_t order_ = 0;
};

}  // namespace

void write_table(const Context& context, const Document& document, TableRows rows, TableSink& sink,
                 bool with_contributions) {
  TableWriter table(context, document, sink, with_contributions);
  switch (rows) {
    case TableRows::kBlocks:
      table.write_blocks();
      break;
    case TableRows::kArticles:
      table.write_articles();
      break;
    case TableRows::kSentences:
      table.write_sentences();
      break;
    case TableRows::kLabels:
      table.write_labels();
      break;
    case TableRows::kLayers:
      table.write_layers();
      break;
  }
  table.report_overlong_cells();
}

}  // namespace broadsheet::exporting
