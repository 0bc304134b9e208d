// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_CODE_POINT_INDEX_H_
#define BROADSHEET_EXPORTER_SUPPORT_CODE_POINT_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace broadsheet::exporting {

/// Code-point offsets in a text that is asked in any order.
///
/// Evidence and removals jump back and forth, so a counter that only walks forward would be
/// quadratic on a long line. This remembers the count at every 256th byte: one pass to build, at
/// most 256 bytes a look-up. The text is borrowed.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);

  /// Code points before `byte` (cut at the text's end).
  std::size_t at(std::size_t byte) const;
  /// Code points in [begin_byte, end_byte).
  std::size_t between(std::size_t begin_byte, std::size_t end_byte) const {
    return at(end_byte) - at(begin_byte);
  }

 private:
  static constexpr std::size_t kStepBytes = 256;

  std::string_view text_;
  std::vector<std::uint64_t> counts_;  // code points before byte i * kStepBytes
};

}  // namespace broadsheet::exporting

#endif
