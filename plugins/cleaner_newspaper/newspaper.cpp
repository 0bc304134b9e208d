// SPDX-License-Identifier: Apache-2.0
#include "newspaper.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "articles.hpp"
#include "fragments.hpp"
#include "line_states.hpp"
#include "quotations.hpp"
#include "reading_order.hpp"
#include "regimes.hpp"
#include "roles.hpp"
#include "rows.hpp"
#include "segments.hpp"
#include "similarity.hpp"
#include "word_joins.hpp"

namespace broadsheet::newspaper {
namespace {

// A page longer than this is worked through in pieces, so that the cost of comparing blocks stays
// bounded.
constexpr std::size_t kMostRowsTogether = 4000;

constexpr std::array<std::string_view, 14> kRoleNames = {
    "kicker",    "headline",  "deck",       "byline",  "editor_note", "heading", "question",
    "paragraph", "list_item", "pull_quote", "caption", "author_note", "credit",  "furniture"};
constexpr std::array<std::string_view, 4> kReasonNames = {"", "line_join", "hyphen",
                                                          "letter_spacing"};

std::string describe(const OpenJoin& join, std::uint32_t head_line) {
  std::string text = join.is_made ? "joined with line " : "not joined with line ";
  text += std::to_string(head_line + 1);
  text +=
      join.is_made ? " across a column break, but not surely" : ", which may go on this paragraph";
  return text;
}

void add_notes(const Page& page, const std::vector<OpenJoin>& joins, Structure& structure) {
  for (const OpenJoin& join : joins) {
    const Row& tail = page.rows[join.tail_row];
    const std::uint32_t head_line = page.line_offset + page.rows[join.head_row].first_line;
    structure.notes.push_back({page.line_offset + tail.first_line + tail.line_count - 1,
                               "unsure-join", describe(join, head_line)});
  }
}

// Of what was put above its text, and of the article that it was put into.
void add_heading_notes(const Page& page, const std::vector<Unit>& units,
                       const std::vector<std::uint32_t>& blocks, Structure& structure) {
  constexpr float kSure = 0.6F;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Unit& unit = units[blocks[i]];
    if (!unit.is_display || unit.confidence >= kSure) continue;
    const auto line_of = [&](const Unit& block) {
      return page.line_offset + page.rows[block.rows.front()].first_line;
    };
    std::string text = "a heading that stands apart from its text; put ";
    const bool is_last = i + 1 == blocks.size();
    text += is_last ? "after line " + std::to_string(line_of(units[blocks[i == 0 ? 0 : i - 1]]) + 1)
                    : "before line " + std::to_string(line_of(units[blocks[i + 1]]) + 1);
    structure.notes.push_back({line_of(unit), "unsure-heading", text + ", but not surely"});
  }
}

PageHabits learn_habits(const Page& page, const LineStates& states) {
  PageHabits habits;
  habits.is_display.resize(page.rows.size());
  std::size_t pairs = 0, equal = 0;
  for (std::size_t i = 0; i < page.rows.size(); ++i) {
    habits.is_display[i] = states.state[i] == LineState::display;
    const bool both_middle =
        i > 0 && ((states.joins_previous[i] != 0) & (states.state[i] == LineState::middle) &
                  (states.state[i - 1] == LineState::middle));
    const bool both_full =
        both_middle && !page.rows[i].is_letter_spaced && !page.rows[i - 1].is_letter_spaced;
    if (!both_full) continue;
    ++pairs;
    equal += std::fabs(page.rows[i].width_em - page.rows[i - 1].width_em) < 0.3F ? 1 : 0;
  }
  habits.is_rigid = pairs >= 8 && equal * 2 >= pairs;
  return habits;
}

// What serves for one page after the other.
struct Workspace {
  WordJoins words;
  Page page;
  RegimeFinder regime_finder;
  Regimes first_regimes, regimes;
  LineEvidence evidence;
  LineDecoder decoder;
  TermTables tables;
};

void reconstruct_page(std::span<const InputLine> lines, std::uint32_t line_offset,
                      const Options& options, Workspace& workspace, Structure& structure) {
  auto& [words, page, regime_finder, first_regimes, regimes, evidence, decoder, tables] = workspace;
  measure_page(lines, line_offset, options, page);
  if (page.parts.quotations) keep_whole_quotations(page);
  if (page.parts.dictionary) find_words_over_blank_lines(page, words);
  // Headlines are found by the columns' measures, and the measures without the headlines: two
  // rounds.
  evidence.start(page);
  regime_finder.start(page);
  regime_finder.find({}, first_regimes);
  evidence.weigh(first_regimes, false);
  decoder.start(page, evidence);
  PageHabits habits = learn_habits(page, decoder.decode(false));
  habits.has_columns = first_regimes.has_columns;
  if (!page.parts.second_round) habits.is_display.clear();
  regime_finder.find(habits, regimes);
  evidence.weigh(regimes, habits.is_rigid);
  const LineStates& states = decoder.decode(true);
  Fragments fragments =
      join_fragments(page, regimes, states, habits.is_rigid, options.min_confidence, words);
  if (page.text.size() > kLargeText) page.clauses = {};  // of no more use
  add_notes(page, fragments.unsure_joins, structure);
  std::vector<Unit>& units = fragments.units;
  const std::vector<Piece> pieces = list_pieces(page, units);
  assign_plain_roles(page, pieces, units);
  const Topics topics(page, units, tables);
  const Grouping grouping = group_articles(page, pieces, topics, habits.is_rigid, units);
  const ReadingOrder reading_order(page, pieces, topics, units, grouping);
  const SegmentWriter writer(page, options.words);
  std::vector<bool> is_written(units.size(), false);
  const auto write = [&](std::span<const std::uint32_t> list, std::vector<Block>& blocks) {
    for (const std::uint32_t u : list) {
      if (is_written[u]) continue;
      is_written[u] = true;
      const bool is_named = options.names_roles || units[u].role == Role::furniture;
      const Role role = is_named ? units[u].role : Role::paragraph;
      blocks.push_back(writer.write({role, units[u].confidence, units[u].rows}));
    }
  };
  for (std::size_t a = 0; a < grouping.articles.size(); ++a) {
    Article article;
    std::vector<PlacedHeading> placed;
    const std::vector<std::uint32_t> order = reading_order.order(a, placed);
    for (const PlacedHeading& heading : placed)
      units[heading.unit].confidence = std::min(units[heading.unit].confidence, heading.confidence);
    add_heading_notes(page, units, order, structure);
    article.blocks.reserve(order.size());
    write(order, article.blocks);
    if (!article.blocks.empty()) structure.articles.push_back(std::move(article));
  }
  write(grouping.furniture, structure.furniture);
  // Nothing may be lost, whatever the stages above made of the page.
  Article rest;
  for (std::uint32_t u = 0; u < units.size(); ++u) write({&u, 1}, rest.blocks);
  if (!rest.blocks.empty()) structure.articles.push_back(std::move(rest));
}

bool is_blank(std::string_view line) {
  for (const char c : line) {
    if (static_cast<unsigned char>(c) > ' ') return false;
  }
  return true;
}

}  // namespace

std::string_view role_name(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }
std::string_view reason_name(Reason reason) {
  return kReasonNames[static_cast<std::size_t>(reason)];
}

Structure reconstruct(std::span<const InputLine> lines, const Options& options) {
  Structure structure;
  Workspace workspace;
  std::size_t begin = 0, filled = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > begin && (lines[i].page != lines[i - 1].page || filled >= kMostRowsTogether)) {
      reconstruct_page(lines.subspan(begin, i - begin), static_cast<std::uint32_t>(begin), options,
                       workspace, structure);
      begin = i;
      filled = 0;
    }
    filled += is_blank(lines[i].text) ? 0 : 1;
  }
  if (begin < lines.size()) {
    reconstruct_page(lines.subspan(begin), static_cast<std::uint32_t>(begin), options, workspace,
                     structure);
  }
  return structure;
}

}  // namespace broadsheet::newspaper
