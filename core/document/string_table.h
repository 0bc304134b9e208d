// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace broadsheet::document {

/// The strings that records refer to by id, each kept once. Id 0 is the empty string.
class StringTable {
 public:
  StringTable();
  /// Starts with the strings of a sealed document, under the ids that they have there.
  StringTable(std::string_view bytes, std::span<const std::uint64_t> ends);

  /// The id of `text`, added where it is new.
  std::uint32_t intern(std::string_view text);

  std::string_view bytes() const { return bytes_; }
  std::span<const std::uint64_t> ends() const { return ends_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  std::string bytes_;
  std::vector<std::uint64_t>
      ends_;  // where string i ends in bytes_; it begins where the one before ends
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> ids_;
};

}  // namespace broadsheet::document
