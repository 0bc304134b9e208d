// SPDX-License-Identifier: Apache-2.0
// Column widths: which measure each row was set to.
//
// Every row that does not end its paragraph bounds the measure W from both sides: it fits (width <=
// W), and the next row's first word did not fit any more (W < width + word). A row that begins a
// paragraph says the same two em higher. A hidden Markov model over half-em steps of W explains all
// rows with as few changes of measure as it can; one more state, "open", stands for lines that no
// measure cut (whole paragraphs, headlines). Example: rows of 13, 15, 15, 14, 4, 13, 15 em lie in
// one regime of 15 em with two paragraphs. Source: Viterbi 1967; change points by penalised
// likelihood. Tested by Regimes.* in cleaner_newspaper_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "exact_measure.hpp"
#include "rows.hpp"

namespace broadsheet::newspaper {

struct RowColumns;

constexpr float kOpenMeasure = 0.0F;

struct Regimes {
  std::vector<float> measure_em;  // of each row; kOpenMeasure where no measure holds
  std::vector<std::uint8_t>
      is_exact;              // roman rows whose breaks it explains to a fraction of a letter
  ExactIndent exact_indent;  // of those rows
  bool has_columns = false;  // else the page keeps whole paragraphs on its rows
};

// What a first look at the page's lines has told.
struct PageHabits {
  std::vector<std::uint8_t> is_display;  // rows that say nothing about columns
  bool is_rigid = false;     // full rows are equally long: punctuation is not squeezed to fit
  bool has_columns = false;  // surely; else it is asked of the rows
};

// Finds a page's regimes, and again when its habits are known. Its memory serves for many pages.
class RegimeFinder {
 public:
  RegimeFinder();
  ~RegimeFinder();
  // Begins a page, which must live with the columns of its rows as long as its regimes are looked
  // for.
  void start(const Page& page, const RowColumns& columns);
  void find(const PageHabits& habits, Regimes& regimes);

 private:
  struct Memory;

  const Page* page_ = nullptr;
  const RowColumns* columns_ = nullptr;
  std::unique_ptr<Memory> memory_;
};

Regimes find_regimes(const Page& page, const PageHabits& habits = {});

}  // namespace broadsheet::newspaper
