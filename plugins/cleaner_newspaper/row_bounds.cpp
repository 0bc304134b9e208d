// SPDX-License-Identifier: Apache-2.0
#include "row_bounds.hpp"

#include <algorithm>

namespace broadsheet::newspaper {
namespace {

constexpr float kWidestUnit = 6.0F;

// Where an em lies among the steps: differences of floats that are so near are exact.
BROADSHEET_INLINE void find_position(const Floats& em, float last, Floats& position) {
  position = (em - kSmallestMeasureEm) / kMeasureStepEm;
  position = position < last ? position : Floats{} + last;
}

}  // namespace

void RowBounds::start(const Page& page, const RowColumns& columns) {
  size_ = page.rows.size();
  script_ = page.script;
  columns_ = &columns;
  bounds_.resize(size_);
  first_steps_.resize(size_ + kVectorLanes);
  end_steps_.resize(size_ + kVectorLanes);
}

// The first steps whose measures are at least `lowest`, and larger than `highest`.
void RowBounds::find_steps(std::size_t i, const Floats& lowest, const Floats& highest) {
  Floats from, above;
  find_position(lowest, float{kMeasureSteps}, from);
  find_position(highest, float{kMeasureSteps - 1}, above);
  from = 0.0F < from ? from : Floats{};
  const Ints first = __builtin_convertvector(from, Ints);
  const Ints is_between = __builtin_convertvector(first, Floats) < from;
  const Ints end = __builtin_convertvector(above, Ints) + 1;
  store(first - is_between, first_steps_.data() + i);
  store(above < 0.0F ? Ints{} : end, end_steps_.data() + i);
}

void RowBounds::find_eight(const LineWeights& w, std::size_t i) {
  const bool is_full_width = script_ == Script::full_width;
  const float slack = is_full_width ? 0.6F : 0.4F;
  Floats width, indent, squeeze, unit;
  load(columns_->width.of_rows() + i, width);
  load(columns_->indent.of_rows() + i, indent);
  load(columns_->squeeze.of_rows() + i, squeeze);
  load(columns_->unit.of_rows() + i + 1, unit);
  const Floats used = width + indent;
  const Floats extra = indent <= 0.9F ? Floats{} + (is_full_width ? 2.0F : 1.0F) : Floats{};
  unit = kWidestUnit < unit ? Floats{} + kWidestUnit : unit;
  unit = unit < 1.0F ? Floats{} + 1.0F : unit;
  const Floats low = used - squeeze * w.squeeze_share - slack;
  const Floats high = used + unit + w.measure_fit_em;
  bounds_.set(Kind::low, i, low);
  bounds_.set(Kind::high, i, high);
  bounds_.set(Kind::first_low, i, low + extra);
  bounds_.set(Kind::first_high, i, high + extra);
  bounds_.set(Kind::middle, i, used + w.measure_above_em);
  find_steps(i, is_full_width ? low : low / kMergedTo * 0.99F, high + extra);
}

void RowBounds::find_all(const LineWeights& w) {
  for (std::size_t i = 0; i < size_; i += kVectorLanes) find_eight(w, i);
}
BROADSHEET_AVX2 void RowBounds::find_by_avx2(const LineWeights& w) {
  for (std::size_t i = 0; i < size_; i += kVectorLanes) find_eight(w, i);
}

void RowBounds::find(const LineWeights& w) {
  if (has_avx2())
    find_by_avx2(w);
  else
    find_all(w);
}

}  // namespace broadsheet::newspaper
