// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <tinyxml2.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "../support/loaded_exporter.h"
#include "../support/sample_pages.h"
#include "exporter_support/xml_characters.h"
#include "tei_names.h"

namespace broadsheet::testing {
namespace {

/// A parsed file, searched by xml:id and element name.
class Tei {
 public:
  explicit Tei(const std::string& bytes) {
    EXPECT_EQ(xml_.Parse(bytes.c_str(), bytes.size()), tinyxml2::XML_SUCCESS)
        << xml_.ErrorStr() << bytes;
    collect(xml_.RootElement());
  }
  const tinyxml2::XMLElement* by_id(const std::string& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
  }
  std::vector<const tinyxml2::XMLElement*> all(const std::string& name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? std::vector<const tinyxml2::XMLElement*>() : found->second;
  }
  /// Every '#id' of an attribute that points.
  std::vector<std::string> pointers() const { return pointers_; }

 private:
  void collect(const tinyxml2::XMLElement* element) {
    if (element == nullptr) return;
    by_name_[element->Name()].push_back(element);
    if (element->Attribute("xml:id") != nullptr) {
      EXPECT_TRUE(by_id_.emplace(element->Attribute("xml:id"), element).second)
          << element->Attribute("xml:id");
    }
    for (const char* name : {"target", "ana", "ref", "who", "resp"}) {
      if (element->Attribute(name) != nullptr) pointers_.emplace_back(element->Attribute(name));
    }
    for (const auto* child = element->FirstChildElement(); child != nullptr;
         child = child->NextSiblingElement()) {
      collect(child);
    }
  }

