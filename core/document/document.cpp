// SPDX-License-Identifier: Apache-2.0
#include "document/document.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "broadsheet/cpp/text.hpp"
#include "document/soundness.h"

namespace broadsheet::document {
namespace {

constexpr char kMagic[8] = {'B', 'R', 'D', 'S', 'H', 'T', '0', '1'};
constexpr std::size_t kAlignment = 16;

struct RegionHeader {
  char magic[8];
  std::uint64_t size_bytes;
  std::uint32_t section_count;
  std::uint32_t reserved;
};

struct SectionEntry {
  std::uint32_t id;
  std::uint32_t stride_bytes;
  std::uint64_t offset_byte;
  std::uint64_t count;
};

// Sections that are not tables of the ABI.
enum : std::uint32_t {
  kSourceText = 1001,
  kBlockTexts = 1002,
  kStringBytes = 1003,
  kStringEnds = 1004
};

// The one list of sections: calls visit(id, member) for each member of the contents.
template <class Contents, class Visitor>
void for_each_section(Contents& contents, Visitor&& visit) {
  visit(kSourceText, contents.source_text);
  visit(kBlockTexts, contents.block_texts);
  visit(kStringBytes, contents.string_bytes);
  visit(kStringEnds, contents.string_ends);
  visit(BROADSHEET_TABLE_LINES, contents.lines);
  visit(BROADSHEET_TABLE_ENCODING_RUNS, contents.encoding_runs);
  visit(BROADSHEET_TABLE_BLOCKS, contents.blocks);
  visit(BROADSHEET_TABLE_SEGMENTS, contents.segments);
  visit(BROADSHEET_TABLE_ARTICLES, contents.articles);
  visit(BROADSHEET_TABLE_PROPERTIES, contents.properties);
  visit(BROADSHEET_TABLE_SENTENCES, contents.sentences);
  visit(BROADSHEET_TABLE_LABELS, contents.labels);
  visit(BROADSHEET_TABLE_EVIDENCE, contents.evidence);
  visit(BROADSHEET_TABLE_LAYERS, contents.layers);
  visit(BROADSHEET_TABLE_ATTRIBUTES, contents.attributes);
  visit(BROADSHEET_TABLE_ANNOTATIONS, contents.annotations);
  visit(BROADSHEET_TABLE_VALUES, contents.values);
  visit(BROADSHEET_TABLE_STAGES, contents.stages);
  visit(BROADSHEET_TABLE_MESSAGES, contents.messages);
}

template <class Section>
using ElementOf = std::remove_cvref_t<decltype(*std::declval<Section>().data())>;

constexpr std::size_t aligned(std::size_t offset) {
  return (offset + kAlignment - 1) / kAlignment * kAlignment;
}

}  // namespace

Document::Document(Region region) : region_(std::make_shared<const Region>(std::move(region))) {}

Document Document::seal(const DocumentContents& contents) { return seal(contents, {}); }

Document Document::seal(const DocumentContents& contents, const WriteStructure& write) {
  std::vector<SectionEntry> entries;
  std::size_t count = 0;
  for_each_section(contents, [&](std::uint32_t, const auto&) { ++count; });
  std::size_t offset = aligned(sizeof(RegionHeader) + count * sizeof(SectionEntry));
  for_each_section(contents, [&](std::uint32_t id, const auto& section) {
    constexpr std::size_t kStride = sizeof(ElementOf<decltype(section)>);
    entries.push_back({id, kStride, offset, section.size()});
    offset = aligned(offset + section.size() * kStride);
  });

  // Each byte is written once: RegionAllocator leaves new ones as they are.
  Region region(offset);
  std::size_t end = 0;
  const auto put = [&](std::size_t at, const void* bytes, std::size_t size) {
    std::memset(region.data() + end, 0, at - end);
    if (bytes != nullptr && size > 0) std::memcpy(region.data() + at, bytes, size);
    end = at + size;
  };
  RegionHeader header{{}, offset, static_cast<std::uint32_t>(entries.size()), 0};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  put(0, &header, sizeof header);
  put(end, entries.data(), entries.size() * sizeof(SectionEntry));
  auto entry = entries.begin();
  for_each_section(contents, [&](std::uint32_t, const auto& section) {
    put(entry->offset_byte, section.data(), section.size() * entry->stride_bytes);
    ++entry;
  });
  put(offset, nullptr, 0);
  if (write) {
    const auto place_of = [&](std::uint32_t id) {
      const auto found = std::find_if(entries.begin(), entries.end(),
                                      [&](const SectionEntry& e) { return e.id == id; });
      return region.data() + found->offset_byte;
    };
    write({reinterpret_cast<char*>(place_of(kBlockTexts)), contents.block_texts.size()},
          {reinterpret_cast<broadsheet_segment_t*>(place_of(BROADSHEET_TABLE_SEGMENTS)),
           contents.segments.size()});
  }
  Document document(std::move(region));
  document.read_sections();
  return document;
}

std::optional<Document> Document::open(Region region) {
  Document document(std::move(region));
  if (!document.read_sections() || !is_sound(document.contents_)) return std::nullopt;
  return document;
}

bool Document::read_sections() {
  const Region& bytes = *region_;
  RegionHeader header{};
  if (bytes.size() < sizeof header) return false;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0 || header.size_bytes != bytes.size() ||
      header.section_count > (bytes.size() - sizeof header) / sizeof(SectionEntry)) {
    return false;
  }
  std::vector<SectionEntry> entries(header.section_count);
  if (entries.empty()) return false;
  std::memcpy(entries.data(), bytes.data() + sizeof header, entries.size() * sizeof(SectionEntry));

