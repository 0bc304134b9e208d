// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_DOCUMENT_INDEX_H_
#define BROADSHEET_EXPORTER_SUPPORT_DOCUMENT_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/document.hpp"

namespace broadsheet::exporting {

/// Record indices grouped by the thing that they belong to: one array, and where each group starts
/// in it.
class GroupedIndices {
 public:
  GroupedIndices() = default;
  /// `owners[i]` is the group of record i; records of groups >= group_count belong to none.
  GroupedIndices(std::span<const std::uint32_t> owners, std::size_t group_count);

  /// The records of a group, in the order of the table.
  std::span<const std::uint32_t> of(std::size_t group) const;

 private:
  std::vector<std::uint32_t> starts_;
  std::vector<std::uint32_t> members_;
};

/// What belongs to what in a document, and what everything is called, built once in linear time:
/// sentences by block; labels, annotations and properties by target; ids that are the same in every
/// exporter.
///
///   a2        the second article          a2.b3     its third block        a2.b3.s1  that block's
///   first sentence f1        the first furniture block   f1.s1     its first sentence     document
///   the document as a whole
///
/// Where the host gives one article of a document, its property "article.number" says which, and
/// ids are those of the whole.
///
/// The document is borrowed and must outlive the index.
class DocumentIndex {
 public:
  explicit DocumentIndex(const Document& document);

  const Document& document() const { return document_; }

  /// The block's sentences, as indices into document.sentences(), in order.
  std::span<const std::uint32_t> sentences_of(std::size_t block) const {
    return sentences_.of(block);
  }
  /// Labels of a target (BROADSHEET_TARGET_..., index), as indices into document.labels(), in
  /// order.
  std::span<const std::uint32_t> labels_of(std::uint32_t target_kind,
                                           std::size_t target_index) const;
  /// Annotations of layers on a target, as indices into document.annotations(), in order.
  std::span<const std::uint32_t> annotations_of(std::uint32_t target_kind,
                                                std::size_t target_index) const;
  /// Properties of a target, as indices into document.properties(), in order.
  std::span<const std::uint32_t> properties_of(std::uint32_t target_kind,
                                               std::size_t target_index) const;
  /// A property's value, or empty. Unlike Document::property() it does not walk the whole table.
  std::string_view property(std::uint32_t target_kind, std::size_t target_index,
                            std::string_view key) const;

  /// Block indices without an article (furniture), in order.
  std::span<const std::uint32_t> furniture() const { return furniture_; }
  /// The block that a sentence or block target is in; BROADSHEET_NONE for others.
  std::uint32_t block_of(std::uint32_t target_kind, std::size_t target_index) const;

  std::string article_id(std::size_t article) const;
  std::string block_id(std::size_t block) const;
  std::string sentence_id(std::size_t sentence) const;
  /// The id of any target; "document" for the whole, empty where it does not exist.
  std::string target_id(std::uint32_t target_kind, std::size_t target_index) const;

 private:
  /// All targets in one row: the document, then articles, blocks, sentences; SIZE_MAX where none.
  std::size_t target_slot(std::uint32_t target_kind, std::size_t target_index) const;
  template <class Record>
  GroupedIndices group_by_target(const Records<Record>& records) const;
  void number_blocks();
  void number_sentences();

  const Document& document_;
  std::size_t article_count_;
  std::size_t block_count_;
  std::size_t sentence_count_;
  GroupedIndices sentences_;
  GroupedIndices labels_;
  GroupedIndices annotations_;
  GroupedIndices properties_;
  std::size_t first_article_number_ = 1;
  std::vector<std::uint32_t> furniture_;
  std::vector<std::uint32_t> block_articles_;    // of each block, or BROADSHEET_NONE
  std::vector<std::uint32_t> block_numbers_;     // from 1: in its article, or among the furniture
  std::vector<std::uint32_t> sentence_blocks_;   // of each sentence
  std::vector<std::uint32_t> sentence_numbers_;  // from 1, in its block
};

/// The blocks [first, last) of an article, cut at the end of the blocks.
struct BlockSpan {
  std::size_t first;
  std::size_t last;
};
BlockSpan blocks_of(const Document& document, const broadsheet_article_t& article);

/// What a word processor's bookmark of a thing is called: "a2.b3" gives "bs_a2_b3". At most 26
/// characters of the 40 that Word allows.
std::string bookmark_name(std::string_view id);

}  // namespace broadsheet::exporting

#endif
