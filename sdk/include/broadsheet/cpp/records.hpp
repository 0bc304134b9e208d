// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_CPP_RECORDS_HPP_
#define BROADSHEET_CPP_RECORDS_HPP_

#include <cstddef>
#include <iterator>

#include "broadsheet/cpp/abi.hpp"

namespace broadsheet {

/// A table of records as a range; borrowed from the document. Records come by value, in our layout.
template <class Record>
class Records {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Record;
    using difference_type = std::ptrdiff_t;
    using pointer = const Record*;
    using reference = Record;

    Iterator() = default;
    Iterator(broadsheet_array_t array, std::size_t index) : array_(array), index_(index) {}
    Record operator*() const { return record_at<Record>(array_, index_); }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++index_;
      return before;
    }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

   private:
    broadsheet_array_t array_{};
    std::size_t index_ = 0;
  };

  Records() = default;
  explicit Records(broadsheet_array_t array) : array_(array) {}

  std::size_t size() const { return array_.count; }
  bool empty() const { return array_.count == 0; }
  Record operator[](std::size_t index) const { return record_at<Record>(array_, index); }
  Iterator begin() const { return {array_, 0}; }
  Iterator end() const { return {array_, size()}; }

  /// The records [first, first + count), cut at the end of the table.
  Records slice(std::size_t first, std::size_t count) const {
    first = std::min(first, size());
    broadsheet_array_t part = array_;
    part.records = static_cast<const char*>(array_.records) + first * array_.stride_bytes;
    part.count = std::min(count, size() - first);
    return Records(part);
  }

 private:
  broadsheet_array_t array_{};
};

}  // namespace broadsheet

#endif
