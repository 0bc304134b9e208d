// SPDX-License-Identifier: Apache-2.0
// What is found by a shortcut is what the long way finds.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "characters.hpp"
#include "cleaner_newspaper_texts.h"
#include "gram_table.hpp"
#include "line_states.hpp"
#include "regimes.hpp"
#include "rows.hpp"
#include "wide_decoder.hpp"

namespace broadsheet::newspaper {
namespace {

// The characters of three bytes that a text begins with, at most eight.
std::u32string wide_at_head(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size() && characters.size() < kDecodedTogether;) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (at - begin != 3) break;
    characters += c;
  }
  return characters;
}

template <typename Decoder>
void expect_wide_at_head(const std::string& text) {
  const std::u32string expected = wide_at_head(text);
  const std::string padded = text + std::string(kWideDecoderPadding, '\0');
  std::u32string decoded(kWideDecoderSlack, U' ');
  const Decoded found = Decoder::decode(padded.data(), decoded.data());
  ASSERT_EQ(found.count, expected.size());
  EXPECT_EQ(decoded.substr(0, found.count), expected);
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_EQ((found.rare >> i & 1U) == 0, expected[i] >= 0x3400 && expected[i] < 0xA000);
  EXPECT_EQ(found.rare >> found.count, 0U);
}

TEST(WideDecoder, StopsWhereTheRunDoes) {
  const std::string wide = "春天的，河面上㐀漂着、薄冰か岸边";
  for (std::size_t begin = 0; 3 * begin <= wide.size(); ++begin) {
    for (std::size_t count = 0; 3 * (begin + count) <= wide.size(); ++count) {
      for (const std::string_view end :
           {"", "，", "a", "か", "é", "\xE4", "\xE4\xB8", "\xE4\x41\x42", "\xE0\x80\x80",
            "\xEF\xBF\xBF", "\xF0\xA0\x80\x80"}) {
        const std::string text = wide.substr(3 * begin, 3 * count) + std::string(end);
        expect_wide_at_head<WideDecoder>(text);
        if (has_avx2()) expect_wide_at_head<WideDecoderOfAvx2>(text);
      }
    }
  }
}

template <typename Decoder>
void expect_spaced_at_head(const std::string& text) {
  const std::string padded = text + std::string(kWideDecoderPadding, '\0');
  std::vector<char32_t> characters(kSpacedTogether);
  const DecodedSpaced found = Decoder::decode_spaced(padded.data(), characters.data());
  for (std::size_t k = 0; k < kSpacedTogether; ++k) {
    std::size_t at = 4 * k;
    const char32_t c = at < text.size() ? next_code_point(text, at) : U'\0';
    const bool is_wide = at == 4 * k + 3;
    EXPECT_EQ((found.wide >> k & 1U) != 0, is_wide) << text;
    EXPECT_EQ((found.spaced >> k & 1U) != 0, padded[4 * k + 3] == ' ') << text;
    if (!is_wide) continue;
    EXPECT_EQ(characters[k], c) << text;
    EXPECT_EQ((found.rare >> k & 1U) == 0, is_han(c)) << text;
  }
}

TEST(WideDecoder, SeesWhereSpacesStandBetween) {
  for (const std::string text : {"春 天 的 河 面 上 漂 着 薄", "春 天 ， 的", "春 天 a",
                                 "春 \xE4\x41\x42 春", "か 〇 。 春 —\t上", ""}) {
    expect_spaced_at_head<WideDecoder>(text);
    if (has_avx2()) expect_spaced_at_head<WideDecoderOfAvx2>(text);
  }
}

// Measures two lines that hold the same but for white space, and compares what their rows say.
void expect_alike(const std::string& line, const std::string& expected_line) {
  const Text text(line + "\n"), expected_text(expected_line + "\n");
  const Page page = measure_page(text.lines, 0, Options{});
  const Page expected_page = measure_page(expected_text.lines, 0, Options{});
  ASSERT_EQ(page.rows.size(), 1U) << line;
  ASSERT_EQ(expected_page.rows.size(), 1U) << line;
  const Row &row = page.rows[0], &expected = expected_page.rows[0];
  ASSERT_EQ(page.row_text(row), expected_page.row_text(expected)) << line;
  EXPECT_EQ(row.has_comma, expected.has_comma) << line;
  EXPECT_EQ(row.width_em, expected.width_em) << line;
  EXPECT_EQ(row.squeeze_em, expected.squeeze_em) << line;
  EXPECT_EQ(row.tail, expected.tail) << line;
  EXPECT_EQ(row.cue, expected.cue) << line;
  EXPECT_EQ(row.quote_balance, expected.quote_balance) << line;
  EXPECT_EQ(page.solid.characters(), expected_page.solid.characters()) << line;
  for (std::size_t at = row.text_begin; at < row.text_end; ++at)
    EXPECT_EQ(page.rare.rare(at) & 1U, is_han(page.text[at]) ? 0U : 1U) << line << " " << at;
}

