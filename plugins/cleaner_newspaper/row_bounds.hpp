// SPDX-License-Identifier: Apache-2.0
// What each row of a page says of the measure that it was set to; regimes.hpp explains it.
#pragma once

#include <cstdint>
#include <vector>

#include "line_weights.hpp"
#include "row_columns.hpp"
#include "rows.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {

// Measures are told apart by half an em, from 3 to 103 em.
constexpr std::size_t kMeasureSteps = 200;
constexpr float kMeasureStepEm = 0.5F;
constexpr float kSmallestMeasureEm = 3.0F;

constexpr float kMergedFrom = 1.4F, kMergedTo = 2.1F;  // merged lines by their measure

class RowBounds {
 public:
  // Of one row.
  struct Bounds {
    bool is_far;                  // wider than any column
    float low, high;              // of the measure if the row is full,
    float first_low, first_high;  // or if it begins a paragraph
    float middle;                 // where it most likely lies if the row is full
  };

  // Begins a page. Its columns must live as long as its bounds are asked for.
  void start(const Page& page, const RowColumns& columns);
  void find(const LineWeights& w);

  Bounds operator[](std::size_t i) const {
    return {is_far(i),
            bounds_.number(Kind::low, i),
            bounds_.number(Kind::high, i),
            bounds_.number(Kind::first_low, i),
            bounds_.number(Kind::first_high, i),
            bounds_.number(Kind::middle, i)};
  }
  bool is_far(std::size_t i) const {
    return script_ == Script::full_width && columns_->width.of_rows()[i] > kWidestColumn;
  }
  // The measures that the row tells from their neighbours, in steps.
  std::size_t first_step(std::size_t i) const { return static_cast<std::size_t>(first_steps_[i]); }
  std::size_t end_step(std::size_t i) const { return static_cast<std::size_t>(end_steps_[i]); }

 private:
  static constexpr float kWidestColumn = 85.0F;
  enum class Kind : std::uint8_t { low, high, first_low, first_high, middle };

  BROADSHEET_INLINE void find_eight(const LineWeights& w, std::size_t i);
  BROADSHEET_INLINE void find_steps(std::size_t i, const Floats& lowest, const Floats& highest);
  void find_all(const LineWeights& w);
  void find_by_avx2(const LineWeights& w);

  std::size_t size_ = 0;
  Script script_ = Script::full_width;
  const RowColumns* columns_ = nullptr;
  RowNumbers<Kind, 5> bounds_;
  std::vector<std::int32_t> first_steps_, end_steps_;  // with room for whole vectors
};

}  // namespace broadsheet::newspaper
