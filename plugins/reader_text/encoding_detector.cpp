// SPDX-License-Identifier: Apache-2.0
#include "encoding_detector.h"

#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "binary_content.h"
#include "frequent_characters.h"
#include "text_decoder.h"
#include "utf8.h"

namespace broadsheet::text_reader {
namespace {

constexpr std::size_t kZeroSampleBytes = 65536;
constexpr std::size_t kSampleBytes = 65536;
constexpr std::size_t kIcuSampleBytes = 8192;
constexpr std::size_t kSearchedBytes = 4U << 20U;  // where the sample is gathered from
constexpr double kLeastFrequentShare = 0.15;       // of a multi-byte encoding's characters above 7F
constexpr double kMostBrokenShare = 0.02;
constexpr std::uint32_t kGuessConfidence = 10;

bool is_above_ascii(char byte) { return static_cast<unsigned char>(byte) >= 0x80; }

bool is_ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// What a sample is like when it is read in some encoding.
struct Outcome {
  std::size_t above_ascii = 0;
  std::size_t frequent = 0;  // of above_ascii
  std::size_t broken = 0;
  std::size_t behind_letter = 0;  // of above_ascii: directly behind an ASCII letter, as in "café"

  double frequent_share() const {
    return static_cast<double>(frequent) /
           static_cast<double>(std::max<std::size_t>(1, above_ascii));
  }
  double broken_share() const {
    return static_cast<double>(broken) /
           static_cast<double>(std::max<std::size_t>(1, above_ascii + broken));
  }
};

/// A sample ends anywhere, so a sequence that it cuts is not held against the encoding.
Outcome read_sample(std::string_view sample, Encoding encoding) {
  Outcome outcome;
  const CharacterDecoder decode(encoding);
  char32_t previous = 0;
  for (std::size_t at = 0; at < sample.size();) {
    const Decoded decoded = decode(sample, at);
    const bool is_cut = !decoded.is_valid && sample.size() - at < 4;
    at += decoded.length_bytes;
    if (is_cut) continue;
    if (!decoded.is_valid) ++outcome.broken;
    if (decoded.is_valid && decoded.code_point >= 0x80) {
      ++outcome.above_ascii;
      outcome.frequent += is_frequent_character(decoded.code_point, encoding) ? 1 : 0;
      outcome.behind_letter += is_ascii_letter(previous) ? 1 : 0;
    }
    previous = decoded.code_point;
  }
  return outcome;
}

/// Lines with bytes above 7F, up to kSampleBytes. No multi-byte encoding has a line feed inside a
/// character.
std::string gather_sample(std::string_view bytes) {
  std::string sample;
  const std::string_view searched = bytes.substr(0, kSearchedBytes);
  for (std::size_t begin = 0; begin < searched.size() && sample.size() < kSampleBytes;) {
    const std::size_t end = std::min(searched.find('\n', begin), searched.size() - 1) + 1;
    const std::string_view line = searched.substr(begin, end - begin);
    if (std::any_of(line.begin(), line.end(), is_above_ascii)) sample.append(line);
    begin = end;
  }
  sample.resize(std::min(sample.size(), kSampleBytes));
  return sample;
}

/// Which of each four bytes are zero, as counts.
struct ZeroPattern {
  std::array<std::size_t, 4> zeros{};
  std::size_t quarter;  // how many bytes stand at each of the four places

