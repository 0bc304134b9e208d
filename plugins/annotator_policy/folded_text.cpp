// SPDX-License-Identifier: Apache-2.0
#include "folded_text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "character_class.h"

namespace broadsheet::policy {
namespace {

constexpr std::size_t kLongestRunBytes = 256;  // of characters that are composed together
constexpr char32_t kFullWidthToAscii = 0xFF01 - '!';

const icu::Normalizer2& normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(status);
}

char32_t last_code_point(std::string_view text) {
  auto position = static_cast<std::int32_t>(text.size() < 4 ? text.size() : 4);
  UChar32 c = 0;
  if (position == 0) return 0;
  const char* tail = text.data() + text.size() - static_cast<std::size_t>(position);
  U8_PREV_OR_FFFD(reinterpret_cast<const std::uint8_t*>(tail), 0, position, c);
  return static_cast<char32_t>(c);
}

char lower(char32_t ascii) {
  return static_cast<char>(ascii >= 'A' && ascii <= 'Z' ? ascii + 32 : ascii);
}

// True where what stands at `at` cannot be composed with the character before.
bool stands_alone(std::string_view text, std::size_t at, const CharacterClasses& classes) {
  if (at >= text.size() || static_cast<unsigned char>(text[at]) < 0x80) return true;
  return (classes.of(next_code_point(text, at)) & (kInert | kFullWidth)) != 0;
}

}  // namespace

bool is_spaced_letter(char32_t c) { return (CharacterClasses::get().of(c) & kSpacedLetter) != 0; }

void FoldedText::make_room(std::size_t bytes) {
  if (size_ + bytes <= folded_.size()) return;
  const std::size_t room = std::max(size_ + bytes, 2 * folded_.size());
  folded_.resize(room);
  begin_.resize(room);
  end_.resize(room);
}

// There has to be room.
inline void FoldedText::append(std::string_view bytes, std::size_t begin, std::size_t end) {
  for (const char byte : bytes) {
    folded_[size_] = byte;
    begin_[size_] = static_cast<std::uint32_t>(begin);
    end_[size_] = static_cast<std::uint32_t>(end);
    ++size_;
  }
}

// Folds the run of characters from `at` that are normalised together; the place after it.
std::size_t FoldedText::append_composed(std::string_view text, std::size_t at) {
  const icu::Normalizer2& folding = normalizer();
  std::size_t end = at;
  next_code_point(text, end);
  while (end < text.size() && end - at < kLongestRunBytes) {
    std::size_t after = end;
    if (folding.hasBoundaryBefore(static_cast<UChar32>(next_code_point(text, after)))) break;
    end = after;
  }
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  UErrorCode status = U_ZERO_ERROR;
  folding.normalizeUTF8(0, icu::StringPiece(text.data() + at, static_cast<std::int32_t>(end - at)),
                        sink, nullptr, status);
  const std::string_view bytes =
      U_SUCCESS(status) ? std::string_view(composed) : text.substr(at, end - at);
  make_room(bytes.size() + (text.size() - end));
  append(bytes, at, end);
  return end;
}

// White space from `begin` on, its first character read; the place after it.
std::size_t FoldedText::append_space(std::string_view text, std::size_t begin, std::size_t at) {
  const CharacterClasses& classes = CharacterClasses::get();
  char32_t next = 0;
  for (std::size_t after = at; after < text.size(); at = after) {
    next = next_code_point(text, after);
    if ((classes.of(next) & kSpace) == 0) break;
  }
  const bool joins = size_ > 0 && (classes.of(next) & kUnspacedLetter) != 0 &&
                     (classes.of(last_code_point(this->text())) & kUnspacedLetter) != 0;
  if (!joins) append(" ", begin, at);
  return at;
}

void FoldedText::assign(std::string_view text) {
  const CharacterClasses& classes = CharacterClasses::get();
  size_ = 0;
  make_room(text.size());  // no step but composing writes more than it reads
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    const std::uint8_t kind = classes.of(c);
    if ((kind & kSpace) != 0) {
      at = append_space(text, begin, at);
    } else if ((kind & kInert) != 0) {
      append(text.substr(begin, at - begin), begin, at);
    } else if ((kind & kFullWidth) != 0 && stands_alone(text, at, classes)) {
      const char ascii = lower(c - kFullWidthToAscii);
      append({&ascii, 1}, begin, at);
    } else if (c < 0x80 && stands_alone(text, at, classes)) {
      const char ascii = lower(c);
      append({&ascii, 1}, begin, at);
    } else {
      at = append_composed(text, begin);
    }
  }
}

}  // namespace broadsheet::policy
