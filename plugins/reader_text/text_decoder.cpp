// SPDX-License-Identifier: Apache-2.0
#include "text_decoder.h"

#include <array>
#include <utility>

namespace broadsheet::text_reader {
namespace {

constexpr bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

char32_t unit16(std::string_view bytes, std::size_t at, bool is_big_endian) {
  const auto first = static_cast<unsigned char>(bytes[at]);
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  return is_big_endian ? (first << 8U) | second : (second << 8U) | first;
}

Decoded decode_utf16(std::string_view bytes, std::size_t at, bool is_big_endian) {
  if (bytes.size() - at < 2) return {kReplacement, 1, false};
  const char32_t unit = unit16(bytes, at, is_big_endian);
  if (is_low_surrogate(unit)) return {kReplacement, 2, false};
  if (!is_high_surrogate(unit)) return {unit, 2, true};
  if (bytes.size() - at < 4) return {kReplacement, 2, false};
  const char32_t low = unit16(bytes, at + 2, is_big_endian);
  if (!is_low_surrogate(low)) return {kReplacement, 2, false};
  return {0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00), 4, true};
}

Decoded decode_utf32(std::string_view bytes, std::size_t at, bool is_big_endian) {
  const std::size_t left = bytes.size() - at;
  if (left < 4) return {kReplacement, static_cast<std::uint32_t>(left), false};
  const char32_t front = unit16(bytes, at, is_big_endian);
  const char32_t back = unit16(bytes, at + 2, is_big_endian);
  const char32_t character = is_big_endian ? (front << 16U) | back : (back << 16U) | front;
  if (character > 0x10FFFF || is_high_surrogate(character) || is_low_surrogate(character)) {
    return {kReplacement, 4, false};
  }
  return {character, 4, true};
}

/// The text in the making: characters come in order, broken ones become U+FFFD.
class TextBuilder {
 public:
  TextBuilder(std::string_view origin, DecodedText& out) : origin_(origin), out_(out) {}

  void add(const Decoded& decoded) {
    if (!decoded.is_valid) note_broken(decoded.length_bytes);
    const std::uint32_t text_bytes =
        write_utf8(pending_.data() + pending_size_, decoded.code_point);
    runs_.add_character(text_bytes, decoded.length_bytes);
    pending_size_ += text_bytes;
    if (pending_size_ + 4 > pending_.size()) flush();
  }
  void add_verbatim(std::string_view bytes) {
    flush();
    out_.text.append(bytes);
    runs_.add_identity(bytes.size());
  }
  void finish() {
    flush();
    out_.runs = runs_.take();
  }

 private:
  void flush() {
    out_.text.append(pending_.data(), pending_size_);
    pending_size_ = 0;
  }
  void note_broken(std::uint32_t length_bytes) {
    if (++out_.broken_count > kRememberedSequences) return;
    out_.broken.push_back({runs_.text_byte(), runs_.origin_byte(),
                           std::string(origin_.substr(runs_.origin_byte(), length_bytes))});
  }

  std::string_view origin_;
  DecodedText& out_;
  EncodingRunBuilder runs_;
  std::array<char, 4096>
      pending_{};  // characters that are not in the text yet; cheaper than one by one
  std::size_t pending_size_ = 0;
};

template <class Decode>
void decode_all(std::string_view bytes, TextBuilder& builder, Decode&& decode) {
  for (std::size_t at = 0; at < bytes.size();) {
    const Decoded decoded = decode(bytes, at);
    builder.add(decoded);
    at += decoded.length_bytes;
  }
}

void decode_broken_utf8(std::string_view bytes, TextBuilder& builder) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t valid = valid_utf8_length(bytes.substr(at));
    builder.add_verbatim(bytes.substr(at, valid));
    at += valid;
    if (at == bytes.size()) return;
    const Decoded broken = decode_utf8(bytes, at);
    builder.add(broken);
    at += broken.length_bytes;
  }
}

void decode_into(std::string_view bytes, Encoding encoding, TextBuilder& builder) {
  const EncodingSpec& spec = spec_of(encoding);
  const bool is_big_endian = spec.is_big_endian;
  switch (spec.kind) {
    case EncodingKind::kUtf8:
      return decode_broken_utf8(bytes, builder);
    case EncodingKind::kUtf16:
      return decode_all(bytes, builder, [=](std::string_view b, std::size_t at) {
        return decode_utf16(b, at, is_big_endian);
      });
    case EncodingKind::kUtf32:
      return decode_all(bytes, builder, [=](std::string_view b, std::size_t at) {
        return decode_utf32(b, at, is_big_endian);
      });
    case EncodingKind::kSingleByte:
    case EncodingKind::kMultiByte: {
      const CodePage& page = CodePage::of(encoding);
      return decode_all(bytes, builder,
                        [&](std::string_view b, std::size_t at) { return page.decode(b, at); });
    }
  }
}

}  // namespace

DecodedText decode_text(std::string_view bytes, Encoding encoding) {
  DecodedText out;
  out.text.reserve(bytes.size() + bytes.size() / 2);
  TextBuilder builder(bytes, out);
  decode_into(bytes, encoding, builder);
  builder.finish();
  return out;
}

DecodedText decode_text(std::string&& bytes, Encoding encoding) {
  if (encoding != Encoding::kUtf8 || valid_utf8_length(bytes) < bytes.size()) {
    return decode_text(std::string_view(bytes), encoding);
  }
  DecodedText out;
  out.text = std::move(bytes);
  EncodingRunBuilder runs;
  runs.add_identity(out.text.size());
  out.runs = runs.take();
  return out;
}

CharacterDecoder::CharacterDecoder(Encoding encoding)
    : spec_(spec_of(encoding)),
      page_(spec_.kind == EncodingKind::kSingleByte || spec_.kind == EncodingKind::kMultiByte
                ? &CodePage::of(encoding)
                : nullptr) {}

Decoded CharacterDecoder::operator()(std::string_view bytes, std::size_t at) const {
  if (page_ != nullptr) return page_->decode(bytes, at);
  if (spec_.kind == EncodingKind::kUtf16) return decode_utf16(bytes, at, spec_.is_big_endian);
  if (spec_.kind == EncodingKind::kUtf32) return decode_utf32(bytes, at, spec_.is_big_endian);
  return decode_utf8(bytes, at);
}

}  // namespace broadsheet::text_reader
