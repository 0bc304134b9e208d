// SPDX-License-Identifier: Apache-2.0
#include "config/option_schema.h"

#include <gtest/gtest.h>

namespace broadsheet::config {
namespace {

OptionSchema parse(std::string_view json) {
  std::string error;
  std::optional<OptionSchema> schema = parse_option_schema(json, error);
  EXPECT_TRUE(schema) << error;
  return schema.value_or(OptionSchema());
}

std::string error_of(std::string_view json) {
  std::string error;
  EXPECT_FALSE(parse_option_schema(json, error)) << json;
  return error;
}

// The error of a schema with one option 'x'.
std::string error_of_option(const std::string& option) {
  return error_of(R"({"type": "object", "properties": {"x": )" + option + "}}");
}

TEST(OptionSchema, ReadsEveryTypeInOrder) {
  const OptionSchema schema = parse(R"({
    "type": "object", "additionalProperties": false, "required": ["file"],
    "properties": {
      "rows": {"type": "string", "default": "a", "enum": ["a", "b"], "description": "Rows"},
      "count": {"type": "integer", "default": -3, "minimum": -5, "maximum": 5},
      "share": {"type": "number", "default": 1, "minimum": 0.5},
      "is_on": {"type": "boolean", "default": true},
      "words": {"type": "array", "default": ["x"], "items": {"type": "string", "enum": ["x", "y"]}},
      "wait": {"type": "string", "default": "5s", "format": "duration"},
      "file": {"type": "string", "format": "existing_file"}}})");
  EXPECT_EQ(schema.names(),
            (std::vector<std::string>{"rows", "count", "share", "is_on", "words", "wait", "file"}));
  EXPECT_EQ(schema.find("rows")->description, "Rows");
  EXPECT_EQ(schema.find("rows")->enum_values, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(schema.find("count")->default_value, OptionValue(std::int64_t{-3}));
  EXPECT_EQ(schema.find("count")->minimum, -5);
  EXPECT_EQ(schema.find("share")->default_value, OptionValue(1.0));
  EXPECT_FALSE(schema.find("share")->maximum);
  EXPECT_EQ(schema.find("is_on")->default_value, OptionValue(true));
  EXPECT_EQ(schema.find("words")->enum_values, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(schema.find("wait")->format, OptionFormat::duration);
  EXPECT_FALSE(schema.find("file")->default_value);
  EXPECT_EQ(schema.find("nothing"), nullptr);
}

TEST(OptionSchema, MayBeEmpty) {
  EXPECT_TRUE(parse(R"({"type": "object"})").options.empty());
  EXPECT_TRUE(parse(R"({"type": "object", "properties": {}, "required": []})").options.empty());
}

TEST(OptionSchema, RefusesKeywordsThatNobodyWouldCheck) {
  EXPECT_EQ(error_of_option(R"({"type": "string", "default": "", "pattern": "^a"})"),
            "option 'x': keyword 'pattern' is not checked by this host; allowed: type, default, "
            "description, enum, minimum, maximum, format, items");
  EXPECT_EQ(error_of(R"({"type": "object", "oneOf": []})"),
            "options: keyword 'oneOf' is not checked by this host; allowed: type, properties, "
            "required, additionalProperties, description");
  EXPECT_EQ(error_of_option(R"({"type": "string", "default": "", "format": "uri"})"),
            "option 'x': unknown format 'uri'; allowed: path, existing_file, duration");
  EXPECT_EQ(error_of(R"({"type": "object", "additionalProperties": true})"),
            "options: 'additionalProperties' must be false");
}

TEST(OptionSchema, RefusesKeywordsThatDoNotFitTheType) {
  EXPECT_EQ(error_of_option(R"({"type": "string", "default": "", "minimum": 1})"),
            "option 'x': 'minimum' is for integers and numbers");
  EXPECT_EQ(error_of_option(R"({"type": "integer", "default": 1, "enum": [1]})"),
            "option 'x': 'enum' is for strings");
  EXPECT_EQ(error_of_option(R"({"type": "array", "default": []})"),
            "option 'x': expected \"items\": {\"type\": \"string\"} for an array");
  EXPECT_EQ(error_of_option(R"({"type": "array", "default": [], "items": {"type": "integer"}})"),
            "option 'x', items: only lists of strings can be options");
  EXPECT_EQ(error_of_option(R"({"type": "number", "default": 1, "minimum": 2, "maximum": 1})"),
            "option 'x': 'minimum' is above 'maximum'");
}

TEST(OptionSchema, NeedsADefaultOrARequirement) {
  EXPECT_EQ(error_of_option(R"({"type": "string"})"),
            "option 'x': needs a default, or must be listed in 'required'");
  EXPECT_EQ(error_of(R"({"type": "object", "required": ["y"], "properties": {}})"),
            "options: 'required' names 'y', which is not among the properties");
  EXPECT_EQ(error_of(R"({"type": "object", "required": ["x"],
                         "properties": {"x": {"type": "string", "default": ""}}})"),
            "option 'x': is required and has a default");
}

TEST(OptionSchema, ChecksADefaultByItsOwnRules) {
  EXPECT_EQ(error_of_option(R"({"type": "integer", "default": 1.5})"),
            "option 'x': expected a whole number as the default");
  EXPECT_EQ(error_of_option(R"({"type": "integer", "default": 0, "minimum": 1})"),
            "option 'x': the default must be at least 1, found 0");
  EXPECT_EQ(error_of_option(R"({"type": "string", "default": "c", "enum": ["a", "b"]})"),
            "option 'x': the default must be one of a, b; found 'c'");
  EXPECT_EQ(error_of_option(R"({"type": "string", "default": "soon", "format": "duration"})"),
            "option 'x': the default must be a duration such as 500ms, 5s, 2m or 1h, at most 24h; "
            "found 'soon'");
}

TEST(OptionSchema, RefusesWhatIsNoSchema) {
  EXPECT_EQ(error_of("[]"), "options: expected an object");
  EXPECT_EQ(error_of("{}"), "options: expected 'type' with one of object");
  EXPECT_EQ(error_of_option("3"), "option 'x': expected an object");
  EXPECT_EQ(error_of_option(R"({"type": "strnig", "default": ""})"),
            "option 'x': unknown type 'strnig'; did you mean 'string'? Allowed: string, integer, "
            "number, boolean, array");
  EXPECT_EQ(error_of(R"({"type": "object", "properties": {
                         "x": {"type": "string", "default": ""},
                         "x": {"type": "string", "default": ""}}})"),
            "options: option 'x' stands twice");
  EXPECT_TRUE(error_of("{\"type\": ").starts_with("options: not valid JSON at byte 9: "));
  EXPECT_TRUE(error_of("{\"type\": \"\xff\"}").starts_with("options: not valid JSON at byte"));
}

TEST(OptionSchema, BearsDeepNesting) {
  const std::string deep =
      "{\"type\": " + std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}";
  EXPECT_EQ(error_of(deep), "options: expected 'type' with one of object");
  EXPECT_FALSE(error_of(std::string(1'000'000, '[')).empty());
}

TEST(ToJson, IsTheSameForEqualValues) {
  OptionValues values;
  values["z"] = std::vector<std::string>{"a", "\"quoted\""};
  values["b"] = std::int64_t{-9007199254740993};
  values["a"] = true;
  values["n"] = 0.1;
  values["s"] = std::string("tab\t日本");
  EXPECT_EQ(to_json(values),
            R"({"a":true,"b":-9007199254740993,"n":0.1,"s":"tab\t日本","z":["a","\"quoted\""]})");
  EXPECT_EQ(to_json({}), "{}");
}

}  // namespace
}  // namespace broadsheet::config
