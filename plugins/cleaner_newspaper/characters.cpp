// SPDX-License-Identifier: Apache-2.0
#include "characters.hpp"

#include <array>

namespace broadsheet::newspaper {
namespace {

constexpr std::u32string_view kClosing = U"，。、；：！？”’）》」』】〉〕…％‰)]}!?,.;:%·～｝］";
constexpr std::u32string_view kOpening = U"“‘（《「『【〈〔([{｛［";
constexpr std::u32string_view kClosingMarks = U"”’）》」』】〉〕)]}｝］\"'";
constexpr std::u32string_view kStops = U"。！？…!?.";
constexpr std::u32string_view kBullets = U"▶►▷▸■□◆◇●○•★☆◎▲△▼✓✔➢➤◉◼◾▪·";
constexpr std::u32string_view kDashes = U"—–―－─";
// Pairs whose balance tells whether a quotation or bracket is open at a line's end.
constexpr std::u32string_view kPairOpens = U"“（《「(";
constexpr std::u32string_view kPairCloses = U"”）》」)";
// Compressible in a justified Chinese line: marks that leave half of their square empty.
constexpr std::u32string_view kSqueezable = U"，。、；：！？“”‘’（）《》「」『』【】〈〉〔〕";

// Widths of a book roman (Times and its kin) in thousandths of an em, for U+0020 to U+007E.
constexpr std::array<std::uint16_t, 95> kRomanWidths = {
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,  // space to /
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,  // 0 to ?
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,  // @ to O
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,  // P to _
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,  // ` to o
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541};      // p to ~

std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

constexpr bool is_white(char32_t c) {
  if (c < 0x80) return c == U' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F);
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

constexpr bool is_unspaced(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x3040 && c <= 0x30FF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3005 || c == 0x3007;
}

constexpr bool takes_full_square(char32_t c) {
  if (c < 0x2010) return false;
  return is_unspaced(c) || (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF60) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0x2E80 && c <= 0x2FDF) ||
         (c >= 0x2460 && c <= 0x24FF) || (c >= 0x2500 && c <= 0x27BF) || c == 0x2014 ||
         c == 0x2026 || (c >= 0x2018 && c <= 0x201D);
}

constexpr Traits letter_traits(char32_t c) {
  const bool upper = (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
  const bool lower = (c >= U'a' && c <= U'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7);
  const bool latin = upper || lower || (c >= 0x100 && c <= 0x24F);
  return static_cast<Traits>((upper ? trait::kUpper : 0) | (lower ? trait::kLower : 0) |
                             (latin ? trait::kLatin : 0));
}

constexpr Traits range_traits(char32_t c) {
  const bool digit = (c >= U'0' && c <= U'9') || (c >= 0xFF10 && c <= 0xFF19);
  return static_cast<Traits>(letter_traits(c) | (is_white(c) ? trait::kSpace : 0) |
                             (is_unspaced(c) ? trait::kIdeograph : 0) |
                             (takes_full_square(c) ? trait::kFullWidth : 0) |
                             (digit ? trait::kDigit : 0));
}

struct NamedSet {
  std::u32string_view characters;
  Traits traits;
};

constexpr Traits traits_of(Tail tail) { return static_cast<Traits>(tail) << trait::kTailShift; }

constexpr std::array<NamedSet, 19> kSets = {{{kClosing, trait::kClosing},
                                             {kOpening, trait::kOpening},
                                             {kClosingMarks, trait::kClosingMark},
                                             {kStops, trait::kStop},
                                             {kDashes, trait::kDash},
                                             {kBullets, trait::kBullet},
                                             {kSqueezable, trait::kSqueezable},
                                             {kPairOpens, trait::kPairOpens},
                                             {kPairCloses, trait::kPairCloses},
                                             {U"。！？；，", trait::kPause},
                                             {U"。！；", trait::kSentenceEnd},
                                             {U"，", trait::kWideComma},
                                             {U".", trait::kFullStop},
                                             {kStops, traits_of(Tail::stop)},
                                             {U"：:", traits_of(Tail::colon)},
                                             {U"；;", traits_of(Tail::semicolon)},
                                             {U"，、,", traits_of(Tail::comma)},
                                             {kDashes, traits_of(Tail::dash)},
                                             {U"-", traits_of(Tail::hyphen)}}};

// Those from `first` on, into the pages from `page` on.
template <std::size_t kSize>
constexpr void read_pages(char32_t first, std::size_t count, std::size_t page,
                          std::array<Traits, kSize>& table) {
  Traits* const traits = table.data() + page * tables::kPage;
  const std::size_t size = count * tables::kPage;
  for (std::size_t i = 0; i < size; ++i) traits[i] = range_traits(first + static_cast<char32_t>(i));
  for (const NamedSet& set : kSets) {
    for (const char32_t c : set.characters) {
      if (c >= first && c - first < size) traits[c - first] |= set.traits;
    }
  }
}

constexpr std::size_t kLowPages = tables::kLowEnd / tables::kPage;
constexpr char32_t kHangulEnd = 0xD700, kHighBegin = 0xFE00;
constexpr std::size_t kHanPage = kLowPages, kHangulPage = kLowPages + 1, kHighPage = kLowPages + 2;
constexpr std::size_t kNoTraits = 0x04;  // Cyrillic

// The page of a character that none of the tables' pages begins with: these are all alike.
constexpr std::size_t page_of_alike(char32_t first) {
  return range_traits(first) == trait::kHan ? kHanPage : kNoTraits;
}

constexpr bool all_sets_lie_in_tables() {
  for (const NamedSet& set : kSets) {
    for (const char32_t c : set.characters) {
      if (c >= tables::kLowEnd && (c < kHighBegin || c >= tables::kEnd)) return false;
    }
  }
  return true;
}
static_assert(all_sets_lie_in_tables());

}  // namespace

namespace tables {
constexpr std::array<Traits, kPages* kPage> traits = [] {
  std::array<Traits, kPages * kPage> all{};
  read_pages(0, kLowPages, 0, all);
  read_pages(kLowEnd, 1, kHanPage, all);
  read_pages(kHangulEnd, 1, kHangulPage, all);
  read_pages(kHighBegin, 2, kHighPage, all);
  return all;
}();
constexpr std::array<std::uint16_t, kEnd / kPage> pages = [] {
  std::array<std::uint16_t, kEnd / kPage> all{};
  for (std::size_t k = 0; k < all.size(); ++k) {
    const auto first = static_cast<char32_t>(k * kPage);
    std::size_t page = k < kLowPages ? k : page_of_alike(first);
    if (first == kHangulEnd) page = kHangulPage;
    if (first >= kHighBegin) page = kHighPage + (first - kHighBegin) / kPage;
    all[k] = static_cast<std::uint16_t>(page * kPage);
  }
  return all;
}();
constexpr std::array<float, kAsciiEnd> ascii_widths = [] {
  std::array<float, kAsciiEnd> widths{};
  for (std::size_t k = 0; k < kRomanWidths.size(); ++k)
    widths[0x20 + k] = static_cast<float>(kRomanWidths[k]) / 1000.0F;
  widths[0x7F] = 0.5F;
  return widths;
}();
}  // namespace tables

Traits traits_outside_tables(char32_t c) { return range_traits(c); }

char32_t next_rare_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = sequence_length(lead);
  if (length == 1) return static_cast<char32_t>(text[at++]);
  if (length == 0 || at + length > text.size()) {
    ++at;
    return U'\uFFFD';
  }
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0U) != 0x80U) {
      ++at;
      return U'\uFFFD';
    }
    value = (value << 6U) | (byte & 0x3FU);
  }
  at += length;
  return value;
}

float other_width_in_em(char32_t c) {
  if (c == 0x2018 || c == 0x2019) return 0.333F;
  if (c == 0x201C || c == 0x201D) return 0.444F;
  if (is_full_width(c)) return 1.0F;
  if (c == 0x2013 || c == 0xA0) return c == 0xA0 ? 0.25F : 0.5F;
  return c >= 0x1100 ? 1.0F : 0.5F;
}

}  // namespace broadsheet::newspaper