  bool is_sound = true;
  for_each_section(contents_, [&](std::uint32_t id, auto& section) {
    using Section = std::remove_cvref_t<decltype(section)>;
    using Element = ElementOf<Section>;
    const auto entry =
        std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.id == id; });
    if (entry == entries.end() || entry->stride_bytes != sizeof(Element) ||
        entry->offset_byte > bytes.size() || entry->offset_byte % alignof(Element) != 0 ||
        entry->count > (bytes.size() - entry->offset_byte) / sizeof(Element)) {
      is_sound = false;
      return;
    }
    section =
        Section(reinterpret_cast<const Element*>(bytes.data() + entry->offset_byte), entry->count);
  });
  return is_sound;
}

broadsheet_array_t Document::table(std::uint32_t wanted) const {
  broadsheet_array_t array{};
  for_each_section(contents_, [&](std::uint32_t id, const auto& section) {
    if (id == wanted && id < kSourceText) {
      array = {section.data(), section.size(), sizeof(ElementOf<decltype(section)>), 0};
    }
  });
  return array;
}

std::string_view Document::string(std::uint32_t id) const {
  const auto ends = contents_.string_ends;
  if (id == 0 || id >= ends.size()) return "";
  return contents_.string_bytes.substr(ends[id - 1], ends[id] - ends[id - 1]);
}

std::string_view Document::property(std::string_view key) const {
  for (const auto& property : contents_.properties) {
    if (property.target_kind == BROADSHEET_TARGET_DOCUMENT && string(property.key) == key) {
      return string(property.value);
    }
  }
  return "";
}

std::string_view Document::block_text(const broadsheet_block_t& block) const {
  return contents_.block_texts.substr(block.text_begin_byte,
                                      block.text_end_byte - block.text_begin_byte);
}

std::optional<SourcePlace> Document::locate(std::uint64_t source_byte) const {
  if (source_byte > contents_.source_text.size()) return std::nullopt;
  const auto after =
      std::upper_bound(contents_.lines.begin(), contents_.lines.end(), source_byte,
                       [](std::uint64_t byte, const auto& line) { return byte < line.begin_byte; });
  if (after == contents_.lines.begin()) return SourcePlace{1, 1, 1, origin_byte(source_byte)};
  const auto& line = *(after - 1);
  const std::uint64_t end = std::min(source_byte, line.end_byte);
  return SourcePlace{static_cast<std::uint32_t>(after - contents_.lines.begin()), line.page,
                     static_cast<std::uint32_t>(1 + count_code_points(contents_.source_text.substr(
                                                        line.begin_byte, end - line.begin_byte))),
                     origin_byte(source_byte)};
}

std::uint64_t Document::origin_byte(std::uint64_t source_byte) const {
  const auto runs = contents_.encoding_runs;
  const auto after = std::upper_bound(
      runs.begin(), runs.end(), source_byte,
      [](std::uint64_t byte, const auto& run) { return byte < run.text_begin_byte; });
  if (after == runs.begin()) return source_byte;
  const auto& run = *(after - 1);
  return run.origin_begin_byte +
         (source_byte - run.text_begin_byte) / run.text_step_bytes * run.origin_step_bytes;
}

}  // namespace broadsheet::document
