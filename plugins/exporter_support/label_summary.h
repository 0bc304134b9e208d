// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_LABEL_SUMMARY_H_
#define BROADSHEET_EXPORTER_SUPPORT_LABEL_SUMMARY_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "exporter_support/document_index.h"

namespace broadsheet::exporting {

/// The labels of a row: each scheme and label once, with the highest score it has, in order of
/// appearance.
class LabelSummary {
 public:
  explicit LabelSummary(const DocumentIndex& index)
      : index_(index), labels_(index.document().labels()) {}

  /// Takes in the labels on a target alone.
  void add(std::uint32_t target_kind, std::size_t target_index);
  /// Takes in those of a block and of its sentences.
  void add_block(std::size_t block);

  /// Takes in those of an article, of its blocks and of their sentences.
  void add_article(std::size_t article);

  const std::vector<broadsheet_label_t>& entries() const { return entries_; }
  /// "policy.topic=science | policy.instrument=funding"
  std::string names() const;
  /// "0.91 | 0.875", in the same order
  std::string scores() const;

 private:
  const DocumentIndex& index_;
  Records<broadsheet_label_t> labels_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t>
      seen_;  // scheme and label: where in entries_
  std::vector<broadsheet_label_t> entries_;
};

}  // namespace broadsheet::exporting

#endif