  tinyxml2::XMLDocument xml_;
  std::map<std::string, const tinyxml2::XMLElement*> by_id_;
  std::map<std::string, std::vector<const tinyxml2::XMLElement*>> by_name_;
  std::vector<std::string> pointers_;
};

std::string text_of(const tinyxml2::XMLNode* node) {
  if (node == nullptr) return "(no such element)";
  if (node->ToText() != nullptr) return node->Value();
  std::string text;
  for (const auto* child = node->FirstChild(); child != nullptr; child = child->NextSibling())
    text += text_of(child);
  return text;
}

std::string attribute(const tinyxml2::XMLElement* element, const char* name) {
  if (element == nullptr || element->Attribute(name) == nullptr) return "(none)";
  return element->Attribute(name);
}

std::string exported(const FakeDocument& page, const OptionTexts& options = {}) {
  return LoadedExporter("exporter_tei", options).write(page).bytes;
}

std::string sample(const OptionTexts& options = {}) {
  FakeDocument page;
  fill_sample_page(page);
  return exported(page, options);
}

/// The names of an element's children.
std::string shape(const tinyxml2::XMLElement* element) {
  std::string names;
  for (const auto* child = element->FirstChildElement(); child != nullptr;
       child = child->NextSiblingElement()) {
    names += std::string(names.empty() ? "" : " ") + child->Name();
    if (std::string(child->Name()) == "div") names += "(" + shape(child) + ")";
  }
  return names;
}

std::string shape_of_roles(const std::vector<std::uint32_t>& roles) {
  FakeDocument page;
  page.add_article();
  for (const std::uint32_t role : roles) page.add_text_block(0, role, "text");
  return shape(Tei(exported(page)).by_id("a1"));
}

TEST(ExporterTei, WritesTheTextOfEveryBlockToTheLetter) {
  FakeDocument page;
  fill_sample_page(page);
  const Tei tei(exported(page, {{"line_breaks", "true"}}));
  EXPECT_EQ(text_of(tei.by_id("a1.b1")), "加快科技创新");
  EXPECT_EQ(text_of(tei.by_id("a1.b3")),
            page.block_texts.substr(page.blocks[2].text_begin_byte,
                                    page.blocks[2].text_end_byte - page.blocks[2].text_begin_byte));
  EXPECT_EQ(text_of(tei.by_id("f1")), "07");
}

TEST(ExporterTei, MarksSentencesWithTheirIds) {
  const Tei tei(sample());
  EXPECT_EQ(text_of(tei.by_id("a1.b3.s2")), "「持续推进。”");
  EXPECT_EQ(attribute(tei.by_id("a1.b3.s2"), "type"), "inner_quote");
  EXPECT_EQ(tei.all("s").size(), 3U);
  EXPECT_TRUE(Tei(sample({{"sentences", "false"}})).all("s").empty());
}

TEST(ExporterTei, DescribesTheSourceAndWhatMadeTheFile) {
  FakeDocument page;
  fill_sample_page(page);
  page.set_property("id", "scrb-2024");
  const Tei tei(exported(page, {{"publisher", "示例档案馆"}}));
  EXPECT_EQ(text_of(tei.all("publisher").at(0)), "示例档案馆");
  EXPECT_EQ(attribute(tei.all("date").at(0), "when"), "2024-06-24");
  EXPECT_EQ(text_of(tei.all("biblScope").at(0)), "1-2");
  EXPECT_EQ(text_of(tei.all("idno").at(3)), std::string(64, 'a'));
  EXPECT_EQ(attribute(tei.all("application").at(2), "ident"), "annotator_policy");
  EXPECT_EQ(attribute(tei.all("application").at(2), "version"), "1.1.0");
  EXPECT_EQ(attribute(tei.all("TEI").at(0), "xml:lang"), "zh-Hans");
  EXPECT_EQ(attribute(tei.all("language").at(0), "ident"), "zh-Hans");
  EXPECT_TRUE(tei.all("revisionDesc").empty());
}

TEST(ExporterTei, StatesAnExportDateOnlyIfTheRunWasGivenOne) {
  FakeDocument page;
  page.set_property("date", "2024-06-24");
  EXPECT_TRUE(Tei(exported(page)).all("change").empty());
  page.set_property("run.date", "2025-01-02T03:04:05Z");
  EXPECT_EQ(attribute(Tei(exported(page)).all("change").at(0), "when"), "2025-01-02");
}

TEST(ExporterTei, CarriesLabelsWithScoreAndEvidence) {
  const Tei tei(sample());
  const auto* annotation = tei.by_id("ann1");
  EXPECT_EQ(attribute(annotation, "target"), "#a1.b3.s1");
  EXPECT_EQ(attribute(annotation, "resp"), "#plugin.1");
  EXPECT_EQ(attribute(annotation->FirstChildElement("ptr"), "target"),
            "#label.policy.topic.science");
  const auto* note = annotation->FirstChildElement("note");
  EXPECT_EQ(text_of(note), "0.91");
  note = note->NextSiblingElement("note");
  EXPECT_EQ(text_of(note), "科技");
  EXPECT_EQ(attribute(note, "n"), "0-2");
  EXPECT_EQ(attribute(note, "subtype"), "for");
  EXPECT_EQ(attribute(note->NextSiblingElement("note"), "subtype"), "against");
  EXPECT_EQ(attribute(tei.by_id("ann5"), "target"), "#text");
  EXPECT_EQ(text_of(tei.by_id("label.policy.topic.science")), "science");
}

TEST(ExporterTei, PointsAtTheBlockWhereSentencesAreNotMarked) {
  const Tei tei(sample({{"sentences", "false"}}));
  EXPECT_EQ(attribute(tei.by_id("ann1"), "target"), "#a1.b3");
  EXPECT_EQ(text_of(tei.by_id("ann1")->FirstChildElement("note")), "0-16");
}

TEST(ExporterTei, CarriesTheLayersOfOtherPlugins) {
  const Tei tei(sample());
  const auto* annotation = tei.by_id("layer1.1");
  EXPECT_EQ(attribute(annotation, "target"), "#a1.b3");
  EXPECT_EQ(attribute(annotation->Parent()->ToElement(), "n"), "places");
  std::string values;
  for (const auto* note = annotation->FirstChildElement("note"); note != nullptr;
       note = note->NextSiblingElement("note")) {
    values += attribute(note, "n") + "=" + text_of(note) + ";";
  }
  EXPECT_EQ(values, "(none)=0-2;name=成都;count=-3;weight=0.25;is_capital=true;");
  EXPECT_EQ(attribute(tei.by_id("layer1.2"), "target"), "#a2");
}

TEST(ExporterTei, MarksLineAndPageBeginningsWhereAskedTo) {
  EXPECT_TRUE(Tei(sample()).all("lb").empty());
  FakeDocument page;
  page.add_line("One two");
  page.add_line("three exam-", 2);
  page.add_line("ple.", 2);
  page.add_article();
  page.add_block(
      0, BROADSHEET_ROLE_PARAGRAPH,
      {copy(0), insert(" ", "line_join"), copy(1, 0, 10), remove(1, 10, 11, "hyphen"), copy(2)});
  page.add_sentence(0, 0, page.block_texts.size());
  const std::string bytes = exported(page, {{"line_breaks", "true"}});
  EXPECT_NE(
      bytes.find(
          "<s xml:id=\"a1.b1.s1\"><pb n=\"1\"/><lb n=\"1\"/>One two <pb n=\"2\"/><lb n=\"2\"/>"
          "three exam<lb n=\"3\" break=\"no\"/>ple.</s>"),
      std::string::npos)
      << bytes;
}

TEST(ExporterTei, TellsWhereLinesStandOnThePageWhereItIsKnown) {
  EXPECT_TRUE(Tei(sample()).all("facsimile").empty());
  FakeDocument page;
  for (const char* text : {"left", "below", "right"}) page.add_line(text);
  const float boxes[][4] = {{10, 20, 90, 30.5F}, {10, 40, 90, 50}, {100, 20, 180, 30}};
  for (std::size_t i = 0; i < 3; ++i) {
    broadsheet_line_t& line = page.lines[i];
    line.has_box = 1;
    line.left = boxes[i][0], line.top = boxes[i][1];
    line.right = boxes[i][2], line.bottom = boxes[i][3];
  }
  page.add_article();
  page.add_block(0, BROADSHEET_ROLE_PARAGRAPH, {copy(0), copy(1), copy(2)});
  const Tei tei(exported(page, {{"line_breaks", "true"}}));
  EXPECT_EQ(attribute(tei.by_id("page.1"), "lrx"), "180");
  EXPECT_EQ(attribute(tei.by_id("line.1"), "lry"), "30.5");
  EXPECT_EQ(attribute(tei.by_id("a1.b1"), "facs"), "#line.1 #line.2 #line.3");
  EXPECT_EQ(attribute(tei.all("lb").at(1), "facs"), "#line.2");
  EXPECT_EQ(tei.all("cb").size(), 1U);
}

TEST(ExporterTei, LeavesFurnitureOutWhereAskedTo) {
  FakeDocument page;
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "text");
  const std::uint32_t furniture = page.add_furniture("07");
  page.add_label(BROADSHEET_TARGET_BLOCK, furniture, "kind", "number", 1);
  EXPECT_EQ(attribute(Tei(exported(page)).by_id("f1"), "type"), "pageNum");
  const Tei without(exported(page, {{"furniture", "drop"}}));
  EXPECT_EQ(without.by_id("f1"), nullptr);
  EXPECT_TRUE(without.all("annotation").empty());  // it would point at nothing
}

TEST(ExporterTei, MapsRolesToElements) {
  EXPECT_EQ(shape_of_roles(
                {BROADSHEET_ROLE_KICKER, BROADSHEET_ROLE_HEADLINE, BROADSHEET_ROLE_DECK,
                 BROADSHEET_ROLE_BYLINE, BROADSHEET_ROLE_EDITOR_NOTE, BROADSHEET_ROLE_PARAGRAPH,
                 BROADSHEET_ROLE_QUESTION, BROADSHEET_ROLE_LIST_ITEM, BROADSHEET_ROLE_LIST_ITEM,
                 BROADSHEET_ROLE_PULL_QUOTE, BROADSHEET_ROLE_CAPTION, BROADSHEET_ROLE_AUTHOR_NOTE,
                 BROADSHEET_ROLE_CREDIT, BROADSHEET_ROLE_BYLINE, BROADSHEET_ROLE_FURNITURE}),
            "head head head byline note p p list quote figure note note byline fw");
}

TEST(ExporterTei, OpensASectionAtEachHeading) {
  EXPECT_EQ(
      shape_of_roles({BROADSHEET_ROLE_HEADLINE, BROADSHEET_ROLE_PARAGRAPH, BROADSHEET_ROLE_HEADING,
                      BROADSHEET_ROLE_PARAGRAPH, BROADSHEET_ROLE_HEADING, BROADSHEET_ROLE_LIST_ITEM,
                      BROADSHEET_ROLE_CREDIT}),
      "head p div(head p) div(head list note)");
  EXPECT_EQ(
      shape_of_roles({BROADSHEET_ROLE_PARAGRAPH, BROADSHEET_ROLE_BYLINE, BROADSHEET_ROLE_PARAGRAPH,
                      BROADSHEET_ROLE_KICKER, BROADSHEET_ROLE_HEADLINE, BROADSHEET_ROLE_PARAGRAPH}),
      "p note p div(head head p)");
}

TEST(ExporterTei, ReplacesAndReportsWhatXmlCannotHold) {
  FakeDocument page;
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH,
                      "a\x01"
                      "b");
  const Exported result = LoadedExporter("exporter_tei").write(page);
  EXPECT_EQ(text_of(Tei(result.bytes).by_id("a1.b1")),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(result.diagnostics, std::vector<std::string>{"xml-characters"});
}

TEST(ExporterTei, PointsOnlyAtWhatIsThere) {
  for (const char* furniture : {"keep", "drop"}) {
    for (const char* sentences : {"true", "false"}) {
      FakeDocument page;
      fill_hostile_page(page);
      const Tei tei(exported(page, {{"furniture", furniture}, {"sentences", sentences}}));
      ASSERT_FALSE(tei.pointers().empty());
      for (const std::string& pointer : tei.pointers()) {
        EXPECT_NE(tei.by_id(pointer.substr(1)), nullptr) << pointer;
      }
    }
  }
}

TEST(ExporterTei, IsTheSameBytesEveryTime) {
  FakeDocument page;
  fill_hostile_page(page);
  EXPECT_EQ(exported(page), exported(page));
}

TEST(ExporterTei, StaysLinearOnABlockOfManySentencesLinesAndLabels) {
  FakeDocument page;
  constexpr std::size_t kSentences = 100000;
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < kSentences; ++i) pieces.push_back(copy(page.add_line("是。")));
  page.add_article();
  page.add_block(0, BROADSHEET_ROLE_PARAGRAPH, pieces);
  for (std::size_t i = 0; i < kSentences; ++i) {
    const std::uint32_t sentence = page.add_sentence(0, i * 6, i * 6 + 6);
    page.add_label(BROADSHEET_TARGET_SENTENCE, sentence, "s", "l", 1, {{0, i * 6, i * 6 + 3}});
  }
  const std::string bytes =
      exported(page, {{"line_breaks", "true"}});  // a quadratic writer runs out of time
  EXPECT_NE(bytes.find("<s xml:id=\"a1.b1.s100000\"><lb n=\"100000\" break=\"no\"/>是。</s></p>"),
            std::string::npos);
}

