// SPDX-License-Identifier: Apache-2.0
// reader_jsonl: lines, escapes and their map, fields, errors with their places.

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

#include "jsonl_documents.h"
#include "utf8.h"

namespace broadsheet::jsonl_reader {
namespace {

using namespace std::string_literals;
using text_reader::origin_of;

using Outcomes = std::vector<std::variant<JsonlDocument, JsonlError>>;

Outcomes read_all(const std::string& input, const JsonlOptions& options = {},
                  std::size_t buffer_bytes = 4096) {
  const ReadAt read_at = [&](std::uint64_t offset, char* buffer, std::size_t capacity) {
    return input.substr(std::min<std::uint64_t>(offset, input.size())).copy(buffer, capacity);
  };
  JsonlDocuments documents(read_at, options, buffer_bytes);
  Outcomes outcomes;
  while (auto outcome = documents.next()) outcomes.push_back(std::move(*outcome));
  EXPECT_FALSE(documents.next());
  return outcomes;
}

/// "text" or "!line:column message" of each outcome, one a line.
std::string show(const Outcomes& outcomes) {
  std::string shown;
  for (const auto& outcome : outcomes) {
    if (const auto* error = std::get_if<JsonlError>(&outcome)) {
      shown.append("!").append(std::to_string(error->line_number)).append(":");
      shown.append(std::to_string(error->column)).append(" ").append(error->message);
    } else {
      shown += std::get<JsonlDocument>(outcome).text;
    }
    shown += "\n";
  }
  return shown;
}

JsonlDocument document_of(const std::string& line, const JsonlOptions& options = {}) {
  Outcomes outcomes = read_all(line, options);
  EXPECT_EQ(outcomes.size(), 1U);
  if (outcomes.empty() || !std::holds_alternative<JsonlDocument>(outcomes[0])) {
    ADD_FAILURE() << show(outcomes);
    return {};
  }
  return std::get<JsonlDocument>(std::move(outcomes[0]));
}

JsonlError error_of(const std::string& line, const JsonlOptions& options = {}) {
  const Outcomes outcomes = read_all(line, options);
  if (outcomes.empty() || !std::holds_alternative<JsonlError>(outcomes[0])) {
    ADD_FAILURE() << "no error: " << show(outcomes);
    return {};
  }
  return std::get<JsonlError>(outcomes[0]);
}

std::string property(const JsonlDocument& document, std::string_view key) {
  for (const auto& [name, value] : document.properties) {
    if (name == key) return value;
  }
  return "(none)";
}

/// Decodes each character's mapped bytes by itself; the outcome must be that character.
void expect_exact_map(const JsonlDocument& document, const std::string& input) {
  for (std::size_t at = 0; at < document.text.size();) {
    const std::size_t length = text_reader::decode_utf8(document.text, at).length_bytes;
    const std::uint64_t begin = origin_of(document.runs, at);
    const std::uint64_t end = origin_of(document.runs, at + length);
    ASSERT_EQ(unescape(std::string_view(input).substr(begin, end - begin), 0).text,
              document.text.substr(at, length));
    at += length;
  }
}

TEST(JsonString, MapsEveryCharacterThroughEscapes) {
  const MappedString mapped = unescape(R"(a\n中\u4e2d\ud83d\udcf0\\b)", 100);
  EXPECT_EQ(mapped.text, "a\n中中\U0001F4F0\\b");
  EXPECT_EQ(mapped.runs, (std::vector<text_reader::EncodingRun>{{0, 100, 1, 1},
                                                                {1, 101, 1, 2},
                                                                {2, 103, 1, 1},
                                                                {5, 106, 3, 6},
                                                                {8, 112, 4, 12},
                                                                {12, 124, 1, 2},
                                                                {13, 126, 1, 1}}));
  EXPECT_EQ(origin_of(mapped.runs, mapped.text.size()), 127U);
}

TEST(JsonString, ReplacesHalvesOfSurrogatePairs) {
  const MappedString mapped = unescape(R"(\ud83dx\udcf0\ud83d\ud83d\udcf0\\ud83d)", 0);
  EXPECT_EQ(mapped.text, "\uFFFDx\uFFFD\uFFFD\U0001F4F0\\ud83d");
  EXPECT_EQ(mapped.lone_surrogates, (std::vector<std::uint64_t>{0, 4, 7}));
  EXPECT_EQ(without_lone_surrogates(R"(\ud83dx\udcf0\\ud83d)"), R"(\ufffdx\ufffd\\ud83d)");
  EXPECT_FALSE(without_lone_surrogates(R"(\ud83d\udcf0\\ud83d\n)"));
}

TEST(Jsonl, ReadsADocumentALine) {
  EXPECT_EQ(show(read_all("{\"text\":\"one\"}\n{\"text\":\"two\"}")), "one\ntwo\n");
}

TEST(Jsonl, AllowsMarksReturnsAndBlankLines) {
  const std::string input = "\uFEFF{\"text\":\"one\"}\r\n\r\n   \n\n{\"text\":\"two\"}\r\n\n";
  const Outcomes outcomes = read_all(input);
  ASSERT_EQ(show(outcomes), "one\ntwo\n");
  const auto& first = std::get<JsonlDocument>(outcomes[0]);
  EXPECT_EQ(input.substr(first.origin_begin_byte, first.origin_end_byte - first.origin_begin_byte),
            "{\"text\":\"one\"}");
  EXPECT_EQ(std::get<JsonlDocument>(outcomes[1]).line_number, 5U);
  EXPECT_TRUE(read_all("\uFEFF\n \n").empty());
  EXPECT_TRUE(read_all("").empty());
}

TEST(Jsonl, GivesTheSameForEveryBufferSize) {
  const std::string input =
      "\uFEFF{\"text\":\"on\\ne 中文 \\ud83d\\udcf0\", \"id\": 7}\r\n\n{\"text\": "
      "tru}\n{\"text\":\"" +
      std::string(100, 'x') + "\"}\n{\"text\":\"two\"}";
  JsonlOptions options;
  options.max_line_bytes = 80;
  const std::string expected = show(read_all(input, options));
  EXPECT_NE(
      expected.find("!4:1 the line has 111 bytes, more than option 'max_line_bytes' allows: 80"),
      std::string::npos);
  for (std::size_t buffer_bytes = 1; buffer_bytes <= 64; ++buffer_bytes) {
    const Outcomes outcomes = read_all(input, options, buffer_bytes);
    ASSERT_EQ(show(outcomes), expected) << buffer_bytes;
    expect_exact_map(std::get<JsonlDocument>(outcomes[0]), input);
  }
}

TEST(Jsonl, SplitsTheTextIntoLines) {
  const JsonlDocument document = document_of(R"({"text":"a\nb\n\n\fc\r\nd"})");
  ASSERT_EQ(document.lines.size(), 5U);
  EXPECT_EQ(document.lines[3], (text_reader::SourceLine{5, 7, 2}));
  EXPECT_TRUE(document_of(R"({"text":""})").lines.empty());
}

TEST(Jsonl, MapsTextToTheInputsBytes) {
  const std::string input =
      "{\"text\":\"first\"}\n{ \"a\" : [1, {\"b\": \"}\"}], \"text\" :\t\"x\\u4e2d\\n中 \\\"q\\\" "
      "\\/ \\ud83d\\udcf0\\ud800\" }\n";
  const Outcomes outcomes = read_all(input);
  ASSERT_EQ(outcomes.size(), 2U);
  for (const auto& outcome : outcomes) expect_exact_map(std::get<JsonlDocument>(outcome), input);
  const auto& document = std::get<JsonlDocument>(outcomes[1]);
  EXPECT_EQ(document.text, "x中\n中 \"q\" / \U0001F4F0\uFFFD");
  ASSERT_EQ(document.diagnostics.size(), 1U);
  EXPECT_EQ(document.diagnostics[0].code, "lone-surrogate");
  EXPECT_EQ(document.text.substr(document.diagnostics[0].text_begin_byte), "\uFFFD");
}

TEST(Jsonl, KeepsOtherScalarFieldsAsProperties) {
  const JsonlDocument document = document_of(
      R"({"id": 12345678901234567890, "lang": "zh", "headline": "T", "text": "x", "pages": 3.10, "front": true, "tags": ["a"], "none": null, "o": {"text": 1}})",
      {{"text", "id", "lang", "headline"}, 1000});
  EXPECT_EQ(property(document, "id"), "12345678901234567890");
  EXPECT_EQ(property(document, "language"), "zh");
  EXPECT_EQ(property(document, "title"), "T");
  EXPECT_EQ(property(document, "field.pages"), "3.10");
  EXPECT_EQ(property(document, "field.front"), "true");
  EXPECT_EQ(property(document, "field.tags"), "(none)");
  EXPECT_EQ(document.properties.size(), 5U);
  EXPECT_TRUE(document.diagnostics.empty());
}

TEST(Jsonl, BoundsTheFieldsItKeeps) {
  std::string line = "{\"text\":\"x\",\"long\":\"" + std::string(5000, 'y') + "\"";
  for (int i = 0; i < 70; ++i) line.append(",\"f").append(std::to_string(i)).append("\":1");
  const JsonlDocument document = document_of(line + "}");
  EXPECT_EQ(document.properties.size(), kMaxKeptFields);
  ASSERT_EQ(document.diagnostics.size(), 1U);
  EXPECT_EQ(document.diagnostics[0].message, "7 fields are not kept as properties of the document");
}

TEST(Jsonl, TakesTheFieldsThatTheOptionsName) {
  JsonlOptions options;
  options.fields = {"body", "key", "", ""};
  const JsonlDocument document =
      document_of(R"({"body":"x","key":"k","lang":"en","text":"y"})", options);
  EXPECT_EQ(document.text, "x");
  EXPECT_EQ(property(document, "id"), "k");
  EXPECT_EQ(property(document, "field.lang"), "en");
  EXPECT_EQ(property(document, "field.text"), "y");
}

TEST(Jsonl, GoesOnBehindABadLine) {
  EXPECT_EQ(show(read_all("{\"text\":\"one\"}\n{bad}\n{\"text\":\"two\"}\n")),
            "one\n!2:2 not valid JSON: missing a name for object member\ntwo\n");
}

TEST(Jsonl, SaysWhatIsWrongAndWhere) {
  const std::pair<std::string, std::string> cases[] = {
      {R"({"text": "中文", "x": tru})", "!1:24 not valid JSON: invalid value"},
      {R"({"text": "a"} {})",
       "!1:15 not valid JSON: the document root must not be followed by other values"},
      {R"(["a"])", "!1:1 expected a JSON object, found an array"},
      {R"("text")", "!1:1 expected a JSON object, found a string"},
      {R"({"text": 12})", "!1:10 expected a string in field 'text', found a number"},
      {R"({"text": {"a": 1}})", "!1:10 expected a string in field 'text', found an object"},
      {R"({"text": null})", "!1:10 expected a string in field 'text', found null"},
      {R"({"a": [1, 2] , "text": ["x"]})",
       "!1:24 expected a string in field 'text', found an array"},
      {R"({"text": "x", "id": [1]})",
       "!1:21 expected a string or a number in field 'id', found an array"},
      {R"({"text": "x", "lang": 1})", "!1:23 expected a string in field 'lang', found a number"},
      {R"({"text": "x", "a": 1, "text": "y"})", "!1:23 field 'text' stands twice in this record"},
      {R"({"body": "x", "n": 1})", "!1:1 no field 'text' in this record"},
      {R"({})", "!1:1 no field 'text' in this record"},
      {"{\"text\": \"中\xFF\"}", "!1:12 byte FF not valid in UTF-8"},
      {"{\"text\": \"\xED\xA0\x80\"}", "!1:11 byte ED not valid in UTF-8"},
      {"{\"text\": \"a\tb\"}", "!1:12 control character 09 inside a string"},
      {"{\"text\": \"a\"}\0x"s, "!1:14 a NUL byte in this line"},
      {R"({"text": "a)", "!1:12 not valid JSON: missing a closing quotation mark in string"},
      {R"({"text": "a\q"})", "!1:12 not valid JSON: invalid escape character in string"},
      {R"({"text": "a",})", "!1:14 not valid JSON: missing a name for object member"}};
  for (const auto& [line, expected] : cases) {
    EXPECT_EQ(show(read_all(line)), expected + "\n") << line;
    EXPECT_FALSE(error_of(line).help.empty()) << line;
  }
}

TEST(Jsonl, NamesTheFieldsThereAreWhereTheTextIsMissing) {
  EXPECT_EQ(error_of(R"({"body": "x", "n": 1})").help,
            "fields here: 'body', 'n'; name the one with the text: options: { text_field: ... }");
  EXPECT_LT(error_of("{\"" + std::string(100000, 'k') + "\": 1}").help.size(), 300U);
}

TEST(Jsonl, GivesTheInputsOffsetOfAnError) {
  const JsonlError error = std::get<JsonlError>(read_all("{\"text\":\"中\"}\n{\"text\":1}\n")[1]);
  EXPECT_EQ(error.line_number, 2U);
  EXPECT_EQ(error.offset_byte, 15U + 8U);
}

TEST(Jsonl, SurvivesDeepNestingAndManyFields) {
  const std::string deep = "{\"a\":" + std::string(3000000, '[');
  EXPECT_EQ(error_of(deep).message, "nested deeper than 512 levels");
  const std::string balanced =
      "{\"a\":" + std::string(400, '[') + std::string(400, ']') + ",\"text\":\"x\"}";
  EXPECT_EQ(document_of(balanced).text, "x");
  std::string wide = "{\"text\":\"x\"";
  for (int i = 0; i < 70000; ++i) wide.append(",\"").append(std::to_string(i)).append("\":0");
  EXPECT_EQ(error_of(wide + "}").message, "more than 65536 fields in one record");
}

TEST(Jsonl, TakesLinearTimeOnHostileLines) {
  const std::string cores[] = {"\\ud800", "\\n", "\\\\", "中\\u4e2d", " "};
  for (const std::string& core : cores) {
    std::string text;
    while (text.size() < 1U << 20U) text += core;
    EXPECT_GT(document_of("{\"text\":\"" + text + "\"}").text.size(), 250000U);
    error_of("{\"x\":\"" + text);
  }
  EXPECT_EQ(show(read_all(std::string(1U << 20U, '\n'))), "");
}

TEST(Jsonl, EndsWhereReadingFails) {
  int calls = 0;
  const ReadAt read_at = [&](std::uint64_t, char* buffer, std::size_t) -> std::size_t {
    if (++calls > 1) throw std::runtime_error("the disk is gone");
    return std::string("{\"text\":\"o").copy(buffer, 100);
  };
  JsonlDocuments documents(read_at, {}, 16);
  EXPECT_THROW(documents.next(), std::runtime_error);
  EXPECT_FALSE(documents.next());
  EXPECT_EQ(calls, 2);
}

TEST(Jsonl, IsSoundOnRandomLines) {
  std::mt19937 random(5);
  const std::string pieces[] = {"{",    "}", "\"text\"", ":", "\"", "\\", "u",  "d83d", "\\n", "中",
                                "\xFF", "[", "]",        ",", " ",  "1",  "\n", "a",    "\r"};
  std::size_t documents = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string input = round % 2 == 0 ? "{\"text\":\"" : "";
    for (std::size_t i = random() % 12; i > 0; --i) input += pieces[random() % std::size(pieces)];
    if (round % 2 == 0) input += "\"}";
    for (const auto& outcome : read_all(input, {}, 1 + random() % 8)) {
      if (const auto* error = std::get_if<JsonlError>(&outcome)) {
        ASSERT_LE(error->offset_byte, input.size()) << input;
        continue;
      }
      ++documents;
      const auto& document = std::get<JsonlDocument>(outcome);
      ASSERT_EQ(text_reader::valid_utf8_length(document.text), document.text.size());
      expect_exact_map(document, input);
    }
  }
  EXPECT_GT(documents, 1000U);
}

TEST(Probe, TakesJsonLinesByNameOrByContent) {
  EXPECT_EQ(probe_jsonl("a.jsonl", ""), 90U);
  EXPECT_EQ(probe_jsonl("a.NDJSON", "x"), 90U);
  EXPECT_EQ(probe_jsonl("a.txt", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n"), 60U);
  EXPECT_EQ(probe_jsonl("a.json", "{\n\"text\":\"a\"}\n"), 0U);
  EXPECT_EQ(probe_jsonl("a.json", "{\"text\":\"a\"}\n"), 0U);
  EXPECT_EQ(probe_jsonl("a.txt", "Page one\n"), 0U);
}

}  // namespace
}  // namespace broadsheet::jsonl_reader
