// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <random>
#include <string>
#include <vector>

#include "../support/loaded_exporter.h"
#include "../support/sample_pages.h"
#include "csv_writer.h"

namespace broadsheet::testing {
namespace {

using exporting::CsvPreset;
using exporting::CsvWriter;
using exporting::needs_spreadsheet_guard;
using Table = std::vector<std::vector<std::string>>;

/// A strict reader of RFC 4180: CRLF ends rows, text in quotes is taken to the letter.
Table read_csv(std::string_view bytes) {
  Table rows;
  std::vector<std::string> row;
  std::string cell;
  bool is_quoted = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (is_quoted) {
      if (bytes[i] != '"') {
        cell += bytes[i];
      } else if (i + 1 < bytes.size() && bytes[i + 1] == '"') {
        cell += bytes[++i];
      } else {
        is_quoted = false;
      }
    } else if (bytes[i] == '"') {
      EXPECT_TRUE(cell.empty());
      is_quoted = true;
    } else if (bytes[i] == ',') {
      row.push_back(std::move(cell));
      cell.clear();
    } else if (bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') {
      row.push_back(std::move(cell));
      cell.clear();
      rows.push_back(std::move(row));
      row.clear();
      ++i;
    } else {
      cell += bytes[i];
    }
  }
  EXPECT_TRUE(row.empty() && cell.empty()) << "the last row has no CRLF";
  return rows;
}

Table table_of(const FakeDocument& page, const OptionTexts& options) {
  const Table table = read_csv(LoadedExporter("exporter_csv", options).write(page).bytes);
  for (const auto& row : table) EXPECT_EQ(row.size(), table[0].size());
  return table;
}

std::string cell(const Table& table, std::size_t row, const std::string& column) {
  for (std::size_t i = 0; i < table[0].size(); ++i) {
    if (table[0][i] == column) return table.at(row)[i];
  }
  ADD_FAILURE() << "no column " << column;
  return "";
}

TEST(ExporterCsv, WritesARowABlock) {
  FakeDocument page;
  fill_sample_page(page);
  page.set_property("id", "0042");
  const Table table = table_of(page, {{"rows", "blocks"}});
  ASSERT_EQ(table.size(), 7U);
  EXPECT_EQ(cell(table, 3, "document_id"), "0042");
  EXPECT_EQ(cell(table, 3, "article_id"), "a1");
  EXPECT_EQ(cell(table, 3, "block_id"), "a1.b3");
  EXPECT_EQ(cell(table, 3, "page"), "1");
  EXPECT_EQ(cell(table, 3, "order"), "3");
  EXPECT_EQ(cell(table, 3, "role"), "paragraph");
  EXPECT_EQ(cell(table, 3, "headline"), "加快科技创新");
  EXPECT_EQ(cell(table, 3, "lines"), "4 6-7");
  EXPECT_EQ(cell(table, 1, "confidence"), "0.93");
  EXPECT_EQ(cell(table, 3, "labels"),
            "policy.function=announcement | policy.topic=science | policy.instrument=funding");
  EXPECT_EQ(cell(table, 3, "label_scores"), "0.5 | 0.91 | 0.875");
  EXPECT_EQ(cell(table, 3, "source_path"), "pages/0007.txt");
  EXPECT_EQ(cell(table, 5, "headline"), "Plain news");
  EXPECT_EQ(cell(table, 5, "page"), "2");
  EXPECT_EQ(cell(table, 6, "article_id"), "");
  EXPECT_EQ(cell(table, 6, "block_id"), "f1");
  EXPECT_EQ(cell(table, 6, "text"), "07");
}

TEST(ExporterCsv, CallsADocumentWithoutAnIdByItsSource) {
  FakeDocument page;
  fill_sample_page(page);
  EXPECT_EQ(cell(table_of(page, {{"rows", "blocks"}}), 1, "document_id"), "pages/0007.txt");
  EXPECT_EQ(cell(table_of(page, {{"rows", "articles"}}), 1, "document_id"), "pages/0007.txt");
  page.set_property("source.line", "17");
  EXPECT_EQ(cell(table_of(page, {{"rows", "blocks"}}), 1, "document_id"), "pages/0007.txt:17");
}

TEST(ExporterCsv, WritesARowAnArticle) {
  FakeDocument page;
  fill_sample_page(page);
  const Table table = table_of(page, {{"rows", "articles"}});
  ASSERT_EQ(table.size(), 3U);
  EXPECT_EQ(cell(table, 1, "byline"), "本报记者 张辉");
  EXPECT_EQ(cell(table, 1, "blocks"), "3");
  EXPECT_EQ(cell(table, 1, "lines"), "2 3 4 6-7");
  EXPECT_EQ(cell(table, 1, "labels"),
            "policy.topic=science | policy.function=announcement | policy.instrument=funding");
  EXPECT_EQ(cell(table, 1, "label_scores"), "0.91 | 0.5 | 0.875");
  EXPECT_EQ(cell(table, 2, "text"), "Plain news\nOne sentence only.");
}

TEST(ExporterCsv, WritesARowASentenceAndOneForEachBlockWithout) {
  FakeDocument page;
  fill_sample_page(page);
  const Table table = table_of(page, {});  // the default
  ASSERT_EQ(table.size(), 9U);
  EXPECT_EQ(cell(table, 1, "sentence_id"), "");
  EXPECT_EQ(cell(table, 4, "sentence_id"), "a1.b3.s2");
  EXPECT_EQ(cell(table, 4, "text"), "「持续推进。”");
  EXPECT_EQ(cell(table, 4, "begin"), "16");
  EXPECT_EQ(cell(table, 4, "end"), "23");
  EXPECT_EQ(cell(table, 4, "lines"), "6");
  EXPECT_EQ(cell(table, 5, "lines"), "6-7");
  EXPECT_EQ(cell(table, 3, "labels"), "policy.topic=science");
}

TEST(ExporterCsv, SaysSoWhereThereAreNoSentences) {
  FakeDocument page;
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "text");
  const Exported exported = LoadedExporter("exporter_csv", {{"rows", "sentences"}}).write(page);
  EXPECT_EQ(exported.diagnostics, std::vector<std::string>{"no-sentences"});
  EXPECT_EQ(read_csv(exported.bytes).size(), 2U);
}