TEST(TeiNames, AreMadeToFitTheSchema) {
  using namespace exporting;
  EXPECT_TRUE(is_language_tag("zh-Hans"));
  EXPECT_TRUE(is_language_tag("de-1996"));
  for (const char* tag : {"", "-", "zh_CN", "a-", "1de", "toolonglanguage", "en us"})
    EXPECT_FALSE(is_language_tag(tag)) << tag;
  EXPECT_EQ(tei_version("1.2.3-rc1"), "1.2.3");
  EXPECT_EQ(tei_version("1.2a3.x"), "1.2a3");
  EXPECT_EQ(tei_version("1.2.3.4.5"), "1.2.3.4");
  EXPECT_EQ(tei_version("v1"), "0");
  EXPECT_EQ(tei_version(""), "0");
  EXPECT_EQ(tei_ident("a b:c"), "a_b_c");
  EXPECT_EQ(tei_ident("9"), "_9");
  EXPECT_EQ(article_subtype("Business Day"), "jFinancialNews");
  EXPECT_EQ(article_subtype("读者来信"), "jReadersLetters");
  EXPECT_EQ(article_subtype(""), "jArticle");
}

TEST(TeiNames, GiveTwoLabelsTwoIdsHoweverTheyAreSpelled) {
  FakeDocument page;
  page.add_label(BROADSHEET_TARGET_DOCUMENT, 0, "a.b", "c", 1);
  page.add_label(BROADSHEET_TARGET_DOCUMENT, 0, "a", "b.c", 1);
  page.add_label(BROADSHEET_TARGET_DOCUMENT, 0, "政策", "资金", 1);
  page.add_label(BROADSHEET_TARGET_DOCUMENT, 0, "a.b", "c", 1);
  const Document document(page.table());
  const exporting::LabelIds ids(document);
  EXPECT_EQ(ids.id_of(page.labels[0]), "label.a.b.c");
  EXPECT_EQ(ids.id_of(page.labels[1]), "label.2");
  EXPECT_EQ(ids.id_of(page.labels[2]), "label.3");
  EXPECT_EQ(ids.schemes().size(), 3U);
}

