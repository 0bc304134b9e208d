// SPDX-License-Identifier: Apache-2.0
#include "code_page.h"

#include <unicode/ucnv.h>

#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

namespace broadsheet::text_reader {
namespace {

constexpr unsigned char kEucJpTripleLead = 0x8F;
constexpr std::uint32_t kBmpQuads = 39420;                    // 81 30 81 30 .. 84 31 A4 39
constexpr std::uint32_t kFirstSupplementaryQuad = 189000;     // 90 30 81 30
constexpr std::uint32_t kSupplementaryCharacters = 0x100000;  // U+10000 .. U+10FFFF

/// ICU's answer for one sequence at a time.
class Oracle {
 public:
  explicit Oracle(const char* icu_name) {
    UErrorCode status = U_ZERO_ERROR;
    converter_.reset(ucnv_open(icu_name, &status));
    ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &status);
    if (U_FAILURE(status)) {
      throw std::runtime_error(std::string("the ICU library has no converter '") + icu_name + "'");
    }
  }

  /// The one character that all these bytes mean, or `otherwise`.
  char32_t ask(std::string_view bytes, char32_t otherwise) {
    ucnv_reset(converter_.get());
    UErrorCode status = U_ZERO_ERROR;
    const char* at = bytes.data();
    const char* end = at + bytes.size();
    const UChar32 character = ucnv_getNextUChar(converter_.get(), &at, end, &status);
    if (U_FAILURE(status) || at != end || character == 0xFFFD) return otherwise;
    // A converter may keep a second character back; then the sequence means two.
    ucnv_getNextUChar(converter_.get(), &at, end, &status);
    return status == U_INDEX_OUTOFBOUNDS_ERROR ? static_cast<char32_t>(character) : otherwise;
  }

  bool is_incomplete(std::string_view bytes) {
    ucnv_reset(converter_.get());
    UErrorCode status = U_ZERO_ERROR;
    const char* at = bytes.data();
    ucnv_getNextUChar(converter_.get(), &at, at + bytes.size(), &status);
    return status == U_TRUNCATED_CHAR_FOUND;
  }

 private:
  struct Closer {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  std::unique_ptr<UConverter, Closer> converter_;
};

bool is_private_use(char32_t c) { return c >= 0xE000 && c <= 0xF8FF; }

std::string bytes_of(std::initializer_list<std::uint32_t> values) {
  std::string bytes;
  for (const std::uint32_t value : values) bytes.push_back(static_cast<char>(value));
  return bytes;
}

std::uint32_t quad_number(std::string_view quad) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(quad[i]); };
  return (((byte(0) - 0x81U) * 10 + (byte(1) - 0x30U)) * 126 + (byte(2) - 0x81U)) * 10 +
         (byte(3) - 0x30U);
}

bool is_quad(std::string_view bytes, std::size_t at) {
  const auto is_within = [&](std::size_t i, unsigned char low, unsigned char high) {
    const auto byte = static_cast<unsigned char>(bytes[at + i]);
    return byte >= low && byte <= high;
  };
  return bytes.size() - at >= 4 && is_within(0, 0x81, 0xFE) && is_within(1, 0x30, 0x39) &&
         is_within(2, 0x81, 0xFE) && is_within(3, 0x30, 0x39);
}

}  // namespace

CodePage::CodePage(Encoding encoding) : singles_() {
  const EncodingSpec& spec = spec_of(encoding);
  Oracle oracle(spec.icu_name);
  const bool is_multi_byte = spec.kind == EncodingKind::kMultiByte;
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    const std::string bytes = bytes_of({byte});
    char32_t character = byte < 0x80 ? byte : oracle.ask(bytes, kNone);
    // Converters of multi-byte encodings pass unused bytes on as control or private characters.
    const bool is_filler = byte >= 0x80 && (character < 0xA1 || is_private_use(character));
    if (is_multi_byte && is_filler) character = kNone;
    singles_[byte] = is_multi_byte && oracle.is_incomplete(bytes) ? kLead : character;
  }
  if (is_multi_byte) ask_pairs(spec.icu_name);
  if (encoding == Encoding::kBig5) complete_big5();
  if (encoding == Encoding::kEucJp) ask_triples(spec.icu_name);
  if (encoding == Encoding::kGb18030) ask_quads(spec.icu_name);
}

