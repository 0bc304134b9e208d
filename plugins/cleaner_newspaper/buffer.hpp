// SPDX-License-Identifier: Apache-2.0
// Memory for numbers that are all written before they are read. It serves for one page after the
// other: nothing is cleared, and it only grows.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>

namespace broadsheet::newspaper {

template <typename Number>
class Buffer {
 public:
  // Room for so many; what was there is lost.
  Number* make_room(std::size_t size) {
    if (size_ < size) grow(size, 0);
    return numbers_.get();
  }
  // Room for so many, of which the first `kept` are there already.
  Number* make_room(std::size_t size, std::size_t kept) {
    if (size_ < size) grow(std::max(size, 2 * size_), kept);
    return numbers_.get();
  }

  const Number* numbers() const { return numbers_.get(); }

 private:
  void grow(std::size_t size, std::size_t kept) {
    auto grown = std::make_unique_for_overwrite<Number[]>(size);
    std::copy_n(numbers_.get(), kept, grown.get());
    numbers_ = std::move(grown);
    size_ = size;
  }

  std::unique_ptr<Number[]> numbers_;
  std::size_t size_ = 0;
};

}  // namespace broadsheet::newspaper
