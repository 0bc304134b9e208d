// SPDX-License-Identifier: Apache-2.0
#include "exporter_docx/body_part.h"

#include <algorithm>

#include "exporter_docx/provenance_part.h"
#include "exporter_docx/style_of_role.h"

namespace broadsheet::docx {
namespace {

constexpr std::string_view kChineseIndent = "\u3000\u3000";
constexpr std::size_t kBlocksBetweenStops = 256;  // how often the user's interruption is looked for

bool is_style(const char* style, std::string_view wanted) { return style == wanted; }

void field_mark(XmlWriter& xml, const char* kind) {
  xml.open("w:r").open("w:fldChar").attribute("w:fldCharType", kind).close().close();
}

}  // namespace

std::size_t stripped_indent_bytes(std::uint32_t role, std::string_view text,
                                  const DocxOptions& options) {
  const bool has_indent =
      is_style(style_of_role(role, {}), kIndentedBodyStyle) && text.starts_with(kChineseIndent);
  return has_indent && options.has_provenance ? kChineseIndent.size() : 0;
}

BodyWriter::BodyWriter(XmlWriter& xml, const exporting::DocumentIndex& index,
                       const DocxOptions& options, Comments& comments, const Context& context)
    : xml_(xml),
      index_(index),
      document_(index.document()),
      options_(options),
      comments_(comments),
      context_(context),
      has_bookmarks_(options.has_provenance || options.has_contents) {
  choose_styles();
}

void BodyWriter::choose_styles() {
  styles_.reserve(document_.blocks().size());
  StylePlace place;
  place.is_only_article = document_.articles().size() == 1;
  std::uint32_t article = BROADSHEET_NONE;
  for (const broadsheet_block_t block : document_.blocks()) {
    if (block.article != article) place.is_below_headline = false;
    article = block.article;
    const char* style = style_of_role(block.role, place);
    // Where nothing strips the spaces that indent a paragraph, its style must not indent it once
    // more.
    const bool is_indented_by_hand = is_style(style, kIndentedBodyStyle) &&
                                     !options_.has_provenance &&
                                     document_.block_text(block).starts_with(kChineseIndent);
    styles_.push_back(is_indented_by_hand ? kBodyStyle : style);
    if (block.role == BROADSHEET_ROLE_HEADLINE) place.is_below_headline = true;
  }
}

void BodyWriter::write() {
  xml_.declaration(true).open("w:document").attribute("xmlns:w", kWordNamespace);
  xml_.attribute("xmlns:r", kRelationshipNamespace).open("w:body");
  request_comment(BROADSHEET_TARGET_DOCUMENT, 0);
  write_title();
  write_contents();
  const std::uint64_t replaced_before = xml_.replaced_characters();
  write_articles();
  if (options_.keeps_furniture) write_furniture();
  replaced_characters_ = xml_.replaced_characters() - replaced_before;
  if (paragraph_count_ == 0) write_empty_body();
  write_section();
  xml_.close().close();
}

/// The title, where no headline stands for it.
void BodyWriter::write_title() {
  const std::string_view title = document_.property("title");
  const bool has_title_style = std::any_of(styles_.begin(), styles_.end(), [](const char* style) {
    return is_style(style, kTitleStyle);
  });
  if (title.empty() || has_title_style) return;
  xml_.open("w:p");
  paragraph_style(xml_, kTitleStyle, exporting::reads_right_to_left(title));
  for (const std::size_t comment : waiting_comments_) begin_comment(comment);
  RunWriter(xml_, title).write_to(title.size());
  for (const std::size_t comment : waiting_comments_) end_comment(comment);
  waiting_comments_.clear();
  xml_.close();
  ++paragraph_count_;
}

/// A TOC field with its result already in it, so that nobody needs to press F9 first.
void BodyWriter::write_contents() {
  if (!options_.has_contents) return;
  std::vector<std::size_t> entries;
  for (std::size_t block = 0; block < styles_.size(); ++block) {
    if (is_style(styles_[block], kHeading1Style)) entries.push_back(block);
  }
  if (document_.articles().size() < 2) entries.clear();
  for (const std::size_t& block : entries) {
    write_contents_entry(block, &block == &entries.front(), &block == &entries.back());
  }
}

void BodyWriter::write_contents_entry(std::size_t block, bool is_first, bool is_last) {
  const std::string_view text = document_.block_text(document_.blocks()[block]);
  xml_.open("w:p");
  paragraph_style(xml_, kContentsStyle, exporting::reads_right_to_left(text));
  if (is_first) {
    field_mark(xml_, "begin");
    xml_.open("w:r").open("w:instrText").attribute("xml:space", "preserve");
    xml_.text(" TOC \\o \"1-1\" \\n \\h ").close().close();
    field_mark(xml_, "separate");
  }
  xml_.open("w:hyperlink").attribute("w:anchor", bookmark_name(index_.block_id(block)));
  xml_.attribute("w:history", 1);
  RunWriter(xml_, text).write_to(text.size());
  xml_.close();
  if (is_last) field_mark(xml_, "end");
  xml_.close();
}

void BodyWriter::write_articles() {
  const auto articles = document_.articles();
  for (std::size_t article = 0; article < articles.size(); ++article) {
    const auto blocks = exporting::blocks_of(document_, articles[article]);
    if (blocks.first >= blocks.last) continue;
    request_comment(BROADSHEET_TARGET_ARTICLE, article);
    for (std::size_t block = blocks.first; block < blocks.last; ++block) {
      write_block(block, {block == blocks.first, block + 1 == blocks.last});
    }
  }
}

void BodyWriter::write_furniture() {
  for (const std::uint32_t block : index_.furniture()) write_block(block, {});
}

void BodyWriter::write_block(std::size_t block, Surroundings surroundings) {
  if (paragraph_count_++ % kBlocksBetweenStops == 0) context_.stop_if_cancelled();
  const std::string id = index_.block_id(block);
  const std::string article_id = index_.article_id(document_.blocks()[block].article);
  if (options_.has_content_controls) {
    xml_.open("w:sdt").open("w:sdtPr");
    value(xml_, "w:tag", id);
    value(xml_, "w:id", block + 1);
    xml_.close().open("w:sdtContent");
  }
  xml_.open("w:p");
  paragraph_style(xml_, styles_[block],
                  exporting::reads_right_to_left(document_.block_text(document_.blocks()[block])));
  // Bookmark 0, 2, 4 ... are blocks', 1, 3, 5 ... their articles'.
  if (surroundings.begins_article)
    begin_bookmark(2 * document_.blocks()[block].article + 1, article_id);
  begin_bookmark(2 * block, id);
  write_text(block);
  end_bookmark(2 * block);
  if (surroundings.ends_article) end_bookmark(2 * document_.blocks()[block].article + 1);
  xml_.close();
  if (options_.has_content_controls) xml_.close().close();
}

void BodyWriter::write_text(std::size_t block) {
  const broadsheet_block_t record = document_.blocks()[block];
  const std::string_view text = document_.block_text(record);
  request_comment(BROADSHEET_TARGET_BLOCK, block);
  for (const std::size_t comment : waiting_comments_) begin_comment(comment);
  RunWriter runs(xml_, text);
  runs.skip_to(stripped_indent_bytes(record.role, text, options_));
  for (const Anchor& anchor : sentence_anchors(block)) {
    runs.write_to(anchor.begin_byte);
    begin_comment(anchor.comment);
    runs.write_to(anchor.end_byte);
    end_comment(anchor.comment);
  }
  runs.write_to(text.size());
  for (const std::size_t comment : waiting_comments_) end_comment(comment);
  waiting_comments_.clear();
}

/// Word wants a paragraph; comments on the document want something to be on.
void BodyWriter::write_empty_body() {
  xml_.open("w:p");
  for (const std::size_t comment : waiting_comments_) begin_comment(comment);
  for (const std::size_t comment : waiting_comments_) end_comment(comment);
  xml_.close();
}

void BodyWriter::write_section() {
  const bool is_a4 = options_.page_size == PageSize::kA4;
  xml_.open("w:sectPr").open("w:footerReference").attribute("w:type", "default");
  xml_.attribute("r:id", "rId1").close();
  xml_.open("w:pgSz").attribute("w:w", is_a4 ? 11906 : 12240);
  xml_.attribute("w:h", is_a4 ? 16838 : 15840).close();
  xml_.open("w:pgMar").attribute("w:top", 1440).attribute("w:right", 1800);
  xml_.attribute("w:bottom", 1440).attribute("w:left", 1800).attribute("w:header", 851);
  xml_.attribute("w:footer", 992).attribute("w:gutter", 0).close();
  xml_.open("w:cols").attribute("w:space", 425).close();
  if (options_.is_vertical) value(xml_, "w:textDirection", "tbRl");
  xml_.open("w:docGrid").attribute("w:type", "lines").attribute("w:linePitch", 312).close();
  xml_.close();
}

void BodyWriter::request_comment(std::uint32_t target_kind, std::size_t target_index) {
  if (const auto comment = comments_.add(target_kind, target_index)) {
    waiting_comments_.push_back(*comment);
  }
}

std::vector<BodyWriter::Anchor> BodyWriter::sentence_anchors(std::size_t block) {
  std::vector<Anchor> anchors;
  for (const std::uint32_t sentence : index_.sentences_of(block)) {
    const auto comment = comments_.add(BROADSHEET_TARGET_SENTENCE, sentence);
    if (!comment) continue;
    const broadsheet_sentence_t record = document_.sentences()[sentence];
    anchors.push_back({record.begin_byte, record.end_byte, *comment});
  }
  return anchors;
}

void BodyWriter::begin_comment(std::size_t comment) {
  xml_.open("w:commentRangeStart").attribute("w:id", comment).close();
}

void BodyWriter::end_comment(std::size_t comment) {
  xml_.open("w:commentRangeEnd").attribute("w:id", comment).close().open("w:r");
  run_style(xml_, "CommentReference");
  xml_.open("w:commentReference").attribute("w:id", comment).close().close();
}

void BodyWriter::begin_bookmark(std::size_t number, std::string_view id) {
  if (!has_bookmarks_) return;
  xml_.open("w:bookmarkStart").attribute("w:id", number);
  xml_.attribute("w:name", bookmark_name(id)).close();
}

void BodyWriter::end_bookmark(std::size_t number) {
  if (has_bookmarks_) xml_.open("w:bookmarkEnd").attribute("w:id", number).close();
}

}  // namespace broadsheet::docx
