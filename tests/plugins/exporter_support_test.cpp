// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <tinyxml2.h>
#include <zip.h>

#include <cstdlib>
#include <limits>

#include "exporter_support/code_point_index.h"
#include "exporter_support/dates.h"
#include "exporter_support/document_index.h"
#include "exporter_support/line_ranges.h"
#include "exporter_support/numbers.h"
#include "exporter_support/roles.h"
#include "exporter_support/text_direction.h"
#include "exporter_support/uuid.h"
#include "exporter_support/xml_characters.h"
#include "exporter_support/xml_writer.h"
#include "exporter_support/zip_archive.h"
#include "support/fake_document.h"

namespace broadsheet::exporting {
namespace {

using testing::copy;
using testing::FakeDocument;
using testing::insert;

TEST(Numbers, AreTheShortestThatReadBackTheSame) {
  EXPECT_EQ(number_text(0.93F), "0.93");
  EXPECT_EQ(number_text(0.1), "0.1");
  EXPECT_EQ(number_text(1.0), "1");
  EXPECT_EQ(number_text(-0.0), "0");
  EXPECT_EQ(number_text(1e-7), "0.0000001");
  EXPECT_EQ(std::strtod(number_text(std::numeric_limits<double>::denorm_min()).c_str(), nullptr),
            std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(number_text(std::numeric_limits<double>::infinity()), "INF");
  EXPECT_EQ(number_text(std::numeric_limits<float>::quiet_NaN()), "NaN");
}

TEST(Roles, AreNamedAsInTheGoldFormat) {
  EXPECT_EQ(role_name(BROADSHEET_ROLE_PULL_QUOTE), "pull_quote");
  EXPECT_EQ(role_name(BROADSHEET_ROLE_FURNITURE), "furniture");
  EXPECT_EQ(role_name(999), "paragraph");
}

TEST(Dates, ThatAreW3cDatesExistInTheCalendar) {
  for (const char* date :
       {"2024", "2024-06", "2024-02-29", "2024-06-24T08:30:00Z", "2024-06-24T08:30:00.5+08:00"}) {
    EXPECT_TRUE(is_w3c_date(date)) << date;
  }
  for (const char* date : {"", "0000", "24", "2023-02-29", "2024-13", "2024-06-31", "2024-6-1",
                           "2024-06-24T08:30:00", "2024-06-24 08:30", "2024-06-24x", "20240624"}) {
    EXPECT_FALSE(is_w3c_date(date)) << date;
  }
}

TEST(Dates, OfNewspapersBecomeW3cDates) {
  EXPECT_EQ(w3c_date_of("2024年6月4日"), "2024-06-04");
  EXPECT_EQ(w3c_date_of("2024/06/24"), "2024-06-24");
  EXPECT_EQ(w3c_date_of("2024.6.24"), "2024-06-24");
  EXPECT_EQ(w3c_date_of("2024-06-24"), "2024-06-24");
  EXPECT_EQ(w3c_date_of("2024年2月30日"), "");
  EXPECT_EQ(w3c_date_of("2024-06/24"), "");
  EXPECT_EQ(w3c_date_of("2024年6月24日 星期一"), "");
  EXPECT_EQ(w3c_date_of("last Monday"), "");
}

TEST(Dates, OfAnExportComeFromTheDocumentAlone) {
  FakeDocument page;
  EXPECT_EQ(deterministic_timestamp(Document(page.table())), "");
  page.set_property("date", "2024年6月24日");
  EXPECT_EQ(deterministic_timestamp(Document(page.table())), "2024-06-24T00:00:00Z");
  page.set_property("run.date", "2025-01");
  EXPECT_EQ(deterministic_date(Document(page.table())), "2025-01");
  EXPECT_EQ(deterministic_timestamp(Document(page.table())), "2025-01-01T00:00:00Z");
}

TEST(Uuid, OfANameIsVersion5AndNeverChanges) {
  const std::string uuid = uuid_of_name("page.txt");
  EXPECT_EQ(uuid, uuid_of_name("page.txt"));
  EXPECT_NE(uuid, uuid_of_name("page2.txt"));
  // python3: uuid5(uuid5(NAMESPACE_URL, "https://broadsheet.example/"), "page.txt")
  EXPECT_EQ(uuid, "7ea5b14f-e26f-5dfd-a564-8c4a883413bb");
}

TEST(CodePointIndex, AgreesWithCountingFromTheStart) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += i % 3 == 0 ? "新" : i % 7 == 0 ? "\xF0\x9F\x93\xB0" : "a";
  const CodePointIndex index(text);
  for (std::size_t byte = text.size() + 1; byte-- > 0;) {
    EXPECT_EQ(index.at(byte), count_code_points(std::string_view(text).substr(0, byte)));
  }
  EXPECT_EQ(index.at(text.size() + 99), 500U);
  EXPECT_EQ(CodePointIndex("").at(0), 0U);
}

TEST(LineRanges, MergeConsecutiveLinesAndKeepTheReadingOrder) {
  FakeDocument page;
  for (const char* line : {"a", "bb", "cc", "", "ee", "ff", "gg"}) page.add_line(line);
  page.add_article();
  page.add_block(0, BROADSHEET_ROLE_PARAGRAPH,
                 {copy(2, 0, 1), copy(2, 1, 2), insert(" ", "line_join"), copy(4), copy(5), copy(6),
                  copy(1), testing::remove(0, 0, 1, "hyphen")});
  const Document document(page.table());
  const LineIndex lines(document);
  const auto ranges = line_ranges(document, lines, document.blocks()[0]);
  EXPECT_EQ(ranges, (std::vector<LineRange>{{3, 3}, {5, 7}, {2, 2}}));
  EXPECT_EQ(line_ranges_text(ranges), "3 5-7 2");
  const auto of = [&](std::size_t begin, std::size_t end) {
    return line_ranges_text(line_ranges(document, lines, document.blocks()[0], begin, end));
  };
  EXPECT_EQ(of(0, 2), "3");
  EXPECT_EQ(of(2, 4), "5");  // the inserted space has no line
  EXPECT_EQ(of(4, 6), "5-6");
  EXPECT_EQ(of(9, 99), "2");
  EXPECT_EQ(of(5, 5), "");
}

TEST(LineIndex, FindsTheLineOfEveryByte) {
  FakeDocument page;
  for (const char* line : {"ab", "", "c"}) page.add_line(line);  // "ab\n\nc\n"
  const Document document(page.table());
  const LineIndex lines(document);
  const std::vector<std::size_t> expected = {0, 0, 0, 1, 2, 2};
  for (std::size_t byte = 0; byte < expected.size(); ++byte)
    EXPECT_EQ(lines.find(byte), expected[byte]) << byte;
}

TEST(DocumentIndex, NamesEverythingByItsPlace) {
  FakeDocument page;
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_HEADLINE, "one");
  page.add_article();
  page.add_text_block(1, BROADSHEET_ROLE_HEADLINE, "two");
  page.add_text_block(1, BROADSHEET_ROLE_PARAGRAPH, "A. B.");
  page.add_furniture("07");
  page.add_furniture("Daily");
  page.add_sentence(2, 0, 2);
  page.add_sentence(2, 3, 5);
  page.add_sentence(4, 0, 5);
  const Document document(page.table());
  const DocumentIndex index(document);
  EXPECT_EQ(index.block_id(0), "a1.b1");
  EXPECT_EQ(index.block_id(2), "a2.b2");
  EXPECT_EQ(index.block_id(4), "f2");
  EXPECT_EQ(index.target_id(BROADSHEET_TARGET_SENTENCE, 1), "a2.b2.s2");
  EXPECT_EQ(index.target_id(BROADSHEET_TARGET_SENTENCE, 2), "f2.s1");
  EXPECT_EQ(index.target_id(BROADSHEET_TARGET_ARTICLE, 1), "a2");
  EXPECT_EQ(index.target_id(BROADSHEET_TARGET_DOCUMENT, 0), "document");
  EXPECT_EQ(index.target_id(BROADSHEET_TARGET_BLOCK, 99), "");
  EXPECT_EQ(index.target_id(77, 0), "");
  ASSERT_EQ(index.furniture().size(), 2U);
  EXPECT_EQ(index.furniture()[1], 4U);
  ASSERT_EQ(index.sentences_of(2).size(), 2U);
  EXPECT_EQ(index.sentences_of(0).size(), 0U);
  EXPECT_EQ(index.block_of(BROADSHEET_TARGET_SENTENCE, 2), 4U);
}

TEST(DocumentIndex, GivesEachTargetItsOwnLabelsAndProperties) {
  FakeDocument page;
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "A. B.");
  page.add_sentence(0, 0, 2);
  page.add_label(BROADSHEET_TARGET_SENTENCE, 0, "policy.topic", "x", 0.5);
  page.add_label(BROADSHEET_TARGET_DOCUMENT, 0, "policy.topic", "y", 0.5);
  page.add_label(BROADSHEET_TARGET_SENTENCE, 0, "policy.topic", "z", 0.5);
  page.add_label(BROADSHEET_TARGET_SENTENCE, 7, "policy.topic", "of no sentence", 0.5);
  page.set_property(BROADSHEET_TARGET_ARTICLE, 0, "headline", "first");
  page.set_property(BROADSHEET_TARGET_ARTICLE, 0, "headline", "second");
  const Document document(page.table());
  const DocumentIndex index(document);
  const auto labels = index.labels_of(BROADSHEET_TARGET_SENTENCE, 0);
  EXPECT_EQ(std::vector<std::uint32_t>(labels.begin(), labels.end()),
            (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(index.labels_of(BROADSHEET_TARGET_DOCUMENT, 0).size(), 1U);
  EXPECT_TRUE(index.labels_of(BROADSHEET_TARGET_SENTENCE, 7).empty());
  EXPECT_EQ(index.property(BROADSHEET_TARGET_ARTICLE, 0, "headline"), "first");
  EXPECT_EQ(index.property(BROADSHEET_TARGET_ARTICLE, 0, "byline"), "");
}

TEST(DocumentIndex, OfAnEmptyDocumentIsEmpty) {
  FakeDocument page;
  const Document document(page.table());
  const DocumentIndex index(document);
  EXPECT_TRUE(index.furniture().empty());
  EXPECT_TRUE(index.sentences_of(0).empty());
  EXPECT_TRUE(index.labels_of(BROADSHEET_TARGET_DOCUMENT, 0).empty());
}

TEST(TextDirection, IsThatOfTheFirstCharacterThatHasOne) {
  EXPECT_TRUE(reads_right_to_left("قال الوزير"));
  EXPECT_TRUE(reads_right_to_left("“1921” ראש העיר said"));
  for (const char* text : {"", "1921 …", "Plain قال", "中文 قال", "\xD9"})
    EXPECT_FALSE(reads_right_to_left(text)) << text;
  EXPECT_FALSE(reads_right_to_left(std::string(5000, ' ') + "قال"));
}

TEST(XmlCharacters, ThatXmlCannotHoldAreReplacedAndCounted) {
  std::string out;
  const std::string hostile(
      "a\0b\x01\t\n\r\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD\xF0\x9F\x93\xB0\xFF", 21);
  EXPECT_EQ(append_xml_characters(hostile, out), 5U);
  EXPECT_EQ(out,
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\t\n\r\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xF0\x9F\x93\xB0\xEF\xBF\xBD");
}

std::string written(XmlWriter::Layout layout) {
  StringSink sink;
  XmlWriter xml(sink, layout);
  xml.declaration().open("div").attribute("n", 1);
  xml.open_inline("p").element("hi", "a < b").text(" & c").close();
  xml.open("empty").close();
  xml.close();
  return sink.take();
}

TEST(XmlWriter, IndentsElementsButNeverMixedContent) {
  EXPECT_EQ(written(XmlWriter::Layout::kIndented),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<div n=\"1\">\n  <p><hi>a &lt; b</hi> "
            "&amp; c</p>\n"
            "  <empty/>\n</div>\n");
}

TEST(XmlWriter, AddsNoWhiteSpaceInCompactLayout) {
  EXPECT_EQ(written(XmlWriter::Layout::kCompact),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><div n=\"1\"><p><hi>a &lt; b</hi> &amp; "
            "c</p><empty/></div>");
}

TEST(XmlWriter, GivesAParserBackWhatItWasGiven) {
  const std::string hostile = "\r\n\t a\"'<>&]]> b \r";
  StringSink sink;
  XmlWriter xml(sink, XmlWriter::Layout::kIndented);
  xml.open_inline("p").attribute("n", hostile).text(hostile).close();
  EXPECT_EQ(xml.replaced_characters(), 0U);
  tinyxml2::XMLDocument parsed;
  ASSERT_EQ(parsed.Parse(sink.bytes().c_str(), sink.bytes().size()), tinyxml2::XML_SUCCESS);
  EXPECT_STREQ(parsed.RootElement()->GetText(), hostile.c_str());
  EXPECT_STREQ(parsed.RootElement()->Attribute("n"), hostile.c_str());
}

TEST(ZipArchive, IsTheSameBytesEveryTimeAndReadsBack) {
  const auto make = [] {
    ZipArchive zip;
    zip.add("[Content_Types].xml", "<Types/>");
    zip.add("word/document.xml", std::string(100000, 'x'));
    zip.add("empty", "");
    return zip.finish();
  };
  const std::string bytes = make();
  EXPECT_EQ(bytes, make());
  zip_error_t error;
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  ASSERT_NE(archive, nullptr);
  ASSERT_EQ(zip_get_num_entries(archive, 0), 3);
  EXPECT_STREQ(zip_get_name(archive, 0, 0), "[Content_Types].xml");
  zip_file_t* file = zip_fopen_index(archive, 1, 0);
  std::string content(100001, '\0');
  EXPECT_EQ(zip_fread(file, content.data(), content.size()), 100000);
  zip_fclose(file);
  for (zip_uint64_t i = 0; i < 3; ++i) {
    EXPECT_EQ(zip_file_extra_fields_count(archive, i, ZIP_FL_CENTRAL), 0);
    EXPECT_EQ(zip_file_extra_fields_count(archive, i, ZIP_FL_LOCAL), 0);
  }
  zip_discard(archive);
  EXPECT_EQ(bytes.substr(10, 4),
            std::string("\x00\x00\x21\x00", 4));  // time and date of the first header
}

}  // namespace
}  // namespace broadsheet::exporting
