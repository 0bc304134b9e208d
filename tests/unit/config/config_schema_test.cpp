// SPDX-License-Identifier: Apache-2.0
#include "config/config_schema.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/schema.h>

#include "test_catalogue.h"

namespace broadsheet::config {
namespace {

// Whether the schema accepts a config, written as JSON.
bool accepts(const char* config_json) {
  rapidjson::Document schema_json;
  schema_json.Parse(config_json_schema(test_catalogue()).c_str());
  EXPECT_FALSE(schema_json.HasParseError());
  const rapidjson::SchemaDocument schema(schema_json);
  rapidjson::Document config;
  config.Parse(config_json);
  EXPECT_FALSE(config.HasParseError()) << config_json;
  rapidjson::SchemaValidator validator(schema);
  return config.Accept(validator);
}

TEST(ConfigJsonSchema, IsTheSameForTheSameCatalogue) {
  EXPECT_EQ(config_json_schema(test_catalogue()), config_json_schema(test_catalogue()));
  EXPECT_NE(config_json_schema(test_catalogue()), config_json_schema(ComponentCatalogue()));
}

TEST(ConfigJsonSchema, AcceptsWhatTheLanguageAllows) {
  EXPECT_TRUE(accepts(R"({"version": 1, "name": "x", "include": ["a.yaml"], "max_failed": 2,
    "read": [{"use": "reader_text", "options": {"encoding": "utf-8"}}],
    "stages": [{"use": "annotator_places", "timeout": "5s", "on_error": "abort",
                "isolation": "none", "options": {"gazetteer": "x"}}],
    "write": [{"use": "exporter_csv", "suffix": "x.csv"}]})"));
}

TEST(ConfigJsonSchema, RefusesUnknownKeysAndPlugins) {
  EXPECT_FALSE(accepts(R"({"foo": 1})"));
  EXPECT_FALSE(accepts(R"({"version": 2})"));
  EXPECT_FALSE(accepts(R"({"read": [{"use": "exporter_csv"}]})"));
  EXPECT_FALSE(accepts(R"({"read": [{"use": "reader_text", "timeout": "5s"}]})"));
  EXPECT_FALSE(accepts(R"({"read": [{"options": {}}]})"));
}

// RapidJSON's validator knows draft-04, without if/then, so the options are looked up.
TEST(ConfigJsonSchema, GivesEachPluginItsOptions) {
  rapidjson::Document schema;
  schema.Parse(config_json_schema(test_catalogue()).c_str());
  const auto& cases = schema["definitions"]["stages_part"]["allOf"];
  const rapidjson::Value* places = nullptr;
  for (const auto& one : cases.GetArray()) {
    const std::string id = one["if"]["properties"]["use"]["const"].GetString();
    if (id == "annotator_places") places = &one["then"];
  }
  ASSERT_NE(places, nullptr);
  EXPECT_STREQ((*places)["required"][1].GetString(), "options");
  const auto& options = (*places)["properties"]["options"];
  EXPECT_FALSE(options["additionalProperties"].GetBool());
  EXPECT_STREQ(options["required"][0].GetString(), "gazetteer");
  EXPECT_STREQ(options["properties"]["gazetteer"]["description"].GetString(), "Names of places");
  EXPECT_STREQ(options["properties"]["wait"]["default"].GetString(), "2s");
  EXPECT_STREQ(options["properties"]["also"]["anyOf"][0]["type"].GetString(), "array");
}

}  // namespace
}  // namespace broadsheet::config
