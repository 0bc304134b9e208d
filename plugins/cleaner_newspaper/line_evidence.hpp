// SPDX-License-Identifier: Apache-2.0
// What speaks for each state of a row and for each transition between two rows, as scores.
// The worked example and the sources are in line_states.hpp; the weights in line_weights.hpp.
//
// A page is decoded several times, with other measures and other weights of blank lines. What a row
// says by itself (line_looks.hpp) is found once for all of them, what its measure says once for a
// set of measures, eight rows at a time.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "line_looks.hpp"
#include "line_weights.hpp"
#include "regimes.hpp"
#include "rows.hpp"
#include "simd.hpp"

namespace broadsheet::newspaper {

struct BlankWeights {
  float at_blank = 1.0F;  // speaks for a beginning after a blank line
  float without = 0.0F;   // and without one
};

// What stands above a row: nothing that counts, another row, or a blank line.
enum class Gap : std::uint8_t { silent, none, blank };

constexpr std::size_t kSilentGapsBehind = 16;

// What is asked of a row again in each decoding, beside the parts of its look.
enum class Evidence : std::uint8_t {
  // What a state costs whatever stands before the row. A middle row costs what its look says.
  first,
  last,
  single,
  display,
  // The row goes on the block of the row above, which was its first or a middle row.
  going_on,     // by the row's own look and the change of measure
  join_stop,    // by capitals, or by the sentence's end above
  first_above,  // how well the row above fits as a block's first row,
  gap_above,    // or as a middle one
  over_above,
  close_full,  // the row above ended its block
  // The row above was cut off in its block by the end of a column.
  open_tail_first,
  open_tail_middle,
  // The row goes on a block that does not stand above it. The cost of that itself is in the
  // weights.
  open_head,
};
constexpr std::size_t kEvidences = static_cast<std::size_t>(Evidence::open_head) + 1;

class LineEvidence {
 public:
  // Begins a page, which must live as long as it is weighed. The memory serves for many.
  void start(const Page& page);

  // Weighs the rows by these measures. `is_rigid`: full rows of one column are equally long.
  void weigh(const Regimes& regimes, bool is_rigid);

  std::size_t size() const { return page_->rows.size(); }
  const RowNumbers<Evidence, kEvidences>& scores() const { return scores_; }
  const RowNumbers<Look, kLooks>& looks() const { return looks_.scores(); }
  Gap gap(std::size_t i) const { return static_cast<Gap>(gaps_[i]); }
  const std::int32_t* gaps() const { return gaps_.data(); }  // behind the last row, silent ones
  // Did the last weighing change what is said of the row?
  bool has_changed(std::size_t i) const { return has_changed_[i] != 0; }
  // The same of any of eight rows from `row` on, a multiple of eight.
  BROADSHEET_INLINE bool has_any_changed(std::size_t row) const {
    Ints changed;
    load(has_changed_.data() + row, changed);
    return has_any_bit(changed);
  }
  const LineWeights& weights() const { return looks_.weights(); }
  const RowColumns& columns() const { return looks_.columns(); }
  bool operator==(const LineEvidence& other) const;  // in what is said of the rows

 private:
  struct Rows;
  struct Fits;

  float measure(std::size_t i) const { return measures_[kVectorLanes + i]; }
  bool take_measures(const Regimes& regimes);
  void find_gaps();
  bool find_airy_stretches();
  void find_rows_apart();
  float end_of_merged(std::size_t i, float indent) const;
  void take_merged_ends(std::size_t i, const Ints& is_merged, const Floats& indent, Floats& left,
                        Floats& left_indented) const;
  BROADSHEET_INLINE void take_rows(std::size_t i, Rows& rows) const;
  BROADSHEET_INLINE void exactly(const Floats& excess, const Floats& indent, Floats& score) const;
  template <Script script>
  BROADSHEET_INLINE void overrun(const Rows& rows, const Floats& used, const Floats& indent,
                                 Floats& score) const;
  template <Script script>
  BROADSHEET_INLINE void gap(const Rows& rows, const Floats& room, const Floats& indent,
                             Floats& score) const;
  BROADSHEET_INLINE void fullness(const Floats& room, Floats& score) const;
  template <Script script>
  BROADSHEET_INLINE void fit(const Rows& rows, Fits& fits) const;
  BROADSHEET_INLINE void say(Evidence kind, std::size_t i, const Floats& score, Ints& has_changed);
  BROADSHEET_INLINE void weigh_alone(const Rows& rows, const Fits& fits, Ints& has_changed);
  BROADSHEET_INLINE void weigh_display(const Rows& rows, Ints& has_changed);
  BROADSHEET_INLINE void weigh_with_above(const Rows& rows, const Fits& above, Ints& has_changed);
  BROADSHEET_INLINE void weigh_full(const Rows& rows, const Floats& measure_above,
                                    const Floats& gap_above, Ints& has_changed);
  float log_of(float number);
  template <Script script>
  BROADSHEET_INLINE void weigh_rows();
  void weigh_all_rows();
  void weigh_by_avx2();

  const Page* page_ = nullptr;
  LineLooks looks_;
  RowNumbers<Evidence, kEvidences> scores_;
  // By row, with room for whole vectors. The measures begin at the eighth.
  std::vector<float> measures_;
  std::vector<float> set_apart_;  // what that says for a display line
  std::vector<std::int32_t> gaps_, has_changed_, is_exact_;
  struct Run {
    std::size_t begin, end;
  };
  std::vector<Run> blank_runs_;  // of rows that all have blank lines above them
  static constexpr unsigned kLogBits = 5;
  struct Log {
    float of = 1.0F, log = 0.0F;
  };
  std::array<Log, 1U << kLogBits> logs_;  // found last
  ExactIndent exact_indent_;
  bool is_rigid_ = false, is_weighed_ = false;
};

}  // namespace broadsheet::newspaper