void CodePage::ask_pairs(const char* icu_name) {
  Oracle oracle(icu_name);
  pairs_.assign(0x10000, kNone);
  for (std::uint32_t lead = 0x80; lead < 0x100; ++lead) {
    if (singles_[lead] != kLead) continue;
    for (std::uint32_t trail = 0x30; trail < 0x100; ++trail) {
      pairs_[(lead << 8U) | trail] = oracle.ask(bytes_of({lead, trail}), kNone);
    }
  }
}

/// Hong Kong's supplementary characters, where Big5 itself has none or a private one.
void CodePage::complete_big5() {
  Oracle oracle("ibm-1375_P100-2008");
  for (std::uint32_t lead = 0x81; lead < 0xFF; ++lead) {
    for (std::uint32_t trail = 0x40; trail < 0xFF; ++trail) {
      char32_t& pair = pairs_[(lead << 8U) | trail];
      if (pair != kNone && !is_private_use(pair)) continue;
      const char32_t character = oracle.ask(bytes_of({lead, trail}), kNone);
      if (character == kNone || is_private_use(character)) continue;
      pair = character;
      singles_[lead] = kLead;
    }
  }
}

void CodePage::ask_triples(const char* icu_name) {
  Oracle oracle(icu_name);
  triples_.assign(0x10000, kNone);
  for (std::uint32_t second = 0xA1; second < 0xFF; ++second) {
    for (std::uint32_t third = 0xA1; third < 0xFF; ++third) {
      triples_[(second << 8U) | third] =
          oracle.ask(bytes_of({kEucJpTripleLead, second, third}), kNone);
    }
  }
}

void CodePage::ask_quads(const char* icu_name) {
  Oracle oracle(icu_name);
  quads_.reserve(kBmpQuads);
  for (std::uint32_t number = 0; number < kBmpQuads; ++number) {
    quads_.push_back(oracle.ask(bytes_of({0x81 + number / 12600, 0x30 + number / 1260 % 10,
                                          0x81 + number / 10 % 126, 0x30 + number % 10}),
                                kNone));
  }
}

Decoded CodePage::decode_quad(std::string_view bytes, std::size_t at) const {
  const Decoded broken{kReplacement, 1, false};
  if (!is_quad(bytes, at)) return broken;
  const std::uint32_t number = quad_number(bytes.substr(at, 4));
  if (number < quads_.size())
    return quads_[number] == kNone ? broken : Decoded{quads_[number], 4, true};
  const std::uint32_t above = number - kFirstSupplementaryQuad;
  if (number < kFirstSupplementaryQuad || above >= kSupplementaryCharacters) return broken;
  return {0x10000 + above, 4, true};
}

Decoded CodePage::decode_rare(std::string_view bytes, std::size_t at) const {
  const std::size_t left = bytes.size() - at;
  if (left < 2) return {kReplacement, 1, false};
  const auto lead = static_cast<unsigned char>(bytes[at]);
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  if (!quads_.empty() && second >= 0x30 && second <= 0x39) return decode_quad(bytes, at);
  if (!triples_.empty() && lead == kEucJpTripleLead && left >= 3) {
    const auto third = static_cast<unsigned char>(bytes[at + 2]);
    const char32_t triple = triples_[(static_cast<std::size_t>(second) << 8U) | third];
    if (triple != kNone) return {triple, 3, true};
  }
  return {kReplacement, second < 0x80 ? 1U : 2U, false};
}

const CodePage& CodePage::of(Encoding encoding) {
  // A cache of what never changes; the lock is for filling it.
  static std::mutex mutex;
  static std::map<Encoding, std::unique_ptr<const CodePage>> pages;
  const std::lock_guard lock(mutex);
  std::unique_ptr<const CodePage>& page = pages[encoding];
  if (page == nullptr) page = std::make_unique<const CodePage>(encoding);
  return *page;
}

}  // namespace broadsheet::text_reader
