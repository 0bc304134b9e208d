// SPDX-License-Identifier: Apache-2.0
// Properties of the splitter that hold for any text: every character in one sentence, no
// allocation, linear time.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <random>
#include <string>
#include <vector>

#include "annotator_sentences_scoring.h"

namespace {
std::size_t allocation_count = 0;
}

[[gnu::noinline]] void* operator new(std::size_t bytes) {
  ++allocation_count;
  if (void* memory = std::malloc(bytes); memory != nullptr) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace broadsheet::sentences {
namespace {

// White space as the layer of sentences understands it.
bool is_blank(std::string_view text) { return skip_spaces(text, 0) == text.size(); }

void expect_partition(const std::string& text, const Options& options) {
  const std::vector<Sentence> sentences = split(text, options);
  std::size_t end = 0;
  for (const Sentence& sentence : sentences) {
    ASSERT_LE(end, sentence.begin_byte);
    ASSERT_LT(sentence.begin_byte, sentence.end_byte);
    ASSERT_TRUE(is_blank(std::string_view(text).substr(end, sentence.begin_byte - end)));
    const std::string_view own =
        std::string_view(text).substr(sentence.begin_byte, sentence.end_byte - sentence.begin_byte);
    ASSERT_FALSE(is_space(code_point_at(own, 0).value));
    ASSERT_FALSE(is_space(code_point_before(own, own.size()).value));
    end = sentence.end_byte;
  }
  ASSERT_LE(end, text.size());
  ASSERT_TRUE(is_blank(std::string_view(text).substr(end)));
}

TEST(Split, PutsEveryCharacterInExactlyOneSentence) {
  const std::vector<std::string> pieces{
      "。", "！", "？",   "”",   "“", "「", "」",   "（",   "）",  "《",   "》", "……",
      "——", "；", "：",   "，",  ".", "!",  "?",    "\"",   "'",   "(",    ")",  "[1]",
      "①",  "②",  "1.",   "a)",  " ", "\n", "\n\n", "U.S.", "Mr.", "said", "He", "说",
      "的", "他", "Inc.", "3.5", "…", "•",  "。」", "ครับ",  "।",   "؟"};
  std::mt19937 random(3);
  const std::vector<std::string> languages{"auto", "en", "zh", "de", "th", "hy", "el", "xx"};
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (std::size_t i = random() % 40; i > 0; --i) text += pieces[random() % pieces.size()];
    Options options = in_language(languages[random() % languages.size()]);
    options.quotes = random() % 2 == 0 ? Quotes::kSplit : Quotes::kKeep;
    options.clauses = random() % 2 == 0;
    ASSERT_NO_FATAL_FAILURE(expect_partition(text, options)) << text;
  }
}

TEST(Split, TakesAnyBytes) {
  std::mt19937 random(5);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 120, '\0');
    for (char& byte : bytes)
      byte = static_cast<char>(random() % 3 == 0 ? ".\"'(\n!?\xE2\x80\x9D"[random() % 10]
                                                 : static_cast<char>(random()));
    ASSERT_NO_FATAL_FAILURE(expect_partition(bytes, {}));
  }
}

TEST(Split, GivesTheSameResultEachTime) {
  const std::string text = "“水退了！”孩子们喊道。 He came at 6 p.m. Mr. Hale left. “A! B!” 他说。";
  EXPECT_EQ(marked(text, {}), marked(text, {}));
}

TEST(Split, FiltersTheSameBoundariesByQuotesAndClauses) {
  const std::string text =
      "他说：“路通了；我们等了三代人。往后不用肩挑了。”说完，他走了——很远。 “We ran. We hid,” she "
      "said.";
  Options clauses;
  clauses.clauses = true;
  std::vector<std::size_t> without_clauses, plain;
  for (const Sentence& sentence : split(text, clauses)) {
    if ((sentence.marks & kClause) == 0) without_clauses.push_back(sentence.end_byte);
  }
  for (const Sentence& sentence : split(text, {})) plain.push_back(sentence.end_byte);
  EXPECT_EQ(without_clauses, plain);
  Options keep;
  keep.quotes = Quotes::kKeep;
  std::vector<std::size_t> outside, kept;
  for (const Sentence& sentence : split(text, {})) {
    if ((sentence.marks & kInnerQuote) == 0) outside.push_back(sentence.end_byte);
  }
  for (const Sentence& sentence : split(text, keep)) kept.push_back(sentence.end_byte);
  EXPECT_EQ(outside, kept);
}

TEST(Split, LetsNoQuoteOrBracketOutOfItsParagraph) {
  const std::string tail = "老人说：“走。快走。”大家走了。 He left (late). “Go!” he said.";
  const std::string alone = marked(tail, in_language("zh"));
  for (const char* head : {"“", "（", "「『“‘", "\"", "(", "'", "《", "[[["}) {
    const std::string together = marked(std::string(head) + "开头\n\n" + tail, in_language("zh"));
    EXPECT_TRUE(together.ends_with("|" + alone)) << together;
  }
}

// The result's array is the caller's; nothing else is asked for.
TEST(Split, AllocatesNothing) {
  std::string text;
  for (int i = 0; i < 200; ++i) {
    text +=
        "“水退了！”孩子们喊道。①网上预约。②核验。（完）工程（含1.3亿元）到位。\n\n"
        "At 5 a.m. Mr. Smith said, “Go! Run!” It's 3.5 km (about 2 mi.) away... Was it the U.S.? "
        "Der 12. Mai, z. B. am Abend.\n\n";
  }
  std::vector<Sentence> found;
  const Options detected, german = in_language("de");
  split(text, detected, found);
  found.reserve(4 * found.size());
  const std::size_t before = allocation_count;
  for (const Options* options : {&detected, &german}) {
    found.clear();
    split(text, *options, found);
  }
  EXPECT_EQ(allocation_count, before);
  EXPECT_GT(found.size(), 1000U);
}

// Each of these took hours or minutes in splitters that look back or ahead without a bound.
TEST(Split, StaysLinearOnHostileText) {
  constexpr std::size_t kBytes = 400000;
  for (const char* unit :
       {"\"",    "“",  "”",    "'",   ".",    "1",    "1.",    "(",   "（", ")",
        "…",     ". ", "。",   "！”", "a.b.", "?\" ", "\n",    " ",   "①",  "1) ",
        "U.S. ", "《", "（。", "“。", "\"。", "' ",   "'' . ", "！“", "A. "}) {
    std::string text;
    while (text.size() < kBytes) text += unit;
    ASSERT_NO_FATAL_FAILURE(expect_partition(text, {})) << unit;
  }
}

}  // namespace
}  // namespace broadsheet::sentences
