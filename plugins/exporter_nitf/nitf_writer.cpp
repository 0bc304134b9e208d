// SPDX-License-Identifier: Apache-2.0
//
// NITF's body.head takes a headline with sub-headlines, then bylines; everything else goes into
// body.content in reading order. So the head takes what stands before the first paragraph of the
// only article, and a kicker, headline or byline that comes later, or in a page of several
// articles, becomes <hl2> or <p> with its role as class: text changes its element, never its place
// among what follows, and is never lost.
#include "nitf_writer.h"

#include <algorithm>
#include <string_view>

#include "exporter_support/article_parts.h"
#include "exporter_support/dates.h"
#include "exporter_support/document_index.h"
#include "exporter_support/label_summary.h"
#include "exporter_support/layer_notes.h"
#include "exporter_support/numbers.h"
#include "exporter_support/opc_properties.h"
#include "exporter_support/roles.h"
#include "exporter_support/signature.h"
#include "exporter_support/xml_characters.h"
#include "exporter_support/xml_writer.h"

namespace broadsheet::exporting {
namespace {

/// "20240624": dates as NITF norms them; empty where the day is not known.
std::string norm(std::string_view date) {
  constexpr std::size_t kDayBytes = 10;
  std::string digits(date.substr(0, kDayBytes));
  if (digits.size() != kDayBytes) return "";
  digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
  return digits;
}

bool is_head(std::uint32_t role) {
  return role == BROADSHEET_ROLE_KICKER || role == BROADSHEET_ROLE_HEADLINE ||
         role == BROADSHEET_ROLE_DECK;
}

class NitfWriter {
 public:
  NitfWriter(const Context& context, const Document& document, const NitfOptions& options,
             ByteSink& sink)
      : context_(context),
        document_(document),
        options_(options),
        blocks_(document.blocks()),
        index_(document),
        xml_(sink, XmlWriter::Layout::kIndented),
        is_one_article_(document.articles().size() == 1) {}

  void write() {
    xml_.declaration().open("nitf").attribute("xmlns", "http://iptc.org/std/NITF/2006-10-18/");
    xml_.attribute("version", "-//IPTC//DTD NITF 3.6//EN");
    write_head();
    xml_.open("body");
    const std::size_t first = is_one_article_ ? write_article_head() : write_page_head();
    xml_.open("body.content");
    if (is_one_article_) {
      write_blocks(first, blocks_of(document_, document_.articles()[0]).last);
    } else {
      for (std::size_t article = 0; article < document_.articles().size(); ++article)
        write_article(article);
    }
    if (options_.has_furniture && !index_.furniture().empty()) write_furniture();
    xml_.close().close().close();
  }

  std::uint64_t replaced_characters() const { return xml_.replaced_characters(); }

 private:
  void write_head() {
    xml_.open("head");
    const std::string_view headline = is_one_article_ ? headline_of(index_, 0) : "";
    xml_.element("title", headline.empty() ? title_of(document_) : headline);
    write_meta("generator", kSignature);
    write_meta("source-path", document_.property("source.path"));
    write_meta("source-sha256", document_.property("source.sha256"));
    write_meta("pipeline", document_.property("pipeline.name"));
    write_meta("pipeline-fingerprint", document_.property("pipeline.fingerprint"));
    write_document_data();
    write_publication();
    xml_.close();
  }

  void write_meta(const char* name, std::string_view content) {
    if (content.empty()) return;
    xml_.open("meta").attribute("name", name).attribute("content", content).close();
  }

  std::string date() const {
    return norm(is_one_article_ ? date_of(index_, 0) : w3c_date_of(document_.property("date")));
  }

  void write_document_data() {
    xml_.open("docdata");
    std::string id(document_.property("id"));
    if (id.empty()) id = document_.property("source.path");
    if (is_one_article_) id.append("#").append(index_.article_id(0));
    xml_.open("doc-id").attribute("id-string", id).close();
    if (const std::string day = date(); !day.empty())
      xml_.open("date.issue").attribute("norm", day).close();
    LabelSummary labels(index_);
    labels.add(BROADSHEET_TARGET_DOCUMENT, 0);
    if (is_one_article_) labels.add_article(0);
    if (!labels.entries().empty() || !document_.annotations().empty()) {
      xml_.open("identified-content");
      write_classifiers(labels);
      write_layers();
      xml_.close();
    }
    xml_.close();
  }

  void write_publication() {
    std::string_view name = document_.property("publication");
    if (name.empty()) name = options_.publication;
    if (name.empty()) name = document_.property("title");
    xml_.open("pubdata").attribute("type", "print");
    if (const std::string day = date(); !day.empty()) xml_.attribute("date.publication", day);
    if (!name.empty()) xml_.attribute("name", name);
    if (is_one_article_) {
      const std::string_view section = index_.property(BROADSHEET_TARGET_ARTICLE, 0, "section");
      if (!section.empty()) xml_.attribute("position.section", section);
    }
    if (!blocks_.empty()) xml_.attribute("position.sequence", page_of(document_, blocks_[0]));
    xml_.close();
  }

