// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>

#include "../support/fake_document.h"
#include "docx_reading.h"
#include "exporter_docx/docx_writer.h"
#include "exporter_docx/style_of_role.h"
#include "exporter_docx/text_runs.h"
#include "exporter_docx/typography.h"
#include "exporter_support/origin_index.h"

namespace broadsheet::docx {
namespace {

using testing::copy;
using testing::count_of;
using testing::FakeDocument;
using testing::insert;
using testing::paragraphs_of;
using testing::part_named;

broadsheet_context_t context_table() {
  broadsheet_context_t table{};
  table.struct_size = sizeof table;
  return table;
}

DocxOptions with_low_comments() {
  DocxOptions options;
  options.comments = CommentChoice::kLow;
  return options;
}

DocxFile written(const FakeDocument& page, const DocxOptions& options = with_low_comments()) {
  const broadsheet_context_t table = context_table();
  return write_docx(Document(page.table()), options, Context(&table));
}

std::string runs_of(std::string_view text) {
  exporting::StringSink sink;
  {
    XmlWriter xml(sink, XmlWriter::Layout::kCompact);
    RunWriter(xml, text).write_to(text.size());
  }
  return sink.take();
}

std::string run(const std::string& content) { return "<w:r>" + content + "</w:r>"; }
std::string run_text(const std::string& text) {
  return "<w:t xml:space=\"preserve\">" + text + "</w:t>";
}
std::string hinted_run(const std::string& text) {
  return run("<w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr>" + run_text(text));
}

/// Two articles, all roles, labels of every target, a layer, furniture.
void fill_issue(FakeDocument& page) {
  page.set_property("title", "云岭日报 2024年6月24日");
  page.set_property("id", "ylrb-2024-06-24");
  page.set_property("date", "2024-06-24");
  page.set_property("source.path", "/archive/ylrb/page.txt");
  page.set_property("source.sha256", std::string(64, 'a'));
  page.set_property("pipeline.name", "newspaper");
  page.add_stage("cleaner_newspaper", "1.0.0", std::string(64, 'b'));
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_KICKER, "深化改革进行时");
  page.add_text_block(0, BROADSHEET_ROLE_HEADLINE, "让中试平台成为成果转化的“加速器”");
  page.add_text_block(0, BROADSHEET_ROLE_DECK, "——云岭市破解“最后一公里”调查");
  page.add_text_block(0, BROADSHEET_ROLE_BYLINE, "本报记者 方敬亭");
  page.add_text_block(0, BROADSHEET_ROLE_EDITOR_NOTE, "编者按 本报今起推出系列报道。");
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH,
                      "\u3000\u3000一块陶瓷基板走进工厂，用了将近三年。市里给了补贴。");
  page.add_text_block(0, BROADSHEET_ROLE_HEADING, "缺的不只是设备");
  page.add_text_block(0, BROADSHEET_ROLE_QUESTION, "记者：为什么？");
  const std::uint32_t first = page.add_line("韩立群说：“论文发了，");
  const std::uint32_t second = page.add_line("专利拿了……”他用 Broadsheet 1.0 记录。");
  page.add_block(0, BROADSHEET_ROLE_PARAGRAPH, {copy(first), copy(second)}, 0.31F);
  page.add_text_block(0, BROADSHEET_ROLE_LIST_ITEM, "■ 投入大");
  page.add_text_block(0, BROADSHEET_ROLE_PULL_QUOTE, "一天能做多少片？");
  page.add_text_block(0, BROADSHEET_ROLE_CAPTION, "图为中试车间。");
  page.add_text_block(0, BROADSHEET_ROLE_AUTHOR_NOTE, "（作者：新材料研究院）");
  page.add_text_block(0, BROADSHEET_ROLE_CREDIT, "责任编辑 张三");
  page.add_article();
  page.add_text_block(1, BROADSHEET_ROLE_HEADLINE, "Harlow Ferry Gets a Second Life");
  const std::uint32_t english = page.add_line("The ferry will be taken out of service");
  const std::uint32_t rest = page.add_line("in October & <returned> next spring.");
  page.add_block(1, BROADSHEET_ROLE_PARAGRAPH,
                 {copy(english), insert(" ", "line_join"), copy(rest)});
  page.add_furniture("云岭日报");
  page.add_furniture("07");
  page.add_sentence(5, 6, 60);
  page.add_sentence(5, 60, page.blocks[5].text_end_byte - page.blocks[5].text_begin_byte);
  page.add_label(BROADSHEET_TARGET_DOCUMENT, 0, "news.section", "要闻", 0.4);
  page.add_label(BROADSHEET_TARGET_ARTICLE, 0, "news.topic", "science", 0.91);
  page.add_label(BROADSHEET_TARGET_SENTENCE, 1, "policy.instrument", "funding", 0.45,
                 {{5, 72, 78, 1.5}});
  page.add_label(BROADSHEET_TARGET_BLOCK, 14, "news.topic", "transport", 0.88);
  const std::uint32_t layer = page.add_layer("places", {{"name", BROADSHEET_TYPE_STRING}});
  page.add_annotation(
      layer, BROADSHEET_TARGET_BLOCK, 2, 6, 15,
      {{0, BROADSHEET_TYPE_STRING, static_cast<std::int64_t>(page.string_id("云岭市")), 0}});
}

