// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace broadsheet::document {

/// Which bytes of a text are taken: a bit a byte, so that slices in any order are put together
/// without being sorted.
class Coverage {
 public:
  explicit Coverage(std::uint64_t size_bytes);

  /// False where one of the bytes was taken before, or is none of the text's.
  bool take(std::uint64_t begin_byte, std::uint64_t end_byte);

  /// Calls found(begin, end) for each run of bytes of [begin, end) that are not taken.
  template <class Found>
  void for_each_free(std::uint64_t begin_byte, std::uint64_t end_byte, Found&& found) const {
    for (std::uint64_t at = begin_byte;;) {
      const std::uint64_t run_begin = find(false, at, end_byte);
      if (run_begin == end_byte) return;
      at = find(true, run_begin, end_byte);
      found(run_begin, at);
    }
  }

 private:
  static constexpr std::uint64_t kBits = 64;

  /// The first byte of [begin, end) that is taken, or that is not; end where there is none.
  std::uint64_t find(bool is_taken, std::uint64_t begin_byte, std::uint64_t end_byte) const;

  std::uint64_t size_;
  std::vector<std::uint64_t> words_;
};

}  // namespace broadsheet::document