  explicit ZeroPattern(std::string_view sample) : quarter(sample.size() / 4) {
    for (std::size_t i = 0; i < quarter * 4; ++i) zeros[i % 4] += sample[i] == '\0' ? 1 : 0;
  }
  double share(std::size_t place) const {
    return static_cast<double>(zeros[place]) / static_cast<double>(quarter);
  }
};

bool is_frequent_in_east_asia(char32_t character) {
  return is_frequent_character(character, Encoding::kGb18030) ||
         is_frequent_character(character, Encoding::kShiftJis) ||
         is_frequent_character(character, Encoding::kEucKr);
}

/// Text in UTF-16 that has few zero halves or none, as Russian and Chinese: frequent characters of
/// Chinese, Japanese or Korean are frequent; or, where there are zeros, two blocks of 256
/// characters hold most. Zeros do not tell the order of bytes here: U+4E00 and U+AC00 have theirs
/// on the other side.
bool is_like_utf16(std::string_view sample, Encoding encoding, bool has_zeros) {
  if (measure_controls(decode_text(sample, encoding).text).is_binary()) return false;
  std::map<char32_t, std::size_t> blocks;
  std::size_t frequent = 0;
  std::size_t all = 0;
  const CharacterDecoder decode(encoding);
  for (std::size_t at = 0; at < sample.size(); ++all) {
    const Decoded decoded = decode(sample, at);
    at += decoded.length_bytes;
    ++blocks[decoded.code_point >> 8U];
    frequent += is_frequent_in_east_asia(decoded.code_point) ? 1 : 0;
  }
  if (frequent >= 3 && 100 * frequent >= 15 * all) return true;
  std::vector<std::size_t> counts = {0, 0};
  for (const auto& [block, count] : blocks) counts.push_back(count);
  std::partial_sort(counts.begin(), counts.begin() + 2, counts.end(), std::greater<>());
  return has_zeros && 10 * (counts[0] + counts[1]) >= 8 * all;
}

std::optional<Encoding> find_wide_encoding(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, std::min(bytes.size(), kZeroSampleBytes));
  const ZeroPattern pattern(sample);
  const bool has_zeros = sample.find('\0') != std::string_view::npos;
  const bool is_utf8 = valid_utf8_length(sample) + 4 > sample.size();  // its end may be cut
  if (pattern.quarter == 0 || (!has_zeros && is_utf8)) return std::nullopt;
  if (pattern.share(3) == 1 && pattern.share(2) > 0.9 && pattern.share(0) < 0.1)
    return Encoding::kUtf32Le;
  if (pattern.share(0) == 1 && pattern.share(1) > 0.9 && pattern.share(3) < 0.1)
    return Encoding::kUtf32Be;