TEST(TextRuns, HintsSharedPunctuationNextToHanOnly) {
  EXPECT_EQ(runs_of("他说“Hi”。"), run(run_text("他说")) + hinted_run("“") + run(run_text("Hi")) +
                                       hinted_run("”") + run(run_text("。")));
  EXPECT_EQ(runs_of("He said “Hi” — twice…"), run(run_text("He said “Hi” — twice…")));
  EXPECT_EQ(runs_of("“好”——"), hinted_run("“") + run(run_text("好")) + hinted_run("”——"));
  EXPECT_EQ(runs_of("‰好"), run(run_text("‰好")));
  EXPECT_EQ(runs_of(""), "");
}

TEST(TextRuns, WritesTabsAndLineBreaksAsElements) {
  EXPECT_EQ(runs_of("a\tb\nc\r\nd\re"),
            run(run_text("a") + "<w:tab/>" + run_text("b") + "<w:br/>" + run_text("c") + "<w:br/>" +
                run_text("d") + "<w:br/>" + run_text("e")));
}

TEST(TextRuns, RunsFromRightToLeftWhereTheTextBeginsSo) {
  EXPECT_EQ(runs_of("قال."), run("<w:rPr><w:rtl/></w:rPr>" + run_text("قال.")));
  EXPECT_EQ(runs_of("He said قال"), run(run_text("He said قال")));
}

TEST(TextRuns, CanBeCutAnywhere) {
  const std::string text = "好“好”";
  exporting::StringSink sink;
  XmlWriter xml(sink, XmlWriter::Layout::kCompact);
  RunWriter runs(xml, text);
  runs.skip_to(3);
  runs.write_to(6);
  runs.write_to(4);
  runs.write_to(1000);
  EXPECT_EQ(sink.bytes(), hinted_run("“") + run(run_text("好")) + hinted_run("”"));
}

TEST(Typography, TellsTheLanguageByTheText) {
  EXPECT_EQ(language_of_text("这个国家的经济发展", ""), "zh-CN");
  EXPECT_EQ(language_of_text("這個國家的經濟發展", ""), "zh-TW");
  EXPECT_EQ(language_of_text("中文", "Big5"), "zh-TW");
  EXPECT_EQ(language_of_text("中文", "UTF-8"), "zh-CN");
  EXPECT_EQ(language_of_text("A ferry named 长江 is back", ""), "en-US");
  EXPECT_EQ(language_of_text("DeepMind 与 OpenAI 联合发布研究报告，介绍新模型", ""), "zh-CN");
  EXPECT_EQ(language_of_text("", ""), "en-US");
}

TEST(Typography, FollowsTheLanguageProperty) {
  const auto typography_of = [](const char* language, const char* text) {
    FakeDocument page;
    page.set_property("language", language);
    page.add_article();
    page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, text);
    return choose_typography(Document(page.table()), {});
  };
  EXPECT_EQ(typography_of("zh-Hant-HK", "中文").body.name, "PMingLiU");
  EXPECT_EQ(typography_of("zh", "這個國家").language, "zh-TW");
  EXPECT_EQ(typography_of("zh", "Only Latin").language, "zh-CN");
  EXPECT_EQ(typography_of("en", "中文").latin_language, "en-US");
  EXPECT_EQ(typography_of("de", "中文").latin_language, "de");
  EXPECT_EQ(typography_of("<nonsense>", "中文").language, "zh-CN");
}

