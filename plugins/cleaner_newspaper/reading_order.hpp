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

#include <vector>

#include "articles.hpp"
#include "sections.hpp"

namespace broadsheet::newspaper {

// Made once for a page; order() is called for each article.
class ReadingOrder {
 public:
  ReadingOrder(const Page& page, const std::vector<Piece>& pieces, const Topics& topics,
               const std::vector<Unit>& units, const Grouping& grouping);

  // Adds to `placed` the headings and questions that were put above their texts.
  std::vector<std::uint32_t> order(std::size_t article, std::vector<PlacedHeading>& placed) const;

 private:
  using List = std::vector<std::uint32_t>;

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
  struct Chunks {
    List units;
    std::vector<std::size_t> ends;  // of each chunk in the units
  };
  struct Parts;

  Parts part(std::size_t article) const;
  bool is_body_of(std::uint32_t unit, std::size_t article) const;
  bool heads_article(std::uint32_t unit, std::size_t article) const;
  bool stands_before_its_text(std::uint32_t unit, std::size_t article) const;
  Chunks list_chunks(const List& paragraphs, std::size_t article) const;
  SectionBody::Above title_above(std::uint32_t unit, const ArticleDraft& draft) const;
  List place_apart(SectionBody& body, const List& questions, const List& headings,
                   std::vector<PlacedHeading>& placed) const;

  const Page& page_;
  const std::vector<Piece>& pieces_;
  const Topics& topics_;
  const std::vector<Unit>& units_;
  const Grouping& grouping_;
  std::vector<std::size_t> first_piece_, last_piece_;  // by unit
  std::vector<std::size_t> article_of_;                // of body units
};

}  // namespace broadsheet::newspaper
