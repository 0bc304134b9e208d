// SPDX-License-Identifier: Apache-2.0
// Pages typeset by tests/support/typeset from articles written for it, with the habits of real
// extractions drawn at random; and small pages for what only whole pages show.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <ostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "characters.hpp"
#include "cleaner_newspaper_texts.h"
#include "quotations.hpp"
#include "rows.hpp"
#include "word_joins.hpp"

namespace broadsheet::newspaper {
namespace {

namespace fs = std::filesystem;

struct PageSet {
  const char* name;  // of its folder
  const char* arguments;
  int pages;
};

std::ostream& operator<<(std::ostream& out, const PageSet& set) { return out << set.name; }

fs::path pages_folder(const PageSet& set) {
  return fs::path(BROADSHEET_BINARY_DIR) / "tests/typeset" / set.name;
}

bool has_programs() {
  return std::system("python3 --version >/dev/null 2>&1") == 0 &&
         std::system("pdftotext -v >/dev/null 2>&1") == 0;
}

// Once for all tests: pages of an earlier run may be others.
bool typeset_pages(const PageSet& set) {
  static std::map<std::string, bool> made;
  if (const auto done = made.find(set.name); done != made.end()) return done->second;
  fs::remove_all(pages_folder(set));
  const std::string source = std::string(BROADSHEET_SOURCE_DIR) + "/tests/support/typeset";
  const std::string command = "python3 '" + source + "/typeset_pages.py' '" + source +
                              "/articles' '" + pages_folder(set).string() + "' --pages " +
                              std::to_string(set.pages) + " --seed 40 " + set.arguments;
  return made[set.name] = std::system(command.c_str()) == 0;
}

std::vector<std::string> texts_of(const PageSet& set) {
  std::vector<std::string> texts;
  for (const auto& entry : fs::directory_iterator(pages_folder(set))) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return texts;
}

std::string everything_in(const Structure& structure, const Text& text) {
  std::string result;
  for (const Article& article : structure.articles) {
    for (const Block& block : article.blocks)
      result += std::string(role_name(block.role)) + ": " + text_of(block, text) + '\n';
    result += "--\n";
  }
  for (const Block& block : structure.furniture) result += "* " + text_of(block, text) + '\n';
  return result;
}

class TypesetPages : public testing::TestWithParam<PageSet> {
 protected:
  void SetUp() override {
    if (!has_programs()) GTEST_SKIP() << "needs python3 and pdftotext to typeset pages";
    ASSERT_TRUE(typeset_pages(GetParam()));
    texts_ = texts_of(GetParam());
    ASSERT_EQ(texts_.size(), static_cast<std::size_t>(GetParam().pages));
  }
  std::vector<std::string> texts_;
};

TEST_P(TypesetPages, LoseNothingAndGiveTheSameTwice) {
  for (const std::string& bytes : texts_) {
    const Text text(bytes);
    const Structure structure = reconstruct(text.lines, {});
    expect_nothing_lost(text, structure);
    ASSERT_EQ(everything_in(structure, text), everything_in(reconstruct(text.lines, {}), text));
    if (HasFailure()) FAIL() << bytes;
  }
}

bool ends_a_sentence(const std::string& text) {
  for (const std::string_view stop : {"。", "！", "？", "”", "）", ".", "!", "?"}) {
    if (text.ends_with(stop)) return true;
  }
  return false;
}

// What was made whole stays whole: paragraphs on lines of their own, with blank lines between, are
// neither joined nor do they change.
TEST_P(TypesetPages, KeepTheirCleanParagraphs) {
  std::size_t kept = 0, all = 0;
  for (const std::string& bytes : texts_) {
    const Text text(bytes);
    std::string clean;
    std::set<std::string> paragraphs;
    const Structure structure = reconstruct(text.lines, {});
    for (const Article& article : structure.articles) {
      for (const Block& block : article.blocks) {
        if (block.role != Role::paragraph || block.segments.size() < 4) continue;
        const std::string paragraph = text_of(block, text);
        if (!ends_a_sentence(paragraph) || !paragraphs.insert(paragraph).second) continue;
        clean += paragraph + "\n\n";
      }
    }
    const Text again(clean);
    const Structure second = reconstruct(again.lines, {});
    expect_nothing_lost(again, second);
    for (const Article& article : second.articles) {
      for (const Block& block : article.blocks) kept += paragraphs.count(text_of(block, again));
    }
    all += paragraphs.size();
  }
  EXPECT_GT(kept * 100, all * 98) << kept << " of " << all;
}

INSTANTIATE_TEST_SUITE_P(Chinese, TypesetPages,
                         testing::Values(PageSet{"zh", "--language zh", 300}));
INSTANTIATE_TEST_SUITE_P(English, TypesetPages,
                         testing::Values(PageSet{"en", "--language en", 100}));
INSTANTIATE_TEST_SUITE_P(Boxes, TypesetPages,
                         testing::Values(PageSet{"zh_boxes", "--language zh --boxes", 100},
                                         PageSet{"en_boxes", "--language en --boxes", 50}));

TEST(Quotations, KeepsTheRowsOfThePullQuoteAndNotThoseOfItsParagraph) {
  const Text text(
      "他说了一句话，大家都记住了：补在墙上，不如\n"
      "补在嘴上，这话在理，街坊们后来常常提起它。\n"
      "\n"
      "补在墙上，\n"
      "不如补在嘴上\n");
  Page page = measure_page(text.lines, 0, Options{});
  keep_whole_quotations(page);
  ASSERT_EQ(page.rows.size(), 4U);
  EXPECT_FALSE(page.rows[0].is_repeated);
  EXPECT_FALSE(page.rows[1].is_repeated);
  EXPECT_TRUE(page.rows[2].is_repeated);
  EXPECT_TRUE(page.rows[3].is_repeated);
}

TEST(WordJoins, FindsTheWordThatSpansABreak) {
  const WordJoins words;
  EXPECT_TRUE(words.spans(U"基层留不住人，首先难在待", U"遇。柳营区的办法"));
  EXPECT_FALSE(words.spans(U"看得见的前途。", U"比眼前的收入"));
  EXPECT_FALSE(words.spans(U"", U"遇"));
}

// Many of them begin no word at all.
TEST(WordJoins, AnswersAsTheIteratorDoesForAnyHanCharacters) {
  const WordJoins words;
  std::mt19937 random(11);
  std::uniform_int_distribution<char32_t> character(0x4E00, 0x9FFF);
  for (int i = 0; i < 3000; ++i) {
    std::u32string text;
    for (int k = 0; k < 10; ++k) text += character(random);
    const std::u32string_view tail = std::u32string_view(text).substr(0, 5),
                              head = std::u32string_view(text).substr(5);
    ASSERT_EQ(words.spans(tail, head), words.spans_by_icu(tail, head)) << "text " << i;
  }
}

TEST(WordJoins, AnswersAsTheIteratorDoes) {
  const WordJoins words;
  std::size_t asked = 0, spanned = 0;
  for (const auto& entry : fs::directory_iterator(BROADSHEET_SOURCE_DIR "/configs/samples")) {
    const std::string name = entry.path().filename();
    if (!name.starts_with("zh_") || !name.ends_with(".txt")) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const Text text(std::string{std::istreambuf_iterator<char>(file), {}});
    const Page page = measure_page(text.lines, 0, Options{});
    const std::u32string_view all = page.text;
    for (std::size_t at = 5; at + 5 < all.size(); at += 3) {
      const std::u32string_view tail = all.substr(at - 5, 5), head = all.substr(at, 5);
      if (!is_ideograph(tail.back()) || !is_ideograph(head.front())) continue;
      const bool spans = words.spans(tail, head);
      ASSERT_EQ(spans, words.spans_by_icu(tail, head)) << name << " at character " << at;
      ++asked;
      spanned += spans ? 1 : 0;
    }
  }
  EXPECT_GT(asked, 1000U);
  EXPECT_GT(spanned, asked / 10);
}

std::string roles_of(const std::string& page, const Options& options) {
  const Text text(page);
  return everything_in(reconstruct(text.lines, options), text);
}

const std::string kListedHeadings =
    "江边的码头已经荒了十年，今年\n"
    "春天，镇里决定把它修起来，办法有\n"
    "三条，大家在会上都说得清楚，谁也\n"
    "没有反对。\n"
    "\n"
    "钱从哪里来？镇里把三年的修路\n"
    "资金凑在一起，又向银行借了八十万\n"
    "元贷款，利息由县里来贴补，账目每\n"
    "月都贴在墙上。\n"
    "\n"
    "修好了给谁用？码头上建起了鲜\n"
    "鱼市场，渔民把渔船停在岸边就能卖\n"
    "鱼，市场每天清晨五点开门，天亮之\n"
    "前就已经热闹起来。\n"
    "\n"
    "码头重生记\n"
    "\n"
    "本报记者 王一平\n"
    "\n"
    "贷款修路凑资金\n"
    "\n"
    "渔船靠岸有市场\n";

TEST(Sections, PutsListedHeadingsAboveTheTextThatHoldsTheirWords) {
  const std::string found = roles_of(kListedHeadings, {});
  const std::size_t money = found.find("heading: 贷款修路凑资金\nparagraph: 钱从哪里来");
  const std::size_t market = found.find("heading: 渔船靠岸有市场\nparagraph: 修好了给谁用");
  EXPECT_NE(money, std::string::npos) << found;
  EXPECT_NE(market, std::string::npos) << found;
}

TEST(Options, LeaveRoleNamesOut) {
  Options options;
  options.names_roles = false;
  const std::string found = roles_of(kListedHeadings, options);
  EXPECT_EQ(found.find("heading: "), std::string::npos) << found;
  EXPECT_NE(found.find("paragraph: 码头重生记"), std::string::npos) << found;
}

TEST(Options, JoinSingleCharactersByDirection) {
  const Text motto("山\n高\n水\n长\n");
  Options horizontal;
  horizontal.direction = Direction::horizontal;
  EXPECT_EQ(measure_page(motto.lines, 0, Options{}).rows.size(), 1U);
  EXPECT_EQ(measure_page(motto.lines, 0, horizontal).rows.size(), 4U);
}

TEST(Options, KnowWordsForHyphens) {
  const std::string page =
      "The committee said on Tuesday that the old water-\n"
      "works on the eastern shore would be opened again.\n";
  Options options;
  options.words = {"waterworks"};
  EXPECT_NE(roles_of(page, options).find("waterworks"), std::string::npos);
}

}  // namespace
}  // namespace broadsheet::newspaper
