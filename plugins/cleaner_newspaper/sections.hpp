// SPDX-License-Identifier: Apache-2.0
// Puts headings or questions that the extraction tore from an article back above their texts, and
// sections that it shuffled in the order of their headings.
//
// An article is a lead and a section for each heading. A dynamic program over the paragraphs in the
// order of the source chooses where the lead and each section begin. It maximises how much of each
// heading's words its section holds; sections of unequal length cost, and so does every heading
// whose section stands before that of an earlier heading. Example: the headings [professions,
// teachers, grading] are listed at the end; the source holds the text on teachers, a text without a
// heading, the text on grading, the text on professions: the second is the lead, the others follow
// in the order of the list. Source: alignment as in Gale and Church 1993; sets of placed headings
// as states as in Held and Karp 1962. Tested by ReadingOrder.* in cleaner_newspaper_test.cpp.
#pragma once

#include <memory>
#include <vector>

#include "similarity.hpp"

namespace broadsheet::newspaper {

// The body of an article in the order of the source, anchored headings above their paragraphs.
struct SectionBody {
  std::vector<std::uint32_t> units;
  std::vector<bool> begins_chunk;  // by place: no unit of the article stands right before it
  // By place: what of the article's title stands right above.
  enum class Above : std::uint8_t { none, byline, headline };
  std::vector<Above> above;
  TitleTerms title;       // words of headline and deck
  bool has_note = false;  // an editor's note leads into the article

  // To be filled for another article; keeps the memory.
  void clear() {
    units.clear();
    begins_chunk.clear();
    above.clear();
    title.clear();
    has_note = false;
  }
};

// A heading or question above its section.
struct PlacedHeading {
  std::uint32_t unit;
  float confidence;  // that its section begins there, the others' places granted
};

// What sections are found with, kept from article to article and from page to page.
class SectionTables {
 public:
  SectionTables();
  ~SectionTables();

 private:
  friend class SectionOrder;
  struct Content;
  std::unique_ptr<Content> content_;
};

class SectionOrder {
 public:
  SectionOrder(const Page& page, const std::vector<Unit>& units, const Topics& topics,
               SectionTables& tables)
      : page_(page), units_(units), topics_(topics), tables_(*tables.content_) {}

  // Lists the body with the headings, in the order of their list, above their sections. Headings
  // that have no place stand in front, and so do those above the whole body whose words stand
  // nowhere; those whose words do not stand below them, and those whose place is less sure than the
  // page's least confidence, stand where the source has them. Adds to `placed` what was placed. The
  // memory of `result` is used again.
  void place(const SectionBody& body, const std::vector<std::uint32_t>& headings,
             bool are_questions, std::vector<PlacedHeading>& placed,
             std::vector<std::uint32_t>& result) const;

 private:
  friend class SectionTables;
  struct Matches;
  struct Cells;
  struct Placement;

  bool leads_body(std::uint32_t heading, const SectionBody& body) const;
  // The body with the chunk that opens the article in front.
  void lead_first(const SectionBody& body, std::vector<std::uint32_t>& result) const;
  void place_all(const SectionBody& body, const std::vector<std::uint32_t>& headings,
                 bool are_questions, int rounds, std::vector<PlacedHeading>& placed,
                 std::vector<std::uint32_t>& result) const;
  // `begins`: the places that are chosen, sorted.
  void write(const SectionBody& body, const std::vector<std::uint32_t>& headings,
             const std::vector<std::uint16_t>& places, const std::vector<std::uint16_t>& begins,
             std::vector<std::uint32_t>& result) const;
  void put_by_source(std::uint32_t unit, const std::vector<std::uint32_t>& moved,
                     std::vector<std::uint32_t>& units) const;
  bool may_begin_section(const SectionBody& body, std::size_t place, bool are_questions) const;
  bool stands_between(std::uint32_t heading, const SectionBody& body, std::size_t place) const;
  bool only_columns_have_blanks(const SectionBody& body) const;
  float words_below(std::uint32_t heading, const SectionBody& body, std::size_t place) const;
  float lead_score(const SectionBody& body, std::size_t place) const;
  const Matches& match_all(const SectionBody& body, const std::vector<std::uint32_t>& headings,
                           bool are_questions) const;

  const Page& page_;
  const std::vector<Unit>& units_;
  const Topics& topics_;
  SectionTables::Content& tables_;
};

}  // namespace broadsheet::newspaper
