// SPDX-License-Identifier: Apache-2.0
#include "label_shares.h"

#include <algorithm>

#include "label_writer.h"

namespace broadsheet::policy {
namespace {

constexpr double kMainShare = 0.4;
constexpr std::array<broadsheet_attribute_spec_t, 9> kAttributes{{
    {{"scheme", 6}, BROADSHEET_TYPE_STRING, 0},
    {{"label", 5}, BROADSHEET_TYPE_STRING, 0},
    {{"sentences", 9}, BROADSHEET_TYPE_INTEGER, 0},
    {{"characters", 10}, BROADSHEET_TYPE_INTEGER, 0},
    {{"share_of_sentences", 18}, BROADSHEET_TYPE_NUMBER, 0},
    {{"share_of_characters", 19}, BROADSHEET_TYPE_NUMBER, 0},
    {{"quoted_sentences", 16}, BROADSHEET_TYPE_INTEGER, 0},
    {{"quoted_characters", 17}, BROADSHEET_TYPE_INTEGER, 0},
    {{"is_main", 7}, BROADSHEET_TYPE_BOOLEAN, 0},
}};

std::uint64_t characters_of(std::string_view text) {
  return static_cast<std::uint64_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

double share(std::uint64_t part, std::uint64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

}  // namespace

LabelShares::LabelShares(const Document& document, const Taxonomy& taxonomy,
                         std::string_view quotation)
    : document_(document), taxonomy_(taxonomy), quotation_(quotation) {}

void LabelShares::begin_sentence(const broadsheet_sentence_t& sentence) {
  end_sentence();
  sentence_ = sentence;
  has_sentence_ = true;
  labels_.clear();
}

void LabelShares::add(std::uint32_t facet, std::uint32_t label) {
  labels_.emplace_back(facet, label);
}

void LabelShares::add_group(std::uint32_t facet, std::uint32_t group) {
  labels_.emplace_back(static_cast<std::uint32_t>(taxonomy_.facets.size()) + facet, group);
}

void LabelShares::end_sentence() {
  if (!has_sentence_) return;
  has_sentence_ = false;
  const broadsheet_block_t block = document_.blocks()[sentence_.block];
  const std::uint64_t characters = characters_of(document_.block_text(block).substr(
      sentence_.begin_byte, sentence_.end_byte - sentence_.begin_byte));
  const bool is_quoted = std::any_of(labels_.begin(), labels_.end(), [&](const auto& given) {
    if (given.first >= taxonomy_.facets.size()) return false;
    const Facet& facet = taxonomy_.facets[given.first];
    return facet.id + "." + facet.labels[given.second].id == quotation_;
  });
  const auto count = [&](Count& into) {
    into.sentences += 1;
    into.characters += characters;
    into.quoted_sentences += is_quoted ? 1U : 0U;
    into.quoted_characters += is_quoted ? characters : 0;
  };
  for (const TargetKey& key : {TargetKey{BROADSHEET_TARGET_BLOCK, sentence_.block},
                               TargetKey{BROADSHEET_TARGET_ARTICLE, block.article}}) {
    Target& target = targets_[key];
    count(target.all);
    for (const auto& given : labels_) count(target.labels[given]);
  }
}

bool LabelShares::is_main(const Target& target, std::uint32_t facet, std::uint32_t label) const {
  if (facet >= taxonomy_.facets.size() || taxonomy_.facets[facet].mode != FacetMode::kSingle)
    return false;
  const std::uint64_t own = target.labels.at({facet, label}).characters;
  for (const auto& [other, count] : target.labels) {
    const bool beats = count.characters > own || (count.characters == own && other.second < label);
    if (other.first == facet && other.second != label && beats) return false;
  }
  return share(own, target.all.characters) >= kMainShare;
}

void LabelShares::write_target(const TargetKey& key, const Target& target, std::uint32_t layer,
                               AnnotationWriter& writer, const LabelSchemes& schemes) const {
  for (const auto& [label, count] : target.labels) {
    const bool is_group = label.first >= taxonomy_.facets.size();
    const std::size_t facet = is_group ? label.first - taxonomy_.facets.size() : label.first;
    const std::string& scheme = is_group ? schemes.of_groups[facet] : schemes.of_facet[facet];
    const std::string& id = is_group ? taxonomy_.facets[facet].groups[label.second]
                                     : taxonomy_.facets[facet].labels[label.second].id;
    const std::array<broadsheet_value_spec_t, 9> values{{
        {0, 0, 0, 0, borrow(scheme)},
        {1, 0, 0, 0, borrow(id)},
        {2, 0, static_cast<std::int64_t>(count.sentences), 0, {}},
        {3, 0, static_cast<std::int64_t>(count.characters), 0, {}},
        {4, 0, 0, share(count.sentences, target.all.sentences), {}},
        {5, 0, 0, share(count.characters, target.all.characters), {}},
        {6, 0, static_cast<std::int64_t>(count.quoted_sentences), 0, {}},
        {7, 0, static_cast<std::int64_t>(count.quoted_characters), 0, {}},
        {8, 0, is_main(target, label.first, label.second) ? 1 : 0, 0, {}},
    }};
    writer.add_annotation(layer, key.first, key.second, 0, 0, values);
  }
}

void LabelShares::write(AnnotationWriter& writer, const LabelSchemes& schemes) {
  end_sentence();
  const std::uint32_t layer = writer.add_layer("label_shares", kAttributes);
  for (const auto& [key, target] : targets_) {
    if (key.second != BROADSHEET_NONE) write_target(key, target, layer, writer, schemes);
  }
}

}  // namespace broadsheet::policy