Row row_of(const std::string& line) {
  const Text text(line + "\n");
  return measure_page(text.lines, 0, Options{}).rows.at(0);
}

// A space behind the line leads the long way.
TEST(Rows, AreReadAlikeWhereLettersAreSpaced) {
  for (const std::string line : {"春 天 的", "春 天 的 河 面 上 漂 着 薄 冰 ， 岸 边 。",
                                 "“ 春 天 ” 来 了", "春 天 a 来", "春 天  来", "春 天 〇 来"}) {
    expect_alike(line, line + " ");
    const Row row = row_of(line), expected = row_of(line + " ");
    EXPECT_EQ(row.is_letter_spaced, expected.is_letter_spaced) << line;
    EXPECT_EQ(row.end_byte, expected.end_byte) << line;
  }
}

TEST(Rows, KnowTheMarksBehindManySpacedLetters) {
  for (const std::size_t count : {63U, 64U, 65U, 100U, 130U})
    expect_alike(repeated("春 ", count) + "， 来 了 。", repeated("春", count) + "，来了。");
}

// A text of few letters is full of runs that stand in it twice. No two letters are neighbours: the
// last one of a run is told but for two bits.
std::u32string random_text(std::size_t size, std::mt19937& random) {
  const std::u32string_view letters = U"春天河，ak 1";
  std::uniform_int_distribution<std::size_t> letter(0, letters.size() - 1);
  std::u32string text;
  for (std::size_t i = 0; i < size; ++i) text += letters[letter(random)];
  return text;
}

TEST(GramTable, MarksWhatStandsInTheTextTwice) {
  constexpr std::size_t kLength = 5;
  std::mt19937 random(3);
  for (const std::size_t size : {0U, 4U, 5U, 90U, 400U, 3000U}) {
    const std::u32string text = random_text(size, random);
    RareCharacters rare;
    rare.reset(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
      const bool counts = has_trait(text[at], trait::kCounted);
      if (!is_han(text[at])) rare.add(at, 1, counts ? 0 : 1);
    }
    SolidText solid;
    solid.read(text, rare);
    std::vector<std::uint8_t> marks;
    GramTable table;
    table.find_runs(text, solid, kLength, marks);
    std::vector<std::uint8_t> expected(text.size());
    const std::u32string_view all = solid.characters();
    for (std::size_t i = 0; i + kLength <= all.size(); ++i) {
      const std::u32string_view run = all.substr(i, kLength);
      const bool is_repeated = all.find(run) != i || all.find(run, i + 1) != all.npos;
      EXPECT_EQ(table.repeated_share(run), is_repeated ? 1.0F : 0.0F);
      EXPECT_EQ(table.places_of(run).size() > 1, is_repeated);
      for (std::size_t at = solid.at()[i]; is_repeated && at <= solid.at()[i + kLength - 1]; ++at)
        expected[at] = 1;
    }
    marks.resize(text.size());
    EXPECT_EQ(marks, expected);
  }
}

// The second decoding keeps what has not changed since the first.
void expect_same_again(const Page& page, const Regimes& first, const Regimes& second) {
  LineEvidence evidence, fresh_evidence;
  LineDecoder decoder, fresh;
  evidence.start(page);
  fresh_evidence.start(page);
  decoder.start(page, evidence);
  fresh.start(page, fresh_evidence);
  evidence.weigh(first, false);
  static_cast<void>(decoder.decode(false));
  evidence.weigh(second, true);
  const LineStates again = decoder.decode(true);
  fresh_evidence.weigh(second, true);
  const LineStates anew = fresh.decode(true);
  EXPECT_TRUE(evidence == fresh_evidence);
  EXPECT_EQ(again.state, anew.state);
  EXPECT_EQ(again.joins_previous, anew.joins_previous);
  EXPECT_EQ(again.margin, anew.margin);
}

TEST(LineDecoder, DecodesAgainAsItDecodesAnew) {
  std::string page_text;
  for (int i = 0; i < 12; ++i) page_text += std::string(kTwoParagraphs) + (i % 3 == 0 ? "\n" : "");
  const Text text(page_text);
  const Page page = measure_page(text.lines, 0, Options{});
  const Regimes regimes = find_regimes(page);
  ASSERT_TRUE(regimes.has_columns);
  std::mt19937 random(5);
  std::uniform_int_distribution<std::size_t> row(0, page.rows.size() - 1);
  expect_same_again(page, regimes, regimes);
  for (int trial = 0; trial < 40; ++trial) {
    Regimes changed = regimes;
    for (int k = 0; k < trial % 9 + 1; ++k) {
      const std::size_t i = row(random);
      changed.measure_em[i] = k % 3 == 0 ? kOpenMeasure : changed.measure_em[i] + 1.0F;
    }
    expect_same_again(page, regimes, changed);
  }
}

}  // namespace
}  // namespace broadsheet::newspaper
