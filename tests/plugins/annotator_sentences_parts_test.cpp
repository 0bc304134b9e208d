// SPDX-License-Identifier: Apache-2.0
// What the splitter is made of, each part by itself: lexicon, detection of languages, plain ends,
// quotes, the scan for marks, list markers.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "alphabetic_rules.h"
#include "annotator_sentences_scoring.h"
#include "cjk_rules.h"
#include "language.h"
#include "language_data.h"
#include "list_marker.h"
#include "mark_scan.h"
#include "plain_end.h"
#include "quotes.h"
#include "sentence_splitter.h"

namespace broadsheet::sentences {
namespace {

TEST(Lexicon, ReportsTheLineOfAnUnknownKind) {
  Lexicon lexicon;
  LexiconError error;
  EXPECT_FALSE(lexicon.add("title: Mr\nnonsense: x\n", &error));
  EXPECT_EQ(error.line, 2U);
  EXPECT_EQ(error.message, "unknown kind 'nonsense'");
}

TEST(Lexicon, FindsWordsWithoutRegardToCase) {
  Lexicon lexicon;
  lexicon.add("title: Mr. ПРОФ\nend: Ph.D\nRaum", nullptr);
  EXPECT_TRUE(lexicon.is("MR", kTitle));
  EXPECT_TRUE(lexicon.is("проф", kTitle));
  EXPECT_TRUE(lexicon.is("ph.d", kMayEnd));
  EXPECT_TRUE(lexicon.is("raum", kMayEnd));
  EXPECT_EQ(lexicon.kinds_of("nobody"), 0U);
}

TEST(DetectLanguage, GoesByScriptLettersAndFunctionWords) {
  EXPECT_EQ(detect_language("大堤上的人这才坐下来。"), "zh");
  EXPECT_EQ(detect_language("大会は明日開かれます。"), "ja");
  EXPECT_EQ(detect_language("그는 버스를 탔다."), "ko");
  EXPECT_EQ(detect_language("The river came up in an hour."), "en");
  EXPECT_EQ(detect_language("Der Zug ist nicht pünktlich und die Leute warten."), "de");
  EXPECT_EQ(detect_language("Le train est en retard pour tous les voyageurs."), "fr");
  EXPECT_EQ(detect_language("Он читал эту книгу."), "ru");
  EXPECT_EQ(detect_language("Це дуже гарна книга, її варто прочитати."), "uk");
  EXPECT_EQ(detect_language("یہ ایک کتاب ہے۔"), "ur");
  EXPECT_EQ(detect_language("สวัสดีครับ"), "th");
  EXPECT_EQ(detect_language(""), "en");
}

TEST(DetectLanguage, TakesTheDocumentsLanguageWhereATextSaysLittle) {
  EXPECT_EQ(detect_language("Berlin", DocumentLanguage("de")), "de");
  EXPECT_EQ(detect_language("The river came up in an hour.", DocumentLanguage("de")), "en");
  EXPECT_EQ(detect_language("大会開幕", DocumentLanguage("ja")), "ja");
  EXPECT_EQ(detect_language("大会开幕", DocumentLanguage("de")), "zh");
  EXPECT_EQ(detect_language("Погода", DocumentLanguage("uk")), "uk");
  EXPECT_EQ(detect_language("Он читал эту книгу.", DocumentLanguage("uk")), "ru");
  EXPECT_EQ(detect_document_language("Rat tagt. Der Zug ist nicht da und die Leute warten."), "de");
}

// What is plain to see must be what the rules say: for every word of every language's file.
TEST(PlainEnd, AgreesWithTheRulesOfAlphabeticScripts) {
  std::size_t plain_ends = 0;
  for (std::size_t i = 0; i < kLanguageFileCount; ++i) {
    std::istringstream words{std::string(kLanguageFiles[i].text)};
    for (std::string word; words >> word;) {
      for (const std::string next : {"The boat", "I did", "Xavier came", "J. Doe", "U.S. ships"}) {
        for (const char mark : {'.', '!', '?'}) {
          const std::string text = "So it is " + word + mark + ' ' + next;
          Paragraph paragraph{text, &rules_of(kLanguageFiles[i].code), nullptr,
                              &english_rules().lexicon, 0};
          const std::size_t at = 9 + word.size();
          if (!is_plain_end(paragraph, at, class_of(static_cast<char32_t>(mark)))) continue;
          Ending ending;
          ending.kind = mark == '.' ? Ending::Kind::kStop : Ending::Kind::kExclamation;
          ending.begin_byte = at;
          ending.end_byte = at + 1;
          EXPECT_TRUE(ends_alphabetic_sentence(paragraph, ending)) << text;
          ++plain_ends;
        }
      }
    }
  }
  EXPECT_GT(plain_ends, 1000U);
}

TEST(PlainEnd, AgreesWithTheRulesOfChineseAndJapanese) {
  std::size_t plain_ends = 0;
  for (const char* language : {"zh", "ja"}) {
    for (const std::string mark : {"。", "！", "？"}) {
      for (const std::string next :
           {"大", "的", "地", "之", "等", "是", "説", "の", "”", "（", "，", "A"}) {
        const std::string text = "河水退了" + mark + next + "堤上";
        Paragraph paragraph{text, &rules_of(language), nullptr, &english_rules().lexicon, 0};
        if (!is_plain_end(paragraph, 12, class_at(text, 12))) continue;
        Ending ending;
        ending.kind = mark == "。" ? Ending::Kind::kStop : Ending::Kind::kExclamation;
        ending.begin_byte = 12;
        ending.end_byte = 15;
        EXPECT_TRUE(ends_cjk_sentence(paragraph, ending)) << text;
        ++plain_ends;
      }
    }
  }
  EXPECT_EQ(plain_ends, 2U * 3U * 6U);
}

TEST(QuoteTracker, TellsApostrophesFromQuotes) {
  const std::string text = "The '62 flood wasn't the Millers' worst.";
  QuoteTracker quotes(text);
  for (std::size_t at = text.find('\''); at != std::string::npos; at = text.find('\'', at + 1)) {
    EXPECT_EQ(quotes.pass(at, {'\'', 1}, nullptr), QuoteTracker::Role::kNone) << at;
  }
}

TEST(QuoteTracker, CountsAQuoteAsOpenOnlyWhereItCloses) {
  const std::string text = "“one “two” three";
  QuoteTracker quotes(text);
  quotes.pass(0, {0x201C, 3}, nullptr);
  EXPECT_TRUE(quotes.is_inside(3));
  quotes.pass(7, {0x201C, 3}, nullptr);
  std::size_t opened_at = 0;
  EXPECT_EQ(quotes.pass(13, {0x201D, 3}, &opened_at), QuoteTracker::Role::kCloses);
  EXPECT_EQ(opened_at, 7U);
  EXPECT_FALSE(quotes.is_inside(16));
}

// Where a scan stops, mark by mark.
std::vector<std::size_t> marks_of(std::string_view text, bool clauses, InstructionSet set) {
  std::vector<std::size_t> marks;
  MarkScan scan(text, clauses, set);
  for (FoundMark mark = scan.next(0, text.size()); mark.kind != CharClass::kOther;
       mark = scan.next(mark.at_byte + 1, text.size())) {
    marks.push_back(mark.at_byte);
  }
  return marks;
}

TEST(MarkScan, StopsAtEveryCharacterThatHasAClass) {
  for (char32_t c = 1; c < 0x10000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text = "a";
    if (c < 0x80) {
      text += static_cast<char>(c);
    } else if (c < 0x800) {
      text += {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 63))};
    } else {
      text += {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 63)),
               static_cast<char>(0x80 | (c & 63))};
    }
    text += "a";
    const std::vector<std::size_t> expected(class_of(c) != CharClass::kOther ? 1 : 0, 1);
    for (const InstructionSet set : available_instruction_sets()) {
      ASSERT_EQ(marks_of(text, true, set), expected)
          << std::hex << static_cast<unsigned>(c) << " by " << name_of(set);
    }
  }
}

