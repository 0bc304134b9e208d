// SPDX-License-Identifier: Apache-2.0
#include "fodt_writer.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "exporter_support/article_parts.h"
#include "exporter_support/dates.h"
#include "exporter_support/document_index.h"
#include "exporter_support/layer_notes.h"
#include "exporter_support/numbers.h"
#include "exporter_support/opc_properties.h"
#include "exporter_support/signature.h"
#include "exporter_support/xml_characters.h"
#include "exporter_support/xml_writer.h"
#include "fodt_styles.h"

namespace broadsheet::exporting {
namespace {

constexpr const char* kNamespaces[][2] = {
    {"xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
    {"xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
    {"xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
    {"xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"},
    {"xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
    {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
    {"xmlns:xlink", "http://www.w3.org/1999/xlink"}};

class FodtWriter {
 public:
  FodtWriter(const Context& context, const Document& document, const FodtOptions& options,
             ByteSink& sink)
      : context_(context),
        document_(document),
        options_(options),
        blocks_(document.blocks()),
        index_(document),
        xml_(sink, XmlWriter::Layout::kIndented),
        timestamp_(deterministic_timestamp(document)),
        has_title_(document.articles().size() != 1) {}

  void write() {
    xml_.declaration().open("office:document");
    for (const auto& [name, uri] : kNamespaces) xml_.attribute(name, uri);
    xml_.attribute("office:version", "1.3");
    xml_.attribute("office:mimetype", "application/vnd.oasis.opendocument.text");
    write_properties();
    write_fodt_styles(document_.property("language"), xml_);
    write_fodt_page(xml_);
    xml_.open("office:body").open("office:text");
    write_text();
    xml_.close().close().close();
  }

  std::uint64_t replaced_characters() const { return xml_.replaced_characters(); }

 private:
  void write_property(const char* name, std::string_view text) {
    if (!text.empty()) xml_.element(name, text);
  }

  void write_user_property(const char* name, std::string_view text) {
    if (text.empty()) return;
    xml_.open_inline("meta:user-defined").attribute("meta:name", name);
    xml_.text(text).close();
  }

  void write_properties() {
    xml_.open("office:meta").element("meta:generator", kSignature);
    xml_.element("dc:title", title_of(document_));
    write_property("dc:subject", document_.property("subject"));
    write_property("dc:creator", document_.property("creator"));
    write_property("meta:creation-date", timestamp_);
    write_property("dc:date", timestamp_);
    write_property("dc:language", document_.property("language"));
    write_user_property("broadsheet.source-path", document_.property("source.path"));
    write_user_property("broadsheet.source-sha256", document_.property("source.sha256"));
    write_user_property("broadsheet.pipeline", document_.property("pipeline.name"));
    write_user_property("broadsheet.pipeline-fingerprint",
                        document_.property("pipeline.fingerprint"));
    xml_.close();
  }

  void write_text() {
    const std::string_view title = document_.property("title");
    if (has_title_ && !title.empty()) {
      xml_.open_inline("text:p").attribute("text:style-name", kFodtTitle);
      if (options_.has_comments) write_comment(BROADSHEET_TARGET_DOCUMENT, 0);
      write_characters(title);
      xml_.close();
    } else if (options_.has_comments && has_comment(BROADSHEET_TARGET_DOCUMENT, 0)) {
      xml_.open_inline("text:p").attribute("text:style-name", "Text_20_body");
      write_comment(BROADSHEET_TARGET_DOCUMENT, 0);
      xml_.close();
    }
    if (options_.has_contents) write_contents();
    for (std::size_t article = 0; article < document_.articles().size(); ++article) {
      const BlockSpan span = blocks_of(document_, document_.articles()[article]);
      for (std::size_t block = span.first; block < span.last; ++block)
        write_block(block, block == span.first ? article : BROADSHEET_NONE);
    }
    if (!options_.has_furniture) return;
    for (const std::uint32_t block : index_.furniture()) write_block(block, BROADSHEET_NONE);
  }

  bool is_in_contents(std::size_t block) const {
    return has_title_ && document_.articles().size() > 1 &&
           blocks_[block].role == BROADSHEET_ROLE_HEADLINE;
  }

  /// A table of contents that LibreOffice can bring up to date, with its entries already in it:
  /// links to the headlines.
  void write_contents() {
    std::vector<std::size_t> entries;
    for (std::size_t block = 0; block < blocks_.size(); ++block) {
      if (is_in_contents(block)) entries.push_back(block);
    }
    if (entries.empty()) return;
    xml_.open("text:table-of-content").attribute("text:name", "Contents");
    xml_.open("text:table-of-content-source").attribute("text:outline-level", 1);
    xml_.attribute("text:use-index-marks", "false");
    xml_.open("text:table-of-content-entry-template").attribute("text:outline-level", 1);
    xml_.attribute("text:style-name", kFodtContents);
    for (const char* part :
         {"text:index-entry-link-start", "text:index-entry-text", "text:index-entry-link-end"})
      xml_.open(part).close();
    xml_.close().close().open("text:index-body");
    for (const std::size_t block : entries) {
      xml_.open_inline("text:p").attribute("text:style-name", kFodtContents);
      xml_.open("text:a").attribute("xlink:type", "simple");
      xml_.attribute("xlink:href", "#" + bookmark_name(index_.block_id(block)));
      write_characters(document_.block_text(blocks_[block]));
      xml_.close().close();
    }
    xml_.close().close();
  }

  /// @param begun_article  the article whose first block it is, or BROADSHEET_NONE
  void write_block(std::size_t block, std::size_t begun_article) {
    context_.stop_if_cancelled();
    const FodtStyle style = fodt_style_of(blocks_[block].role, has_title_);
    xml_.open_inline(style.outline_level > 0 ? "text:h" : "text:p");
    xml_.attribute("text:style-name", style.name);
    if (style.outline_level > 0) xml_.attribute("text:outline-level", style.outline_level);
    if (options_.has_comments) {
      if (begun_article != BROADSHEET_NONE) write_comment(BROADSHEET_TARGET_ARTICLE, begun_article);
      write_comment(BROADSHEET_TARGET_BLOCK, block);
    }
    const std::string bookmark = bookmark_name(index_.block_id(block));
    const bool has_bookmark =
        options_.has_bookmarks || (options_.has_contents && is_in_contents(block));
    if (has_bookmark) xml_.open("text:bookmark-start").attribute("text:name", bookmark).close();
    write_sentences(block);
    if (has_bookmark) xml_.open("text:bookmark-end").attribute("text:name", bookmark).close();
    xml_.close();
  }

  /// The block's text, with the comments on its sentences where these begin.
  void write_sentences(std::size_t block) {
    const std::string_view text = document_.block_text(blocks_[block]);
    if (options_.has_comments) {
      std::size_t written = 0;
      for (const std::uint32_t at : index_.sentences_of(block)) {
        const std::size_t begin =
            std::clamp<std::size_t>(document_.sentences()[at].begin_byte, written, text.size());
        if (!has_comment(BROADSHEET_TARGET_SENTENCE, at)) continue;
        write_characters(text.substr(written, begin - written));
        write_comment(BROADSHEET_TARGET_SENTENCE, at);
        written = begin;
      }
      write_characters(text.substr(written));
    } else {
      write_characters(text);
    }
  }

  bool has_comment(std::uint32_t kind, std::size_t target) const {
    return !index_.labels_of(kind, target).empty() || !index_.annotations_of(kind, target).empty();
  }

  /// Labels and annotations of other plugins' layers, a line each.
  void write_comment(std::uint32_t kind, std::size_t target) {
    if (!has_comment(kind, target)) return;
    xml_.open("office:annotation").element("dc:creator", kSignature);
    write_property("dc:date", timestamp_);
    for (const std::uint32_t at : index_.labels_of(kind, target)) {
      const broadsheet_label_t label = document_.labels()[at];
      std::string line(document_.string(label.scheme));
      line.append(": ").append(document_.string(label.label));
      line.append(", score ").append(number_text(label.score));
      for (const broadsheet_evidence_t range :
           document_.evidence().slice(label.first_evidence, label.evidence_count))
        line.append(" “").append(evidence_text(document_, range)).append("”");
      write_comment_line(line);
    }
    for (const std::uint32_t at : index_.annotations_of(kind, target)) {
      const LayerNote note = layer_note(index_, at);
      std::string line = note.in_words();
      if (!note.words.empty()) line.append(" “").append(note.words).append("”");
      write_comment_line(line);
    }
    xml_.close();
  }

  void write_comment_line(std::string_view line) {
    xml_.open("text:p");
    write_characters(line);
    xml_.close();
  }

  /// Text as the format has it: runs of spaces, tabs and line breaks are elements. A space at
  /// either end of a paragraph would be lost, as would one behind another.
  void write_characters(std::string_view text) {
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = text[at];
      const bool is_at_edge = at == 0 || at + 1 == text.size();
      const bool is_lost_space = c == ' ' && (is_at_edge || is_space_before(text, at));
      if (!is_lost_space && c != '\t' && c != '\n' && c != '\r') continue;
      xml_.text(text.substr(from, at - from));
      if (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
      xml_.open(c == ' ' ? "text:s" : c == '\t' ? "text:tab" : "text:line-break").close();
      from = at + 1;
    }
    xml_.text(text.substr(from));
  }

  static bool is_space_before(std::string_view text, std::size_t at) {
    return at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t' || text[at - 1] == '\n' ||
                      text[at - 1] == '\r');
  }

  const Context& context_;
  const Document& document_;
  const FodtOptions& options_;
  const Records<broadsheet_block_t> blocks_;
  const DocumentIndex index_;
  XmlWriter xml_;
  const std::string timestamp_;
  const bool has_title_;  // the page's, above the articles' headlines
};

}  // namespace

void write_fodt(const Context& context, const Document& document, const FodtOptions& options,
                ByteSink& sink) {
  FodtWriter writer(context, document, options, sink);
  writer.write();
  if (!options.has_comments) report_left_out_layers(context, document, "set comments to true");
  report_replaced_characters(context, writer.replaced_characters());
}

}  // namespace broadsheet::exporting
