// SPDX-License-Identifier: Apache-2.0
#include "plain_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "binary_content.h"
#include "encoding_detector.h"
#include "text_decoder.h"

namespace broadsheet::text_reader {
namespace {

constexpr std::uint32_t kDoubtfulConfidence = 50;
constexpr std::string_view kNameEncoding =
    "if this is text, name its encoding in the config: options: { encoding: ... }";

struct ChosenEncoding {
  Encoding encoding;
  std::uint32_t confidence;
  std::vector<Diagnostic> diagnostics;
};

/// Nothing to say where there was nothing to choose.
std::vector<Diagnostic> describe_detection(const DetectedEncoding& detected) {
  if (detected.confidence == 100) return {};
  const bool is_doubtful = detected.confidence < kDoubtfulConfidence;
  const std::string message = "encoding detected as " +
                              std::string(spec_of(detected.encoding).name) + ", confidence " +
                              std::to_string(detected.confidence) + " of 100";
  const std::string help =
      is_doubtful ? "where it is wrong, name it: options: { encoding: ... }" : "";
  return {{is_doubtful, "encoding-detected", message, help, kNoPlace, kNoPlace}};
}

ChosenEncoding choose_encoding(std::string_view bytes, std::optional<Encoding> declared) {
  if (!declared) {
    const DetectedEncoding detected = detect_encoding(bytes);
    return {detected.encoding, detected.confidence, describe_detection(detected)};
  }
  const std::optional<Encoding> marked = find_byte_order_mark(bytes);
  if (!marked || marked == declared) return {*declared, 100, {}};
  const std::string message = "the file begins with the byte order mark of " +
                              std::string(spec_of(*marked).name) + ", but option 'encoding' says " +
                              std::string(spec_of(*declared).name);
  return {*marked, 100, {{true, "encoding-mark", message, "the mark was followed", 0, 0}}};
}

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = bytes.size() == 1 ? "byte" : "bytes";
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    out.append({' ', kDigits[value >> 4U], kDigits[value & 15U]});
  }
  return out;
}

void describe_broken(const DecodedText& decoded, std::string_view encoding,
                     std::vector<Diagnostic>& out) {
  constexpr std::string_view kHelp =
      "U+FFFD stands for what is broken; where there is much of it, name the right encoding";
  for (const BrokenSequence& broken : decoded.broken) {
    out.push_back({true, "undecodable-bytes",
                   hexadecimal(broken.origin_bytes) + " at offset " +
                       std::to_string(broken.origin_begin_byte) + " not valid in " +
                       std::string(encoding),
                   std::string(kHelp), broken.text_begin_byte, broken.text_begin_byte + 3});
  }
  const std::uint64_t others = decoded.broken_count - decoded.broken.size();
  if (others == 0) return;
  out.push_back({true, "undecodable-bytes",
                 std::to_string(others) + " more places not valid in " + std::string(encoding) +
                     ", " + std::to_string(decoded.broken_count) + " in all",
                 std::string(kHelp), kNoPlace, kNoPlace});
}

Refusal refuse_binary(const ControlShare& share) {
  return {"expected text, found what looks like binary data: " + std::to_string(share.controls) +
              " of the first " + std::to_string(share.looked_at) +
              " characters are control or undecodable characters",
          std::string(kNameEncoding)};
}

bool has_text_extension(std::string_view name) {
  std::string end(name.substr(name.size() - std::min<std::size_t>(name.size(), 5)));
  std::transform(end.begin(), end.end(), end.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return end.ends_with(".txt") || end == ".text";
}

/// Text that is written for programs: another reader's.
bool is_markup(std::string_view bytes) {
  constexpr std::array<std::string_view, 5> kBeginnings = {"<?xml", "<!DOCTYPE", "<html", "{\"",
                                                           "{\\rtf"};
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view beginning) { return bytes.starts_with(beginning); });
}

}  // namespace

std::optional<Refusal> check_size(std::uint64_t size_bytes, std::uint64_t max_bytes) {
  if (size_bytes == 0)
    return Refusal{"the file is empty", "leave it out of the run, or fetch it again"};
  if (size_bytes <= max_bytes) return std::nullopt;
  return Refusal{
      "the file has " + std::to_string(size_bytes) +
          " bytes, more than option 'max_bytes' allows: " + std::to_string(max_bytes),
      "split the file, or allow more: options: { max_bytes: " + std::to_string(size_bytes) + " }"};
}

std::variant<PlainText, Refusal> read_plain_text(std::string bytes,
                                                 std::optional<Encoding> declared) {
  if (const auto refusal = check_size(bytes.size(), bytes.size())) return *refusal;
  if (const BinaryFormat* format = find_binary_format(bytes)) {
    return Refusal{"expected text, found " + std::string(format->description),
                   std::string(format->remedy)};
  }
  ChosenEncoding chosen = choose_encoding(bytes, declared);
  DecodedText decoded = decode_text(std::move(bytes), chosen.encoding);
  const ControlShare share = measure_controls(decoded.text);
  if (share.is_binary(chosen.confidence < kDoubtfulConfidence)) return refuse_binary(share);

  PlainText out;
  out.encoding = spec_of(chosen.encoding).name;
  out.confidence = chosen.confidence;
  out.diagnostics = std::move(chosen.diagnostics);
  describe_broken(decoded, out.encoding, out.diagnostics);
  out.text = std::move(decoded.text);
  out.runs = std::move(decoded.runs);
  out.lines = split_lines(out.text);
  return out;
}

std::uint32_t probe_plain_text(std::string_view name, std::string_view first_bytes) {
  if (first_bytes.empty()) return 0;
  // Whatever is in it: reading says better than this function why a .txt is no text.
  if (has_text_extension(name)) return 90;
  if (find_binary_format(first_bytes) != nullptr || is_markup(first_bytes)) return 0;
  const DetectedEncoding detected = detect_encoding(first_bytes);
  const ControlShare share = measure_controls(decode_text(first_bytes, detected.encoding).text);
  return share.is_binary(detected.confidence < kDoubtfulConfidence) ? 0 : 30;
}

}  // namespace broadsheet::text_reader