TEST(StyleOfRole, LeavesNoGapInTheHeadings) {
  EXPECT_STREQ(style_of_role(BROADSHEET_ROLE_HEADLINE, {true, false}), "Title");
  EXPECT_STREQ(style_of_role(BROADSHEET_ROLE_HEADING, {true, true}), "Heading1");
  EXPECT_STREQ(style_of_role(BROADSHEET_ROLE_HEADLINE, {false, false}), "Heading1");
  EXPECT_STREQ(style_of_role(BROADSHEET_ROLE_HEADING, {false, true}), "Heading2");
  EXPECT_STREQ(style_of_role(BROADSHEET_ROLE_HEADING, {false, false}), "Heading1");
  EXPECT_STREQ(style_of_role(999, {}), "BodyTextFirstIndent");
}

TEST(StyleOfRole, IsDefinedForEveryRole) {
  FakeDocument page;
  page.add_article();
  const std::string styles = part_named(written(page).bytes, "word/styles.xml");
  for (std::uint32_t role = 0; role <= BROADSHEET_ROLE_COUNT; ++role) {
    for (const StylePlace place : {StylePlace{}, {true, false}, {true, true}, {false, true}}) {
      const std::string id = style_of_role(role, place);
      EXPECT_EQ(count_of("w:styleId=\"" + id + "\"", styles), 1u) << id;
    }
  }
}

TEST(OriginIndex, MapsTextBytesToBytesOfTheFile) {
  FakeDocument page;  // "a中b" from GBK: 中 has three bytes here, two there
  const std::vector<broadsheet_encoding_run_t> runs = {
      {0, 100, 1, 1}, {1, 101, 3, 2}, {4, 103, 1, 1}};
  page.add_article();
  page.add_block(0, BROADSHEET_ROLE_PARAGRAPH, {copy(page.add_line("a中b"), 1, 4)});
  static const std::vector<broadsheet_encoding_run_t>* encoding = nullptr;
  encoding = &runs;
  broadsheet_document_t table = *page.table();
  static const broadsheet_document_t* original = nullptr;
  original = page.table();
  table.get_table = [](const broadsheet_document_t*, std::uint32_t id) {
    return id == BROADSHEET_TABLE_ENCODING_RUNS ? array_of(encoding->data(), encoding->size())
                                                : original->get_table(original, id);
  };
  const Document document(&table);
  const exporting::OriginRange range =
      exporting::OriginIndex(document).hull_of(document, document.blocks()[0]);
  EXPECT_EQ(range.begin_byte, 101u);
  EXPECT_EQ(range.end_byte, 103u);
}

TEST(Docx, HasOneParagraphABlockInReadingOrder) {
  FakeDocument page;
  fill_issue(page);
  const auto paragraphs = paragraphs_of(written(page).bytes);
  ASSERT_EQ(paragraphs.size(), page.blocks.size() + 1);
  EXPECT_EQ(paragraphs[0].style, "Title");
  EXPECT_EQ(paragraphs[0].text, "云岭日报 2024年6月24日");
  const Document document(page.table());
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    std::string text(document.block_text(document.blocks()[i]));
    if (i == 5) text.erase(0, std::string("\u3000\u3000").size());  // the style indents
    EXPECT_EQ(paragraphs[i + 1].text, text);
  }
  EXPECT_EQ(paragraphs[2].style, "Heading1");
  EXPECT_EQ(paragraphs[7].style, "Heading2");
  EXPECT_EQ(paragraphs[7].bookmark, "bs_a1_b7");
  EXPECT_EQ(paragraphs.back().style, "Furniture");
  EXPECT_EQ(paragraphs.back().bookmark, "bs_f2");
}

TEST(Docx, SetsAParagraphFromRightToLeftWhereItBeginsSo) {
  FakeDocument page;
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "ראש העיר אמר.");
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "He said.");
  const std::string body = part_named(written(page).bytes, "word/document.xml");
  EXPECT_NE(body.find("<w:bidi/>"), std::string::npos) << body;
  EXPECT_EQ(body.find("<w:bidi/>"), body.rfind("<w:bidi/>"));
}

