// SPDX-License-Identifier: Apache-2.0
#include "document/structure_builder.h"

#include <algorithm>
#include <cmath>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/text.hpp"
#include "document/conservation.h"
#include "document/source_builder.h"
#include "document/utf8.h"

namespace broadsheet::document {
namespace {

bool is_utf8(std::string_view text) { return find_invalid_utf8(text) == std::string_view::npos; }

bool is_snake_case(std::string_view reason) {
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !reason.empty() && reason.size() <= 64 &&
         std::all_of(reason.begin(), reason.end(), is_allowed);
}

// What host and reader say of the evidence: no stage can change it.
bool is_of_host(std::string_view key) {
  return key.starts_with("source.") || key.starts_with("pipeline.") || key.starts_with("run.");
}

// Of two texts of one array, whose bytes do not change. No two empty ones are.
bool is_same(const broadsheet_text_t& a, const broadsheet_text_t& b) {
  return a.length_bytes != 0 && a.length_bytes == b.length_bytes && a.data == b.data;
}

// The last line that begins at or before `byte`, or the first. Looks around `near` first, in steps
// twice as long each time, so that lines far from there are not even fetched.
std::size_t find_line(std::span<const broadsheet_line_t> lines, std::uint64_t byte,
                      std::size_t near) {
  const auto begins_behind = [&](std::size_t i) { return lines[i].begin_byte > byte; };
  std::size_t first = std::min(near, lines.size()), last = first, step = 1;
  if (first == lines.size() || begins_behind(first)) {
    for (; first > 0 && begins_behind(first - 1); step *= 2)
      last = first, first -= std::min(first, step);
  } else {
    for (; last < lines.size() && !begins_behind(last); step *= 2)
      first = last, last += std::min(lines.size() - last, step);
  }
  const auto after = std::upper_bound(
      lines.begin() + static_cast<std::ptrdiff_t>(first),
      lines.begin() + static_cast<std::ptrdiff_t>(last), byte,
      [](std::uint64_t wanted, const auto& line) { return wanted < line.begin_byte; });
  return after == lines.begin() ? 0 : static_cast<std::size_t>(after - lines.begin()) - 1;
}

}  // namespace

StructureBuilder::StructureBuilder(const Document& base)
    : base_(base),
      strings_(base.contents().string_bytes, base.contents().string_ends),
      records_(base, strings_),
      segments_(base.contents().source_text, 2 * base.contents().lines.size()) {
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

bool StructureBuilder::is_reason(std::string_view reason) const {
  return reason == last_reason_ ? !reason.empty() : is_snake_case(reason);
}

void StructureBuilder::look_at_line_of(std::uint64_t byte) {
  const auto& lines = base_.contents().lines;
  const std::size_t next = line_ + 1;
  const bool is_next =
      next < lines.size() && lines[next].begin_byte <= byte && byte < lines[next].end_byte;
  line_ = is_next ? next : find_line(lines, byte, line_);
  if (line_ >= lines.size()) return;
  line_begin_ = lines[line_].begin_byte;
  line_end_ = lines[line_].end_byte;
}

inline bool StructureBuilder::is_in_one_line(std::uint64_t begin, std::uint64_t end) {
  const auto is_in_line = [&] { return line_begin_ <= begin && end <= line_end_; };
  if (is_in_line()) return true;
  look_at_line_of(begin);
  return is_in_line();
}

inline StructureBuilder::Fault StructureBuilder::find_fault_of_slice(std::uint64_t begin,
                                                                     std::uint64_t end) {
  if (begin >= end) return Fault::empty_slice;
  if (!is_in_one_line(begin, end)) return Fault::not_in_one_line;
  const std::string_view source = base_.contents().source_text;
  const bool is_whole = is_code_point_start(source[begin]) &&
                        (end == source.size() || is_code_point_start(source[end]));
  return is_whole ? Fault::none : Fault::cut_character;
}

inline StructureBuilder::Fault StructureBuilder::find_fault(const broadsheet_segment_spec_t& spec,
                                                            const broadsheet_text_t& sound_reason) {
  if (spec.kind > BROADSHEET_SEGMENT_REMOVE) return Fault::unknown_kind;
  if (spec.kind != BROADSHEET_SEGMENT_INSERT) {
    const Fault fault = find_fault_of_slice(spec.source_begin_byte, spec.source_end_byte);
    if (fault != Fault::none || spec.kind == BROADSHEET_SEGMENT_COPY) return fault;
  }
  if (!is_same(spec.reason, sound_reason) && !is_reason(view(spec.reason)))
    return Fault::bad_reason;
  if (spec.kind == BROADSHEET_SEGMENT_REMOVE) return Fault::none;
  const std::string_view text = view(spec.text);
  if (text.size() > SourceBuilder::kMaxTextBytes) return Fault::long_text;
  const bool is_text = !text.empty() && is_utf8(text);
  if (spec.kind == BROADSHEET_SEGMENT_REPLACE)
    return is_text ? Fault::none : Fault::bad_replacement;
  return is_text && is_all_white_space(text) ? Fault::none : Fault::not_white_space;
}

Outcome StructureBuilder::refusal(Fault fault, const broadsheet_segment_spec_t& spec) {
  const std::string slice = "the slice [" + std::to_string(spec.source_begin_byte) + ", " +
                            std::to_string(spec.source_end_byte) + ") of the source ";
  const auto shown = [](broadsheet_text_t text) {
    return "'" + replace_invalid_utf8(view(text).substr(0, 64)) + "'";
  };
  switch (fault) {
    case Fault::none:
      break;
    case Fault::unknown_kind:
      return Outcome::invalid("unknown kind of segment " + std::to_string(spec.kind));
    case Fault::empty_slice:
      return Outcome::invalid(slice + "is empty");
    case Fault::not_in_one_line:
      return Outcome::invalid(slice + "is not inside one line", "make one segment a line");
    case Fault::cut_character:
      return Outcome::invalid(slice + "cuts a character in two");
    case Fault::bad_reason:
      return Outcome::invalid("expected a reason in snake_case, found " + shown(spec.reason));
    case Fault::long_text:
      return Outcome::invalid("the text of a segment is larger than 2 GiB");
    case Fault::not_white_space:
      return Outcome::invalid("only white space can be inserted, found " + shown(spec.text),
                              "every other character of the result has to come from the source");
    case Fault::bad_replacement:
      return Outcome::invalid("a replacement's text is empty or not UTF-8",
                              "use a removal to leave a slice out");
  }
  return Outcome::ok();
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
  const SegmentList::Mark begin = segments_.mark();
  segments_.begin_block();
  broadsheet_text_t reason{};
  std::uint32_t id = 0;  // of the reason
  for (std::uint64_t i = 0; i < segment_specs.count; ++i) {
    const auto spec = record_at<broadsheet_segment_spec_t>(segment_specs, i);
    if (const Fault fault = find_fault(spec, reason); fault != Fault::none) {
      segments_.go_back_to(begin);
      return refusal(fault, spec);
    }
    if (spec.kind == BROADSHEET_SEGMENT_COPY) {
      segments_.append(spec, 0);
      continue;
    }
    if (!is_same(spec.reason, reason)) {
      id = reason_id(view(spec.reason));
      reason = spec.reason;
    }
    segments_.append(spec, id);
  }
  if (out_block != nullptr) *out_block = static_cast<std::uint32_t>(blocks_.size());
  blocks_.push_back({begin.text_bytes, segments_.text_bytes(), begin.size,
                     static_cast<std::uint32_t>(segment_specs.count), role, article, confidence});
  return Outcome::ok();
}

Outcome StructureBuilder::add_removal(std::uint64_t begin, std::uint64_t end,
                                      std::string_view reason) {
  const broadsheet_segment_spec_t spec{
      BROADSHEET_SEGMENT_REMOVE, 0, begin, end, {}, borrow(reason)};
  if (const Fault fault = find_fault(spec, {}); fault != Fault::none) return refusal(fault, spec);
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

std::vector<broadsheet_article_t> StructureBuilder::list_articles() const {
  std::vector<broadsheet_article_t> articles(article_count_);
  for (const auto& block : blocks_) {
    if (block.article != BROADSHEET_NONE) ++articles[block.article].block_count;
  }
  std::uint32_t first = 0;
  for (auto& article : articles) {
    article.first_block = first;
    first += article.block_count;
  }
  return articles;
}

std::vector<std::uint32_t> StructureBuilder::place_blocks(
    const std::vector<broadsheet_article_t>& articles) const {
  std::vector<std::uint32_t> next(article_count_ + 1);  // the last: furniture
  for (std::uint32_t i = 0; i < article_count_; ++i) {
    next[i] = articles[i].first_block;
    next[i + 1] = articles[i].first_block + articles[i].block_count;
  }
  std::vector<std::uint32_t> places;
  places.reserve(blocks_.size());
  for (const auto& block : blocks_)
    places.push_back(next[std::min(block.article, article_count_)]++);
  return places;
}

Document StructureBuilder::seal() const {
  const std::vector<broadsheet_article_t> articles = list_articles();
  const std::vector<std::uint32_t> places = place_blocks(articles);
  RegionVector<broadsheet_block_t> blocks(blocks_.size());
  for (std::size_t i = 0; i < blocks_.size(); ++i) blocks[places[i]] = blocks_[i];
  std::vector<broadsheet_property_t> properties = properties_;
  for (auto& property : properties) {
    if (property.target_kind == BROADSHEET_TARGET_BLOCK)
      property.target_index = places[property.target_index];
  }

  StringTable strings = strings_;
  DocumentContents contents = base_.contents();
  contents.block_texts = std::string_view(nullptr, segments_.text_bytes());
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
  records_.put_into(contents);
  const auto white_space = list_white_space(strings.intern("white_space"));
  contents.segments = std::span(static_cast<const broadsheet_segment_t*>(nullptr),
                                segments_.size() + removals_.size() + white_space.size());
  contents.string_bytes = strings.bytes();
  contents.string_ends = strings.ends();
  return Document::seal(contents, [&](std::span<char> texts, auto records) {
    segments_.write(blocks_, places, texts.data(), records.data());
    const auto behind = records.begin() + static_cast<std::ptrdiff_t>(segments_.size());
    std::copy(white_space.begin(), white_space.end(),
              std::copy(removals_.begin(), removals_.end(), behind));
  });
}

std::vector<broadsheet_segment_t> StructureBuilder::list_white_space(
    std::uint32_t reason_id) const {
  Coverage taken(base_.contents().source_text.size());
  segments_.take_from(taken);
  for (const auto& removal : removals_)
    taken.take(removal.source_begin_byte, removal.source_end_byte);
  return uncovered_white_space(base_.contents(), taken, reason_id);
}

}  // namespace broadsheet::document
