// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/manifest.h"

#include <gtest/gtest.h>

#include <random>

namespace broadsheet::plugin_host {
namespace {

constexpr char kGood[] = R"({
  "manifest": 1, "id": "annotator_people", "version": "1.2.3", "license": "Apache-2.0",
  "summary": "Finds people", "abi": "1.0", "sha256": "abc",
  "components": [
    {"id": "annotator_people", "kind": "annotator", "summary": "Marks names",
     "concurrency": "parallel", "deterministic": false,
     "requires": ["blocks", "sentences"], "provides": ["people"],
     "layers": [{"name": "org.example.people",
                 "attributes": [{"name": "name"}, {"name": "count", "type": "integer"}]}],
     "options": {"type": "object", "properties": {
        "min_length": {"type": "integer", "default": 3, "description": "Shortest name"}}}},
    {"id": "exporter_people", "kind": "exporter", "summary": "Lists names", "suffix": "people.csv",
     "output": "per_input"},
    {"id": "reader_people", "kind": "reader", "summary": "Reads names", "documents": "many",
     "media_types": ["text/x-people"], "extensions": ["people"]}
  ]})";

// The good manifest with one piece of text in another's place.
std::string with(const std::string& piece, const std::string& other) {
  std::string text = kGood;
  const auto at = text.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return text.replace(at, piece.size(), other);
}

std::string error_of(std::string_view json_text) {
  std::string error;
  const auto manifest = parse_manifest(json_text, error);
  EXPECT_EQ(manifest.has_value(), error.empty()) << error;
  return error;
}

TEST(Manifest, SaysWhatAPluginBrings) {
  std::string error;
  const auto manifest = parse_manifest(kGood, error);
  ASSERT_TRUE(manifest.has_value()) << error;
  EXPECT_EQ(manifest->id, "annotator_people");
  EXPECT_EQ(manifest->version, "1.2.3");
  EXPECT_EQ(manifest->license, "Apache-2.0");
  EXPECT_EQ(manifest->summary, "Finds people");
  EXPECT_EQ(manifest->abi_major, 1);
  EXPECT_EQ(manifest->abi_minor, 0);
  EXPECT_EQ(manifest->sha256, "abc");
  ASSERT_EQ(manifest->components.size(), 3U);
  const auto& annotator = manifest->components[0];
  EXPECT_EQ(annotator.plugin_id, "annotator_people");
  EXPECT_EQ(annotator.version, "1.2.3");
  EXPECT_EQ(annotator.kind, config::ComponentKind::annotator);
  EXPECT_EQ(annotator.concurrency, config::Concurrency::parallel);
  EXPECT_FALSE(annotator.is_deterministic);
  EXPECT_EQ(annotator.requires_, (std::vector<std::string>{"blocks", "sentences"}));
  EXPECT_EQ(annotator.provides, (std::vector<std::string>{"people", "layer:org.example.people"}));
  ASSERT_EQ(annotator.layers.size(), 1U);
  EXPECT_EQ(annotator.layers[0].attributes[0],
            (std::pair<std::string, std::string>("name", "string")));
  EXPECT_EQ(annotator.layers[0].attributes[1].second, "integer");
  EXPECT_EQ(annotator.options.names(), std::vector<std::string>{"min_length"});
  const auto& exporter = manifest->components[1];
  EXPECT_EQ(exporter.suffix, "people.csv");
  EXPECT_EQ(exporter.output, config::OutputUnit::per_input);
  EXPECT_EQ(exporter.concurrency, config::Concurrency::one_per_process);  // the safest
  EXPECT_TRUE(exporter.is_deterministic);
  const auto& reader = manifest->components[2];
  EXPECT_TRUE(reader.yields_many);
  EXPECT_EQ(reader.extensions, std::vector<std::string>{"people"});
  EXPECT_EQ(reader.media_types, std::vector<std::string>{"text/x-people"});
}

TEST(Manifest, SaysWhereItIsNotJson) {
  EXPECT_EQ(error_of("{\n  \"id\": nope}"), "line 2, column 10: not JSON: Invalid value.");
  EXPECT_EQ(error_of(""), "line 1, column 1: not JSON: The document is empty.");
  EXPECT_EQ(error_of("{} {}").substr(0, 26), "line 1, column 4: not JSON");
  EXPECT_EQ(error_of("{\"id\": \"\xff\"}").substr(0, 16), "line 1, column 9");
  EXPECT_NE(error_of(with("Finds", "Fi\tnds")), "");
}