TEST(ExporterCsv, WritesARowALabelOfWhateverItIsOn) {
  FakeDocument page;
  fill_sample_page(page);
  page.add_article();  // without blocks, behind all others
  page.add_label(BROADSHEET_TARGET_ARTICLE, 2, "policy.topic", "empty", 0.1);
  const Table table = table_of(page, {{"rows", "labels"}});
  ASSERT_EQ(table.size(), 7U);
  EXPECT_EQ(cell(table, 1, "scheme"), "page.kind");
  EXPECT_EQ(cell(table, 2, "article_id"), "a1");
  EXPECT_EQ(cell(table, 2, "evidence"), "科技");
  EXPECT_EQ(cell(table, 3, "label"), "announcement");
  EXPECT_EQ(cell(table, 4, "sentence_id"), "a1.b3.s1");
  EXPECT_EQ(cell(table, 4, "evidence"), "科技");  // what speaks against is left out
  EXPECT_EQ(cell(table, 5, "score"), "0.875");
  EXPECT_EQ(cell(table, 5, "evidence"), "100");
  EXPECT_EQ(cell(table, 6, "label"), "empty");
}

TEST(ExporterCsv, TellsWhatEachPlaceAddsToAScoreWhereAsked) {
  FakeDocument page;
  fill_sample_page(page);
  const Table table = table_of(page, {{"rows", "labels"}, {"contributions", "true"}});
  EXPECT_EQ(cell(table, 4, "contributions"), "0-2:0.75 | 3-4:-0.25");
  EXPECT_EQ(cell(table, 1, "contributions"), "");  // a label without evidence
}

TEST(ExporterCsv, WritesARowAValueOfALayer) {
  FakeDocument page;
  fill_sample_page(page);
  const Table table = table_of(page, {{"rows", "layers"}});
  ASSERT_EQ(table.size(), 6U);
  EXPECT_EQ(cell(table, 1, "block_id"), "a1.b3");
  EXPECT_EQ(cell(table, 1, "layer"), "places");
  EXPECT_EQ(cell(table, 1, "attribute"), "name");
  EXPECT_EQ(cell(table, 1, "value"), "成都");
  EXPECT_EQ(cell(table, 1, "end"), "2");
  EXPECT_EQ(cell(table, 1, "text"), "科技");
  EXPECT_EQ(cell(table, 2, "type"), "integer");
  EXPECT_EQ(cell(table, 2, "value"), "-3");
  EXPECT_EQ(cell(table, 4, "value"), "true");
  EXPECT_EQ(cell(table, 4, "annotation"), "1");
  EXPECT_EQ(cell(table, 5, "annotation"), "2");
  EXPECT_EQ(cell(table, 5, "article_id"), "a2");
  EXPECT_EQ(cell(table, 5, "attribute"), "");
}

TEST(ExporterCsv, WritesAHeaderForAnEmptyDocument) {
  for (const char* rows : {"blocks", "articles", "sentences", "labels", "layers"}) {
    EXPECT_EQ(table_of(FakeDocument(), {{"rows", rows}}).size(), 1U);
  }
}

TEST(ExporterCsv, GuardsWhatASpreadsheetWouldTakeForSomethingElse) {
  for (const char* text :
       {"=1+1", "+3", "-2", "@SUM(A1)", "\tx", "\rx", "007", "20240624000000017", "1-2", "1e5",
        "1.50", "10:30", "3/4", "100%", "\n=1", "＝1+1", "＠SUM"}) {
    EXPECT_TRUE(needs_spreadsheet_guard(text)) << text;
  }
  for (const char* text :
       {"", "0", "7", "12345678901", "plain", "a=1", "'tis", "新闻", "2024年", ".", "e"}) {
    EXPECT_FALSE(needs_spreadsheet_guard(text)) << text;
  }
}