  /// A label as a classifier: its scheme, its name, its score in the text.
  void write_classifiers(const LabelSummary& labels) {
    for (const broadsheet_label_t& label : labels.entries()) {
      xml_.open_inline("classifier").attribute("type", document_.string(label.scheme));
      xml_.attribute("value", document_.string(label.label)).text(number_text(label.score));
      xml_.close();
    }
  }

  /// What other plugins' layers say, as classifiers of the document: the format's "generic holder
  /// for metadata". Inside of a paragraph its words would become the paragraph's.
  void write_layers() {
    for (std::size_t at = 0; at < document_.annotations().size(); ++at) {
      const broadsheet_annotation_t annotation = document_.annotations()[at];
      const LayerNote note = layer_note(index_, at);
      xml_.open_inline("classifier");
      xml_.attribute("class", index_.target_id(annotation.target_kind, annotation.target_index));
      xml_.attribute("type", std::string("layer:").append(note.layer));
      for (const LayerNote::Value& value : note.values) {
        xml_.open("alt-code").attribute("idsrc", value.attribute);
        xml_.attribute("value", value.text).close();
      }
      xml_.text(note.words).close();
    }
  }

  std::size_t write_page_head() {
    const std::string_view title = document_.property("title");
    if (title.empty()) return 0;
    xml_.open("body.head").open("hedline").element("hl1", title).close().close();
    return 0;
  }

  /// Heads and bylines that stand before everything else. @return the first block behind them
  std::size_t write_article_head() {
    const BlockSpan span = blocks_of(document_, document_.articles()[0]);
    std::size_t heads_end = span.first;
    while (heads_end < span.last && is_head(blocks_[heads_end].role)) ++heads_end;
    std::size_t bylines_end = heads_end;
    while (bylines_end < span.last && blocks_[bylines_end].role == BROADSHEET_ROLE_BYLINE)
      ++bylines_end;
    const std::size_t main = main_headline(span.first, heads_end);
    if (main == heads_end) return span.first;  // the format wants <hl1> before all else
    xml_.open("body.head").open("hedline");
    write_block("hl1", main);
    for (std::size_t block = span.first; block < heads_end; ++block) {
      if (block != main) write_block("hl2", block);
    }
    xml_.close();
    for (std::size_t block = heads_end; block < bylines_end; ++block) write_block("byline", block);
    xml_.close();
    return bylines_end;
  }

  std::size_t main_headline(std::size_t first, std::size_t end) const {
    while (first < end && blocks_[first].role != BROADSHEET_ROLE_HEADLINE) ++first;
    return first;
  }

  void write_article(std::size_t article) {
    const BlockSpan span = blocks_of(document_, document_.articles()[article]);
    xml_.open("block").attribute("id", index_.article_id(article)).attribute("class", "article");
    LabelSummary labels(index_);
    labels.add_article(article);
    write_classifiers(labels);
    write_blocks(span.first, span.last);
    xml_.close();
  }

  void write_furniture() {
    xml_.open("block").attribute("class", "furniture");
    for (const std::uint32_t block : index_.furniture()) write_block("p", block);
    xml_.close();
  }

  void write_blocks(std::size_t first, std::size_t last) {
    for (std::size_t block = first; block < last; ++block) {
      context_.stop_if_cancelled();
      if (blocks_[block].role != BROADSHEET_ROLE_LIST_ITEM) {
        write_content(block);
        continue;
      }
      xml_.open("ul");
      for (; block < last && blocks_[block].role == BROADSHEET_ROLE_LIST_ITEM; ++block)
        write_block("li", block);
      --block;
      xml_.close();
    }
  }

  void write_content(std::size_t block) {
    switch (blocks_[block].role) {
      case BROADSHEET_ROLE_KICKER:
      case BROADSHEET_ROLE_HEADLINE:
      case BROADSHEET_ROLE_DECK:
      case BROADSHEET_ROLE_HEADING:
        return write_block("hl2", block);
      case BROADSHEET_ROLE_PULL_QUOTE:
        xml_.open("bq").open("block");
        write_block("p", block);
        xml_.close().close();
        return;
      case BROADSHEET_ROLE_EDITOR_NOTE:
      case BROADSHEET_ROLE_AUTHOR_NOTE:
        xml_.open("note").open("body.content");
        write_block("p", block);
        xml_.close().close();
        return;
      default:
        return write_block("p", block);
    }
  }

  void write_block(const char* element, std::size_t block) {
    xml_.open_inline(element).attribute("id", index_.block_id(block));
    xml_.attribute("class", role_name(blocks_[block].role));
    xml_.text(document_.block_text(blocks_[block])).close();
  }

  const Context& context_;
  const Document& document_;
  const NitfOptions& options_;
  const Records<broadsheet_block_t> blocks_;
  const DocumentIndex index_;
  XmlWriter xml_;
  const bool is_one_article_;
};

}  // namespace

void write_nitf(const Context& context, const Document& document, const NitfOptions& options,
                ByteSink& sink) {
  NitfWriter writer(context, document, options, sink);
  writer.write();
  report_replaced_characters(context, writer.replaced_characters());
}

}  // namespace broadsheet::exporting
