// SPDX-License-Identifier: Apache-2.0
#include "document/coverage.h"

#include <algorithm>
#include <bit>

namespace broadsheet::document {

Coverage::Coverage(std::uint64_t size_bytes)
    : size_(size_bytes), words_(size_bytes / kBits + 1, 0) {}

bool Coverage::take(std::uint64_t begin_byte, std::uint64_t end_byte) {
  if (begin_byte >= end_byte) return true;
  if (end_byte > size_) return false;
  const std::uint64_t first = begin_byte / kBits, last = (end_byte - 1) / kBits;
  const std::uint64_t from_begin = ~std::uint64_t{0} << (begin_byte % kBits);
  const std::uint64_t to_end = ~std::uint64_t{0} >> (kBits - 1 - (end_byte - 1) % kBits);
  std::uint64_t taken = 0;
  for (std::uint64_t i = first; i <= last; ++i) {
    const std::uint64_t wanted =
        (i == first ? from_begin : ~std::uint64_t{0}) & (i == last ? to_end : ~std::uint64_t{0});
    taken |= words_[i] & wanted;
    words_[i] |= wanted;
  }
  return taken == 0;
}

std::uint64_t Coverage::find(bool is_taken, std::uint64_t begin_byte,
                             std::uint64_t end_byte) const {
  if (begin_byte >= end_byte) return end_byte;
  const std::uint64_t flip = is_taken ? 0 : ~std::uint64_t{0};
  const std::uint64_t last = (end_byte - 1) / kBits;
  std::uint64_t i = begin_byte / kBits;
  std::uint64_t word = (words_[i] ^ flip) & (~std::uint64_t{0} << (begin_byte % kBits));
  while (word == 0 && i < last) word = words_[++i] ^ flip;
  if (word == 0) return end_byte;
  return std::min(end_byte, i * kBits + static_cast<std::uint64_t>(std::countr_zero(word)));
}

}  // namespace broadsheet::document
