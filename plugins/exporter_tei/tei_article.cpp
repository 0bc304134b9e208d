// SPDX-License-Identifier: Apache-2.0
#include "tei_article.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "exporter_support/roles.h"
#include "tei_names.h"

namespace broadsheet::exporting {
namespace {

/// True for roles whose element ends a division's top: paragraphs and what is like them, and
/// headings.
bool is_body(std::uint32_t role) {
  switch (role) {
    case BROADSHEET_ROLE_BYLINE:
    case BROADSHEET_ROLE_EDITOR_NOTE:
    case BROADSHEET_ROLE_CAPTION:
    case BROADSHEET_ROLE_AUTHOR_NOTE:
    case BROADSHEET_ROLE_CREDIT:
    case BROADSHEET_ROLE_FURNITURE:
      return false;
    default:
      return true;
  }
}

bool is_page_number(std::string_view text) {
  constexpr std::size_t kMostDigits = 4;
  return !text.empty() && text.size() <= kMostDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void TeiArticles::write() {
  xml_.open("text").attribute("xml:id", "text").open("body");
  const std::size_t article_count = document_.articles().size();
  for (std::size_t article = 0; article < article_count; ++article) write_article(article);
  const bool has_furniture = options_.has_furniture && !index_.furniture().empty();
  if (has_furniture) write_furniture();
  if (article_count == 0 && !has_furniture) xml_.open("p").close();  // a body is never empty
  xml_.close().close();
}

void TeiArticles::write_article(std::size_t article) {
  const BlockSpan span = blocks_of(document_, document_.articles()[article]);
  std::size_t last_body_block = span.first;
  for (std::size_t block = span.first; block < span.last; ++block) {
    if (is_body(blocks_[block].role)) last_body_block = block;
  }
  xml_.open("div").attribute("type", "article");
  xml_.attribute("subtype",
                 article_subtype(index_.property(BROADSHEET_TARGET_ARTICLE, article, "section")));
  xml_.attribute("n", article + 1).attribute("xml:id", index_.article_id(article));
  is_at_top_ = true;
  for (std::size_t block = span.first; block < span.last; ++block) {
    context_.stop_if_cancelled();
    if (is_in_list_ && blocks_[block].role != BROADSHEET_ROLE_LIST_ITEM) close_list();
    write_block(block, last_body_block);
  }
  close_list();
  close_section();
  xml_.close();
}

void TeiArticles::write_block(std::size_t block_index, std::size_t last_body_block) {
  switch (blocks_[block_index].role) {
    case BROADSHEET_ROLE_KICKER:
      return write_head(block_index, "kicker");
    case BROADSHEET_ROLE_HEADLINE:
      return write_head(block_index, "main");
    case BROADSHEET_ROLE_DECK:
      return write_head(block_index, "sub");
    case BROADSHEET_ROLE_HEADING:
      open_section();
      return write_head(block_index, "heading");
    case BROADSHEET_ROLE_BYLINE:
      return write_byline(block_index, last_body_block);
    case BROADSHEET_ROLE_LIST_ITEM:
      return write_list_item(block_index);
    case BROADSHEET_ROLE_PULL_QUOTE:
      return write_body_element("quote", block_index);
    case BROADSHEET_ROLE_CAPTION:
      return write_caption(block_index);
    case BROADSHEET_ROLE_EDITOR_NOTE:
      return write_note("editor", block_index);
    case BROADSHEET_ROLE_AUTHOR_NOTE:
      return write_note("author", block_index);
    case BROADSHEET_ROLE_CREDIT:
      return write_note("credit", block_index);
    case BROADSHEET_ROLE_FURNITURE:
      return write_furniture_block(block_index);
    default:
      return write_body_element("p", block_index);
  }
}

void TeiArticles::write_head(std::size_t block_index, const char* type) {
  if (!is_at_top_) open_section();
  open_element("head", block_index);
  xml_.attribute("type", type);
  close_element(block_index);
}

void TeiArticles::write_byline(std::size_t block_index, std::size_t last_body_block) {
  if (!is_at_top_ && block_index < last_body_block) return write_note("byline", block_index);
  open_element("byline", block_index);
  close_element(block_index);
}

void TeiArticles::write_body_element(const char* name, std::size_t block_index) {
  is_at_top_ = false;
  open_element(name, block_index);
  if (blocks_[block_index].role == BROADSHEET_ROLE_PULL_QUOTE) xml_.attribute("type", "pull_quote");
  close_element(block_index);
}

void TeiArticles::write_list_item(std::size_t block_index) {
  is_at_top_ = false;
  if (!is_in_list_) xml_.open("list");
  is_in_list_ = true;
  open_element("item", block_index);
  close_element(block_index);
}

void TeiArticles::write_note(const char* type, std::size_t block_index) {
  open_element("note", block_index);
  xml_.attribute("type", type);
  close_element(block_index);
}

void TeiArticles::write_caption(std::size_t block_index) {
  xml_.open("figure");
  open_element("head", block_index);
  close_element(block_index);
  xml_.close();
}

void TeiArticles::write_furniture_block(std::size_t block_index) {
  open_element("fw", block_index);
  const bool is_number = is_page_number(document_.block_text(blocks_[block_index]));
  xml_.attribute("type", is_number ? "pageNum" : "furniture");
  close_element(block_index);
}

void TeiArticles::write_furniture() {
  xml_.open("div").attribute("type", "furniture");
  for (const std::uint32_t block : index_.furniture()) {
    context_.stop_if_cancelled();
    write_furniture_block(block);
  }
  xml_.close();
}

/// A nested division; one that is open ends here, since paragraphs may not follow a nested
/// division.
void TeiArticles::open_section() {
  close_section();
  xml_.open("div").attribute("type", "section");
  is_in_section_ = is_at_top_ = true;
}

void TeiArticles::close_section() {
  if (is_in_section_) xml_.close();
  is_in_section_ = false;
}

void TeiArticles::close_list() {
  if (is_in_list_) xml_.close();
  is_in_list_ = false;
}

void TeiArticles::open_element(const char* name, std::size_t block_index) {
  xml_.open_inline(name).attribute("xml:id", index_.block_id(block_index));
  xml_.attribute("ana", std::string("#role.").append(role_name(blocks_[block_index].role)));
  const std::string zones = facsimile_.pointers_of(blocks_[block_index]);
  if (!zones.empty()) xml_.attribute("facs", zones);
}

void TeiArticles::close_element(std::size_t block_index) {
  inline_text_.write(block_index);
  xml_.close();
}

}  // namespace broadsheet::exporting