TEST(Manifest, NamesTheCommandsOfAComponent) {
  const auto with_commands = [](const char* commands) {
    return with("\"kind\": \"annotator\"",
                ("\"kind\": \"annotator\", \"commands\": " + std::string(commands)).c_str());
  };
  std::string error;
  const auto manifest = parse_manifest(
      with_commands("[{\"words\": \"train people\", \"summary\": \"Trains\"}]"), error);
  ASSERT_TRUE(manifest) << error;
  EXPECT_EQ(manifest->components[0].commands.at(0).words, "train people");
  EXPECT_NE(error_of(with_commands("[{\"words\": \"one two three\", \"summary\": \"x\"}]"))
                .find("expected one or two words for a command, found 'one two three'"),
            std::string::npos);
  EXPECT_NE(error_of(with_commands("{}")).find("'commands' is not a list"), std::string::npos);
}

TEST(Manifest, MustBeAnObjectOfKnownKeys) {
  EXPECT_EQ(error_of("[]"), "the manifest: expected an object");
  EXPECT_EQ(error_of("7"), "the manifest: expected an object");
  EXPECT_EQ(error_of(with("\"license\"", "\"licence\"")),
            "the manifest: unknown key 'licence'; allowed: manifest, id, version, license, "
            "summary, abi, sha256, components");
  EXPECT_EQ(error_of(with("\"kind\": \"annotator\"", "\"kid\": \"annotator\"")),
            "component 'annotator_people': unknown key 'kid'; allowed: id, kind, summary, "
            "concurrency, deterministic, requires, provides, media_types, extensions, documents, "
            "suffix, companions, output, layers, commands, options");
}

TEST(Manifest, MustBeOfAFormatThatThisHostReads) {
  const std::string expected = "expected \"manifest\": 1, the format that this host reads";
  EXPECT_EQ(error_of(with("\"manifest\": 1", "\"manifest\": 2")), expected);
  EXPECT_EQ(error_of(with("\"manifest\": 1", "\"manifest\": \"1\"")), expected);
  EXPECT_EQ(error_of(with("\"manifest\": 1, ", "")), expected);
}

TEST(Manifest, MustHaveItsTexts) {
  EXPECT_EQ(error_of(with("\"version\": \"1.2.3\", ", "")),
            "the manifest: expected a text under 'version'");
  EXPECT_EQ(error_of(with("\"Apache-2.0\"", "7")), "the manifest: expected a text under 'license'");
  EXPECT_EQ(error_of(with("\"Finds people\"", "\"\"")),
            "the manifest: expected a text under 'summary'");
  EXPECT_EQ(error_of(with("\"summary\": \"Marks names\",", "")),
            "component 'annotator_people': expected a text under 'summary'");
}

TEST(Manifest, MustHaveIdsThatAreNames) {
  const std::string rule = " is not an id: a-z, 0-9 and _, a letter first, 64 at most";
  for (const std::string id : {"Annotator", "1st", "_x", "a-b", "a b", "../x", "é"}) {
    EXPECT_EQ(error_of(with("\"id\": \"annotator_people\", \"version\"",
                            "\"id\": \"" + id + "\", \"version\"")),
              "the manifest: '" + id + "'" + rule);
  }
  const std::string long_id(65, 'a');
  EXPECT_EQ(error_of(with("exporter_people", long_id)), "components: '" + long_id + "'" + rule);
  EXPECT_EQ(error_of(with("exporter_people", std::string(64, 'a'))), "");
}

TEST(Manifest, MustSayWhichAbiItNeeds) {
  for (const std::string abi :
       {"1", "1.", ".1", "1.0.0", "one", "1.x", "99999.0", "-1.0", "1.0 "}) {
    EXPECT_EQ(error_of(with("\"abi\": \"1.0\"", "\"abi\": \"" + abi + "\"")),
              "'abi' is '" + abi + "', expected MAJOR.MINOR, for example 1.0");
  }
}

TEST(Manifest, MustHaveComponentsOfDifferentNames) {
  EXPECT_EQ(error_of(R"({"manifest": 1, "id": "a", "version": "1", "license": "x", "summary": "x",
                         "abi": "1.0", "components": []})"),
            "expected at least one component under 'components'");
  EXPECT_EQ(error_of(R"({"manifest": 1, "id": "a", "version": "1", "license": "x", "summary": "x",
                         "abi": "1.0", "components": [7]})"),
            "components: expected an object");
  EXPECT_EQ(error_of(with("exporter_people", "annotator_people")),
            "two components are called 'annotator_people'");
}