TEST(Docx, PutsPartsInAFixedOrderAndOnlyThoseThatHoldSomething) {
  FakeDocument page;
  fill_issue(page);
  std::vector<std::string> names;
  for (const auto& part : testing::unzip(written(page).bytes)) names.push_back(part.name);
  EXPECT_EQ(names,
            (std::vector<std::string>{
                "[Content_Types].xml", "_rels/.rels", "word/document.xml",
                "word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml",
                "word/fontTable.xml", "word/footer1.xml", "word/comments.xml",
                "customXml/item1.xml", "customXml/_rels/item1.xml.rels", "customXml/itemProps1.xml",
                "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"}));
  DocxOptions bare;
  bare.comments = CommentChoice::kNone;
  bare.has_provenance = false;
  const std::string bytes = written(page, bare).bytes;
  EXPECT_EQ(part_named(bytes, "word/comments.xml"), "");
  EXPECT_EQ(part_named(bytes, "customXml/item1.xml"), "");
  EXPECT_EQ(count_of("bookmark", part_named(bytes, "word/document.xml")), 0u);
}

TEST(Docx, GivesTheSameBytesOnEveryRunAndThread) {
  FakeDocument page;
  fill_issue(page);
  const std::string first = written(page).bytes;
  std::vector<std::string> others(8);
  std::vector<std::thread> threads;
  for (std::string& bytes : others) {
    threads.emplace_back([&bytes, &page] { bytes = written(page).bytes; });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& bytes : others) EXPECT_EQ(bytes, first);
}

TEST(Docx, TakesDatesFromTheDocumentOnly) {
  FakeDocument page;
  fill_issue(page);
  const std::string dated = written(page).bytes;
  EXPECT_NE(part_named(dated, "docProps/core.xml").find(">2024-06-24T00:00:00Z<"),
            std::string::npos);
  EXPECT_NE(part_named(dated, "word/comments.xml").find("w:date=\"2024-06-24T00:00:00Z\""),
            std::string::npos);
  FakeDocument undated;
  undated.add_article();
  undated.add_text_block(0, BROADSHEET_ROLE_HEADLINE, "标题");
  const std::string core = part_named(written(undated).bytes, "docProps/core.xml");
  EXPECT_EQ(count_of("dcterms:created", core), 0u);
  EXPECT_NE(core.find("<dc:title>标题</dc:title>"), std::string::npos);
  EXPECT_NE(core.find("<dc:language>zh-CN</dc:language>"), std::string::npos);
}

TEST(Docx, CommentsOnWhatIsNotSureOrOnEverythingOrNothing) {
  FakeDocument page;
  fill_issue(page);
  DocxOptions options = with_low_comments();
  const DocxFile low = written(page, options);
  EXPECT_EQ(low.comment_count, 3u);  // document, sentence, and the block of confidence 0.31
  const std::string comments = part_named(low.bytes, "word/comments.xml");
  EXPECT_NE(comments.find("policy.instrument: funding, score 0.45, by cleaner_newspaper"),
            std::string::npos);
  EXPECT_NE(comments.find("because of “补贴”"), std::string::npos);
  EXPECT_EQ(comments.find("+1.5"), std::string::npos);
  EXPECT_NE(comments.find("role paragraph, confidence 0.31"), std::string::npos);
  EXPECT_NE(comments.find("source: page.txt, page 1, lines 9-10"), std::string::npos);
  options.comments = CommentChoice::kAll;
  const DocxFile all = written(page, options);
  EXPECT_EQ(all.comment_count, 5u);
  const std::string body = part_named(all.bytes, "word/document.xml");
  for (std::size_t id = 0; id < all.comment_count; ++id) {
    const std::string number = " w:id=\"" + std::to_string(id) + "\"/>";
    EXPECT_EQ(count_of("<w:commentRangeStart" + number, body), 1u);
    EXPECT_EQ(count_of("<w:commentRangeEnd" + number, body), 1u);
    EXPECT_EQ(count_of("<w:commentReference" + number, body), 1u);
  }
  options.comments = CommentChoice::kNone;
  EXPECT_EQ(written(page, options).comment_count, 0u);
}

