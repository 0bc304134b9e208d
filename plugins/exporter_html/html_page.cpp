// SPDX-License-Identifier: Apache-2.0
#include "html_page.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/text.hpp"
#include "exporter_support/article_parts.h"
#include "exporter_support/document_index.h"
#include "exporter_support/layer_notes.h"
#include "exporter_support/line_ranges.h"
#include "exporter_support/numbers.h"
#include "exporter_support/opc_properties.h"
#include "exporter_support/roles.h"
#include "exporter_support/signature.h"
#include "exporter_support/text_direction.h"
#include "exporter_support/xml_characters.h"
#include "html_labels.h"
#include "html_style.h"
#include "html_writer.h"

namespace broadsheet::exporting {
namespace {

constexpr float kUnsureConfidence = 0.5F;
constexpr std::size_t kMaxLabelColours = 500;  // a hostile taxonomy must not become a style sheet

std::string_view element_of(std::uint32_t role) {
  switch (role) {
    case BROADSHEET_ROLE_HEADLINE:
      return "h2";
    case BROADSHEET_ROLE_HEADING:
      return "h3";
    case BROADSHEET_ROLE_PULL_QUOTE:
      return "blockquote";
    default:
      return "p";
  }
}

class HtmlPage {
 public:
  HtmlPage(const Context& context, const Document& document, const HtmlOptions& options,
           ByteSink& sink)
      : context_(context),
        document_(document),
        options_(options),
        blocks_(document.blocks()),
        sentences_(document.sentences()),
        index_(document),
        lines_(document),
        labels_(index_, options.min_score, options.has_labels),
        is_chinese_(document.property("language").starts_with("zh")),
        html_(sink) {}

  void write() {
    html_.raw("<!DOCTYPE html>\n").open("html").attribute("xmlns", "http://www.w3.org/1999/xhtml");
    if (!document_.property("language").empty())
      html_.attribute("lang", document_.property("language"));
    html_.line();
    write_head();
    html_.open("body").line().open("div").attribute("class", "page").line();
    write_masthead();
    write_contents();
    write_legend();
    if (options_.has_source_lines) {
      html_.open("input").attribute("type", "checkbox").attribute("id", "sources");
      html_.attribute("checked", "checked").attribute("class", "small").close_void();
      html_.open("label").attribute("for", "sources").attribute("class", "switch small");
      html_.text(" Source lines beside the text").close().line();
    }
    html_.open("main");
    if (!options_.has_source_lines) html_.attribute("class", "page-without-sources");
    html_.line();
    for (std::size_t article = 0; article < document_.articles().size(); ++article)
      write_article(article);
    if (options_.has_furniture && !index_.furniture().empty()) write_furniture();
    html_.close().line().close().line().close().line().close().line();
  }

  std::uint64_t replaced_characters() const { return html_.replaced_characters(); }

 private:
  void write_meta(std::string_view name, std::string_view content) {
    if (content.empty()) return;
    html_.open("meta").attribute("name", name).attribute("content", content).close_void().line();
  }

  void write_head() {
    html_.open("head").line();
    html_.open("meta").attribute("charset", "utf-8").close_void().line();
    write_meta("viewport", "width=device-width, initial-scale=1");
    write_meta("generator", kSignature);
    write_meta("broadsheet.source-path", document_.property("source.path"));
    write_meta("broadsheet.source-sha256", document_.property("source.sha256"));
    write_meta("broadsheet.pipeline", document_.property("pipeline.name"));
    write_meta("broadsheet.pipeline-fingerprint", document_.property("pipeline.fingerprint"));
    html_.element("title", title_of(document_)).line();
    html_.open("style").raw(page_style());
    for (std::size_t label = 0; label < std::min(labels_.kinds().size(), kMaxLabelColours); ++label)
      html_.raw(label_rule(label));
    html_.close().line().close().line();
  }

  void write_masthead() {
    html_.open("header").attribute("class", "masthead");
    html_.element("h1", title_of(document_));
    std::string about(document_.property("date"));
    for (const std::string_view part :
         {document_.property("source.path"), document_.property("pipeline.name")}) {
      if (!part.empty()) about.append(about.empty() ? "" : " · ").append(part);
    }
    html_.open("p").attribute("class", "small").text(about).close();
    const auto labels = labels_.of(BROADSHEET_TARGET_DOCUMENT, 0);
    if (!labels.empty()) write_tags(labels);
    write_notes(BROADSHEET_TARGET_DOCUMENT, 0);
    html_.close().line();
  }

  void write_contents() {
    const std::size_t count = document_.articles().size();
    if (count < 2) return;
    html_.open("nav").attribute("aria-label", "Articles").attribute("class", "small").open("ol");
    for (std::size_t article = 0; article < count; ++article) {
      const std::string_view headline = headline_of(index_, article);
      html_.open("li").open("a").attribute("href", "#" + index_.article_id(article));
      html_.text(headline.empty() ? "(no headline)" : headline).close().close();
    }
    html_.close().close().line();
  }

