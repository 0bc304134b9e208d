// SPDX-License-Identifier: Apache-2.0
#include "newspaper.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

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

struct Workspace {
  WordJoins words;
  Page page;
  RegimeFinder regime_finder;
  Regimes first_regimes, regimes;
  LineEvidence evidence;
  LineDecoder decoder;
  Fragments fragments;
  std::vector<Piece> pieces;
  TermTables term_tables;
  ReadingTables reading_tables;
  std::vector<PlacedHeading> placed;
  std::vector<std::uint32_t> order;  // of an article
  Block block;
};

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

void add_notes(const Page& page, const std::vector<OpenJoin>& joins, StructureSink& sink) {
  for (const OpenJoin& join : joins) {
    const Row& tail = page.rows[join.tail_row];
    const std::uint32_t head_line = page.line_offset + page.rows[join.head_row].first_line;
    sink.add_note({page.line_offset + tail.first_line + tail.line_count - 1, "unsure-join",
                   describe(join, head_line)});
  }
}

// Of what was put above its text, and of the article that it was put into.
void add_heading_notes(const Page& page, const std::vector<Unit>& units,
                       const std::vector<std::uint32_t>& blocks, StructureSink& sink) {
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
    sink.add_note({line_of(unit), "unsure-heading", text + ", but not surely"});
  }
}

// Rows that are full, and so may be equally long, stand at random: without branches.
PageHabits learn_habits(const RowColumns& columns, const LineStates& states) {
  const std::size_t count = states.state.size();
  const float* const widths = columns.width.of_rows();
  const std::int32_t* const marks = columns.marks.of_rows();
  PageHabits habits;
  habits.is_display.resize(count);
  std::size_t pairs = 0, equal = 0;
  bool is_middle = false;  // the row above
  for (std::size_t i = 0; i < count; ++i) {
    const LineState state = states.state[i];
    habits.is_display[i] = state == LineState::display ? 1 : 0;
    const bool is_spaced = (marks[i] & mark::kLetterSpaced) != 0;
    const bool goes_on =
        is_middle & (state == LineState::middle) & !is_spaced & (states.joins_previous[i] != 0);
    pairs += goes_on ? 1 : 0;
    equal += (goes_on & (std::fabs(widths[i] - widths[i - 1]) < 0.3F)) ? 1 : 0;
    is_middle = (state == LineState::middle) & !is_spaced;
  }
  habits.is_rigid = pairs >= 8 && equal * 2 >= pairs;
  return habits;
}

// Gives a page's units to the sink, each once.
class PageWriter {
 public:
  PageWriter(const Page& page, const Options& options, const std::vector<Unit>& units, Block& block,
             StructureSink& sink)
      : names_roles_(options.names_roles),
        units_(units),
        block_(block),
        sink_(sink),
        segments_(page, options.words),
        is_written_(units.size(), false) {}

  void write_article(std::span<const std::uint32_t> list) {
    bool has_begun = false;
    for (const std::uint32_t u : list) {
      if (!fill_block(u)) continue;
      if (!has_begun) sink_.begin_article();
      has_begun = true;
      sink_.add_block(block_);
    }
  }

  void write_furniture(std::span<const std::uint32_t> list) {
    for (const std::uint32_t u : list) {
      if (fill_block(u)) sink_.add_furniture(block_);
    }
  }

  // Nothing may be lost, whatever the stages before made of the page.
  void write_rest() {
    std::vector<std::uint32_t> rest;
    for (std::uint32_t u = 0; u < units_.size(); ++u) {
      if (!is_written_[u]) rest.push_back(u);
    }
    write_article(rest);
  }

 private:
  // False where the unit is written already.
  bool fill_block(std::uint32_t u) {
    if (is_written_[u]) return false;
    is_written_[u] = true;
    const Unit& unit = units_[u];
    const bool is_named = names_roles_ || unit.role == Role::furniture;
    segments_.write({is_named ? unit.role : Role::paragraph, unit.confidence, unit.rows}, block_);
    return true;
  }

  bool names_roles_;
  const std::vector<Unit>& units_;
  Block& block_;
  StructureSink& sink_;
  SegmentWriter segments_;
  std::vector<bool> is_written_;
};

