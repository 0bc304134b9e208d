// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <string>

#include "../support/loaded_exporter.h"
#include "../support/sample_pages.h"

namespace broadsheet::testing {
namespace {

rapidjson::Document parsed(const std::string& bytes) {
  rapidjson::Document record;
  record.Parse<rapidjson::kParseValidateEncodingFlag>(bytes.c_str(), bytes.size());
  EXPECT_FALSE(record.HasParseError()) << "at byte " << record.GetErrorOffset() << " of\n" << bytes;
  return record;
}

std::string keys_of(const rapidjson::Value& object) {
  std::string keys;
  for (const auto& member : object.GetObject())
    keys += std::string(keys.empty() ? "" : " ") + member.name.GetString();
  return keys;
}

rapidjson::Document sample_record(const OptionTexts& options = {}) {
  FakeDocument page;
  fill_sample_page(page);
  return parsed(LoadedExporter("exporter_json", options).write(page).bytes);
}

/// The bytes of code points [begin, end) of a text.
std::string slice(std::string_view text, std::size_t begin, std::size_t end) {
  std::string out;
  std::size_t count = 0;
  for (const char byte : text) {
    if (is_code_point_start(byte)) ++count;
    if (count > begin && count <= end) out += byte;
  }
  return out;
}

TEST(ExporterJson, WritesTheKeysInTheOrderOfTheFormat) {
  const rapidjson::Document record = sample_record();
  EXPECT_EQ(
      keys_of(record),
      "format source pipeline properties articles furniture removed labels layers diagnostics");
  EXPECT_EQ(keys_of(record["source"]), "path sha256 bytes media_type encoding lines");
  EXPECT_EQ(keys_of(record["pipeline"]), "name fingerprint plugins");
  EXPECT_EQ(keys_of(record["pipeline"]["plugins"][0]), "id version sha256");
  EXPECT_EQ(keys_of(record["properties"]), "title date language");
  const auto& article = record["articles"][0];
  EXPECT_EQ(keys_of(article), "id headline byline properties blocks labels");
  const auto& block = article["blocks"][2];
  EXPECT_EQ(keys_of(block), "id role text lines page confidence segments sentences labels");
  EXPECT_EQ(keys_of(block["sentences"][1]), "begin end text marks labels");
  EXPECT_EQ(keys_of(record["furniture"][0]), "id role text lines page confidence segments");
  EXPECT_EQ(keys_of(record["removed"][0]), "line begin end reason");
}

TEST(ExporterJson, WritesWhatTheDocumentSays) {
  const rapidjson::Document record = sample_record();
  EXPECT_STREQ(record["source"]["path"].GetString(), "pages/0007.txt");
  EXPECT_EQ(record["source"]["bytes"].GetInt(), 1234);
  EXPECT_EQ(record["source"]["lines"].GetInt(), 10);
  EXPECT_STREQ(record["articles"][0]["properties"]["column"].GetString(), "要闻");
  const auto& block = record["articles"][0]["blocks"][2];
  EXPECT_STREQ(block["id"].GetString(), "a1.b3");
  EXPECT_STREQ(block["role"].GetString(), "paragraph");
  EXPECT_EQ(block["confidence"].GetDouble(), 0.5);
  EXPECT_EQ(block["lines"].Size(), 2U);
  EXPECT_EQ(block["lines"][0][0].GetInt(), 4);
  EXPECT_EQ(block["lines"][1][0].GetInt(), 6);
  EXPECT_EQ(block["lines"][1][1].GetInt(), 7);
  EXPECT_STREQ(record["furniture"][0]["id"].GetString(), "f1");
  EXPECT_STREQ(record["diagnostics"][0]["severity"].GetString(), "warning");
  EXPECT_EQ(record["diagnostics"][0]["line"].GetInt(), 10);
  EXPECT_EQ(keys_of(record["diagnostics"][1]), "severity code message by");
}

TEST(ExporterJson, CountsCodePointsSoThatSlicesAreTheTexts) {
  const rapidjson::Document record = sample_record();
  const auto& block = record["articles"][0]["blocks"][2];
  const std::string text = block["text"].GetString();
  ASSERT_EQ(block["sentences"].Size(), 3U);
  for (const auto& sentence : block["sentences"].GetArray()) {
    EXPECT_EQ(slice(text, sentence["begin"].GetUint(), sentence["end"].GetUint()),
              sentence["text"].GetString());
  }
  const auto& label = block["sentences"][2]["labels"][0];
  EXPECT_EQ(slice(text, label["evidence"][0][0].GetUint(), label["evidence"][0][1].GetUint()),
            "100");
  EXPECT_EQ(label["score"].GetDouble(), 0.875);
  EXPECT_EQ(keys_of(label), "scheme label score evidence");
}

TEST(ExporterJson, LetsEveryCharacterBeTracedToTheSource) {
  FakeDocument page;
  fill_sample_page(page);
  const rapidjson::Document record = parsed(LoadedExporter("exporter_json").write(page).bytes);
  std::map<unsigned, std::string> covered;  // of each line, what segments and removals say of it
  const auto line_text = [&](unsigned line) {
    const auto& range = page.lines[line - 1];
    return page.source.substr(range.begin_byte, range.end_byte - range.begin_byte);
  };
  const auto trace = [&](const rapidjson::Value& block) {
    const std::string text = block["text"].GetString();
    for (const auto& segment : block["segments"].GetArray()) {
      if (std::string(segment["kind"].GetString()) != "copy") continue;
      const std::string source = slice(line_text(segment["line"].GetUint()),
                                       segment["begin"].GetUint(), segment["end"].GetUint());
      EXPECT_EQ(source,
                slice(text, segment["text_begin"].GetUint(), segment["text_end"].GetUint()));
    }
  };
  for (const auto& article : record["articles"].GetArray()) {
    for (const auto& block : article["blocks"].GetArray()) trace(block);
  }
  trace(record["furniture"][0]);
  ASSERT_EQ(record["removed"].Size(), 3U);
  const auto& removed = record["removed"][0];
  EXPECT_EQ(slice(line_text(removed["line"].GetUint()), removed["begin"].GetUint(),
                  removed["end"].GetUint()),
            " ");
  EXPECT_STREQ(removed["reason"].GetString(), "letter_spacing");
  EXPECT_EQ(slice(line_text(6), record["removed"][1]["begin"].GetUint(),
                  record["removed"][1]["end"].GetUint()),
            "-");
}

TEST(ExporterJson, PutsLabelsAndTheirEvidenceWhereTheyBelong) {
  const rapidjson::Document record = sample_record();
  EXPECT_STREQ(record["labels"][0]["scheme"].GetString(), "page.kind");
  const auto& article_label = record["articles"][0]["labels"][0];
  EXPECT_EQ(article_label["evidence"].Size(), 0U);
  EXPECT_STREQ(article_label["evidence_in"][0]["block"].GetString(), "a1.b3");
  EXPECT_EQ(article_label["evidence_in"][0]["end"].GetInt(), 2);
  const auto& weighted = record["articles"][0]["blocks"][2]["sentences"][0]["labels"][0];
  EXPECT_EQ(weighted["contributions"][1].GetDouble(), -0.25);
  EXPECT_FALSE(record["articles"][1].HasMember("labels"));
}

TEST(ExporterJson, CarriesTheLayersOfOtherPlugins) {
  const rapidjson::Document record = sample_record();
  const auto& layer = record["layers"][0];
  EXPECT_STREQ(layer["name"].GetString(), "places");
  EXPECT_STREQ(layer["attributes"][3]["type"].GetString(), "boolean");
  const auto& annotation = layer["annotations"][0];
  EXPECT_STREQ(annotation["target"].GetString(), "a1.b3");
  EXPECT_EQ(annotation["end"].GetInt(), 2);
  EXPECT_STREQ(annotation["values"]["name"].GetString(), "成都");
  EXPECT_EQ(annotation["values"]["count"].GetInt(), -3);
  EXPECT_EQ(annotation["values"]["weight"].GetDouble(), 0.25);
  EXPECT_TRUE(annotation["values"]["is_capital"].GetBool());
  EXPECT_EQ(keys_of(layer["annotations"][1]), "target values");
}

TEST(ExporterJson, SaysWhoLabelledWhereSeveralDid) {
  FakeDocument page;
  fill_sample_page(page);
  page.labels.back().stage = 1;
  const rapidjson::Document record = parsed(LoadedExporter("exporter_json").write(page).bytes);
  EXPECT_STREQ(record["labels"][0]["by"].GetString(), "annotator_policy");
}

TEST(ExporterJson, LeavesOutWhatTheOptionsSay) {
  const rapidjson::Document record = sample_record({{"segments", "false"}, {"sentences", "false"}});
  EXPECT_EQ(keys_of(record["articles"][0]["blocks"][2]),
            "id role text lines page confidence labels");
  EXPECT_EQ(record["removed"].Size(), 3U);
}

TEST(ExporterJson, SaysTheSameAtEveryIndent) {
  FakeDocument page;
  fill_sample_page(page);
  const std::string line = LoadedExporter("exporter_json", {{"indent", "0"}}).write(page).bytes;
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  for (const char* indent : {"1", "2", "8"}) {
    const std::string laid_out =
        LoadedExporter("exporter_json", {{"indent", indent}}).write(page).bytes;
    EXPECT_TRUE(parsed(laid_out) == parsed(line)) << indent;
    EXPECT_NE(laid_out.find("\n" + std::string(std::stoul(indent), ' ') + "\"source\": {"),
              std::string::npos);
  }
  EXPECT_EQ(line, LoadedExporter("exporter_json", {{"indent", "0"}}).write(page).bytes);
}

TEST(ExporterJson, WritesAnEmptyDocument) {
  const FakeDocument page;
  const rapidjson::Document record = parsed(LoadedExporter("exporter_json").write(page).bytes);
  EXPECT_EQ(record["articles"].Size(), 0U);
  EXPECT_EQ(record["source"]["lines"].GetInt(), 0);
}

TEST(ExporterJson, KeepsHostileTextToTheLetter) {
  FakeDocument page;
  fill_hostile_page(page);
  const rapidjson::Document record = parsed(LoadedExporter("exporter_json").write(page).bytes);
  const auto& furniture = record["furniture"];
  ASSERT_EQ(furniture.Size(), 14U);
  EXPECT_EQ(std::string(furniture[7]["text"].GetString(), furniture[7]["text"].GetStringLength()),
            std::string("nul \0 bell \x07 escape \x1B delete \x7F", 31));
}

TEST(ExporterJson, CutsARemovalOverSeveralLinesByLine) {
  FakeDocument page;
  page.add_line("ab");
  page.add_line("");
  page.add_line("cd");
  page.segments.push_back(
      {1, 5, 0, 0, BROADSHEET_SEGMENT_REMOVE, page.string_id("white_space"), BROADSHEET_NONE, 0});
  const rapidjson::Document record =
      parsed(LoadedExporter("exporter_json", {{"indent", "0"}}).write(page).bytes);
  ASSERT_EQ(record["removed"].Size(), 2U);
  EXPECT_EQ(record["removed"][0]["line"].GetInt(), 1);
  EXPECT_EQ(record["removed"][0]["begin"].GetInt(), 1);
  EXPECT_EQ(record["removed"][1]["line"].GetInt(), 3);
  EXPECT_EQ(record["removed"][1]["end"].GetInt(), 1);
}

TEST(ExporterJson, StaysLinearOnALineOfManyRemovals) {
  FakeDocument page;
  constexpr std::size_t kPairs = 300000;
  std::string text;
  for (std::size_t i = 0; i < kPairs; ++i) text += "新 ";
  page.add_line(text);
  page.add_article();
  std::vector<Piece> pieces;
  for (std::size_t i = kPairs;
       i-- > 0;) {  // backwards, so that a counter that walks forward starts anew
    pieces.push_back(copy(0, i * 4, i * 4 + 3));
    pieces.push_back(remove(0, i * 4 + 3, i * 4 + 4, "letter_spacing"));
  }
  page.add_block(0, BROADSHEET_ROLE_PARAGRAPH, pieces);
  const std::string bytes = LoadedExporter("exporter_json", {{"indent", "0"}}).write(page).bytes;
  EXPECT_GT(bytes.size(), kPairs * 50);  // a quadratic writer runs into the test's time limit
}

TEST(ExporterJson, FollowsItsPublishedSchema) {
  if (run_command("/usr/bin/python3 -c 'import jsonschema'").status != 0) {
    GTEST_SKIP() << "needs /usr/bin/python3 with jsonschema (Debian package python3-jsonschema)";
  }
  const TemporaryFolder temporary;
  const std::string& folder = temporary.path();
  FakeDocument sample;
  fill_sample_page(sample);
  FakeDocument hostile;
  fill_hostile_page(hostile);
  write_file(folder + "sample.json", LoadedExporter("exporter_json").write(sample).bytes);
  write_file(folder + "hostile.json", LoadedExporter("exporter_json").write(hostile).bytes);
  write_file(folder + "empty.json", LoadedExporter("exporter_json").write(FakeDocument()).bytes);
  write_file(folder + "broken.json", R"({"format": "broadsheet-json/1"})");
  write_file(
      folder + "check.py",
      "import json, jsonschema, sys\n"
      "schema = json.load(open(sys.argv[1]))\n"
      "jsonschema.Draft202012Validator.check_schema(schema)\n"
      "errors = "
      "list(jsonschema.Draft202012Validator(schema).iter_errors(json.load(open(sys.argv[2]))))\n"
      "for error in errors: print(error.json_path, error.message[:200])\n"
      "sys.exit(bool(errors))\n");
  const auto check = [&](const std::string& file) {
    return run_command("/usr/bin/python3 " + folder + "check.py " + BROADSHEET_SOURCE_DIR +
                       "/plugins/exporter_json/broadsheet-json-1.schema.json " + folder + file);
  };
  for (const char* file : {"sample.json", "hostile.json", "empty.json"}) {
    const CommandResult result = check(file);
    EXPECT_EQ(result.status, 0) << file << "\n" << result.output;
  }
  EXPECT_NE(check("broken.json").status, 0);
}

}  // namespace
}  // namespace broadsheet::testing
