// SPDX-License-Identifier: Apache-2.0
// The order of blocks inside one article.
//
// Kicker, headline, deck, byline, editor's note; the body; author's note, credit; pull quotes and
// captions. The body keeps the order of the source inside a column. Columns and sections that the
// extraction shuffled are put in order by the headings they answer to; an author's note closes the
// article. Headings and questions that stand apart from their text are aligned with the body in
// their own order: a dynamic program over positions, maximising the share of a heading's words that
// the paragraphs below it hold. Example: headings [缺钱 缺人] listed at the end go before the
// paragraphs that first speak of money and of people. Source: monotone alignment as in Gale and
// Church 1993. Tested by ReadingOrder.* in cleaner_newspaper_test.cpp.
#pragma once

#include <utility>
#include <vector>

#include "articles.hpp"
#include "sections.hpp"

namespace broadsheet::newspaper {

// What articles are put in order with, kept from article to article and from page to page.
struct ReadingTables {
  using List = std::vector<std::uint32_t>;

  // The parts of an article. Anchored headings and questions stand right above their texts.
  List notes, note_labels, paragraphs, closing, anchored, displaced_questions, displaced_headings;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> above;  // paragraph, anchored heading
  struct Link {
    std::uint32_t next;  // of the paragraphs
    bool has_previous, is_listed;
  };
  std::vector<Link> links;
  // Paragraphs that follow one another in the source, and where each chunk of them ends.
  List chunks;
  std::vector<std::size_t> chunk_ends;
  SectionBody body;
  List questions, text;
  SectionTables sections;
  // By unit: its first and last piece, and of body units the article.
  std::vector<std::size_t> first_piece, last_piece, article_of;
};

// Made once for a page; order() is called for each article.
class ReadingOrder {
 public:
  ReadingOrder(const Page& page, const std::vector<Piece>& pieces, const Topics& topics,
               const std::vector<Unit>& units, const Grouping& grouping, ReadingTables& tables);

  // Lists the blocks of an article; the memory of `result` is used again. Adds to `placed` the
  // headings and questions that were put above their texts.
  void order(std::size_t article, std::vector<PlacedHeading>& placed,
             std::vector<std::uint32_t>& result) const;

 private:
  using List = ReadingTables::List;

  /// Compares units by where they begin in the source.
  auto source_order() const {
    return [this](std::uint32_t a, std::uint32_t b) {
      return units_[a].rows.front() < units_[b].rows.front();
    };
  }
  /// Kicker, headline, deck and bylines, in this order.
  void append_heads(const ArticleDraft& draft, List& result) const;
  /// What ends the article: author notes, credits, pull quotes, captions.
  void append_tail(const ArticleDraft& draft, List& result) const;
  void part(std::size_t article) const;
  bool is_body_of(std::uint32_t unit, std::size_t article) const;
  bool heads_article(std::uint32_t unit, std::size_t article) const;
  bool stands_before_its_text(std::uint32_t unit, std::size_t article) const;
  void list_chunks(std::size_t article) const;
  void list_headings_above() const;
  void put_below_headings(std::uint32_t unit, List& list) const;
  void fill_body(const ArticleDraft& draft) const;
  SectionBody::Above title_above(std::uint32_t unit, const ArticleDraft& draft) const;
  void place_apart(std::vector<PlacedHeading>& placed) const;

  const Page& page_;
  const std::vector<Piece>& pieces_;
  const Topics& topics_;
  const std::vector<Unit>& units_;
  const Grouping& grouping_;
  ReadingTables& tables_;
};

}  // namespace broadsheet::newspaper
