// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>

namespace broadsheet::testing {

/// The first `size` bytes of something, at the end of a page; reading behind them kills the
/// process.
class GuardedCopy {
 public:
  GuardedCopy(const void* bytes, std::size_t size)
      : page_(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))) {
    pages_ = static_cast<char*>(
        ::mmap(nullptr, 2 * page_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    start_ = static_cast<char*>(std::memcpy(pages_ + page_ - size, bytes, size));
    ::mprotect(pages_ + page_, page_, PROT_NONE);
  }
  ~GuardedCopy() { ::munmap(pages_, 2 * page_); }
  GuardedCopy(const GuardedCopy&) = delete;
  GuardedCopy& operator=(const GuardedCopy&) = delete;

  template <class Record>
  Record* as() const {
    return reinterpret_cast<Record*>(start_);
  }

 private:
  std::size_t page_;
  char* pages_;
  char* start_;
};

/// A table cut to `size` bytes, as a maker that knew no more would give it.
template <class Table>
class CutTable : public GuardedCopy {
 public:
  CutTable(const Table& whole, std::size_t size) : GuardedCopy(&whole, size) {
    get()->struct_size = static_cast<std::uint32_t>(size);
  }
  Table* get() const { return as<Table>(); }
};

}  // namespace broadsheet::testing