TEST(ExporterCsv, GuardsTextsOnlyAndOnlyForExcel) {
  FakeDocument page;
  page.set_property("id", "20240624000000017");
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "=cmd|'/c calc'!A0");
  const std::string excel =
      LoadedExporter("exporter_csv", {{"rows", "blocks"}, {"preset", "excel"}}).write(page).bytes;
  EXPECT_EQ(excel.substr(0, 3), "\xEF\xBB\xBF");
  const Table guarded = read_csv(excel.substr(3));
  EXPECT_EQ(cell(guarded, 1, "text"), "'=cmd|'/c calc'!A0");
  EXPECT_EQ(cell(guarded, 1, "document_id"), "'20240624000000017");
  EXPECT_EQ(cell(guarded, 1, "confidence"), "1");
  const Table data = table_of(page, {{"rows", "blocks"}});
  EXPECT_EQ(data[0][0], "document_id");
  EXPECT_EQ(cell(data, 1, "text"), "=cmd|'/c calc'!A0");
}

TEST(ExporterCsv, ReportsCellsThatAreTooLongForExcel) {
  FakeDocument page;
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, std::string(32767, 'x'));
  EXPECT_TRUE(LoadedExporter("exporter_csv", {{"rows", "blocks"}, {"preset", "excel"}})
                  .write(page)
                  .diagnostics.empty());
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, std::string(32768, 'x'));
  EXPECT_EQ(LoadedExporter("exporter_csv", {{"rows", "blocks"}, {"preset", "excel"}})
                .write(page)
                .diagnostics,
            std::vector<std::string>{"overlong-cells"});
}

TEST(ExporterCsv, StaysLinearOnABlockOfManySentencesAndSegments) {
  FakeDocument page;
  constexpr std::size_t kSentences = 200000;
  std::string text;
  for (std::size_t i = 0; i < kSentences; ++i) text += "是。";
  page.add_line(text);
  page.add_article();
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < kSentences; ++i) pieces.push_back(copy(0, i * 6, i * 6 + 6));
  page.add_block(0, BROADSHEET_ROLE_PARAGRAPH, pieces);
  for (std::size_t i = 0; i < kSentences; ++i) page.add_sentence(0, i * 6, i * 6 + 6);
  EXPECT_EQ(table_of(page, {{"rows", "sentences"}}).size(), kSentences + 1);
}

/// Texts of the characters that break CSV, in every combination that chance makes.
std::vector<std::string> random_cells(std::size_t count) {
  static const std::vector<std::string> kPieces = {
      "\"", ",", "\r\n", "\n", "\r", "\t", "=",    "+", "-",  "@",           "'",
      ";",  " ", "a",    "0",  "新", "|",  "\"\"", "#", "\\", "\xE3\x80\x80"};
  std::mt19937 random(20240624);
  std::vector<std::string> cells(count);
  for (std::string& made : cells) {
    for (std::size_t length = random() % 8; length > 0; --length)
      made += kPieces[random() % kPieces.size()];
  }
  return cells;
}

TEST(ExporterCsv, ComesBackToTheLetterThroughPython) {
  if (run_command("/usr/bin/python3 -c 'import csv'").status != 0)
    GTEST_SKIP() << "needs /usr/bin/python3";
  const std::vector<std::string> cells = random_cells(2000);
  FakeDocument page;
  page.add_article();
  for (const std::string& text : cells) page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, text);
  const TemporaryFolder folder;
  write_file(folder.path() + "table.csv", LoadedExporter("exporter_csv").write(page).bytes);
  write_file(folder.path() + "read.py",
             "import csv, json, sys\n"
             "with open(sys.argv[1], encoding='utf-8', newline='') as file:\n"
             "    rows = list(csv.DictReader(file, strict=True))\n"
             "json.dump([row['text'] for row in rows], open(sys.argv[2], 'w'))\n");
  const CommandResult python =
      run_command("/usr/bin/python3 " + folder.path() + "read.py " + folder.path() + "table.csv " +
                  folder.path() + "texts.json");
  ASSERT_EQ(python.status, 0) << python.output;
  rapidjson::Document texts;
  texts.Parse(read_file(folder.path() + "texts.json").c_str());
  ASSERT_EQ(texts.Size(), cells.size());
  for (rapidjson::SizeType i = 0; i < texts.Size(); ++i)
    EXPECT_EQ(texts[i].GetString(), cells[i]) << i;
}

TEST(ExporterCsv, IsTheSameBytesEveryTime) {
  for (const char* rows : {"blocks", "articles", "sentences", "labels", "layers"}) {
    FakeDocument page;
    fill_hostile_page(page);
    const LoadedExporter exporter("exporter_csv", {{"rows", rows}, {"preset", "excel"}});
    EXPECT_EQ(exporter.write(page).bytes, exporter.write(page).bytes);
  }
}

}  // namespace
}  // namespace broadsheet::testing
