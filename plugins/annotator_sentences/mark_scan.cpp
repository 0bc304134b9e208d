// SPDX-License-Identifier: Apache-2.0
#include "mark_scan.h"

#include <algorithm>
#include <cstring>

#include "mark_scan_simd.h"
#include "mark_tables.h"

namespace broadsheet::sentences {
constexpr MarkClasses kMadeMarkClasses = make_mark_classes();
const MarkClasses kMarkClasses = kMadeMarkClasses;

namespace {

// Bits for marks, and for nothing else.
void classify_portably(const unsigned char* text, std::size_t bytes, bool clauses,
                       std::uint64_t* words) {
  for (std::size_t word = 0; word < bytes / 64; ++word) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; ++i) {
      const CharClass kind = kMarkClasses.class_of(text + word * 64 + i, 3);
      if (kind != CharClass::kOther && (clauses || kind != CharClass::kClauseMark))
        bits |= std::uint64_t{1} << i;
    }
    words[word] = bits;
  }
}

MarkScan::Classify classify_by(InstructionSet set) {
  switch (set) {
#if defined(__x86_64__)
    case InstructionSet::kAvx512:
      return classify_by_avx512;
    case InstructionSet::kAvx2:
      return classify_by_avx2;
#elif defined(__aarch64__)
    case InstructionSet::kNeon:
      return classify_by_neon;
#endif
    default:
      return classify_portably;
  }
}

}  // namespace

std::span<const InstructionSet> available_instruction_sets() {
  static constexpr InstructionSet kPortableOnly[] = {InstructionSet::kPortable};
#if defined(__x86_64__)
  static constexpr InstructionSet kAll[] = {InstructionSet::kPortable, InstructionSet::kAvx2,
                                            InstructionSet::kAvx512};
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx2")) return kAll;
  if (__builtin_cpu_supports("avx2")) return std::span(kAll).first(2);
#elif defined(__aarch64__)
  static constexpr InstructionSet kAll[] = {InstructionSet::kPortable, InstructionSet::kNeon};
  return kAll;
#endif
  return kPortableOnly;
}

InstructionSet best_instruction_set() {
  static const InstructionSet best = available_instruction_sets().back();
  return best;
}

std::string_view name_of(InstructionSet set) {
  static constexpr std::string_view kNames[] = {"portable", "neon", "avx2", "avx512"};
  return kNames[static_cast<std::size_t>(set)];
}

MarkScan::MarkScan(std::string_view text, bool clauses, InstructionSet set)
    : text_(text), classify_(classify_by(set)), clauses_(clauses) {}

// The first line feed at or after `at` in the window, or the window's end.
std::size_t MarkScan::find_line_feed(std::size_t at) const {
  if (at >= window_end_) return window_end_;
  return find_in_window(at, [&](std::size_t place) { return text_[place] == '\n'; });
}

std::size_t MarkScan::paragraph_end(std::size_t begin) {
  if (begin >= window_end_) fill(begin);
  for (std::size_t at = begin; at < text_.size();) {
    std::size_t feed = find_line_feed(at);
    if (feed == window_end_ && feed < text_.size() && window_begin_ < begin) {
      fill(begin);  // once: the window begins with the paragraph then
      feed = find_line_feed(at);
    }
    if (feed == window_end_) feed = std::min(text_.find('\n', std::max(at, feed)), text_.size());
    std::size_t next = feed + 1;
    while (next < text_.size() &&
           (text_[next] == ' ' || text_[next] == '\t' || text_[next] == '\r'))
      ++next;
    if (next < text_.size() && text_[next] == '\n') return feed;
    at = next;
  }
  return text_.size();
}

// Classifies the window that begins at `at`, which is inside the text.
void MarkScan::fill(std::size_t at) {
  constexpr std::size_t kBehind = 2;  // bytes that are looked at behind 64
  const auto* bytes = reinterpret_cast<const unsigned char*>(text_.data()) + at;
  const std::size_t left = text_.size() - at;
  window_begin_ = at;
  window_end_ = at + std::min(left, kWindowBytes);
  const std::size_t safe = left >= kWindowBytes + kBehind ? kWindowBytes
                           : left < 64 + kBehind          ? 0
                                                          : (left - kBehind) / 64 * 64;
  classify_(bytes, safe, clauses_, words_.data());
  for (std::size_t done = safe; at + done < window_end_; done += 64) {
    unsigned char padded[64 + kBehind] = {};
    std::memcpy(padded, bytes + done, std::min(left - done, sizeof padded));
    classify_(padded, 64, clauses_, words_.data() + done / 64);
  }
}

}  // namespace broadsheet::sentences
