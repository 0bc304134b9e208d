// SPDX-License-Identifier: Apache-2.0
// What sections of unequal length cost.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "article_weights.hpp"

namespace broadsheet::newspaper {

// How far the lengths of sections, in characters, are from what is usual in the article. A section
// ends at the next heading, be it one that is placed or one that stands where it belongs.
class SectionLengths {
 public:
  // By place: its characters, 0 for a heading that stays where it is.
  void start(const std::vector<std::size_t>& sizes, std::size_t placed) {
    const std::size_t places = sizes.size();
    const auto fixed = static_cast<std::size_t>(std::count(sizes.begin(), sizes.end(), 0));
    before_.assign(places + 1, 0.0F);
    last_.assign(places + 1, kNoHeading);
    next_.assign(places + 1, kNoHeading);
    for (std::size_t k = 0; k < places; ++k) {
      before_[k + 1] = before_[k] + static_cast<float>(sizes[k]);
      last_[k + 1] = sizes[k] == 0 ? static_cast<std::uint16_t>(k) : last_[k];
    }
    for (std::size_t k = places; k-- > 0;)
      next_[k] = sizes[k] == 0 ? static_cast<std::uint16_t>(k) : next_[k + 1];
    usual_ = std::max(before_[places], 1.0F) / static_cast<float>(placed + fixed);
    closed_.assign(places + 1, 0.0F);
    for (std::size_t k = 0; k < places; ++k) {
      closed_[k + 1] = closed_[k];
      if (sizes[k] == 0 && last_[k] != kNoHeading) closed_[k + 1] += off(last_[k], k);
    }
  }

  // Of the sections from one that begins at `place` to the next that is placed, at `end`.
  float cost(std::size_t place, std::size_t end) const {
    const std::uint16_t next = next_[place + 1], last = last_[end];
    const bool goes_on = next == kNoHeading || next >= end;
    const float sum =
        goes_on ? off(place, end)
                : off(place, next) + closed_[last + 1] - closed_[next + 1] + off(last, end);
    return article_weights.uneven_sections * sum;
  }

 private:
  static constexpr std::uint16_t kNoHeading = 0xFFFF;

  float off(std::size_t begin, std::size_t end) const {
    const float more = (before_[end] - before_[begin]) / usual_ - 1.0F;
    return more * more;
  }

  float usual_ = 1;
  std::vector<float> before_;               // characters before each place
  std::vector<std::uint16_t> last_, next_;  // heading before a place, and from it on
  std::vector<float> closed_;  // what the sections between headings that stay cost, up to a place
};

}  // namespace broadsheet::newspaper