TEST(Manifest, MustUseKnownWords) {
  EXPECT_EQ(error_of(with("\"kind\": \"annotator\"", "\"kind\": \"annotater\"")),
            "component 'annotator_people': 'kind' is 'annotater'; allowed: reader, cleaner, "
            "annotator, exporter");
  EXPECT_EQ(error_of(with("\"parallel\"", "\"many\"")),
            "component 'annotator_people': 'concurrency' is 'many'; allowed: "
            "one_call_per_process, one_call_per_instance, parallel");
  EXPECT_EQ(error_of(with("\"per_input\"", "\"per_file\"")),
            "component 'exporter_people': 'output' is 'per_file'; allowed: per_document, "
            "per_input");
  EXPECT_EQ(error_of(with("\"documents\": \"many\"", "\"documents\": \"two\"")),
            "component 'reader_people': 'documents' is 'two'; allowed: one, many");
  EXPECT_EQ(error_of(with("\"type\": \"integer\"}]", "\"type\": \"int\"}]")),
            "component 'annotator_people': layer 'org.example.people': 'type' is 'int'; allowed: "
            "string, integer, number, boolean");
}

TEST(Manifest, MustHaveListsWhereListsBelong) {
  EXPECT_EQ(error_of(with("[\"people\"]", "\"people\"")),
            "component 'annotator_people': expected a list of texts under 'provides'");
  EXPECT_EQ(error_of(with("[\"people\"]", "[1]")),
            "component 'annotator_people': expected a list of texts under 'provides'");
  EXPECT_EQ(error_of(with("\"deterministic\": false", "\"deterministic\": \"no\"")),
            "component 'annotator_people': 'deterministic' is not true or false");
  EXPECT_EQ(error_of(with("[{\"name\": \"name\"}, {\"name\": \"count\", \"type\": \"integer\"}]",
                          "\"name\"")),
            "component 'annotator_people': layers: 'attributes' is not a list");
}

TEST(Manifest, MustGiveExportersASuffixThatIsOne) {
  EXPECT_EQ(error_of(with(" \"suffix\": \"people.csv\",", "")),
            "component 'exporter_people': expected a text under 'suffix'");
  for (const std::string suffix : {"../x", "a/b", ".csv", "a\\u0000b", "a\\nb"}) {
    EXPECT_TRUE(error_of(with("people.csv", suffix))
                    .ends_with("', expected a file's ending such as 'tei.xml'"))
        << suffix;
  }
}

TEST(Manifest, NamesTheFurtherFilesOfAnExporter) {
  const auto with_companions = [](const std::string& companions) {
    return with("\"output\": \"per_input\"",
                "\"options\": {\"type\": \"object\", \"properties\": {\"index\": {\"type\": "
                "\"boolean\", \"default\": true, \"description\": \"Index\"}}}, \"companions\": " +
                    companions);
  };
  std::string error;
  const auto manifest = parse_manifest(
      with_companions(
          "[{\"suffix\": \"index.json\", \"option\": \"index\"}, {\"suffix\": \"md\"}]"),
      error);
  ASSERT_TRUE(manifest) << error;
  const auto& companions = manifest->components[1].companions;
  ASSERT_EQ(companions.size(), 2U);
  EXPECT_EQ(companions[0].suffix, "index.json");
  EXPECT_EQ(companions[0].option, "index");
  EXPECT_EQ(companions[1].option, "");
  EXPECT_EQ(
      error_of(with_companions("[{\"suffix\": \"x\", \"option\": \"other\"}]")),
      "component 'exporter_people': companion 'x': there is no option 'other' that is true or "
      "false");
  EXPECT_EQ(error_of(with_companions("\"x\"")),
            "component 'exporter_people': 'companions' is not a list");
  EXPECT_NE(error_of(with_companions("[{\"suffix\": \"../x\"}]")), "");
}

TEST(Manifest, SaysWhichOptionIsWrong) {
  EXPECT_EQ(error_of(with("\"default\": 3, ", "")).substr(0, 39),
            "component 'annotator_people': options: ");
}

TEST(Manifest, BearsDeepNestingAndBrokenTexts) {
  EXPECT_EQ(error_of(std::string(1000000, '[')), "line 1, column 65: nested deeper than 64 levels");
  EXPECT_NE(error_of(with("\"options\": {", "\"options\": " + std::string(100000, '[') + "{")), "");
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  EXPECT_NE(error_of(with("\"default\": 3", "\"default\": " + deep)), "");
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string text = kGood;
    for (unsigned i = 0; i <= random() % 3; ++i)
      text[random() % text.size()] = static_cast<char>(random() % 256);
    error_of(text);
    error_of(std::string_view(kGood).substr(0, random() % sizeof kGood));
  }
}

}  // namespace
}  // namespace broadsheet::plugin_host
