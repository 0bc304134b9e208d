// SPDX-License-Identifier: Apache-2.0
//
// Every exporter on generated documents, read back by programs that share no code with it, and held
// against the schemas. The documents have every role, sentences, labels with evidence, a layer and
// characters that break formats; read_back.py compares the text of every block. What is not
// installed, or not in ../shared, is skipped with a message.
#include <gtest/gtest.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <random>
#include <tuple>

#include "../support/loaded_exporter.h"
#include "../support/sample_pages.h"

namespace broadsheet::testing {
namespace {

constexpr unsigned kSeed = 20240624;
constexpr int kDocuments = 12;

struct Format {
  const char* exporter;
  const char* suffix;
  OptionTexts options;
};

const std::vector<Format>& formats() {
  static const std::vector<Format> all = {
      {"exporter_tei", "tei.xml", {{"line_breaks", "true"}}},
      {"exporter_csv", "csv", {{"rows", "blocks"}}},
      {"exporter_csv", "layers.csv", {{"rows", "layers"}}},
      {"exporter_docx", "docx", {{"comments", "all"}, {"contents", "true"}}},
      {"exporter_json", "json", {}},
      {"exporter_jsonl", "jsonl", {}},
      {"exporter_xlsx", "xlsx", {{"blocks", "true"}}},
      {"exporter_html", "html", {}},
      {"exporter_markdown", "md", {{"provenance", "true"}}},
      {"exporter_nitf", "nitf.xml", {}},
      {"exporter_ninjs", "ninjs.json", {}},
      {"exporter_fodt", "fodt", {{"comments", "true"}, {"contents", "true"}}}};
  return all;
}

std::string random_text(std::mt19937& random, std::size_t pieces) {
  static const std::vector<std::string> kPieces = {"科技",
                                                   "创新",
                                                   "，",
                                                   "。",
                                                   "“加速器”",
                                                   "——",
                                                   "……",
                                                   "『』",
                                                   "　　",
                                                   "𠮷",
                                                   "😀",
                                                   "葛󠄀",
                                                   "a",
                                                   "Word",
                                                   " two  spaces ",
                                                   ".",
                                                   ",",
                                                   "\"",
                                                   "'",
                                                   "<b>",
                                                   "</p>",
                                                   "&amp;",
                                                   "&",
                                                   ">",
                                                   "]]>",
                                                   "<!--",
                                                   "-->",
                                                   "*x*",
                                                   "_y_",
                                                   "`z`",
                                                   "# ",
                                                   "[l](u)",
                                                   "![",
                                                   "|",
                                                   "~~",
                                                   "$",
                                                   "^",
                                                   "\\",
                                                   "{",
                                                   "}",
                                                   "=1+1",
                                                   "+",
                                                   "-",
                                                   "@",
                                                   "1. ",
                                                   "- ",
                                                   "> ",
                                                   "+ ",
                                                   "\t",
                                                   "00012",
                                                   "20240624000000017",
                                                   "1e5",
                                                   "_x0041_",
                                                   "_x000D_",
                                                   "é",
                                                   "e\xCC\x81",
                                                   "\xC2\xA0",
                                                   "\xE2\x80\x8B",
                                                   "\xE2\x80\xA8",
                                                   "\xC2\xAD",
                                                   "\x01",
                                                   "\x1F",
                                                   "\x7F",
                                                   "\xC2\x85",
                                                   "\xEF\xBF\xBE",
                                                   "https://example.org/a_b?c=d&e"};
  std::string text;
  for (; pieces > 0; --pieces) text += kPieces[random() % kPieces.size()];
  return text;
}

std::string block_text(const FakeDocument& page, const broadsheet_block_t& block) {
  return page.block_texts.substr(block.text_begin_byte,
                                 block.text_end_byte - block.text_begin_byte);
}

/// The block's text in two sentences, the first labelled with evidence in it.
void annotate(FakeDocument& page, std::uint32_t block, std::mt19937& random) {
  const broadsheet_block_t record = page.blocks[block];
  const std::string_view text =
      std::string_view(page.block_texts)
          .substr(record.text_begin_byte, record.text_end_byte - record.text_begin_byte);
  std::size_t middle = text.size() / 2;
  while (middle < text.size() && !is_code_point_start(text[middle])) ++middle;
  if (middle == 0 || middle == text.size()) return;
  const std::uint32_t first = page.add_sentence(block, 0, middle);
  page.add_sentence(block, middle, text.size(), BROADSHEET_SENTENCE_CLAUSE);
  std::size_t end = 1;
  while (end < middle && !is_code_point_start(text[end])) ++end;
  page.add_label(BROADSHEET_TARGET_SENTENCE, first, "policy.topic",
                 "topic" + std::to_string(random() % 5), 0.25 * double(random() % 5),
                 {{block, 0, end, 0.5}});
  if (random() % 3 == 0)
    page.add_label(BROADSHEET_TARGET_BLOCK, block, "policy.function", "call & <do>", 0.5);
}

/// Values of every type on targets of every kind, some on a part of their target's text.
void add_layers(FakeDocument& page, std::mt19937& random) {
  const std::uint32_t places = page.add_layer("places", {{"name", BROADSHEET_TYPE_STRING},
                                                         {"number", BROADSHEET_TYPE_INTEGER},
                                                         {"share", BROADSHEET_TYPE_NUMBER},
                                                         {"sure", BROADSHEET_TYPE_BOOLEAN}});
  const std::uint32_t seen = page.add_layer("seen & <read>", {});
  const auto add = [&](std::uint32_t kind, std::size_t index, std::size_t end) {
    const std::int64_t name = page.string_id(random_text(random, 2));
    page.add_annotation(places, kind, static_cast<std::uint32_t>(index), 0, end,
                        {{0, BROADSHEET_TYPE_STRING, name, 0},
                         {1, BROADSHEET_TYPE_INTEGER, std::int64_t(random() % 9) - 4, 0},
                         {2, BROADSHEET_TYPE_NUMBER, 0, 0.25},
                         {3, BROADSHEET_TYPE_BOOLEAN, std::int64_t(random() % 2), 0}});
  };
  add(BROADSHEET_TARGET_DOCUMENT, 0, 0);
  for (std::uint32_t i = 0; i < page.articles.size(); ++i)
    page.add_annotation(seen, BROADSHEET_TARGET_ARTICLE, i, 0, 0, {});
  for (std::size_t block = 0; block < page.blocks.size(); block += 2) {
    const std::string text = block_text(page, page.blocks[block]);
    std::size_t end = std::min<std::size_t>(1, text.size());
    while (end < text.size() && !is_code_point_start(text[end])) ++end;
    add(BROADSHEET_TARGET_BLOCK, block, end);
  }
  for (std::size_t sentence = 0; sentence < page.sentences.size(); sentence += 3)
    add(BROADSHEET_TARGET_SENTENCE, sentence, 0);
}

void fill_random_page(FakeDocument& page, std::mt19937& random) {
  page.set_property("source.path", "folder/" + random_text(random, 2) + ".txt");
  page.set_property("source.sha256", std::string(64, 'a'));
  page.set_property("title", random_text(random, 3));
  page.set_property("language", random() % 2 == 0 ? "zh-Hans" : "en");
  page.set_property("date", "2024年6月24日");
  page.add_stage("annotator_policy", "1.0.0", std::string(64, 'b'));
  const std::size_t article_count = random() % 4;
  for (std::size_t i = 0; i < article_count; ++i) {
    const std::uint32_t article = page.add_article();
    for (std::size_t blocks = 1 + random() % 8; blocks > 0; --blocks) {
      const std::uint32_t role = random() % (BROADSHEET_ROLE_COUNT - 1);  // all but furniture
      page.add_text_block(article, role, random_text(random, 1 + random() % 9));
    }
    page.add_label(BROADSHEET_TARGET_ARTICLE, article, "policy.topic", "topic1", 0.75);
  }
  for (std::size_t blocks = random() % 3; blocks > 0; --blocks)
    page.add_furniture(random_text(random, 2));
  for (std::uint32_t block = 0; block < page.blocks.size(); ++block) annotate(page, block, random);
  add_layers(page, random);
}

std::vector<std::string> block_ids(const FakeDocument& page) {
  std::vector<std::string> ids;
  std::vector<std::size_t> counts(page.articles.size() + 1, 0);
  for (const broadsheet_block_t& block : page.blocks) {
    const bool is_furniture = block.article == BROADSHEET_NONE;
    const std::string number =
        std::to_string(++counts[is_furniture ? page.articles.size() : block.article]);
    ids.push_back(is_furniture ? "f" + number
                               : "a" + std::to_string(block.article + 1) + ".b" + number);
  }
  return ids;
}

/// What an annotation is on: its id and its text.
std::pair<std::string, std::string> target_of(const FakeDocument& page,
                                              const broadsheet_annotation_t& annotation) {
  const std::uint32_t index = annotation.target_index;
  if (annotation.target_kind == BROADSHEET_TARGET_DOCUMENT) return {"document", ""};
  if (annotation.target_kind == BROADSHEET_TARGET_ARTICLE)
    return {"a" + std::to_string(index + 1), ""};
  const bool is_block = annotation.target_kind == BROADSHEET_TARGET_BLOCK;
  const std::uint32_t block = is_block ? index : page.sentences[index].block;
  std::string id = block_ids(page)[block];
  const std::string text = block_text(page, page.blocks[block]);
  std::uint64_t begin = annotation.begin_byte;
  std::uint64_t end = annotation.end_byte;
  const bool is_whole = begin == end;
  if (is_whole) end = text.size();
  if (!is_block) {
    const broadsheet_sentence_t& sentence = page.sentences[index];
    std::size_t number = 1;
    for (std::uint32_t i = 0; i < index; ++i) number += page.sentences[i].block == block;
    id += ".s" + std::to_string(number);
    if (is_whole) std::tie(begin, end) = std::pair(sentence.begin_byte, sentence.end_byte);
  }
  return {id, text.substr(begin, end - begin)};
}

using JsonText = rapidjson::Writer<rapidjson::StringBuffer>;

void put(JsonText& json, const std::string& text) {
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

std::string value_text(const FakeDocument& page, const broadsheet_value_t& value) {
  if (value.type == BROADSHEET_TYPE_STRING) return page.strings[std::size_t(value.integer)];
  if (value.type == BROADSHEET_TYPE_INTEGER) return std::to_string(value.integer);
  if (value.type == BROADSHEET_TYPE_BOOLEAN) return value.integer != 0 ? "true" : "false";
  char text[32];
  std::snprintf(text, sizeof text, "%g", value.number);
  return text;
}

/// [name, value as text] of each value of the annotation.
void put_values(JsonText& json, const FakeDocument& page,
                const broadsheet_annotation_t& annotation) {
  json.StartArray();
  for (std::size_t i = 0; i < annotation.value_count; ++i) {
    const broadsheet_value_t& value = page.values[annotation.first_value + i];
    json.StartArray();
    put(json, page.strings[page.attributes[page.layers[annotation.layer].first_attribute +
                                           value.attribute]
                               .name]);
    put(json, value_text(page, value));
    json.EndArray();
  }
  json.EndArray();
}

/// What read_back.py compares with: the blocks in their order, with their ids, and the annotations.
std::string expectation(const FakeDocument& page) {
  rapidjson::StringBuffer buffer;
  JsonText json(buffer);
  json.StartObject();
  json.Key("blocks");
  json.StartArray();
  const std::vector<std::string> ids = block_ids(page);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    json.StartArray();
    put(json, ids[i]);
    json.Uint(page.blocks[i].role);
    put(json, block_text(page, page.blocks[i]));
    json.EndArray();
  }
  json.EndArray();
  json.Key("annotations");
  json.StartArray();
  for (const broadsheet_annotation_t& annotation : page.annotations) {
    const auto [id, words] = target_of(page, annotation);
    json.StartArray();
    put(json, page.strings[page.layers[annotation.layer].name]);
    put(json, id);
    put(json, words);
    put_values(json, page, annotation);
    json.EndArray();
  }
  json.EndArray();
  json.EndObject();
  return buffer.GetString();
}

std::string shared_formats();

/// The lines of the stress texts, a paragraph each; nothing where they are not here.
void fill_stress_page(FakeDocument& page) {
  page.add_article();
  for (const char* name : {"clean.txt", "ctrl.txt"}) {
    std::ifstream lines(shared_formats() + "/stress/" + name, std::ios::binary);
    for (std::string line; std::getline(lines, line);)
      page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, line);
  }
}

void fill_page(FakeDocument& page, int number, std::mt19937& random) {
  if (number == 0) return fill_sample_page(page);
  if (number == 1) return fill_stress_page(page);
  fill_random_page(page, random);
}

std::string shared_formats() {
  const char* folder = std::getenv("BROADSHEET_SHARED");
  const std::string shared =
      folder != nullptr ? folder : std::string(BROADSHEET_SOURCE_DIR) + "/../shared";
  return shared + "/formats";
}

/// The generated documents in every format, made once for all tests.
const TemporaryFolder& exported_documents() {
  static const TemporaryFolder folder;
  static const bool is_made = [] {
    for (const Format& format : formats()) {
      const LoadedExporter exporter(format.exporter, format.options);
      std::mt19937 random(kSeed);
      for (int number = 0; number < kDocuments; ++number) {
        FakeDocument page;
        fill_page(page, number, random);
        const std::string stem = folder.path() + "d" + std::to_string(number) + ".";
        write_file(stem + format.suffix, exporter.write(page).bytes);
        write_file(stem + "expected", expectation(page));
      }
    }
    return true;
  }();
  EXPECT_TRUE(is_made);
  return folder;
}

void expect_read_back(const std::string& what) {
  const CommandResult result =
      run_command("/usr/bin/python3 '" BROADSHEET_SOURCE_DIR "/tests/support/read_back.py' " +
                  what + " '" + exported_documents().path() + "' '" + shared_formats() + "'");
  if (result.output.find("SKIPPED") != std::string::npos) GTEST_SKIP() << result.output;
  EXPECT_EQ(result.status, 0) << result.output;
}

TEST(RoundTrip, TextComesBackThroughPythonAndXmlParsers) { expect_read_back("texts"); }
TEST(RoundTrip, TextComesBackThroughPandoc) { expect_read_back("pandoc"); }
TEST(RoundTrip, TextComesBackThroughLibreOffice) { expect_read_back("office"); }
TEST(Schemas, AcceptEveryFormat) { expect_read_back("schemas"); }

TEST(EveryExporter, GivesTheSameBytesEveryTime) {
  for (const Format& format : formats()) {
    FakeDocument page;
    fill_hostile_page(page);
    const LoadedExporter exporter(format.exporter, format.options);
    EXPECT_EQ(exporter.write(page).bytes, exporter.write(page).bytes) << format.exporter;
    EXPECT_EQ(LoadedExporter(format.exporter, format.options).write(page).bytes,
              exporter.write(page).bytes)
        << format.exporter;
  }
}

TEST(EveryExporter, WritesAnEmptyDocumentAndAHostileOne) {
  FakeDocument empty, hostile;
  fill_hostile_page(hostile);
  for (const Format& format : formats()) {
    const LoadedExporter exporter(format.exporter, format.options);
    EXPECT_FALSE(exporter.write(empty).bytes.empty()) << format.exporter;
    EXPECT_FALSE(exporter.write(hostile).bytes.empty()) << format.exporter;
  }
}

TEST(EveryExporter, KeepsTheIdsOfTheWholeInTheFileOfOneArticle) {
  FakeDocument page;
  page.set_property("article.number", "7");
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_HEADLINE, "Head");
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "Text");
  const std::vector<std::pair<const char*, const char*>> ids = {
      {"exporter_tei", "xml:id=\"a7.b2\""}, {"exporter_csv", "\"a7.b2\""},
      {"exporter_json", "\"a7.b2\""},       {"exporter_html", "id=\"a7.b2\""},
      {"exporter_nitf", "id=\"a7.b2\""},    {"exporter_fodt", "bs_a7_b2"},
      {"exporter_ninjs", "\"a7\""}};
  for (const auto& [exporter, id] : ids) {
    EXPECT_NE(LoadedExporter(exporter).write(page).bytes.find(id), std::string::npos) << exporter;
  }
}

}  // namespace
}  // namespace broadsheet::testing
