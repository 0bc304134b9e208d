// SPDX-License-Identifier: Apache-2.0
#include "segments.hpp"

#include <algorithm>
#include <array>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kLongestWord = 32;

constexpr std::array<std::string_view, 62> kHyphenatingParts = {
    "twenty", "thirty", "forty",  "fifty",  "sixty", "seventy", "eighty",   "ninety", "self",
    "well",   "ill",    "non",    "ex",     "half",  "quarter", "cross",    "all",    "high",
    "low",    "long",   "short",  "full",   "part",  "first",   "second",   "third",  "fourth",
    "fifth",  "one",    "two",    "three",  "four",  "five",    "six",      "seven",  "eight",
    "nine",   "ten",    "eleven", "twelve", "mid",   "so",      "much",     "still",  "ever",
    "left",   "right",  "large",  "small",  "old",   "new",     "decision", "year",   "day",
    "month",  "week",   "mile",   "door",   "step",  "anti",    "vice",     "brother"};

constexpr std::array<std::string_view, 24> kCommonWords = {
    "the",  "and",  "for",   "with", "that", "this",  "have", "from",
    "they", "are",  "not",   "but",  "old",  "year",  "day",  "time",
    "made", "free", "based", "wide", "term", "known", "like", "style"};

bool is_word_byte(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xC3;
}

std::string lower(std::string_view word) {
  std::string result(word);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return result;
}

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

char32_t last_character(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[at - 1]) & 0xC0U) == 0x80U) --at;
  if (at == 0) return 0;
  --at;
  return next_code_point(text, at);
}

// Is it a Han character, one space, and the first byte of something that is no space? As nearly
// everything in a letter-spaced line.
bool is_han_before_space(std::string_view text) {
  constexpr unsigned kFirstLead = 0xE4, kLeads = 6;  // U+4000 to U+9FFF
  const auto byte = [&](std::size_t at) {
    return static_cast<unsigned>(static_cast<unsigned char>(text[at]));
  };
  const bool is_han =
      byte(0) - kFirstLead < kLeads && ((byte(1) ^ 0x80U) | (byte(2) ^ 0x80U)) < 0x40;
  return is_han && text[3] == ' ' && byte(4) - kFirstLead < kLeads;
}

std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    hash = (hash ^ byte) * 0x9E3779B97F4A7C15ULL;
    hash ^= hash >> 32U;
  }
  return hash | 1U;  // 0 stands for a free slot
}

}  // namespace

void WordSet::insert(std::string_view word) {
  if (4 * (count_ + 1) > 3 * slots_.size()) grow();
  place(hash_of(word));
}

bool WordSet::contains(std::string_view word) const {
  if (slots_.empty()) return false;
  const std::uint64_t hash = hash_of(word);
  std::size_t at = (hash >> 8U) & (slots_.size() - 1);
  while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) & (slots_.size() - 1);
  return slots_[at] == hash;
}

void WordSet::place(std::uint64_t hash) {
  std::size_t at = (hash >> 8U) & (slots_.size() - 1);
  while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) & (slots_.size() - 1);
  count_ += slots_[at] == 0 ? 1 : 0;
  slots_[at] = hash;
}

void WordSet::grow() {
  std::vector<std::uint64_t> old(std::max<std::size_t>(64, 2 * slots_.size()), 0);
  old.swap(slots_);
  count_ = 0;
  for (const std::uint64_t hash : old) {
    if (hash != 0) place(hash);
  }
}

SegmentWriter::SegmentWriter(const Page& page, const std::vector<std::string>& words)
    : page_(page) {
  if (page.script != Script::roman) return;
  for (const std::string& word : words) words_.insert(word);
  for (const Row& row : page.rows) {
    for (std::uint32_t k = 0; k < row.line_count; ++k) {
      const std::string_view line = page.lines[row.first_line + k].text;
      for (std::size_t at = 0; at < line.size();) {
        std::size_t end = at;
        while (end < line.size() && (is_word_byte(static_cast<unsigned char>(line[end])) ||
                                     (line[end] == '-' && end > at))) {
          ++end;
        }
        // The last word of a line may be one part of a cut word: it proves nothing.
        const bool is_whole = end < line.size() || line[end - (end > at ? 1 : 0)] != '-';
        if (end > at + 1 && end - at <= kLongestWord && is_whole) {
          words_.insert(line.substr(at, end - at));
        }
        at = std::max(end, at + 1);
      }
    }
  }
}