TEST(MarkScan, GoesOverMalformedBytesOneByOne) {
  const std::pair<std::string, std::size_t> cases[] = {
      {"\xE3\x80.", 2}, {"\xE3.", 1}, {"\xFF\xC3!", 2}, {"\xE3\x80", 2}, {"", 0}};
  for (const InstructionSet set : available_instruction_sets()) {
    for (const auto& [text, mark] : cases)
      EXPECT_EQ(MarkScan(text, false, set).next(0, text.size()).at_byte, mark);
  }
}

// Texts of all lengths around the sizes of words and windows, of marks, of characters whose bytes
// resemble them, and of any bytes.
TEST(MarkScan, GivesTheSameMarksByEveryInstructionSet) {
  const std::vector<std::string> pieces{"。", "、", "，", "产", "业",   "…",   "“", "”", "‘",
                                        "—",  "．", "０", "।",  "क",    "۔",   "ж", "é", "«",
                                        "·",  "`",  "a",  "Z",  " ",    "\n",  "*", "(", "]",
                                        ":",  "；", "ｊ", "。", "\xE3", "\x80"};
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const std::size_t size = random() % (round % 10 == 0 ? 5000 : 200);
    while (text.size() < size) {
      text += random() % 8 == 0 ? std::string(1, static_cast<char>(random()))
                                : pieces[random() % pieces.size()];
    }
    const bool clauses = random() % 2 == 0;
    const std::vector<std::size_t> portable = marks_of(text, clauses, InstructionSet::kPortable);
    for (const InstructionSet set : available_instruction_sets())
      ASSERT_EQ(marks_of(text, clauses, set), portable) << name_of(set) << " in round " << round;
  }
}

