// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_CPP_WRITERS_HPP_
#define BROADSHEET_CPP_WRITERS_HPP_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/error.hpp"
#include "broadsheet/writers.h"

namespace broadsheet {

namespace defaults {

inline broadsheet_source_writer_t source_writer() noexcept {
  broadsheet_source_writer_t table{};
  table.append_text = unsupported;
  table.add_lines = unsupported;
  table.add_encoding_runs = unsupported;
  table.set_origin = unsupported;
  table.set_property = unsupported;
  return table;
}

inline broadsheet_structure_writer_t structure_writer() noexcept {
  broadsheet_structure_writer_t table{};
  table.add_article = unsupported;
  table.add_block = unsupported;
  table.add_removal = unsupported;
  table.set_property = unsupported;
  return table;
}

inline broadsheet_annotation_writer_t annotation_writer() noexcept {
  broadsheet_annotation_writer_t table{};
  table.add_sentences = unsupported;
  table.add_label = unsupported;
  table.add_layer = unsupported;
  table.add_annotation = unsupported;
  return table;
}

}  // namespace defaults

/// Where a reader writes one document. Borrowed for the call; every function throws Error on
/// refusal.
class SourceWriter {
 public:
  explicit SourceWriter(broadsheet_source_writer_t* given)
      : given_(given), table_(complete_table(given, defaults::source_writer())) {}

  void append_text(std::string_view text) {
    call([&](auto* error) { return table_.append_text(given_, borrow(text), error); });
  }
  void add_lines(std::span<const broadsheet_line_t> lines) {
    call([&](auto* error) {
      return table_.add_lines(given_, array_of(lines.data(), lines.size()), error);
    });
  }
  void add_encoding_runs(std::span<const broadsheet_encoding_run_t> runs) {
    call([&](auto* error) {
      return table_.add_encoding_runs(given_, array_of(runs.data(), runs.size()), error);
    });
  }
  void set_origin(std::uint64_t begin_byte, std::uint64_t end_byte) {
    call([&](auto* error) { return table_.set_origin(given_, begin_byte, end_byte, error); });
  }
  void set_property(std::string_view key, std::string_view value) {
    call([&](auto* error) {
      return table_.set_property(given_, borrow(key), borrow(value), error);
    });
  }

 private:
  template <class Function>
  void call(Function&& function) {
    broadsheet_error_t error = broadsheet_error_empty();
    require_ok(function(&error), error);
  }

  broadsheet_source_writer_t* given_;
  broadsheet_source_writer_t table_;
};

/// The segments of a block in the making. Texts are borrowed until the block is added.
class BlockText {
 public:
  BlockText& copy(std::uint64_t source_begin_byte, std::uint64_t source_end_byte) {
    return add(BROADSHEET_SEGMENT_COPY, source_begin_byte, source_end_byte, {}, {});
  }
  BlockText& insert(std::string_view white_space, std::string_view reason) {
    return add(BROADSHEET_SEGMENT_INSERT, 0, 0, white_space, reason);
  }
  BlockText& replace(std::uint64_t source_begin_byte, std::uint64_t source_end_byte,
                     std::string_view text, std::string_view reason) {
    return add(BROADSHEET_SEGMENT_REPLACE, source_begin_byte, source_end_byte, text, reason);
  }
  BlockText& remove(std::uint64_t source_begin_byte, std::uint64_t source_end_byte,
                    std::string_view reason) {
    return add(BROADSHEET_SEGMENT_REMOVE, source_begin_byte, source_end_byte, {}, reason);
  }
  bool empty() const { return segments_.empty(); }
  void clear() { segments_.clear(); }
  std::span<const broadsheet_segment_spec_t> segments() const { return segments_; }

 private:
  BlockText& add(std::uint32_t kind, std::uint64_t begin, std::uint64_t end, std::string_view text,
                 std::string_view reason) {
    segments_.push_back({kind, 0, begin, end, borrow(text), borrow(reason)});
    return *this;
  }

