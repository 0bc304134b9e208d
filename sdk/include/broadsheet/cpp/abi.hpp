// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_CPP_ABI_HPP_
#define BROADSHEET_CPP_ABI_HPP_

// How a struct of function pointers from another build is read: its maker may know fewer slots than
// we do (they get our defaults) or more (they are ignored). Both sides of the ABI use this one
// function.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "broadsheet/text.h"

namespace broadsheet {

/// A full table: the slots that `given` has, and those of `defaults` for the rest and for NULL
/// ones. The table is called with `given` as its first argument, so `given` must outlive it.
template <class Table>
Table complete_table(const Table* given, const Table& defaults) noexcept {
  constexpr std::size_t kSlot = sizeof(void (*)());
  Table table = defaults;
  const std::size_t known = std::min<std::size_t>(given->struct_size, sizeof(Table));
  std::memcpy(static_cast<void*>(&table), given, known - known % kSlot);  // never half a slot
  static_assert(sizeof(Table) % kSlot == 0);
  const auto* default_bytes = reinterpret_cast<const unsigned char*>(&defaults);
  auto* bytes = reinterpret_cast<unsigned char*>(&table);
  constexpr unsigned char kNull[kSlot] = {};
  for (std::size_t at = kSlot; at < sizeof(Table); at += kSlot) {
    if (std::memcmp(bytes + at, kNull, kSlot) == 0)
      std::memcpy(bytes + at, default_bytes + at, kSlot);
  }
  table.struct_size = sizeof(Table);
  return table;
}

/// Borrowed, as a string_view; an empty text has a non-null data pointer, so that it can be passed
/// on.
inline std::string_view view(broadsheet_text_t text) noexcept {
  return text.length_bytes == 0 ? std::string_view("")
                                : std::string_view(text.data, text.length_bytes);
}

/// Borrowed from `text`.
inline broadsheet_text_t borrow(std::string_view text) noexcept {
  return broadsheet_text_t{text.data(), text.size()};
}

/// Record `index` of an array whose records may be shorter or longer than Record; index <
/// array.count.
template <class Record>
Record record_at(broadsheet_array_t array, std::uint64_t index) noexcept {
  const char* const given = static_cast<const char*>(array.records) + index * array.stride_bytes;
  if (array.stride_bytes >= sizeof(Record)) {  // as nearly always: a copy of constant size
    Record record;
    std::memcpy(static_cast<void*>(&record), given, sizeof(Record));
    return record;
  }
  Record shorter{};
  std::memcpy(static_cast<void*>(&shorter), given, array.stride_bytes);
  return shorter;
}

/// An array over `count` records, borrowed.
template <class Record>
broadsheet_array_t array_of(const Record* records, std::size_t count) noexcept {
  return broadsheet_array_t{records, count, sizeof(Record), 0};
}

}  // namespace broadsheet

#endif