TEST(MarkScan, GoesOnFromAnyPlace) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += i % 7 == 0 ? "。" : "产";
  for (const InstructionSet set : available_instruction_sets()) {
    MarkScan scan(text, false, set);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t mark = scan.next(at, text.size()).at_byte;
      ASSERT_EQ(mark, std::min(text.find("。", at), text.size()));
      at = mark + 1234;
    }
    EXPECT_EQ(MarkScan(text, false, set).next(1, 20).at_byte, 20U);  // the next one is behind
  }
}

// The end of a paragraph by plain search.
std::size_t searched_paragraph_end(std::string_view text, std::size_t begin) {
  for (std::size_t feed = text.find('\n', begin); feed != std::string_view::npos;
       feed = text.find('\n', feed + 1)) {
    const std::size_t next = text.find_first_not_of(" \t\r", feed + 1);
    if (next != std::string_view::npos && text[next] == '\n') return feed;
  }
  return text.size();
}

// Paragraphs shorter and longer than the scan's window, in one text.
TEST(MarkScan, FindsTheEndsOfParagraphs) {
  const std::vector<std::string> pieces{"产业", "a.", "。", "\n", "\n \n", "\n\n", "\r\n", "“"};
  std::mt19937 random(19);
  for (int round = 0; round < 40; ++round) {
    std::string text;
    while (text.size() < 60000) {
      if (random() % 3 == 0) text.append(random() % (round % 3 == 0 ? 40000 : 400), 'x');
      text += pieces[random() % pieces.size()];
    }
    for (const InstructionSet set : available_instruction_sets()) {
      MarkScan scan(text, false, set);
      for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = scan.paragraph_end(begin);
        ASSERT_EQ(end, searched_paragraph_end(text, begin)) << name_of(set);
        const std::size_t from = begin + (end - begin) / 2;
        const FoundMark mark = scan.next(from, end);
        ASSERT_EQ(mark.at_byte,
                  MarkScan(text, false, InstructionSet::kPortable).next(from, end).at_byte);
        begin = end + 1;
      }
    }
  }
}

