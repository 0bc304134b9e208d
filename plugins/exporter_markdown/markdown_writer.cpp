// SPDX-License-Identifier: Apache-2.0
#include "markdown_writer.h"

#include <string>
#include <string_view>

#include "exporter_support/document_index.h"
#include "exporter_support/layer_notes.h"
#include "exporter_support/line_ranges.h"
#include "exporter_support/numbers.h"
#include "exporter_support/opc_properties.h"
#include "exporter_support/roles.h"
#include "exporter_support/xml_characters.h"
#include "markdown_text.h"

namespace broadsheet::exporting {
namespace {

/// What stands before and behind a block's text.
struct Marks {
  std::string_view before;
  std::string_view behind;
};

class MarkdownWriter {
 public:
  MarkdownWriter(const Context& context, const Document& document, const MarkdownOptions& options,
                 ByteSink& sink)
      : context_(context),
        document_(document),
        options_(options),
        blocks_(document.blocks()),
        index_(document),
        lines_(document),
        sink_(sink) {}

  void write() {
    if (options_.has_front_matter) write_front_matter();
    const std::size_t article_count = document_.articles().size();
    has_page_title_ = article_count != 1;
    if (has_page_title_) {
      begin_block();
      sink_.write("# ");
      write_text(title_of(document_));
      sink_.put('\n');
    }
    if (options_.has_provenance) write_about(BROADSHEET_TARGET_DOCUMENT, 0);
    for (std::size_t article = 0; article < article_count; ++article) write_article(article);
    if (options_.has_furniture && !index_.furniture().empty()) write_furniture();
  }

  std::uint64_t replaced_characters() const { return replaced_characters_; }

 private:
  void write_member(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    sink_.write(key);
    sink_.write(": ");
    sink_.write(yaml_text(value));
    sink_.put('\n');
  }

  void write_front_matter() {
    sink_.write("---\n");
    write_member("title", title_of(document_));
    write_member("date", document_.property("date"));
    write_member("lang", document_.property("language"));
    write_member("source", document_.property("source.path"));
    write_member("source_sha256", document_.property("source.sha256"));
    write_member("pipeline", document_.property("pipeline.name"));
    write_member("pipeline_fingerprint", document_.property("pipeline.fingerprint"));
    sink_.write("---\n");
    is_first_ = false;
  }

  void begin_block() {
    if (!is_first_) sink_.put('\n');
    is_first_ = false;
  }

  void write_text(std::string_view text) {
    clean_.clear();
    replaced_characters_ += append_xml_characters(text, clean_);
    sink_.write(markdown_text(clean_));
  }

  Marks marks_of(std::uint32_t role) const {
    switch (role) {
      case BROADSHEET_ROLE_HEADLINE:
        return {has_page_title_ ? "## " : "# ", ""};
      case BROADSHEET_ROLE_HEADING:
        return {has_page_title_ ? "### " : "## ", ""};
      case BROADSHEET_ROLE_DECK:
      case BROADSHEET_ROLE_QUESTION:
        return {"**", "**"};
      case BROADSHEET_ROLE_LIST_ITEM:
      case BROADSHEET_ROLE_FURNITURE:
        return {"- ", ""};
      case BROADSHEET_ROLE_PULL_QUOTE:
        return {"> ", ""};
      case BROADSHEET_ROLE_KICKER:
      case BROADSHEET_ROLE_BYLINE:
      case BROADSHEET_ROLE_CAPTION:
      case BROADSHEET_ROLE_EDITOR_NOTE:
      case BROADSHEET_ROLE_AUTHOR_NOTE:
      case BROADSHEET_ROLE_CREDIT:
        return {"*", "*"};
      default:
        return {"", ""};
    }
  }

  void write_article(std::size_t article) {
    const BlockSpan span = blocks_of(document_, document_.articles()[article]);
    if (options_.has_provenance) write_about(BROADSHEET_TARGET_ARTICLE, article);
    for (std::size_t block = span.first; block < span.last; ++block) {
      context_.stop_if_cancelled();
      write_block(block);
    }
  }

  void write_block(std::size_t block_index) {
    const broadsheet_block_t block = blocks_[block_index];
    const std::string_view text = document_.block_text(block);
    begin_block();
    if (options_.has_provenance) write_provenance(block_index, block);
    if (text.empty()) return;
    const Marks marks = marks_of(block.role);
    sink_.write(marks.before);
    write_text(text);
    sink_.write(marks.behind);
    sink_.put('\n');
  }

  void write_furniture() {
    begin_block();
    sink_.write("***\n");
    for (const std::uint32_t block : index_.furniture()) write_block(block);
  }

  void write_provenance(std::size_t block_index, const broadsheet_block_t& block) {
    std::string comment = index_.block_id(block_index);
    comment.append(" ").append(role_name(block.role));
    comment.append(" lines ").append(line_ranges_text(line_ranges(document_, lines_, block)));
    append_about(BROADSHEET_TARGET_BLOCK, block_index, comment);
    for (const std::uint32_t sentence : index_.sentences_of(block_index))
      append_about(BROADSHEET_TARGET_SENTENCE, sentence, comment);
    write_comment(comment);
  }

  /// A comment on a document or an article, where there is something to say of it.
  void write_about(std::uint32_t kind, std::size_t target) {
    const std::string id = index_.target_id(kind, target);
    std::string comment = id;
    append_about(kind, target, comment);
    if (comment == id) return;
    begin_block();
    write_comment(comment);
    is_first_ = true;  // the empty line behind it is there
  }

  void write_comment(std::string_view comment) {
    sink_.write("<!-- ");
    sink_.write(comment_text(comment));
    sink_.write(" -->\n\n");
  }

  void append_about(std::uint32_t kind, std::size_t target, std::string& comment) const {
    for (const std::uint32_t at : index_.labels_of(kind, target)) {
      const broadsheet_label_t label = document_.labels()[at];
      comment.append("; ").append(index_.target_id(kind, target)).append(" ");
      comment.append(document_.string(label.scheme)).append("=");
      comment.append(document_.string(label.label)).append(" ").append(number_text(label.score));
    }
    for (const std::uint32_t at : index_.annotations_of(kind, target)) {
      const LayerNote note = layer_note(index_, at);
      comment.append("; ").append(index_.target_id(kind, target)).append(" ");
      comment.append(note.in_words());
      if (!note.words.empty()) comment.append(" (").append(note.words).append(")");
    }
  }

  const Context& context_;
  const Document& document_;
  const MarkdownOptions& options_;
  const Records<broadsheet_block_t> blocks_;
  const DocumentIndex index_;
  const LineIndex lines_;
  ByteSink& sink_;
  bool has_page_title_ = false;
  bool is_first_ = true;
  std::uint64_t replaced_characters_ = 0;
  std::string clean_;
};

}  // namespace

void write_markdown(const Context& context, const Document& document,
                    const MarkdownOptions& options, ByteSink& sink) {
  MarkdownWriter writer(context, document, options, sink);
  writer.write();
  if (!options.has_provenance) report_left_out_layers(context, document, "set provenance to true");
  report_replaced_characters(context, writer.replaced_characters());
}

}  // namespace broadsheet::exporting