  const double even = (pattern.share(0) + pattern.share(2)) / 2;
  const double odd = (pattern.share(1) + pattern.share(3)) / 2;
  const auto is_unbroken = [&](Encoding encoding) {
    return sample.size() % 2 == 0 && read_sample(sample, encoding).broken == 0;
  };
  if (odd >= 0.4 && odd > 10 * even && is_unbroken(Encoding::kUtf16Le)) return Encoding::kUtf16Le;
  if (even >= 0.4 && even > 10 * odd && is_unbroken(Encoding::kUtf16Be)) return Encoding::kUtf16Be;
  if (is_utf8 && !measure_controls(sample).is_binary()) return std::nullopt;
  for (const Encoding encoding : {Encoding::kUtf16Le, Encoding::kUtf16Be}) {
    if (is_unbroken(encoding) && is_like_utf16(sample, encoding, has_zeros)) return encoding;
  }
  return std::nullopt;
}

/// UTF-8 in which a scanner, an editor or a bad cut broke some characters: other encodings hardly
/// ever form one.
bool is_damaged_utf8(std::string_view sample) {
  const Outcome outcome = read_sample(sample, Encoding::kUtf8);
  return outcome.above_ascii > 0 && outcome.above_ascii >= 4 * outcome.broken;
}

std::optional<DetectedEncoding> find_multi_byte_encoding(std::string_view sample) {
  std::optional<DetectedEncoding> best;
  double best_share = 0;
  for (const Encoding encoding : {Encoding::kGb18030, Encoding::kBig5, Encoding::kShiftJis,
                                  Encoding::kEucJp, Encoding::kEucKr}) {
    const Outcome outcome = read_sample(sample, encoding);
    const double share = outcome.frequent_share() - outcome.broken_share();
    if (outcome.broken_share() > kMostBrokenShare || share < kLeastFrequentShare ||
        share <= best_share)
      continue;
    // In Latin text, bytes above 7F stand alone inside words.
    if (outcome.above_ascii < 3 || 2 * outcome.behind_letter > outcome.above_ascii) continue;
    // A word or two prove little, however frequent their characters are.
    const double size_factor = std::min(1.0, static_cast<double>(outcome.above_ascii) / 20);
    const double confidence = std::min(0.95, 0.4 + 1.8 * share) * (0.5 + 0.5 * size_factor) * 100;
    best = DetectedEncoding{encoding, static_cast<std::uint32_t>(confidence)};
    best_share = share;
  }
  return best;
}

struct DetectorCloser {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

bool has_c1_bytes(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(),
                     [](char byte) { return (static_cast<unsigned char>(byte) & 0xE0U) == 0x80; });
}

/// ICU looks at 8 KB for bytes 80..9F, which only Windows' encodings use; the input may have them
/// later.
Encoding with_windows_characters(Encoding encoding, std::string_view bytes) {
  constexpr std::array<std::array<std::string_view, 2>, 5> kCounterparts{
      {{"ISO-8859-2", "Windows-1250"},
       {"ISO-8859-7", "Windows-1253"},
       {"ISO-8859-8", "Windows-1255"},
       {"ISO-8859-9", "Windows-1254"},
       {"ISO-8859-6", "Windows-1256"}}};
  const std::string_view name = spec_of(encoding).name;
  // Windows-1252 has all that ISO-8859-1 prints.
  if (name == "ISO-8859-1") return Encoding::kWindows1252;
  if (!has_c1_bytes(bytes)) return encoding;
  for (const auto& [iso, windows] : kCounterparts) {
    if (name == iso) return *find_encoding(windows);
  }
  return encoding;
}

std::optional<DetectedEncoding> find_single_byte_encoding(std::string_view sample,
                                                          std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, DetectorCloser> detector(ucsdet_open(&status));
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status)) return std::nullopt;
  for (int32_t i = 0; i < count; ++i) {
    std::string_view name = ucsdet_getName(matches[i], &status);
    if (name.ends_with("-I"))
      name.remove_suffix(2);  // Hebrew in logical order: all that is written today
    const std::optional<Encoding> encoding = find_encoding(name);
    if (!encoding || spec_of(*encoding).kind != EncodingKind::kSingleByte) continue;
    const Encoding chosen = with_windows_characters(*encoding, bytes);
    if (read_sample(sample, chosen).broken_share() > kMostBrokenShare) continue;
    const auto confidence = static_cast<std::uint32_t>(ucsdet_getConfidence(matches[i], &status));
    if (confidence > kGuessConfidence) return DetectedEncoding{chosen, confidence};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Encoding> find_byte_order_mark(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return Encoding::kUtf8;
  if (bytes.starts_with("\x84\x31\x95\x33"sv)) return Encoding::kGb18030;
  if (bytes.starts_with("\x00\x00\xFE\xFF"sv)) return Encoding::kUtf32Be;
  // FF FE 00 00 could also be a UTF-16 text that begins with NUL; no text does.
  if (bytes.starts_with("\xFF\xFE\x00\x00"sv)) return Encoding::kUtf32Le;
  if (bytes.starts_with("\xFF\xFE"sv)) return Encoding::kUtf16Le;
  if (bytes.starts_with("\xFE\xFF"sv)) return Encoding::kUtf16Be;
  return std::nullopt;
}

DetectedEncoding detect_encoding(std::string_view bytes) {
  if (const auto marked = find_byte_order_mark(bytes)) return {*marked, 100};
  if (const auto wide = find_wide_encoding(bytes)) return {*wide, 90};
  if (valid_utf8_length(bytes) == bytes.size()) return {Encoding::kUtf8, 100};
  const std::string sample = gather_sample(bytes);
  if (is_damaged_utf8(sample)) return {Encoding::kUtf8, 80};
  if (const auto multi_byte = find_multi_byte_encoding(sample)) return *multi_byte;
  // ICU knows languages also by what is ASCII, and looks at so much; of longer inputs it gets the
  // telling lines.
  const std::string_view for_icu =
      bytes.size() <= kIcuSampleBytes ? bytes : std::string_view(sample);
  if (const auto single_byte = find_single_byte_encoding(for_icu, bytes)) return *single_byte;
  return {Encoding::kWindows1252, kGuessConfidence};
}

}  // namespace broadsheet::text_reader
