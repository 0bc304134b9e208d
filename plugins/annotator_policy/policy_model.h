// SPDX-License-Identifier: Apache-2.0
// A trained model: weights of features for labels, how margins become scores, thresholds.
//
// The file is mapped, not read: a text head, then flat tables in the machine's byte order.
//
//   "broadsheet policy model 3\n"   magic, 26 bytes
//   u64 head_bytes, head            JSON: taxonomy, labels, calibration, thresholds, curves
//   at the next multiple of 64      {u32 fingerprint, u32 row} slots[capacity], open addressing by
//                                   key & (capacity - 1); row is kNoRow where the slot is empty
//                                   i16 weights[row_count][stride], a column a label, each within
//                                   8191 and -8191
//
// A fingerprint is the upper half of a key: of a thousand million n-grams that the model does not
// know, one is taken for another. A label's weight is weights[row][label] * scale. Sums of whole
// numbers are exact, so a score does not depend on the order in which features come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "neighbour_stack.h"
#include "taxonomy.h"

namespace broadsheet::policy {

enum class LabelSource { kCues, kCuesAndModel, kModel };
const char* to_word(LabelSource source);  // "cues", "cues+model", "model"

struct LabelParameters {
  std::string facet, label;
  LabelSource source = LabelSource::kCues;
  double scale = 0;  // of the column's weights
  double bias = 0;   // of the margin
  // Calibration: logit = slope * margin + cue_slope * score_of_weight(cue weight) + offset. In
  // multi facets the cues are a judge of their own instead, see combine() in model_labeller.h; in
  // single ones the neighbours have a say, see neighbour_stack.h.
  double slope = 0;
  double cue_slope = 0;
  double offset = 0;
  double threshold = 0.5;     // multi facets: the label is given from this score on
  std::uint32_t support = 0;  // positive examples
};

// Of all answers with at least this score, out of fold: the share that was right, the share given.
struct CurvePoint {
  double score = 0, precision = 0, coverage = 0;
};

struct FacetParameters {
  std::string id;
  NeighbourStack stack;    // of single facets
  double temperature = 1;  // of multi facets: what the logit of a combined score is multiplied by
  // Multi facets: labels of the first single facet whose sentences hardly ever bear labels of this
  // one; see share_beside_quiet() in model_labeller.h.
  std::vector<std::uint32_t> quiet_beside;
  std::vector<CurvePoint> curve;  // by descending score
};

struct ModelHead {
  std::string taxonomy_id, taxonomy_version, taxonomy_hash;
  int longest_gram = 2;
  double unfamiliar_below = 0;  // share of known n-grams under which a sentence is out of domain
  std::vector<LabelParameters> labels;  // in the taxonomy's order, over all facets
  std::vector<FacetParameters> facets;
  std::uint32_t row_count = 0;
  std::uint64_t capacity = 0;  // a power of two
  std::uint32_t stride = 0;    // labels, rounded up to 8
};

// What one n-gram of a sentence with so many is worth. Single facets weigh the sentence as a whole:
// the length of its vector is always the same. Multi facets ask whether something is there, which
// further words should hardly dilute.
double gram_share(std::size_t grams, bool is_single);

// What of a taxonomy a model depends on: facets, labels, cues, blocks.
std::string hash_of(const Taxonomy& taxonomy);

// The bytes of a model file. `keys` ascend; `weights` has stride columns a key.
std::string write_model(ModelHead head, const std::vector<std::uint64_t>& keys,
                        const std::vector<std::int16_t>& weights);

// A model, mapped from its file. Immutable: one for all threads.
class PolicyModel {
 public:
  static constexpr std::uint32_t kNoRow = UINT32_MAX;
  static constexpr int kLargestWeight = 8191;  // four of them may be summed in 16 bits

  // Throws broadsheet::Error where the file cannot be read or is no model.
  static std::unique_ptr<const PolicyModel> open(const std::string& path);
  static std::unique_ptr<const PolicyModel> from_bytes(std::string bytes);
  ~PolicyModel();
  PolicyModel(const PolicyModel&) = delete;
  PolicyModel& operator=(const PolicyModel&) = delete;

  const ModelHead& head() const { return head_; }
  std::uint32_t row_of(std::uint64_t key) const {
    for (std::uint64_t at = key & mask_;; at = (at + 1) & mask_) {
      const Slot slot = slots_[at];
      if (slot.row == kNoRow || slot.fingerprint == key >> 32U) return slot.row;
    }
  }
  // Announce that a row will be asked for: the tables are larger than the fastest memory.
  void prefetch(std::uint64_t key) const { __builtin_prefetch(slots_ + (key & mask_)); }
  const std::int16_t* weights_of(std::uint32_t row) const {
    return weights_ + std::size_t{row} * head_.stride;
  }

  // Throws broadsheet::Error where the model was trained for other labels; returns a warning where
  // only the cue terms differ.
  std::string check_against(const Taxonomy& taxonomy) const;

 private:
  struct Slot {
    std::uint32_t fingerprint, row;
  };

  PolicyModel() = default;
  friend std::string write_model(ModelHead, const std::vector<std::uint64_t>&,
                                 const std::vector<std::int16_t>&);
  void read(const char* bytes, std::size_t size, const std::string& name);

  ModelHead head_;
  std::string owned_;
  void* mapping_ = nullptr;
  std::size_t mapping_bytes_ = 0;
  const Slot* slots_ = nullptr;
  const std::int16_t* weights_ = nullptr;
  std::uint64_t mask_ = 0;
};

}  // namespace broadsheet::policy