std::string marked_in(const std::string& language, std::string_view text) {
  return marked(text, in_language(language));
}

// In each pair a word of the language's file ends the first sentence, and is but a part of a word
// of ICU's dictionary in the second text: แต่งงาน (to marry) does not begin with แต่ (but).
TEST(DictionaryScripts, EndAtWordsOfTheDictionaryOnly) {
  EXPECT_EQ(marked_in("th", "อาหารอร่อยมาก ราคาไม่แพง"), "อาหารอร่อยมาก |ราคาไม่แพง");
  EXPECT_EQ(marked_in("th", "ร้านนี้ขายหมาก พลู และบุหรี่"), "ร้านนี้ขายหมาก พลู และบุหรี่");
  EXPECT_EQ(marked_in("th", "ปีหน้าเธอจะ แต่งงานกับเพื่อน"), "ปีหน้าเธอจะ แต่งงานกับเพื่อน");
  EXPECT_EQ(marked_in("my", "မနေ့က မိုးရွာတယ် ဒီနေ့ နေသာတယ်"), "မနေ့က မိုးရွာတယ် |ဒီနေ့ နေသာတယ်");
  EXPECT_EQ(marked_in("my", "သူက ဟိုတယ် အသစ်မှာ တည်းနေတယ်။ မနက်ဖြန် ပြန်မယ်။"),
            "သူက ဟိုတယ် အသစ်မှာ တည်းနေတယ်။ |မနက်ဖြန် ပြန်မယ်။");
  EXPECT_EQ(marked_in("km", "គាត់មិនទៅទេ ខ្ញុំទៅ។ យើងនឹងជួបគ្នា។"), "គាត់មិនទៅទេ |ខ្ញុំទៅ។ |យើងនឹងជួបគ្នា។");
  EXPECT_EQ(marked_in("lo", "ເຈົ້າສະບາຍດີບໍ ຂ້ອຍສະບາຍດີ"), "ເຈົ້າສະບາຍດີບໍ |ຂ້ອຍສະບາຍດີ");
}

TEST(DictionaryScripts, EndAtTheirStopsAndLeaveAbbreviationsWhole) {
  EXPECT_EQ(marked_in("km", "គាត់ទិញផ្លែឈើ បន្លែ ។ល។ ហើយត្រឡប់មកវិញ។ គាត់ហត់។"),
            "គាត់ទិញផ្លែឈើ បន្លែ ។ល។ ហើយត្រឡប់មកវិញ។ |គាត់ហត់។");
  EXPECT_EQ(marked_in("lo", "ສ.ປ.ປ. ລາວ ມີ 18 ແຂວງ. ວຽງຈັນ ເປັນນະຄອນຫຼວງ."),
            "ສ.ປ.ປ. ລາວ ມີ 18 ແຂວງ. |ວຽງຈັນ ເປັນນະຄອນຫຼວງ.");
}

TEST(DictionaryScripts, AreDetected) {
  EXPECT_EQ(detect_language("គាត់មិនទៅទេ"), "km");
  EXPECT_EQ(detect_language("ເຈົ້າສະບາຍດີບໍ"), "lo");
  EXPECT_EQ(detect_language("မိုးရွာတယ်"), "my");
}

TEST(ListMarker, KnowsWhatFollowsWhat) {
  const auto follows = [](std::string_view one, std::string_view two) {
    return marker_at(one, 0).is_followed_by(marker_at(two, 0));
  };
  EXPECT_TRUE(follows("1. a", "2. b"));
  EXPECT_TRUE(follows("(iv) a", "(v) b"));
  EXPECT_TRUE(follows("a) a", "b) b"));
  EXPECT_FALSE(follows("1. a", "2) b"));
  EXPECT_FALSE(follows("1. a", "3. b"));
  EXPECT_FALSE(marker_at("1988 was", 0).exists());
  EXPECT_FALSE(marker_at("3.14 is", 0).exists());
}

}  // namespace
}  // namespace broadsheet::sentences
