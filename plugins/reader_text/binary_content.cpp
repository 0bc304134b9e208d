// SPDX-License-Identifier: Apache-2.0
#include "binary_content.h"

#include <algorithm>
#include <array>

#include "utf8.h"

namespace broadsheet::text_reader {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLookedAtCharacters = 65536;

constexpr std::string_view kOtherReader =
    "read it with the reader for this format, or turn it into text first";
constexpr std::string_view kUnpack = "unpack it and read the files inside";
constexpr std::string_view kRecognise = "recognise its text first (OCR), then read the outcome";
constexpr std::string_view kNoDocument = "leave it out of the run: it is not a document";

constexpr auto kFormats = std::to_array<BinaryFormat>({
    {"%PDF-"sv, "a PDF document", kOtherReader},
    {"PK\x03\x04"sv, "a ZIP archive or an office document (DOCX, ODT, EPUB)",
     "unpack it, or save it as plain text"},
    {"\x89PNG\r\n"sv, "a PNG image", kRecognise},
    {"\xFF\xD8\xFF"sv, "a JPEG image", kRecognise},
    {"GIF87a"sv, "a GIF image", kRecognise},
    {"GIF89a"sv, "a GIF image", kRecognise},
    {"II*\0"sv, "a TIFF image", kRecognise},
    {"MM\0*"sv, "a TIFF image", kRecognise},
    {"\0\0\0\x0CjP  "sv, "a JPEG 2000 image", kRecognise},
    {"\x1F\x8B"sv, "a gzip file", kUnpack},
    {"BZh91AY&SY"sv, "a bzip2 file", kUnpack},
    {"\xFD"sv
     "7zXZ\0"sv,
     "an xz file", kUnpack},
    {"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive", kUnpack},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old office document (DOC, XLS)",
     "save it as plain text"},
    {"SQLite format 3\0"sv, "a SQLite database", kNoDocument},
    {"\x7F"sv
     "ELF"sv,
     "a program (ELF)", kNoDocument},
});

bool is_control(char32_t c) {
  return c == kReplacement || c == 0x7F || (c < 0x20 && !(c >= '\t' && c <= '\r'));
}

}  // namespace

const BinaryFormat* find_binary_format(std::string_view bytes) {
  const auto* found =
      std::find_if(kFormats.begin(), kFormats.end(),
                   [&](const BinaryFormat& format) { return bytes.starts_with(format.magic); });
  return found == kFormats.end() ? nullptr : found;
}

ControlShare measure_controls(std::string_view utf8_text) {
  ControlShare share{0, 0};
  for (std::size_t at = 0; at < utf8_text.size() && share.looked_at < kLookedAtCharacters;
       ++share.looked_at) {
    const Decoded decoded = decode_utf8(utf8_text, at);
    share.controls += is_control(decoded.code_point) ? 1 : 0;
    at += decoded.length_bytes;
  }
  return share;
}

}  // namespace broadsheet::text_reader
