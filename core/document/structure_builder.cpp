// SPDX-License-Identifier: Apache-2.0
#include "document/structure_builder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/text.hpp"
#include "document/conservation.h"
#include "document/utf8.h"

namespace broadsheet::document {
namespace {

bool is_utf8(std::string_view text) { return find_invalid_utf8(text) == std::string_view::npos; }

bool is_reason(std::string_view reason) {
  return !reason.empty() && reason.size() <= 64 &&
         reason.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
             std::string_view::npos;
}

Outcome bad_reason(std::string_view reason) {
  return Outcome::invalid("expected a reason in snake_case, found '" +
                          replace_invalid_utf8(reason.substr(0, 64)) + "'");
}

// What host and reader say of the evidence: no stage can change it.
bool is_of_host(std::string_view key) {
  return key.starts_with("source.") || key.starts_with("pipeline.") || key.starts_with("run.");
}

std::string range(std::uint64_t begin, std::uint64_t end) {
  return "[" + std::to_string(begin) + ", " + std::to_string(end) + ")";
}

}  // namespace

StructureBuilder::StructureBuilder(const Document& base)
    : base_(base),
      strings_(base.contents().string_bytes, base.contents().string_ends),
      records_(base, strings_) {
  texts_.reserve(base.contents().source_text.size());
  segments_.reserve(base.contents().lines.size());  // mostly one a line
  for (const auto& property : base.contents().properties) {
    if (property.target_kind != BROADSHEET_TARGET_DOCUMENT) continue;
    property_places_.emplace(std::tuple(property.target_kind, 0U, property.key),
                             properties_.size());
    properties_.push_back(property);
  }
}

std::uint32_t StructureBuilder::add_article() { return article_count_++; }

std::uint32_t StructureBuilder::reason_id(std::string_view reason) {
  if (reason != last_reason_) {
    last_reason_ = reason;
    last_reason_id_ = strings_.intern(reason);
  }
  return last_reason_id_;
}

Outcome StructureBuilder::check_slice(std::uint64_t begin, std::uint64_t end) {
  const DocumentContents& contents = base_.contents();
  const auto holds = [&](std::size_t i) {
    return i < contents.lines.size() && contents.lines[i].begin_byte <= begin &&
           end <= contents.lines[i].end_byte;
  };
  if (begin >= end)
    return Outcome::invalid("the slice " + range(begin, end) + " of the source is empty");
  if (!holds(line_hint_) && !holds(++line_hint_)) {
    const auto after = std::upper_bound(
        contents.lines.begin(), contents.lines.end(), begin,
        [](std::uint64_t byte, const auto& line) { return byte < line.begin_byte; });
    line_hint_ = after == contents.lines.begin()
                     ? 0
                     : static_cast<std::size_t>(after - contents.lines.begin()) - 1;
    if (!holds(line_hint_)) {
      return Outcome::invalid(
          "the slice " + range(begin, end) + " of the source is not inside one line",
          "make one segment a line");
    }
  }
  const auto is_boundary = [&](std::uint64_t byte) {
    return byte == contents.source_text.size() || is_code_point_start(contents.source_text[byte]);
  };
  if (!is_boundary(begin) || !is_boundary(end)) {
    return Outcome::invalid("the slice " + range(begin, end) +
                            " of the source cuts a character in two");
  }
  return Outcome::ok();
}

Outcome StructureBuilder::check_spec(const broadsheet_segment_spec_t& spec) {
  if (spec.kind > BROADSHEET_SEGMENT_REMOVE) {
    return Outcome::invalid("unknown kind of segment " + std::to_string(spec.kind));
  }
  if (spec.kind != BROADSHEET_SEGMENT_INSERT) {
    if (Outcome slice = check_slice(spec.source_begin_byte, spec.source_end_byte); !slice.is_ok())
      return slice;
  }
  if (spec.kind == BROADSHEET_SEGMENT_COPY) return Outcome::ok();
  const std::string_view text = view(spec.text);
  if (!is_reason(view(spec.reason))) return bad_reason(view(spec.reason));
  if (spec.kind == BROADSHEET_SEGMENT_INSERT &&
      (text.empty() || !is_utf8(text) || !is_all_white_space(text))) {
    return Outcome::invalid("only white space can be inserted, found '" +
                                replace_invalid_utf8(text.substr(0, 64)) + "'",
                            "every other character of the result has to come from the source");
  }
  if (spec.kind == BROADSHEET_SEGMENT_REPLACE && (text.empty() || !is_utf8(text))) {
    return Outcome::invalid("a replacement's text is empty or not UTF-8",
                            "use a removal to leave a slice out");
  }
  return Outcome::ok();
}

void StructureBuilder::append_segment(const broadsheet_segment_spec_t& spec,
                                      std::uint64_t block_begin_byte) {
  const bool has_slice = spec.kind != BROADSHEET_SEGMENT_INSERT;
  broadsheet_segment_t segment{};
  segment.kind = spec.kind;
  segment.block = static_cast<std::uint32_t>(blocks_.size());
  if (has_slice) {
    segment.source_begin_byte = spec.source_begin_byte;
    segment.source_end_byte = spec.source_end_byte;
  } else if (!segments_.empty() && segments_.back().block == segment.block) {
    segment.source_begin_byte = segment.source_end_byte = segments_.back().source_end_byte;
  }
  segment.text_begin_byte = texts_.size() - block_begin_byte;
  if (spec.kind == BROADSHEET_SEGMENT_COPY) {
    texts_ += base_.contents().source_text.substr(spec.source_begin_byte,
                                                  spec.source_end_byte - spec.source_begin_byte);
  } else {
    segment.reason = reason_id(view(spec.reason));
    if (spec.kind != BROADSHEET_SEGMENT_REMOVE) texts_ += view(spec.text);
  }
  segment.text_end_byte = texts_.size() - block_begin_byte;
  segments_.push_back(segment);
}

Outcome StructureBuilder::add_block(std::uint32_t article, std::uint32_t role, float confidence,
                                    broadsheet_array_t segment_specs, std::uint32_t* out_block) {
  if (article != BROADSHEET_NONE && article >= article_count_) {
    return Outcome::invalid("there is no article " + std::to_string(article));
  }
  if (role >= BROADSHEET_ROLE_COUNT)
    return Outcome::invalid("unknown role " + std::to_string(role));
  if (!(confidence >= 0.0F && confidence <= 1.0F))
    return Outcome::invalid("expected a confidence from 0 to 1");
  if (segment_specs.count == 0) return Outcome::invalid("a block needs at least one segment");
  for (std::uint64_t i = 0; i < segment_specs.count; ++i) {
    const auto spec = record_at<broadsheet_segment_spec_t>(segment_specs, i);
    if (Outcome checked = check_spec(spec); !checked.is_ok()) return checked;
  }
  const std::uint64_t text_begin = texts_.size();
  const std::uint64_t first_segment = segments_.size();
  for (std::uint64_t i = 0; i < segment_specs.count; ++i) {
    append_segment(record_at<broadsheet_segment_spec_t>(segment_specs, i), text_begin);
  }
  if (out_block != nullptr) *out_block = static_cast<std::uint32_t>(blocks_.size());
  blocks_.push_back({text_begin, texts_.size(), first_segment,
                     static_cast<std::uint32_t>(segment_specs.count), role, article, confidence});
  return Outcome::ok();
}

Outcome StructureBuilder::add_removal(std::uint64_t begin, std::uint64_t end,
                                      std::string_view reason) {
  if (Outcome slice = check_slice(begin, end); !slice.is_ok()) return slice;
  if (!is_reason(reason)) return bad_reason(reason);
  removals_.push_back(
      {begin, end, 0, 0, BROADSHEET_SEGMENT_REMOVE, reason_id(reason), BROADSHEET_NONE, 0});
  return Outcome::ok();
}

Outcome StructureBuilder::set_property(std::uint32_t target_kind, std::uint32_t target_index,
                                       std::string_view key, std::string_view value) {
  const bool exists = target_kind == BROADSHEET_TARGET_DOCUMENT ||
                      (target_kind == BROADSHEET_TARGET_ARTICLE && target_index < article_count_) ||
                      (target_kind == BROADSHEET_TARGET_BLOCK && target_index < blocks_.size());
  if (!exists) return Outcome::invalid("a property's target does not exist");
  if (key.empty() || !is_utf8(key) || !is_utf8(value)) {
    return Outcome::invalid("a property's key is empty, or key or value is not UTF-8");
  }
  if (target_kind == BROADSHEET_TARGET_DOCUMENT) {
    if (is_of_host(key)) {
      return Outcome::invalid(
          "the property '" + std::string(key.substr(0, 64)) + "' is not a stage's to set",
          "choose a name that does not begin with source., pipeline. or run.");
    }
    target_index = 0;
  }
  const std::uint32_t key_id = strings_.intern(key);
  const std::uint32_t value_id = strings_.intern(value);
  const auto [known, is_new] =
      property_places_.emplace(std::tuple(target_kind, target_index, key_id), properties_.size());
  if (is_new) {
    properties_.push_back({target_kind, target_index, key_id, value_id});
  } else {
    properties_[known->second].value = value_id;
  }
  return Outcome::ok();
}

Document StructureBuilder::seal() const {
  std::vector<std::uint32_t> order(blocks_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return blocks_[a].article < blocks_[b].article;
  });

