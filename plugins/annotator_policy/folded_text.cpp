// SPDX-License-Identifier: Apache-2.0
#include "folded_text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace broadsheet::policy {
namespace {

constexpr std::size_t kLongestRunBytes = 256;  // of characters that are composed together

const icu::Normalizer2& normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(status);
}

// Characters that folding leaves as they are, and that take no part in composition.
bool is_inert(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x3001 && c <= 0x3020) || (c >= 0x201C && c <= 0x201F) || c == 0x2014;
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
  auto position = static_cast<std::int32_t>(0);
  const std::size_t left = text.size() - at;
  const auto length = static_cast<std::int32_t>(left < 4 ? left : 4);
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(text.data() + at, position, length, c);
  at += static_cast<std::size_t>(position);
  return static_cast<char32_t>(c);
}

char32_t last_code_point(std::string_view text) {
  auto position = static_cast<std::int32_t>(text.size() < 4 ? text.size() : 4);
  UChar32 c = 0;
  if (position == 0) return 0;
  const char* tail = text.data() + text.size() - static_cast<std::size_t>(position);
  U8_PREV_OR_FFFD(reinterpret_cast<const std::uint8_t*>(tail), 0, position, c);
  return static_cast<char32_t>(c);
}

bool is_white_space(char32_t c) {
  return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) : u_isUWhiteSpace(static_cast<UChar32>(c));
}

bool is_unspaced_letter(char32_t c) {
  return c >= 0x80 && u_isalpha(static_cast<UChar32>(c)) && !is_spaced_letter(c);
}

}  // namespace

bool is_spaced_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (is_inert(c) || !u_isalpha(static_cast<UChar32>(c))) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
  return U_SUCCESS(status) && !uscript_breaksBetweenLetters(script);
}

void FoldedText::append(std::string_view bytes, std::size_t begin, std::size_t end) {
  folded_.append(bytes);
  begin_.insert(begin_.end(), bytes.size(), static_cast<std::uint32_t>(begin));
  end_.insert(end_.end(), bytes.size(), static_cast<std::uint32_t>(end));
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
  append(U_SUCCESS(status) ? std::string_view(composed) : text.substr(at, end - at), at, end);
  return end;
}

void FoldedText::assign(std::string_view text) {
  folded_.clear();
  begin_.clear();
  end_.clear();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (is_white_space(c)) {
      std::size_t after = at;
      char32_t next = 0;
      while (after < text.size() && is_white_space(next = next_code_point(text, after))) at = after;
      const bool joins = is_unspaced_letter(next) && !folded_.empty() &&
                         is_unspaced_letter(last_code_point(folded_));
      if (!joins) append(" ", begin, at);
    } else if (is_inert(c)) {
      append(text.substr(begin, at - begin), begin, at);
    } else if (c < 0x80 && (at == text.size() || static_cast<unsigned char>(text[at]) < 0x80)) {
      const char lower = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
      append(std::string_view(&lower, 1), begin, at);
    } else {
      at = append_composed(text, begin);
    }
  }
}

}  // namespace broadsheet::policy
