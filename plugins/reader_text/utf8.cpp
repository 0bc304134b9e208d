// SPDX-License-Identifier: Apache-2.0
#include "utf8.h"

#include <array>
#include <cstring>

namespace broadsheet::text_reader {
namespace {

/// What a lead byte allows: how long the character is and which second bytes may follow (Unicode
/// table 3-7).
struct Lead {
  std::uint32_t length_bytes;  // 0: not a lead byte
  unsigned char second_low;
  unsigned char second_high;
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte < 0xC2) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};  // lower ones would be overlong
  if (byte == 0xED) return {3, 0x80, 0x9F};  // higher ones would be surrogates
  if (byte < 0xF0) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte < 0xF4) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

bool is_ascii_word(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return (word & 0x8080808080808080U) == 0;
}

/// Three bytes with the two continuation bytes that most Han characters have; the lead decides
/// alone.
bool is_plain_three_byte_character(const unsigned char* bytes) {
  return bytes[0] > 0xE0 && bytes[0] < 0xED && (bytes[1] & 0xC0U) == 0x80 &&
         (bytes[2] & 0xC0U) == 0x80;
}

}  // namespace

Decoded decode_utf8(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
  const Lead lead = lead_of(byte(0));
  if (lead.length_bytes == 0) return {kReplacement, 1, false};
  if (lead.length_bytes == 1) return {byte(0), 1, true};
  const std::size_t left = bytes.size() - at;
  char32_t code_point = byte(0) & (0xFFU >> (lead.length_bytes + 1));
  for (std::uint32_t i = 1; i < lead.length_bytes; ++i) {
    const bool continues =
        i < left && (i == 1 ? byte(1) >= lead.second_low && byte(1) <= lead.second_high
                            : (byte(i) & 0xC0U) == 0x80);
    if (!continues) return {kReplacement, i, false};
    code_point = (code_point << 6U) | (byte(i) & 0x3FU);
  }
  return {code_point, lead.length_bytes, true};
}

std::size_t valid_utf8_length(std::string_view bytes) {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t at = 0;
  while (at < bytes.size()) {
    while (at + 8 <= bytes.size() && is_ascii_word(bytes.data() + at)) at += 8;
    while (at + 3 <= bytes.size() && is_plain_three_byte_character(data + at)) at += 3;
    if (at >= bytes.size()) break;
    const Decoded decoded = decode_utf8(bytes, at);
    if (!decoded.is_valid) return at;
    at += decoded.length_bytes;
  }
  return bytes.size();
}

std::uint32_t write_utf8(char* out, char32_t code_point) {
  const auto continuation = [&](unsigned shift) {
    return static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU));
  };
  if (code_point < 0x80) {
    out[0] = static_cast<char>(code_point);
    return 1;
  }
  if (code_point < 0x800) {
    out[0] = static_cast<char>(0xC0U | (code_point >> 6U));
    out[1] = continuation(0);
    return 2;
  }
  if (code_point < 0x10000) {
    out[0] = static_cast<char>(0xE0U | (code_point >> 12U));
    out[1] = continuation(6);
    out[2] = continuation(0);
    return 3;
  }
  out[0] = static_cast<char>(0xF0U | (code_point >> 18U));
  out[1] = continuation(12);
  out[2] = continuation(6);
  out[3] = continuation(0);
  return 4;
}

std::uint32_t append_utf8(std::string& out, char32_t code_point) {
  std::array<char, 4> bytes{};
  const std::uint32_t length = write_utf8(bytes.data(), code_point);
  out.append(bytes.data(), length);
  return length;
}

}  // namespace broadsheet::text_reader
