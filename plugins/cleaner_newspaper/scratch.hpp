// SPDX-License-Identifier: Apache-2.0
// Memory for a list that is written anew for each page: it grows, and is not cleared in between.
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>

namespace broadsheet::newspaper {

template <typename T>
class Scratch {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  // Room for so many; what stood there before is void.
  T* room_for(std::size_t count) {
    if (count > size_) {
      values_.reset();
      values_ = std::make_unique_for_overwrite<T[]>(count + count / 4);
      size_ = count + count / 4;
    }
    return values_.get();
  }

 private:
  std::unique_ptr<T[]> values_;
  std::size_t size_ = 0;
};

}  // namespace broadsheet::newspaper
