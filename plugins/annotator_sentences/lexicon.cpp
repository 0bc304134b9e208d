// SPDX-License-Identifier: Apache-2.0
#include "lexicon.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "characters.h"

namespace broadsheet::sentences {
namespace {

struct KindName {
  std::string_view name;
  std::uint32_t kind;
};

constexpr std::array<KindName, 19> kWordKindNames{{
    {"title", kTitle},       {"number", kNumberMark}, {"never", kNever},   {"end", kMayEnd},
    {"time", kTime},         {"degree", kDegree},     {"unit", kUnit},     {"place", kPlace},
    {"month", kMonth},       {"starter", kStarter},   {"front", kFront},   {"speech", kSpeech},
    {"heading", kHeading},   {"brand", kBrand},       {"final", kFinal},   {"initial", kInitial},
    {"function", kFunction}, {"ordinary", kOrdinary}, {"polite", kPolite},
}};

constexpr std::size_t kLongestWordBytes = 64;

// Of the length and the last eight bytes, so that no loop over the word is needed.
std::uint64_t hash_of(std::string_view word) {
  std::uint64_t tail = 0;
  const std::size_t length = std::min<std::size_t>(word.size(), sizeof tail);
  std::memcpy(&tail, word.data() + (word.size() - length), length);
  const std::uint64_t mixed = (tail ^ word.size()) * 0x9E3779B97F4A7C15ULL;
  return mixed ^ (mixed >> 32U);
}

// Writes the word in lower case into `out`; the length, or 0 where it does not fit.
std::size_t fold(std::string_view word, std::array<char, kLongestWordBytes>& out) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < word.size();) {
    if (const auto byte = static_cast<unsigned char>(word[at]); byte < 0x80) {
      if (length + 4 > out.size()) return 0;
      out[length++] = static_cast<char>(to_lower(byte));
      ++at;
      continue;
    }
    const CodePoint c = code_point_at(word, at);
    char32_t lower = to_lower(c.value);
    if (lower == 0x2019) lower = '\'';
    if (length + 4 > out.size()) return 0;
    if (lower < 0x80) {  // ’ and the Kelvin sign
      out[length++] = static_cast<char>(lower);
    } else if (lower < 0x800) {
      out[length++] = static_cast<char>(0xC0U | (lower >> 6U));
      out[length++] = static_cast<char>(0x80U | (lower & 0x3FU));
    } else if (lower < 0x10000) {
      out[length++] = static_cast<char>(0xE0U | (lower >> 12U));
      out[length++] = static_cast<char>(0x80U | ((lower >> 6U) & 0x3FU));
      out[length++] = static_cast<char>(0x80U | (lower & 0x3FU));
    } else {
      out[length++] = static_cast<char>(0xF0U | (lower >> 18U));
      out[length++] = static_cast<char>(0x80U | ((lower >> 12U) & 0x3FU));
      out[length++] = static_cast<char>(0x80U | ((lower >> 6U) & 0x3FU));
      out[length++] = static_cast<char>(0x80U | (lower & 0x3FU));
    }
    at += c.length;
  }
  return length;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view next_word(std::string_view& rest) {
  std::size_t begin = 0;
  while (begin < rest.size() && is_blank(rest[begin])) ++begin;
  std::size_t end = begin;
  while (end < rest.size() && !is_blank(rest[end])) ++end;
  const std::string_view word = rest.substr(begin, end - begin);
  rest.remove_prefix(end);
  return word;
}

}  // namespace

bool Lexicon::add(std::string_view file_text, LexiconError* error) {
  std::size_t line_number = 0;
  while (!file_text.empty()) {
    ++line_number;
    const std::size_t end = file_text.find('\n');
    std::string_view line = file_text.substr(0, end);
    file_text.remove_prefix(end == std::string_view::npos ? file_text.size() : end + 1);
    line = line.substr(0, line.find('#'));
    std::uint32_t kind = kMayEnd;
    if (const std::size_t colon = line.find(": "); colon != std::string_view::npos) {
      const std::string_view name = line.substr(0, colon);
      kind = 0;
      for (const KindName& known : kWordKindNames) kind |= known.name == name ? known.kind : 0;
      if (kind == 0) {
        if (error != nullptr) *error = {line_number, "unknown kind '" + std::string(name) + "'"};
        return false;
      }
      line.remove_prefix(colon + 2);
    }
    for (std::string_view word = next_word(line); !word.empty(); word = next_word(line)) {
      add_word(word, kind);
    }
  }
  return true;
}

void Lexicon::add_word(std::string_view word, std::uint32_t kind) {
  while (word.size() > 1 && word.back() == '.') word.remove_suffix(1);
  std::array<char, kLongestWordBytes> folded;
  const std::size_t length = fold(word, folded);
  if (length == 0) return;
  const std::string_view key(folded.data(), length);
  if (const Entry* known = find(key); known != nullptr) {
    entries_[static_cast<std::size_t>(known - entries_.data())].kinds |= kind;
    return;
  }
  if ((entries_.size() + 1) * 2 > slots_.size()) rebuild(slots_.empty() ? 64 : slots_.size() * 2);
  entries_.push_back({std::string(key), kind});
  longest_ = std::max(longest_, length);
  const std::uint64_t hash = hash_of(key);
  filter_[(hash >> 6U) % filter_.size()] |= std::uint64_t{1} << (hash % 64);
  std::size_t slot = hash & (slots_.size() - 1);
  while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
  slots_[slot] = static_cast<std::uint32_t>(entries_.size());
}

const Lexicon::Entry* Lexicon::find(std::string_view folded) const {
  if (slots_.empty()) return nullptr;
  const std::uint64_t hash = hash_of(folded);
  if (((filter_[(hash >> 6U) % filter_.size()] >> (hash % 64)) & 1U) == 0) return nullptr;
  std::size_t slot = hash & (slots_.size() - 1);
  while (slots_[slot] != 0) {
    const Entry& entry = entries_[slots_[slot] - 1];
    if (entry.word == folded) return &entry;
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return nullptr;
}

void Lexicon::rebuild(std::size_t slots) {
  slots_.assign(slots, 0);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::size_t slot = hash_of(entries_[i].word) & (slots - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots - 1);
    slots_[slot] = static_cast<std::uint32_t>(i + 1);
  }
}

std::uint32_t Lexicon::kinds_of(std::string_view word) const {
  if (word.empty() || word.size() > longest_ + 8) return 0;
  std::array<char, kLongestWordBytes> folded;
  const std::size_t length = fold(word, folded);
  if (length == 0) return 0;
  const Entry* entry = find(std::string_view(folded.data(), length));
  return entry == nullptr ? 0 : entry->kinds;
}

}  // namespace broadsheet::sentences
