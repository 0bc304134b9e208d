// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/code_point_index.h"

#include <algorithm>

#include "broadsheet/cpp/text.hpp"

namespace broadsheet::exporting {

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  counts_.reserve(text.size() / kStepBytes + 1);
  std::uint64_t count = 0;
  counts_.push_back(0);
  for (std::size_t at = kStepBytes; at <= text.size(); at += kStepBytes) {
    count += count_code_points(text.substr(at - kStepBytes, kStepBytes));
    counts_.push_back(count);
  }
}

std::size_t CodePointIndex::at(std::size_t byte) const {
  byte = std::min(byte, text_.size());
  const std::size_t step = byte / kStepBytes;
  const std::size_t start = step * kStepBytes;
  return counts_[step] + count_code_points(text_.substr(start, byte - start));
}

}  // namespace broadsheet::exporting
