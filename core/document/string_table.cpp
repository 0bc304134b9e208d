// SPDX-License-Identifier: Apache-2.0
#include "document/string_table.h"

namespace broadsheet::document {

StringTable::StringTable() : ends_{0} { ids_.emplace("", 0); }

StringTable::StringTable(std::string_view bytes, std::span<const std::uint64_t> ends)
    : bytes_(bytes), ends_(ends.begin(), ends.end()) {
  std::uint64_t begin = 0;
  for (std::size_t id = 0; id < ends_.size(); ++id) {
    ids_.emplace(bytes_.substr(begin, ends_[id] - begin), static_cast<std::uint32_t>(id));
    begin = ends_[id];
  }
  if (ends_.empty()) intern("");
}

std::uint32_t StringTable::intern(std::string_view text) {
  if (const auto known = ids_.find(text); known != ids_.end()) return known->second;
  const auto id = static_cast<std::uint32_t>(ends_.size());
  bytes_ += text;
  ends_.push_back(bytes_.size());
  ids_.emplace(text, id);
  return id;
}

}  // namespace broadsheet::document