std::string shared_folder() {
  const char* named = std::getenv("BROADSHEET_SHARED");
  return named != nullptr ? named : std::string(BROADSHEET_SOURCE_DIR) + "/../shared";
}

/// All roles in orders that chance makes, in articles of many lengths.
void fill_random_page(FakeDocument& page, unsigned seed) {
  std::mt19937 random(seed);
  for (int count = 0; count < 60; ++count) {
    const std::uint32_t article = page.add_article();
    for (std::size_t length = random() % 12; length > 0; --length) {
      page.add_text_block(article, random() % (BROADSHEET_ROLE_COUNT + 1),
                          random() % 5 == 0 ? "" : "text. More.");
    }
  }
}

TEST(ExporterTei, IsValidWhateverTheDocument) {
  const std::string schema = shared_folder() + "/formats/schemas/tei/tei_all.rng";
  if (!std::filesystem::exists(schema))
    GTEST_SKIP() << "needs " << schema << " (set BROADSHEET_SHARED)";
  if (run_command("command -v jing").status != 0)
    GTEST_SKIP() << "needs jing (Debian package jing)";
  const TemporaryFolder folder;
  std::string files;
  const auto add = [&](const std::string& name, const std::function<void(FakeDocument&)>& fill,
                       const OptionTexts& options) {
    FakeDocument page;
    fill(page);
    write_file(folder.path() + name + ".xml", exported(page, options));
    files += " " + folder.path() + name + ".xml";
  };
  const OptionTexts everything = {{"line_breaks", "true"}, {"publisher", "A & B"}};
  const OptionTexts little = {{"sentences", "false"}, {"furniture", "drop"}};
  int number = 0;
  for (const OptionTexts& options : {OptionTexts(), everything, little}) {
    const std::string suffix = std::to_string(++number);
    add(
        "empty" + suffix, [](FakeDocument&) {}, options);
    add("sample" + suffix, fill_sample_page, options);
    add("hostile" + suffix, fill_hostile_page, options);
    add(
        "furniture" + suffix, [](FakeDocument& page) { page.add_furniture(""); }, options);
    add(
        "random" + suffix, [&](FakeDocument& page) { fill_random_page(page, number); }, options);
    add(
        "boxes" + suffix,
        [](FakeDocument& page) {
          fill_sample_page(page);
          for (broadsheet_line_t& line : page.lines) {
            line.has_box = 1;
            line.left = 0.25F, line.top = 7, line.right = 1e6F, line.bottom = 1e-3F;
          }
          page.lines.back().page = 1;  // a page that comes back
        },
        options);
    add(
        "dated" + suffix,
        [](FakeDocument& page) { page.set_property("run.date", "2025-01-02T03:04Z"); }, options);
  }
  const CommandResult jing = run_command("jing " + schema + files);
  EXPECT_EQ(jing.status, 0) << jing.output.substr(0, 4000);
  write_file(folder.path() + "broken.xml", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"/>");
  EXPECT_NE(run_command("jing " + schema + " " + folder.path() + "broken.xml").status, 0);
}

}  // namespace
}  // namespace broadsheet::testing