void reconstruct_page(std::span<const InputLine> lines, std::uint32_t line_offset,
                      const Options& options, Workspace& workspace, StructureSink& sink) {
  auto& [words, page, regime_finder, first_regimes, regimes, evidence, decoder, fragments, pieces,
         term_tables, reading_tables, placed, order, block] = workspace;
  measure_page(lines, line_offset, options, page);
  if (page.parts.quotations) keep_whole_quotations(page);
  if (page.parts.dictionary) find_words_over_blank_lines(page, words);
  // Headlines are found by the columns' measures, and the measures without the headlines: two
  // rounds.
  evidence.start(page);
  regime_finder.start(page, evidence.columns());
  regime_finder.find({}, first_regimes);
  evidence.weigh(first_regimes, false);
  decoder.start(page, evidence);
  PageHabits habits = learn_habits(evidence.columns(), decoder.decode(false));
  habits.has_columns = first_regimes.has_columns;
  if (!page.parts.second_round) habits.is_display.clear();
  regime_finder.find(habits, regimes);
  evidence.weigh(regimes, habits.is_rigid);
  const LineStates& states = decoder.decode(true);
  join_fragments(page, regimes, states, habits.is_rigid, options.min_confidence, words, fragments);
  if (page.text.size() > kLargeText) page.clauses = {};  // of no more use
  add_notes(page, fragments.unsure_joins, sink);
  std::vector<Unit>& units = fragments.units;
  list_pieces(units, pieces);
  assign_plain_roles(page, pieces, units);
  const Topics topics(page, units, term_tables);
  const Grouping grouping = group_articles(page, pieces, topics, habits.is_rigid, units);
  const ReadingOrder reading_order(page, pieces, topics, units, grouping, reading_tables);
  PageWriter writer(page, options, units, block, sink);
  for (std::size_t a = 0; a < grouping.articles.size(); ++a) {
    placed.clear();
    reading_order.order(a, placed, order);
    for (const PlacedHeading& heading : placed)
      units[heading.unit].confidence = std::min(units[heading.unit].confidence, heading.confidence);
    add_heading_notes(page, units, order, sink);
    writer.write_article(order);
  }
  writer.write_furniture(grouping.furniture);
  writer.write_rest();
}

bool is_blank(std::string_view line) {
  for (const char c : line) {
    if (static_cast<unsigned char>(c) > ' ') return false;
  }
  return true;
}

// For those who want the whole.
class StructureCollector : public StructureSink {
 public:
  void begin_article() override { structure.articles.emplace_back(); }
  void add_block(const Block& block) override { structure.articles.back().blocks.push_back(block); }
  void add_furniture(const Block& block) override { structure.furniture.push_back(block); }
  void add_note(const Note& note) override { structure.notes.push_back(note); }

  Structure structure;
};

}  // namespace

std::string_view role_name(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }
std::string_view reason_name(Reason reason) {
  return kReasonNames[static_cast<std::size_t>(reason)];
}

Reconstruction::Reconstruction(const Options& options, StructureSink& sink)
    : options_(options), sink_(sink), workspace_(std::make_unique<Workspace>()) {}

Reconstruction::~Reconstruction() = default;

void Reconstruction::add_line(const InputLine& line) {
  const bool is_new_page = !lines_.empty() && lines_.back().page != line.page;
  if (is_new_page || row_count_ >= kMostRowsTogether) end_page();
  row_count_ += is_blank(line.text) ? 0 : 1;
  lines_.push_back(line);
}

void Reconstruction::finish() {
  if (!lines_.empty()) end_page();
}

void Reconstruction::end_page() {
  reconstruct_page(lines_, line_offset_, options_, *workspace_, sink_);
  line_offset_ += static_cast<std::uint32_t>(lines_.size());
  lines_.clear();
  row_count_ = 0;
}

Structure reconstruct(std::span<const InputLine> lines, const Options& options) {
  StructureCollector collector;
  Reconstruction reconstruction(options, collector);
  for (const InputLine& line : lines) reconstruction.add_line(line);
  reconstruction.finish();
  return std::move(collector.structure);
}

}  // namespace broadsheet::newspaper