  void write_legend() {
    if (labels_.kinds().empty()) return;
    html_.open("section").attribute("class", "legend small").attribute("aria-label", "Labels");
    html_.element("h2", "Labels").open("ul");
    for (std::size_t number = 0; number < labels_.kinds().size(); ++number) {
      const auto& kind = labels_.kinds()[number];
      html_.open("li").open("span").attribute("class", "swatch l" + std::to_string(number));
      html_.attribute("title", kind.scheme).text(kind.label).close();
      html_.open("span").attribute("class", "score");
      html_.text(std::string(" ") + std::to_string(kind.count)).close().close();
    }
    html_.close().close().line();
  }

  /// Labels of a whole block, article or page, below it.
  void write_tags(const std::vector<broadsheet_label_t>& labels) {
    html_.open("p").attribute("class", "tags small");
    for (const broadsheet_label_t& label : labels) {
      html_.open("span").attribute("title", labels_.in_words(label));
      html_.attribute("class", "l" + std::to_string(labels_.kind_of(label)));
      html_.text(document_.string(label.label)).text(" ").text(number_text(label.score)).close();
    }
    html_.close();
  }

  /// What other plugins' layers say of a target, below it: the words that it is about, then layer
  /// and values.
  void write_notes(std::uint32_t kind, std::size_t target) {
    if (!options_.has_layers) return;
    for (const std::uint32_t at : index_.annotations_of(kind, target)) {
      const LayerNote note = layer_note(index_, at);
      html_.open("p").attribute("class", "note small").attribute("data-layer", note.layer);
      html_.attribute("data-target", index_.target_id(kind, target));
      if (note.range.begin_byte < note.range.end_byte) html_.element("q", note.words).text(" ");
      html_.text(note.in_words()).close().line();
    }
  }

  void write_article(std::size_t article) {
    const std::string id = index_.article_id(article);
    html_.open("article").attribute("id", id).line();
    const BlockSpan span = blocks_of(document_, document_.articles()[article]);
    for (std::size_t block = span.first; block < span.last; ++block) {
      context_.stop_if_cancelled();
      write_row(block);
    }
    const auto labels = labels_.of(BROADSHEET_TARGET_ARTICLE, article);
    if (!labels.empty()) write_tags(labels);
    write_notes(BROADSHEET_TARGET_ARTICLE, article);
    html_.close().line();
  }

  void write_furniture() {
    html_.open("details").attribute("class", "furniture").line();
    html_.open("summary").attribute("class", "small").text("Page furniture").close().line();
    for (const std::uint32_t block : index_.furniture()) write_row(block);
    html_.close().line();
  }

  void write_row(std::size_t block_index) {
    const broadsheet_block_t block = blocks_[block_index];
    const std::vector<LineRange> lines = line_ranges(document_, lines_, block);
    html_.open("div").attribute("class", "row");
    write_block(block_index, block, lines);
    if (options_.has_source_lines && !lines.empty()) write_source(block);
    html_.close().line();
    const auto labels = labels_.of(BROADSHEET_TARGET_BLOCK, block_index);
    if (!labels.empty()) write_tags(labels);
    write_notes(BROADSHEET_TARGET_BLOCK, block_index);
    for (const std::uint32_t sentence : index_.sentences_of(block_index))
      write_notes(BROADSHEET_TARGET_SENTENCE, sentence);
  }

  void write_block(std::size_t block_index, const broadsheet_block_t& block,
                   const std::vector<LineRange>& lines) {
    const std::string id = index_.block_id(block_index);
    const std::string_view role = role_name(block.role);
    const std::string_view text = document_.block_text(block);
    std::string classes(role);
    const bool is_paragraph = role == "paragraph";
    if (is_chinese_ && is_paragraph && !text.starts_with("\u3000")) classes += " indented";
    if (block.confidence < kUnsureConfidence) classes += " unsure";
    const std::string ranges = line_ranges_text(lines);
    const std::uint32_t page = page_of(document_, block);
    html_.open(element_of(block.role)).attribute("id", id).attribute("class", classes);
    if (reads_right_to_left(text)) html_.attribute("dir", "rtl");
    html_.attribute("data-role", role).attribute("data-lines", ranges).attribute("data-page", page);
    html_.attribute("data-confidence", number_text(block.confidence));
    html_.attribute("title", id + " · " + std::string(role) + " · page " + std::to_string(page) +
                                 " · lines " + ranges + " · confidence " +
                                 number_text(block.confidence));
    write_text(block_index, text);
    html_.close();
  }