  std::vector<broadsheet_block_t> blocks;
  auto segments = segments_;
  std::vector<broadsheet_property_t> properties = properties_;
  std::vector<broadsheet_article_t> articles(article_count_);
  std::vector<std::uint32_t> new_index(blocks_.size());
  blocks.reserve(blocks_.size());
  for (const std::uint32_t old_index : order) {
    new_index[old_index] = static_cast<std::uint32_t>(blocks.size());
    blocks.push_back(blocks_[old_index]);
  }
  for (auto& segment : segments) segment.block = new_index[segment.block];
  for (auto& property : properties) {
    if (property.target_kind == BROADSHEET_TARGET_BLOCK)
      property.target_index = new_index[property.target_index];
  }
  for (std::uint32_t i = 0, block = 0; i < article_count_; ++i) {
    articles[i].first_block = block;
    while (block < blocks.size() && blocks[block].article == i) ++block;
    articles[i].block_count = block - articles[i].first_block;
  }
  segments.insert(segments.end(), removals_.begin(), removals_.end());

  StringTable strings = strings_;
  DocumentContents contents = base_.contents();
  contents.block_texts = texts_;
  contents.blocks = blocks;
  contents.articles = articles;
  contents.properties = properties;
  contents.sentences = {};
  contents.labels = {};
  contents.evidence = {};
  contents.layers = {};
  contents.attributes = {};
  contents.annotations = {};
  contents.values = {};
  contents.segments = segments;
  records_.put_into(contents);
  const auto white_space = uncovered_white_space(contents, strings.intern("white_space"));
  segments.insert(segments.end(), white_space.begin(), white_space.end());
  contents.segments = segments;
  contents.string_bytes = strings.bytes();
  contents.string_ends = strings.ends();
  return Document::seal(contents);
}

}  // namespace broadsheet::document