  std::vector<broadsheet_segment_spec_t> segments_;
};

/// Where a cleaner writes the structure. Borrowed for the call; every function throws Error on
/// refusal.
class StructureWriter {
 public:
  explicit StructureWriter(broadsheet_structure_writer_t* given)
      : given_(given), table_(complete_table(given, defaults::structure_writer())) {}

  std::uint32_t add_article() {
    std::uint32_t article = 0;
    call([&](auto* error) { return table_.add_article(given_, &article, error); });
    return article;
  }
  /// @return a handle for set_property
  std::uint32_t add_block(std::uint32_t article, std::uint32_t role, float confidence,
                          const BlockText& text) {
    std::uint32_t block = 0;
    const auto segments = text.segments();
    call([&](auto* error) {
      return table_.add_block(given_, article, role, confidence,
                              array_of(segments.data(), segments.size()), &block, error);
    });
    return block;
  }
  std::uint32_t add_furniture(const BlockText& text, float confidence = 1.0F) {
    return add_block(BROADSHEET_NONE, BROADSHEET_ROLE_FURNITURE, confidence, text);
  }
  void add_removal(std::uint64_t source_begin_byte, std::uint64_t source_end_byte,
                   std::string_view reason) {
    call([&](auto* error) {
      return table_.add_removal(given_, source_begin_byte, source_end_byte, borrow(reason), error);
    });
  }
  void set_property(std::uint32_t target_kind, std::uint32_t target_index, std::string_view key,
                    std::string_view value) {
    call([&](auto* error) {
      return table_.set_property(given_, target_kind, target_index, borrow(key), borrow(value),
                                 error);
    });
  }

 private:
  template <class Function>
  void call(Function&& function) {
    broadsheet_error_t error = broadsheet_error_empty();
    require_ok(function(&error), error);
  }

  broadsheet_structure_writer_t* given_;
  broadsheet_structure_writer_t table_;
};

/// Where an annotator writes. Borrowed for the call; every function throws Error on refusal.
class AnnotationWriter {
 public:
  explicit AnnotationWriter(broadsheet_annotation_writer_t* given)
      : given_(given), table_(complete_table(given, defaults::annotation_writer())) {}

  void add_sentences(std::span<const broadsheet_sentence_t> sentences) {
    call([&](auto* error) {
      return table_.add_sentences(given_, array_of(sentences.data(), sentences.size()), error);
    });
  }
  void add_label(std::uint32_t target_kind, std::uint32_t target_index, std::string_view scheme,
                 std::string_view label, double score,
                 std::span<const broadsheet_evidence_t> evidence = {}) {
    const broadsheet_label_spec_t spec{
        sizeof spec,    target_kind,   target_index, 0,
        borrow(scheme), borrow(label), score,        array_of(evidence.data(), evidence.size())};
    call([&](auto* error) { return table_.add_label(given_, &spec, error); });
  }
  std::uint32_t add_layer(std::string_view name,
                          std::span<const broadsheet_attribute_spec_t> attributes) {
    std::uint32_t layer = 0;
    call([&](auto* error) {
      return table_.add_layer(given_, borrow(name), array_of(attributes.data(), attributes.size()),
                              &layer, error);
    });
    return layer;
  }
  void add_annotation(std::uint32_t layer, std::uint32_t target_kind, std::uint32_t target_index,
                      std::uint64_t begin_byte, std::uint64_t end_byte,
                      std::span<const broadsheet_value_spec_t> values) {
    call([&](auto* error) {
      return table_.add_annotation(given_, layer, target_kind, target_index, begin_byte, end_byte,
                                   array_of(values.data(), values.size()), error);
    });
  }

 private:
  template <class Function>
  void call(Function&& function) {
    broadsheet_error_t error = broadsheet_error_empty();
    require_ok(function(&error), error);
  }

  broadsheet_annotation_writer_t* given_;
  broadsheet_annotation_writer_t table_;
};

}  // namespace broadsheet

#endif