  void write_text(std::size_t block_index, std::string_view text) {
    std::size_t written = 0;
    for (const std::uint32_t at : index_.sentences_of(block_index)) {
      const broadsheet_sentence_t sentence = sentences_[at];
      const std::size_t begin = std::clamp<std::size_t>(sentence.begin_byte, written, text.size());
      const std::size_t end = std::clamp<std::size_t>(sentence.end_byte, begin, text.size());
      html_.text(text.substr(written, begin - written));
      write_sentence(block_index, at, text, {begin, end});
      written = end;
    }
    html_.text(text.substr(written));
  }

  void write_sentence(std::size_t block_index, std::uint32_t sentence, std::string_view text,
                      ByteRange range) {
    const auto labels = labels_.of(BROADSHEET_TARGET_SENTENCE, sentence);
    if (labels.empty()) {
      html_.open("span").attribute("id", index_.sentence_id(sentence));
      html_.text(text.substr(range.begin_byte, range.end_byte - range.begin_byte)).close();
      return;
    }
    std::string words;
    std::string tags;
    for (const broadsheet_label_t& label : labels) {
      words.append(words.empty() ? "" : "\n").append(labels_.in_words(label));
      tags.append(tags.empty() ? "" : " · ").append(document_.string(label.label));
    }
    html_.open("mark").attribute("id", index_.sentence_id(sentence));
    html_.attribute("class", "l" + std::to_string(labels_.kind_of(labels.front())));
    html_.attribute("data-tags", tags).attribute("title", words);
    std::size_t written = range.begin_byte;
    for (const ByteRange& evidence : evidence_in(labels, block_index, range)) {
      html_.text(text.substr(written, evidence.begin_byte - written));
      html_.element("b", text.substr(evidence.begin_byte, evidence.end_byte - evidence.begin_byte));
      written = evidence.end_byte;
    }
    html_.text(text.substr(written, range.end_byte - written)).close();
  }

  /// Where words of the sentence speak for its labels: ascending, without overlaps.
  std::vector<ByteRange> evidence_in(const std::vector<broadsheet_label_t>& labels,
                                     std::size_t block_index, ByteRange sentence) const {
    std::vector<ByteRange> found;
    for (const broadsheet_label_t& label : labels) {
      for (const broadsheet_evidence_t& range : labels_.decisive_evidence(label)) {
        const bool is_inside = range.block == block_index &&
                               range.begin_byte >= sentence.begin_byte &&
                               range.end_byte <= sentence.end_byte;
        if (is_inside && range.begin_byte < range.end_byte)
          found.push_back({range.begin_byte, range.end_byte});
      }
    }
    std::sort(found.begin(), found.end(), [](const ByteRange& left, const ByteRange& right) {
      return left.begin_byte < right.begin_byte;
    });
    std::vector<ByteRange> merged;
    for (const ByteRange& range : found) {
      if (!merged.empty() && range.begin_byte <= merged.back().end_byte) {
        merged.back().end_byte = std::max(merged.back().end_byte, range.end_byte);
      } else {
        merged.push_back(range);
      }
    }
    return merged;
  }

  /// The parts of source lines that the block's text was made from, what was left out included.
  /// Parts only: many blocks may stand on one long line.
  void write_source(const broadsheet_block_t& block) {
    struct Part {
      std::size_t line;
      std::uint64_t begin_byte;
      std::uint64_t end_byte;
    };
    std::vector<Part> parts;
    for (const broadsheet_segment_t segment : document_.segments_of(block)) {
      if (segment.source_begin_byte >= segment.source_end_byte) continue;
      const std::size_t line = lines_.find(segment.source_begin_byte);
      const std::uint64_t end = std::min(segment.source_end_byte, lines_[line].end_byte);
      if (!parts.empty() && parts.back().line == line) {
        parts.back().begin_byte = std::min(parts.back().begin_byte, segment.source_begin_byte);
        parts.back().end_byte = std::max(parts.back().end_byte, end);
      } else {
        parts.push_back({line, segment.source_begin_byte, end});
      }
    }
    html_.open("ol").attribute("class", "source");
    for (const Part& part : parts) {
      html_.open("li").attribute("value", part.line + 1);
      html_.text(document_.source_text().substr(
          part.begin_byte, std::max(part.begin_byte, part.end_byte) - part.begin_byte));
      html_.close();
    }
    html_.close();
  }

  const Context& context_;
  const Document& document_;
  const HtmlOptions& options_;
  const Records<broadsheet_block_t> blocks_;
  const Records<broadsheet_sentence_t> sentences_;
  const DocumentIndex index_;
  const LineIndex lines_;
  const HtmlLabels labels_;
  const bool is_chinese_;
  HtmlWriter html_;
};

}  // namespace

void write_html(const Context& context, const Document& document, const HtmlOptions& options,
                ByteSink& sink) {
  HtmlPage page(context, document, options, sink);
  page.write();
  if (!options.has_layers) report_left_out_layers(context, document, "set layers to true");
  report_replaced_characters(context, page.replaced_characters());
}

}  // namespace broadsheet::exporting
