// SPDX-License-Identifier: Apache-2.0
// The options of a component from the JSON Schema in its manifest.
//
// Problem: a manifest is written by somebody else, may be hostile, and promises what the host must
// then check; a keyword that is read over would be a promise that nobody keeps.
// Approach: a closed list of keywords, each with its type; whatever else is there is an error that
// names the option. RapidJSON parses iteratively, so nesting costs no stack.
// Example: {"type":"object","properties":{"rows":{"type":"string","default":"blocks"}}} is one
// option 'rows'.
// Tested by option_schema_test.cpp.

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "config/option_schema.h"
#include "diagnostics/diagnostic.h"
#include "diagnostics/nearest_name.h"

namespace broadsheet::config {
namespace {

using diagnostics::quote;
using rapidjson::Value;

struct SchemaError {
  std::string message;
};

const std::vector<std::string> kSchemaKeywords = {"type", "properties", "required",
                                                  "additionalProperties", "description"};
const std::vector<std::string> kOptionKeywords = {"type",    "default", "description", "enum",
                                                  "minimum", "maximum", "format",      "items"};
const std::vector<std::string> kItemKeywords = {"type", "enum"};
const std::vector<std::string> kTypeWords = {"string", "integer", "number", "boolean", "array"};
const std::vector<std::string> kFormatWords = {"path", "existing_file", "duration"};

std::string text_of(const Value& value) { return {value.GetString(), value.GetStringLength()}; }

void require(bool holds, const std::string& where, const std::string& message) {
  if (!holds) throw SchemaError{where + ": " + message};
}

// Known keywords only, none twice.
void check_keywords(const Value& object, const std::vector<std::string>& allowed,
                    const std::string& where) {
  require(object.IsObject(), where, "expected an object");
  std::set<std::string> seen;
  for (const auto& member : object.GetObject()) {
    const std::string name = text_of(member.name);
    if (std::find(allowed.begin(), allowed.end(), name) == allowed.end()) {
      throw SchemaError{where + ": keyword " + quote(name) + " is not checked by this host; " +
                        diagnostics::suggest_name(name, allowed)};
    }
    require(seen.insert(name).second, where, "keyword " + quote(name) + " stands twice");
  }
}

const Value* member_of(const Value& object, const char* name) {
  const auto member = object.FindMember(name);
  return member == object.MemberEnd() ? nullptr : &member->value;
}

std::string word_of(const Value& object, const char* keyword,
                    const std::vector<std::string>& allowed, const std::string& where) {
  const Value* value = member_of(object, keyword);
  require(
      value != nullptr && value->IsString(), where,
      std::string("expected '") + keyword + "' with one of " + diagnostics::join_names(allowed));
  std::string word = text_of(*value);
  if (std::find(allowed.begin(), allowed.end(), word) == allowed.end()) {
    throw SchemaError{where + ": unknown " + keyword + " " + quote(word) + "; " +
                      diagnostics::suggest_name(word, allowed)};
  }
  return word;
}

std::vector<std::string> texts_of(const Value& value, const std::string& where) {
  require(value.IsArray(), where, "expected a list of texts");
  std::vector<std::string> texts;
  for (const Value& item : value.GetArray()) {
    require(item.IsString(), where, "expected a list of texts");
    texts.push_back(text_of(item));
  }
  return texts;
}

OptionType type_of(const Value& schema, const std::string& where) {
  const std::string word = word_of(schema, "type", kTypeWords, where);
  if (word == "integer") return OptionType::integer;
  if (word == "number") return OptionType::number;
  if (word == "boolean") return OptionType::boolean;
  if (word == "array") return OptionType::string_list;
  return OptionType::string;
}

OptionFormat format_of(const Value& schema, const std::string& where) {
  if (member_of(schema, "format") == nullptr) return OptionFormat::none;
  const std::string word = word_of(schema, "format", kFormatWords, where);
  if (word == "path") return OptionFormat::path;
  if (word == "existing_file") return OptionFormat::existing_file;
  return OptionFormat::duration;
}

std::optional<double> bound_of(const Value& schema, const char* keyword, const std::string& where) {
  const Value* value = member_of(schema, keyword);
  if (value == nullptr) return std::nullopt;
  require(value->IsNumber(), where, std::string("expected a number for '") + keyword + "'");
  return value->GetDouble();
}

OptionValue value_of(const Value& value, OptionType type, const std::string& where) {
  const std::string refusal = "expected " + std::string(type_in_words(type)) + " as the default";
  switch (type) {
    case OptionType::boolean:
      require(value.IsBool(), where, refusal);
      return value.GetBool();
    case OptionType::integer:
      require(value.IsInt64(), where, refusal);
      return value.GetInt64();
    case OptionType::number:
      require(value.IsNumber(), where, refusal);
      return value.GetDouble();
    case OptionType::string_list:
      return texts_of(value, where);
    case OptionType::string:
      break;
  }
  require(value.IsString(), where, refusal);
  return text_of(value);
}

// Keywords that say nothing for the option's type are refused too.
void check_combination(const Value& schema, const OptionSpec& spec, const std::string& where) {
  const bool is_text = spec.type == OptionType::string || spec.type == OptionType::string_list;
  const bool is_numeric = spec.type == OptionType::integer || spec.type == OptionType::number;
  for (const char* keyword : {"minimum", "maximum"}) {
    require(is_numeric || member_of(schema, keyword) == nullptr, where,
            std::string("'") + keyword + "' is for integers and numbers");
  }
  for (const char* keyword : {"enum", "format"}) {
    require(is_text || member_of(schema, keyword) == nullptr, where,
            std::string("'") + keyword + "' is for strings");
  }
  require(spec.type == OptionType::string_list || member_of(schema, "items") == nullptr, where,
          "'items' is for arrays");
  require(!spec.minimum || !spec.maximum || *spec.minimum <= *spec.maximum, where,
          "'minimum' is above 'maximum'");
}

void read_items(const Value& schema, OptionSpec& spec, const std::string& where) {
  const Value* items = member_of(schema, "items");
  require(items != nullptr, where, "expected \"items\": {\"type\": \"string\"} for an array");
  check_keywords(*items, kItemKeywords, where + ", items");
  require(type_of(*items, where + ", items") == OptionType::string, where + ", items",
          "only lists of strings can be options");
  if (const Value* words = member_of(*items, "enum")) spec.enum_values = texts_of(*words, where);
}

OptionSpec option_of(const std::string& name, const Value& schema, bool is_required) {
  const std::string where = "option " + quote(name);
  require(!name.empty(), where, "expected a name");
  check_keywords(schema, kOptionKeywords, where);
  OptionSpec spec;
  spec.name = name;
  spec.type = type_of(schema, where);
  spec.format = format_of(schema, where);
  spec.minimum = bound_of(schema, "minimum", where);
  spec.maximum = bound_of(schema, "maximum", where);
  check_combination(schema, spec, where);
  if (spec.type == OptionType::string_list) read_items(schema, spec, where);
  if (const Value* words = member_of(schema, "enum")) {
    require(spec.enum_values.empty(), where, "'enum' stands here and in 'items'");
    spec.enum_values = texts_of(*words, where);
    require(!spec.enum_values.empty(), where, "'enum' is empty");
  }
  if (const Value* description = member_of(schema, "description")) {
    require(description->IsString(), where, "expected a text for 'description'");
    spec.description = text_of(*description);
  }
  const Value* default_value = member_of(schema, "default");
  require(default_value != nullptr || is_required, where,
          "needs a default, or must be listed in 'required'");
  require(default_value == nullptr || !is_required, where, "is required and has a default");
  if (default_value != nullptr) {
    spec.default_value = value_of(*default_value, spec.type, where);
    const std::string refusal = refusal_of_value(spec, *spec.default_value);
    require(refusal.empty(), where, "the default " + refusal);
  }
  return spec;
}

OptionSchema schema_of(const Value& root) {
  const std::string where = "options";
  check_keywords(root, kSchemaKeywords, where);
  require(word_of(root, "type", {"object"}, where) == "object", where, "expected an object");
  if (const Value* additional = member_of(root, "additionalProperties")) {
    require(additional->IsFalse(), where, "'additionalProperties' must be false");
  }
  std::set<std::string> required;
  if (const Value* names = member_of(root, "required")) {
    for (std::string& name : texts_of(*names, where + ", required")) {
      required.insert(std::move(name));
    }
  }
  OptionSchema schema;
  if (const Value* properties = member_of(root, "properties")) {
    require(properties->IsObject(), where, "expected an object for 'properties'");
    std::set<std::string> seen;
    for (const auto& member : properties->GetObject()) {
      const std::string name = text_of(member.name);
      require(seen.insert(name).second, where, "option " + quote(name) + " stands twice");
      schema.options.push_back(option_of(name, member.value, required.erase(name) > 0));
    }
  }
  require(required.empty(), where,
          "'required' names " + (required.empty() ? "" : quote(*required.begin())) +
              ", which is not among the properties");
  return schema;
}

}  // namespace

std::optional<OptionSchema> parse_option_schema(std::string_view json_text, std::string& error) {
  rapidjson::Document document;
  constexpr unsigned kFlags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
  document.Parse<kFlags>(json_text.data(), json_text.size());
  if (document.HasParseError()) {
    error = std::string("options: not valid JSON at byte ") +
            std::to_string(document.GetErrorOffset()) + ": " +
            rapidjson::GetParseError_En(document.GetParseError());
    return std::nullopt;
  }
  try {
    return schema_of(document);
  } catch (const SchemaError& refusal) {
    error = refusal.message;
    return std::nullopt;
  }
}

}  // namespace broadsheet::config