TEST(Docx, CommentsTellWhatEachPlaceAddsToAScoreWhereAsked) {
  FakeDocument page;
  fill_issue(page);
  DocxOptions options = with_low_comments();
  options.has_contributions = true;
  const std::string comments = part_named(written(page, options).bytes, "word/comments.xml");
  EXPECT_NE(comments.find("because of “补贴” +1.5"), std::string::npos) << comments;
}

TEST(Docx, CommentsCutASentenceOutOfItsParagraph) {
  FakeDocument page;
  fill_issue(page);
  const std::string body = part_named(written(page).bytes, "word/document.xml");
  const std::size_t begin = body.find("<w:commentRangeStart w:id=\"1\"/>");
  const std::size_t end = body.find("<w:commentRangeEnd w:id=\"1\"/>");
  ASSERT_LT(begin, end);
  EXPECT_EQ(body.substr(begin + 31, end - begin - 31), run(run_text("市里给了补贴。")));
}

TEST(Docx, TellsWhereEveryBookmarkedBlockCameFrom) {
  FakeDocument page;
  fill_issue(page);
  const std::string bytes = written(page).bytes;
  const std::string rows = part_named(bytes, "customXml/item1.xml");
  std::set<std::string> bookmarks;
  for (const auto& paragraph : paragraphs_of(bytes)) {
    if (paragraph.bookmark.empty()) continue;
    EXPECT_TRUE(bookmarks.insert(paragraph.bookmark).second) << paragraph.bookmark;
    EXPECT_LE(paragraph.bookmark.size(), 40u);
    EXPECT_EQ(count_of("bookmark=\"" + paragraph.bookmark + "\"", rows), 1u) << paragraph.bookmark;
  }
  EXPECT_EQ(bookmarks.size(), page.blocks.size());
  EXPECT_NE(rows.find("role=\"paragraph\" confidence=\"0.31\" page=\"1\" lines=\"9-10\""),
            std::string::npos);
  EXPECT_NE(rows.find("indent=\"\u3000\u3000\""), std::string::npos);
  EXPECT_NE(rows.find("<sentence id=\"a1.b6.s2\" begin=\"20\" end=\"27\"><label "
                      "scheme=\"policy.instrument\" name=\"funding\" score=\"0.45\""),
            std::string::npos);
  EXPECT_NE(rows.find("<evidence block=\"a1.b6\" begin=\"24\" end=\"26\" contribution=\"1.5\"/>"),
            std::string::npos);
  EXPECT_NE(rows.find("<annotation layer=\"places\" begin=\"2\" end=\"5\"><value "
                      "name=\"name\">云岭市</value></annotation>"),
            std::string::npos);
}

TEST(Docx, KeepsOrDropsFurniture) {
  FakeDocument page;
  fill_issue(page);
  DocxOptions options;
  options.keeps_furniture = false;
  const DocxFile file = written(page, options);
  EXPECT_EQ(file.dropped_furniture, 2u);
  EXPECT_EQ(paragraphs_of(file.bytes).size(), page.blocks.size() - 1);
  EXPECT_EQ(count_of("bs_f1", part_named(file.bytes, "customXml/item1.xml")), 0u);
}

TEST(Docx, KeepsIndentingSpacesWhereNothingElseWould) {
  FakeDocument page;
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "\u3000\u3000正文");
  DocxOptions options;
  options.has_provenance = false;
  const auto paragraphs = paragraphs_of(written(page, options).bytes);
  EXPECT_EQ(paragraphs[0].text, "\u3000\u3000正文");
  EXPECT_EQ(paragraphs[0].style, "BodyText");
}

TEST(Docx, ListsHeadlinesWithLinksToThem) {
  FakeDocument page;
  fill_issue(page);
  DocxOptions options;
  options.has_contents = true;
  options.has_provenance = false;
  const std::string bytes = written(page, options).bytes;
  const auto paragraphs = paragraphs_of(bytes);
  ASSERT_EQ(paragraphs.size(), page.blocks.size() + 3);
  EXPECT_EQ(paragraphs[1].style, "TOC1");
  EXPECT_EQ(paragraphs[1].text, "让中试平台成为成果转化的“加速器”");
  EXPECT_EQ(paragraphs[2].text, "Harlow Ferry Gets a Second Life");
  const std::string body = part_named(bytes, "word/document.xml");
  EXPECT_NE(body.find("<w:hyperlink w:anchor=\"bs_a2_b1\""), std::string::npos);
  EXPECT_EQ(count_of("w:name=\"bs_a2_b1\"", body), 1u);
}

