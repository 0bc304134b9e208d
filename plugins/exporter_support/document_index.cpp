// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/document_index.h"

#include <algorithm>
#include <charconv>

namespace broadsheet::exporting {

GroupedIndices::GroupedIndices(std::span<const std::uint32_t> owners, std::size_t group_count)
    : starts_(group_count + 1, 0) {
  for (const std::uint32_t owner : owners) {
    if (owner < group_count) ++starts_[owner + 1];
  }
  for (std::size_t group = 0; group < group_count; ++group) starts_[group + 1] += starts_[group];
  members_.resize(starts_.back());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (std::size_t record = 0; record < owners.size(); ++record) {
    if (owners[record] < group_count)
      members_[next[owners[record]]++] = static_cast<std::uint32_t>(record);
  }
}

std::span<const std::uint32_t> GroupedIndices::of(std::size_t group) const {
  if (starts_.empty() || group >= starts_.size() - 1) return {};
  return std::span(members_).subspan(starts_[group], starts_[group + 1] - starts_[group]);
}

DocumentIndex::DocumentIndex(const Document& document)
    : document_(document),
      article_count_(document.articles().size()),
      block_count_(document.blocks().size()),
      sentence_count_(document.sentences().size()) {
  const std::string_view number = document.property("article.number");
  std::from_chars(number.data(), number.data() + number.size(), first_article_number_);
  number_blocks();
  number_sentences();
  labels_ = group_by_target(document.labels());
  annotations_ = group_by_target(document.annotations());
  properties_ = group_by_target(document.properties());
}

void DocumentIndex::number_blocks() {
  block_articles_.reserve(block_count_);
  block_numbers_.reserve(block_count_);
  std::vector<std::uint32_t> counts(article_count_, 0);
  for (const broadsheet_block_t block : document_.blocks()) {
    const bool is_in_article = block.article < article_count_;
    if (!is_in_article) furniture_.push_back(static_cast<std::uint32_t>(block_articles_.size()));
    block_numbers_.push_back(is_in_article ? ++counts[block.article]
                                           : static_cast<std::uint32_t>(furniture_.size()));
    block_articles_.push_back(is_in_article ? block.article : BROADSHEET_NONE);
  }
}

void DocumentIndex::number_sentences() {
  sentence_blocks_.reserve(sentence_count_);
  for (const broadsheet_sentence_t sentence : document_.sentences())
    sentence_blocks_.push_back(sentence.block);
  sentences_ = GroupedIndices(sentence_blocks_, block_count_);
  sentence_numbers_.resize(sentence_count_, 0);
  for (std::size_t block = 0; block < block_count_; ++block) {
    std::uint32_t number = 0;
    for (const std::uint32_t sentence : sentences_.of(block))
      sentence_numbers_[sentence] = ++number;
  }
}

std::size_t DocumentIndex::target_slot(std::uint32_t target_kind, std::size_t target_index) const {
  switch (target_kind) {
    case BROADSHEET_TARGET_DOCUMENT:
      return 0;
    case BROADSHEET_TARGET_ARTICLE:
      return target_index < article_count_ ? 1 + target_index : SIZE_MAX;
    case BROADSHEET_TARGET_BLOCK:
      return target_index < block_count_ ? 1 + article_count_ + target_index : SIZE_MAX;
    case BROADSHEET_TARGET_SENTENCE:
      return target_index < sentence_count_ ? 1 + article_count_ + block_count_ + target_index
                                            : SIZE_MAX;
    default:
      return SIZE_MAX;
  }
}

template <class Record>
GroupedIndices DocumentIndex::group_by_target(const Records<Record>& records) const {
  std::vector<std::uint32_t> owners;
  owners.reserve(records.size());
  for (const Record record : records) {
    const std::size_t slot = target_slot(record.target_kind, record.target_index);
    owners.push_back(static_cast<std::uint32_t>(std::min<std::size_t>(slot, UINT32_MAX)));
  }
  return GroupedIndices(owners, 1 + article_count_ + block_count_ + sentence_count_);
}

std::span<const std::uint32_t> DocumentIndex::labels_of(std::uint32_t kind,
                                                        std::size_t index) const {
  return labels_.of(target_slot(kind, index));
}

std::span<const std::uint32_t> DocumentIndex::annotations_of(std::uint32_t kind,
                                                             std::size_t index) const {
  return annotations_.of(target_slot(kind, index));
}

std::span<const std::uint32_t> DocumentIndex::properties_of(std::uint32_t kind,
                                                            std::size_t index) const {
  return properties_.of(target_slot(kind, index));
}

std::string_view DocumentIndex::property(std::uint32_t kind, std::size_t index,
                                         std::string_view key) const {
  const Records<broadsheet_property_t> properties = document_.properties();
  for (const std::uint32_t at : properties_of(kind, index)) {
    const broadsheet_property_t property = properties[at];
    if (document_.string(property.key) == key) return document_.string(property.value);
  }
  return "";
}

std::uint32_t DocumentIndex::block_of(std::uint32_t kind, std::size_t index) const {
  if (kind == BROADSHEET_TARGET_BLOCK && index < block_count_)
    return static_cast<std::uint32_t>(index);
  if (kind == BROADSHEET_TARGET_SENTENCE && index < sentence_count_) return sentence_blocks_[index];
  return BROADSHEET_NONE;
}

std::string DocumentIndex::article_id(std::size_t article) const {
  return std::string("a").append(std::to_string(first_article_number_ + article));
}

std::string DocumentIndex::block_id(std::size_t block) const {
  const std::string number = std::to_string(block_numbers_[block]);
  if (block_articles_[block] == BROADSHEET_NONE) return std::string("f").append(number);
  return article_id(block_articles_[block]) + ".b" + number;
}

std::string DocumentIndex::sentence_id(std::size_t sentence) const {
  return block_id(sentence_blocks_[sentence]) + ".s" + std::to_string(sentence_numbers_[sentence]);
}

std::string DocumentIndex::target_id(std::uint32_t kind, std::size_t index) const {
  if (target_slot(kind, index) == SIZE_MAX) return "";
  switch (kind) {
    case BROADSHEET_TARGET_ARTICLE:
      return article_id(index);
    case BROADSHEET_TARGET_BLOCK:
      return block_id(index);
    case BROADSHEET_TARGET_SENTENCE:
      return sentence_blocks_[index] < block_count_ ? sentence_id(index) : "";
    default:
      return "document";
  }
}

std::string bookmark_name(std::string_view id) {
  std::string name = "bs_" + std::string(id);
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

BlockSpan blocks_of(const Document& document, const broadsheet_article_t& article) {
  const std::size_t count = document.blocks().size();
  const std::size_t first = std::min<std::size_t>(article.first_block, count);
  return {first, first + std::min<std::size_t>(article.block_count, count - first)};
}

}  // namespace broadsheet::exporting