bool SegmentWriter::is_soft_hyphen(std::string_view left_line, std::string_view right_line) const {
  std::size_t begin = left_line.size() - 1;
  while (begin > 0 && left_line.size() - begin <= kLongestWord &&
         (is_word_byte(static_cast<unsigned char>(left_line[begin - 1])) ||
          left_line[begin - 1] == '-')) {
    --begin;
  }
  std::size_t end = 0;
  while (end < right_line.size() && end <= kLongestWord &&
         is_word_byte(static_cast<unsigned char>(right_line[end]))) {
    ++end;
  }
  const std::string left = lower(left_line.substr(begin, left_line.size() - 1 - begin));
  const std::string right = lower(right_line.substr(0, end));
  if (left.empty() || right.empty() || !is_lower(static_cast<unsigned char>(right_line[0])))
    return false;
  if (left.find('-') != left.npos) return false;
  if (words_.contains(left + right)) return true;
  if (words_.contains(left + "-" + right) || is_in(kHyphenatingParts, left)) return false;
  const auto is_known = [this](const std::string& word) {
    return word.size() > 2 && (words_.contains(word) || is_in(kCommonWords, word));
  };
  return !(is_known(left) && is_known(right));
}

SegmentWriter::Content SegmentWriter::content_of(const Row& row, std::uint32_t line) const {
  if (row.line_count == 1) {
    return {line,
            row.begin_byte,
            row.end_byte,
            row.is_letter_spaced,
            page_.text[row.text_begin],
            page_.text[row.text_end - 1]};
  }
  const std::string_view text = page_.lines[line].text;
  const Trimmed range = trim_line(text, page_.line_offset + line == 0);
  const std::string_view content = text.substr(range.begin_byte, range.end_byte - range.begin_byte);
  std::size_t at = 0;
  return {line,
          range.begin_byte,
          range.end_byte,
          is_letter_spaced(content),
          next_code_point(content, at),
          last_character(content)};
}

void SegmentWriter::append_line(const Content& content, Block& block) const {
  if (content.is_letter_spaced) {
    append_letter_spaced(content, block);
  } else {
    block.segments.push_back({Segment::Kind::copy, Reason::none, page_.line_offset + content.line,
                              content.begin_byte, content.end_byte});
  }
}

void SegmentWriter::append_letter_spaced(const Content& range, Block& block) const {
  const std::string_view text = page_.lines[range.line].text;
  const std::uint32_t number = page_.line_offset + range.line;
  std::uint32_t copied = range.begin_byte;
  char32_t previous = 0;
  for (std::size_t at = range.begin_byte; at < range.end_byte;) {
    if (at + 4 < range.end_byte && is_han_before_space(text.substr(at, 5))) {
      const auto end = static_cast<std::uint32_t>(at + 3);
      block.segments.push_back({Segment::Kind::copy, Reason::none, number, copied, end});
      block.segments.push_back(
          {Segment::Kind::remove, Reason::letter_spacing, number, end, end + 1});
      previous = U'\u4E00';  // or another
      copied = end + 1;
      at = copied;
      continue;
    }
    const auto space_begin = static_cast<std::uint32_t>(at);
    std::size_t ahead = at;
    const char32_t c = next_code_point(text, ahead);
    if (!is_space(c)) {
      previous = c;
      at = ahead;
      continue;
    }
    while (ahead < range.end_byte) {
      std::size_t probe = ahead;
      if (!is_space(next_code_point(text, probe))) break;
      ahead = probe;
    }
    const auto space_end = static_cast<std::uint32_t>(ahead);
    std::size_t probe = ahead;
    const char32_t next = next_code_point(text, probe);
    if (is_full_width(previous) || is_full_width(next)) {
      block.segments.push_back({Segment::Kind::copy, Reason::none, number, copied, space_begin});
      block.segments.push_back(
          {Segment::Kind::remove, Reason::letter_spacing, number, space_begin, space_end});
      copied = space_end;
    }
    at = ahead;
  }
  block.segments.push_back({Segment::Kind::copy, Reason::none, number, copied, range.end_byte});
}

void SegmentWriter::append_join(const Content& above, const Content& below, Block& block) const {
  const std::string_view left = page_.lines[above.line].text.substr(0, above.end_byte);
  if (above.last == U'-' && left.size() > 1 &&
      is_word_byte(static_cast<unsigned char>(left[left.size() - 2]))) {
    if (!is_soft_hyphen(left, page_.lines[below.line].text.substr(below.begin_byte))) return;
    Segment& copy = block.segments.back();
    --copy.end_byte;
    block.segments.push_back(
        {Segment::Kind::remove, Reason::hyphen, copy.line, copy.end_byte, copy.end_byte + 1});
    return;
  }
  if (page_.script != Script::roman && (is_full_width(above.last) || is_full_width(below.first)))
    return;
  block.segments.push_back({Segment::Kind::insert, Reason::line_join,
                            page_.line_offset + above.line, above.end_byte, above.end_byte});
}

void SegmentWriter::write(const Draft& draft, Block& block) const {
  block.role = draft.role;
  block.confidence = draft.confidence;
  block.segments.clear();
  Content above{};
  bool is_first = true;
  for (const std::uint32_t row_index : draft.rows) {
    const Row& row = page_.rows[row_index];
    for (std::uint32_t k = 0; k < row.line_count; ++k) {
      const Content content = content_of(row, row.first_line + k);
      if (!is_first) append_join(above, content, block);
      append_line(content, block);
      above = content;
      is_first = false;
    }
  }
}

}  // namespace broadsheet::newspaper