TEST(Docx, PutsBlocksIntoContentControlsOnRequest) {
  FakeDocument page;
  fill_issue(page);
  DocxOptions options;
  options.has_content_controls = true;
  const std::string bytes = written(page, options).bytes;
  EXPECT_EQ(count_of("<w:sdt>", part_named(bytes, "word/document.xml")), page.blocks.size());
  EXPECT_NE(part_named(bytes, "word/document.xml").find("<w:tag w:val=\"a2.b1\"/>"),
            std::string::npos);
  EXPECT_EQ(paragraphs_of(bytes).size(), page.blocks.size() + 1);
}

TEST(Docx, SetsFontsPaperAndDirectionByOption) {
  FakeDocument page;
  fill_issue(page);
  DocxOptions options;
  options.east_asian_font = "SimHei";  // also the display font: described once
  options.latin_font = "Georgia";
  options.page_size = PageSize::kLetter;
  options.is_vertical = true;
  const std::string bytes = written(page, options).bytes;
  EXPECT_NE(part_named(bytes, "word/styles.xml")
                .find("w:ascii=\"Georgia\" w:hAnsi=\"Georgia\" w:eastAsia=\"SimHei\""),
            std::string::npos);
  EXPECT_EQ(count_of("w:name=\"SimHei\"", part_named(bytes, "word/fontTable.xml")), 1u);
  const std::string body = part_named(bytes, "word/document.xml");
  EXPECT_NE(body.find("<w:pgSz w:w=\"12240\" w:h=\"15840\"/>"), std::string::npos);
  EXPECT_NE(body.find("<w:textDirection w:val=\"tbRl\"/>"), std::string::npos);
}

TEST(Docx, CountsCharactersThatXmlCannotHold) {
  FakeDocument page;
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH,
                      std::string("a\0b\x01\x0B\x1F", 6) + "\uFFFE\x7F\u0085");
  const DocxFile file = written(page);
  EXPECT_EQ(file.replaced_characters, 5u);
  EXPECT_EQ(paragraphs_of(file.bytes)[0].text, "a\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFD\x7F\u0085");
}

TEST(Docx, WritesADocumentWithoutAnything) {
  FakeDocument page;
  page.add_label(BROADSHEET_TARGET_DOCUMENT, 0, "s", "empty", 0.1);
  const DocxFile file = written(page);
  ASSERT_EQ(paragraphs_of(file.bytes).size(), 1u);
  EXPECT_EQ(file.comment_count, 1u);
  EXPECT_NE(part_named(file.bytes, "word/document.xml").find("<w:commentReference w:id=\"0\"/>"),
            std::string::npos);
}

TEST(Docx, StopsWhenItIsAskedTo) {
  FakeDocument page;
  fill_issue(page);
  broadsheet_context_t table = context_table();
  table.is_cancelled = [](const broadsheet_context_t*) { return std::uint32_t{1}; };
  try {
    write_docx(Document(page.table()), {}, Context(&table));
    FAIL() << "it went on";
  } catch (const Error& error) {
    EXPECT_EQ(error.code, BROADSHEET_CANCELLED);
  }
}

TEST(Docx, TakesTimeInProportionEvenWhereAllBlocksAreOnOneLine) {
  FakeDocument page;
  constexpr std::size_t kBlocks = 40'000;
  std::string line;
  for (std::size_t i = 0; i < kBlocks; ++i) line += "他说：“好……”";
  page.add_line(line);
  page.add_article();
  const std::size_t block_bytes = line.size() / kBlocks;
  for (std::size_t i = 0; i < kBlocks; ++i) {
    page.add_block(0, BROADSHEET_ROLE_PARAGRAPH, {copy(0, i * block_bytes, (i + 1) * block_bytes)});
  }
  EXPECT_GT(written(page).bytes.size(), 0u);
}

}  // namespace
}  // namespace broadsheet::docx
