// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/label_summary.h"

#include <algorithm>

#include "exporter_support/numbers.h"

namespace broadsheet::exporting {
namespace {

constexpr std::string_view kSeparator = " | ";

}  // namespace

void LabelSummary::add(std::uint32_t target_kind, std::size_t target_index) {
  for (const std::uint32_t at : index_.labels_of(target_kind, target_index)) {
    const broadsheet_label_t label = labels_[at];
    const auto [entry, is_new] = seen_.try_emplace({label.scheme, label.label}, entries_.size());
    if (is_new) {
      entries_.push_back(label);
    } else {
      entries_[entry->second].score = std::max(entries_[entry->second].score, label.score);
    }
  }
}

void LabelSummary::add_block(std::size_t block) {
  add(BROADSHEET_TARGET_BLOCK, block);
  for (const std::uint32_t sentence : index_.sentences_of(block))
    add(BROADSHEET_TARGET_SENTENCE, sentence);
}

void LabelSummary::add_article(std::size_t article) {
  add(BROADSHEET_TARGET_ARTICLE, article);
  const Document& document = index_.document();
  const BlockSpan span = blocks_of(document, document.articles()[article]);
  for (std::size_t block = span.first; block < span.last; ++block) add_block(block);
}

std::string LabelSummary::names() const {
  std::string names;
  for (const broadsheet_label_t& label : entries_) {
    if (!names.empty()) names += kSeparator;
    names.append(index_.document().string(label.scheme)).append("=");
    names.append(index_.document().string(label.label));
  }
  return names;
}

std::string LabelSummary::scores() const {
  std::string scores;
  for (const broadsheet_label_t& label : entries_) {
    if (!scores.empty()) scores += kSeparator;
    scores += number_text(label.score);
  }
  return scores;
}

}  // namespace broadsheet::exporting
