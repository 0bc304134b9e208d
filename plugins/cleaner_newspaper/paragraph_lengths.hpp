// SPDX-License-Identifier: Apache-2.0
// Where English paragraphs end that nothing but their length tells apart: a last row that happens
// to be full, above a row that begins with a sentence.
//
// The chain of line_states.hpp knows no lengths: a paragraph ends as likely after two rows as after
// twenty. Here the decoded rows between two display lines or open ends are divided anew, as a
// semi-Markov chain: the costs of the rows stay, each paragraph costs the same, and is worth what
// the logarithm of its length is above that of the page's usual one (the mean of the logarithms,
// learned from the first division). Example: of nine rows with full rows that end sentences below
// the first, the fifth and the eighth, the fifth is the likeliest end. In an interview short
// questions are as good as long paragraphs. Source: Ostendorf, Digalakis
// and Kimball 1996 (segment models); Sarawagi and Cohen 2004. Tested by ParagraphLengths.* in
// cleaner_newspaper_parts_test.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "line_lattice.hpp"
#include "line_states.hpp"
#include "rows.hpp"

namespace broadsheet::newspaper {

class ParagraphLengths {
 public:
  // Divides the decoded rows anew; `costs` are those they were decoded by.
  void divide(const Page& page, const LineWeights& weights,
              const std::vector<lattice::CostsTogether>& costs, LineStates& states);

 private:
  // Rows [begin, end) that one paragraph follows the other in. The first may have begun elsewhere,
  // the last may go on elsewhere.
  struct Run {
    std::size_t begin, end;
    bool has_open_head, has_open_tail;
  };
  // The best division of a run's rows above a border.
  struct Border {
    std::size_t row;
    float score;
    std::size_t previous;  // border
  };

  bool asks(std::size_t row) const;
  void learn_usual(const LineStates& states);
  Run run_from(const LineStates& states, std::size_t begin) const;
  bool is_of_columns(const Run& run) const;
  void divide(const Run& run);
  float score(const Run& run, std::size_t begin, std::size_t end) const;
  float of_length(std::size_t begin, std::size_t end) const;
  void take(const Run& run, LineStates& states) const;

  const Page* page_ = nullptr;
  const LineWeights* w_ = nullptr;
  const std::vector<lattice::CostsTogether>* costs_ = nullptr;
  std::vector<float> length_;    // of the rows above each row, in characters
  std::vector<float> going_on_;  // the sum of what it costs all rows up to each to be middle ones
  std::vector<Border> borders_;
  float usual_log_ = 0.0F;
  std::size_t questions_ = 0;  // short paragraphs that ask
};

}  // namespace broadsheet::newspaper
