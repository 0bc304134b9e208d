// SPDX-License-Identifier: Apache-2.0
// Which rows begin, continue and end a paragraph, and which stand for themselves.
//
// A chain of five states (first, middle, last, single, display) is fitted to the rows by Viterbi
// decoding. Evidence is soft: how far a row stays below its measure, whether the next word would
// still have fitted, the mark it ends with, kept indents, blank lines, words that only headlines or
// only paragraphs begin with. How much a blank line says is estimated from the page itself: the
// page is decoded twice, and the second pass weighs blank lines by what the first found. Between
// two rows the chain may also break open: a tail without an end (a column ends) or a head without a
// beginning. Example: "…产业化成功率可达80%，" / blank / "而未经中试…" joins over the blank line,
// since a comma ends no paragraph. A page whose columns
// stand in any order is full of such breaks: every page is decoded with breaks expected too, and
// the likelier reading is kept. Source: Viterbi 1967; Rabiner 1989 for re-estimation. Tested by
// LineStates.* in cleaner_newspaper_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "line_evidence.hpp"
#include "rows.hpp"

namespace broadsheet::newspaper {

enum class LineState : std::uint8_t { first, middle, last, single, display };

struct LineStates {
  std::vector<LineState> state;
  std::vector<std::uint8_t> joins_previous;  // the row goes on the block of the row before
  std::vector<float> margin;  // how much worse the other decision about that join scored
};

class NodesOfRows;
class ParagraphLengths;

// Decodes a page, and once more when its evidence has been weighed again: what has not changed is
// not decoded again. Its memory serves for many pages.
class LineDecoder {
 public:
  LineDecoder();
  ~LineDecoder();
  // Begins a page, which must live with its evidence as long as it is decoded.
  void start(const Page& page, const LineEvidence& evidence);

  // Without margins, LineStates::margin stays empty. The result holds until the next decoding.
  const LineStates& decode(bool with_margins);

 private:
  class Decoder;

  const Page* page_ = nullptr;
  const LineEvidence* evidence_ = nullptr;
  LineStates states_;
  std::unique_ptr<Decoder> usual_, in_order_or_cut_;
  std::unique_ptr<NodesOfRows> nodes_;
  std::unique_ptr<ParagraphLengths> lengths_;
};

}  // namespace broadsheet::newspaper
