// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <limits>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace broadsheet::document {

/// Where a document's region lies. A region is written once, from its first byte to its last: for a
/// document of megabytes the system's work of handing out fresh pages, one by one, takes longer
/// than the copying. Large regions ask for huge pages, which are 512 of them at once.
template <class Value>
struct RegionAllocator {
  using value_type = Value;

  RegionAllocator() = default;
  template <class Other>
  RegionAllocator(const RegionAllocator<Other>&) {}

  Value* allocate(std::size_t count) {
    if (count > std::numeric_limits<std::size_t>::max() / 2 / sizeof(Value)) throw std::bad_alloc();
    const std::size_t size = count * sizeof(Value);
    if (size < kLargeBytes) return static_cast<Value*>(::operator new(size));
    const std::size_t rounded = (size + kHugePageBytes - 1) / kHugePageBytes * kHugePageBytes;
    void* memory = std::aligned_alloc(kHugePageBytes, rounded);
    if (memory == nullptr) throw std::bad_alloc();
    ::madvise(memory, rounded, MADV_HUGEPAGE);  // a wish: where it is not granted, nothing is lost
    return static_cast<Value*>(memory);
  }
  void deallocate(Value* memory, std::size_t count) {
    if (count * sizeof(Value) < kLargeBytes) return ::operator delete(memory);
    std::free(memory);
  }
  /// Bytes that a region is made of or grows by are not zeroed: who makes it writes them all.
  template <class Other>
  void construct(Other* place) {
    ::new (static_cast<void*>(place)) Other;
  }
  template <class Other, class Given>
  void construct(Other* place, Given&& given) {
    ::new (static_cast<void*>(place)) Other(std::forward<Given>(given));
  }
  friend bool operator==(const RegionAllocator&, const RegionAllocator&) { return true; }

 private:
  static constexpr std::size_t kHugePageBytes = std::size_t{2} << 20U;
  static constexpr std::size_t kLargeBytes = 2 * kHugePageBytes;
};

template <class Value>
using RegionVector = std::vector<Value, RegionAllocator<Value>>;
using RegionString = std::basic_string<char, std::char_traits<char>, RegionAllocator<char>>;
using Region = RegionVector<std::byte>;

}  // namespace broadsheet::document
