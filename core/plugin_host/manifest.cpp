// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/manifest.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "diagnostics/diagnostic.h"
#include "diagnostics/nearest_name.h"
#include "diagnostics/source_text.h"

namespace broadsheet::plugin_host {
namespace {

using Json = rapidjson::Value;

// Thrown inside this file only; parse_manifest() turns it into its error text.
struct ManifestError {
  explicit ManifestError(std::string text) : message(std::move(text)) {}
  std::string message;  // may hold NULs, which what() would end at
};

std::string text_of(const Json& value) { return {value.GetString(), value.GetStringLength()}; }

void check_keys(const Json& object, const std::string& where,
                const std::vector<std::string>& allowed) {
  if (!object.IsObject()) throw ManifestError(where + ": expected an object");
  for (const auto& member : object.GetObject()) {
    const std::string key = text_of(member.name);
    if (std::find(allowed.begin(), allowed.end(), key) != allowed.end()) continue;
    throw ManifestError(where + ": unknown key '" + key +
                        "'; allowed: " + diagnostics::join_names(allowed));
  }
}

const Json* find(const Json& object, const char* key) {
  const auto member = object.FindMember(key);
  return member == object.MemberEnd() ? nullptr : &member->value;
}

std::string string_of(const Json& object, const char* key, const std::string& where,
                      const char* fallback = nullptr) {
  const Json* value = find(object, key);
  if (value == nullptr && fallback != nullptr) return fallback;
  if (value == nullptr || !value->IsString() || value->GetStringLength() == 0) {
    throw ManifestError(where + ": expected a text under '" + key + "'");
  }
  return text_of(*value);
}

std::vector<std::string> strings_of(const Json& object, const char* key, const std::string& where) {
  std::vector<std::string> strings;
  const Json* value = find(object, key);
  if (value == nullptr) return strings;
  if (!value->IsArray())
    throw ManifestError(where + ": expected a list of texts under '" + key + "'");
  for (const Json& item : value->GetArray()) {
    if (!item.IsString())
      throw ManifestError(where + ": expected a list of texts under '" + key + "'");
    strings.push_back(text_of(item));
  }
  return strings;
}

// The value of `key` among the words, by its index; `fallback` where the key is missing.
std::size_t word_of(const Json& object, const char* key, const std::string& where,
                    const std::vector<std::string>& words, const char* fallback) {
  const std::string word = string_of(object, key, where, fallback);
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) {
    throw ManifestError(where + ": '" + key + "' is '" + word +
                        "'; allowed: " + diagnostics::join_names(words));
  }
  return static_cast<std::size_t>(found - words.begin());
}

bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 &&
         id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos &&
         id.front() >= 'a' && id.front() <= 'z';
}

std::string id_of(const Json& object, const std::string& where) {
  std::string id = string_of(object, "id", where);
  if (!is_id(id))
    throw ManifestError(where + ": '" + id +
                        "' is not an id: a-z, 0-9 and _, a letter first, 64 at most");
  return id;
}

void parse_abi(const std::string& text, Manifest& manifest) {
  const char* end = text.data() + text.size();
  const auto major = std::from_chars(text.data(), end, manifest.abi_major);
  if (major.ec == std::errc() && major.ptr != end && *major.ptr == '.') {
    const auto minor = std::from_chars(major.ptr + 1, end, manifest.abi_minor);
    if (minor.ec == std::errc() && minor.ptr == end) return;
  }
  throw ManifestError("'abi' is '" + text + "', expected MAJOR.MINOR, for example 1.0");
}

config::OptionSchema options_of(const Json& component, const std::string& where) {
  const Json* schema = find(component, "options");
  if (schema == nullptr) return {};
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  schema->Accept(writer);
  std::string error;
  auto parsed = config::parse_option_schema({buffer.GetString(), buffer.GetSize()}, error);
  if (!parsed) throw ManifestError(where + ": options: " + error);
  return *std::move(parsed);
}

config::LayerDescription layer_of(const Json& layer, const std::string& where) {
  check_keys(layer, where + ": layers", {"name", "attributes"});
  config::LayerDescription description{string_of(layer, "name", where + ": layers"), {}};
  const Json* attributes = find(layer, "attributes");
  if (attributes == nullptr) return description;
  if (!attributes->IsArray()) throw ManifestError(where + ": layers: 'attributes' is not a list");
  for (const Json& attribute : attributes->GetArray()) {
    const std::string place = where + ": layer '" + description.name + "'";
    check_keys(attribute, place, {"name", "type"});
    const std::vector<std::string> types = {"string", "integer", "number", "boolean"};
    const std::size_t type = word_of(attribute, "type", place, types, "string");
    description.attributes.emplace_back(string_of(attribute, "name", place), types[type]);
  }
  return description;
}

// What the output files' names end in; nothing in it may lead to another folder.
std::string suffix_of(const Json& json, const std::string& where) {
  std::string suffix = string_of(json, "suffix", where);
  const bool is_ending = suffix.front() != '.' && suffix.size() <= 64 &&
                         std::none_of(suffix.begin(), suffix.end(), [](unsigned char byte) {
                           return byte <= ' ' || byte == '/' || byte == 0x7F;
                         });
  if (!is_ending) {
    throw ManifestError(where + ": 'suffix' is '" + suffix +
                        "', expected a file's ending such as 'tei.xml'");
  }
  return suffix;
}

// "component 'NAME'" where the name is known, for messages.
std::string place_of(const Json& component) {
  if (!component.IsObject()) return "components";
  const Json* id = find(component, "id");
  if (id == nullptr || !id->IsString()) return "components";
  return "component " + diagnostics::quote(text_of(*id));
}

// One or two words of letters, digits, '-' and '_', in lower case.
bool is_command(const std::string& words) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789-_ ";
  return std::count(words.begin(), words.end(), ' ') <= 1 && words.front() != ' ' &&
         words.back() != ' ' && words.find_first_not_of(kAllowed) == std::string::npos;
}

std::vector<config::CommandDescription> commands_of(const Json& json, const std::string& where) {
  std::vector<config::CommandDescription> commands;
  const Json* list = find(json, "commands");
  if (list == nullptr) return commands;
  if (!list->IsArray()) throw ManifestError(where + ": 'commands' is not a list");
  for (const Json& entry : list->GetArray()) {
    check_keys(entry, where + ": a command", {"words", "summary"});
    commands.push_back({string_of(entry, "words", where), string_of(entry, "summary", where)});
    if (is_command(commands.back().words)) continue;
    throw ManifestError(where + ": expected one or two words for a command, found " +
                        diagnostics::quote(commands.back().words));
  }
  return commands;
}

std::vector<config::CompanionDescription> companions_of(const Json& json,
                                                        const config::OptionSchema& options,
                                                        const std::string& where) {
  std::vector<config::CompanionDescription> companions;
  const Json* list = find(json, "companions");
  if (list == nullptr) return companions;
  if (!list->IsArray()) throw ManifestError(where + ": 'companions' is not a list");
  for (const Json& entry : list->GetArray()) {
    check_keys(entry, where + ": a companion", {"suffix", "option"});
    config::CompanionDescription companion{suffix_of(entry, where + ": a companion"), ""};
    if (find(entry, "option") != nullptr) {
      companion.option = string_of(entry, "option", where);
      const config::OptionSpec* option = options.find(companion.option);
      if (option == nullptr || option->type != config::OptionType::boolean) {
        throw ManifestError(where + ": companion '" + companion.suffix + "': there is no option " +
                            diagnostics::quote(companion.option) + " that is true or false");
      }
    }
    companions.push_back(std::move(companion));
  }
  return companions;
}

config::ComponentDescription component_of(const Json& json, const Manifest& manifest) {
  check_keys(json, place_of(json),
             {"id", "kind", "summary", "concurrency", "deterministic", "requires", "provides",
              "media_types", "extensions", "documents", "suffix", "companions", "output", "layers",
              "commands", "options"});
  config::ComponentDescription component;
  component.id = id_of(json, "components");
  const std::string where = "component '" + component.id + "'";
  component.plugin_id = manifest.id;
  component.version = manifest.version;
  component.summary = string_of(json, "summary", where);
  component.kind = config::ComponentKind(
      word_of(json, "kind", where, {"reader", "cleaner", "annotator", "exporter"}, nullptr));
  component.concurrency = config::Concurrency(word_of(
      json, "concurrency", where, {"one_call_per_process", "one_call_per_instance", "parallel"},
      "one_call_per_process"));
  component.output = config::OutputUnit(
      word_of(json, "output", where, {"per_document", "per_input"}, "per_document"));
  const Json* deterministic = find(json, "deterministic");
  if (deterministic != nullptr && !deterministic->IsBool()) {
    throw ManifestError(where + ": 'deterministic' is not true or false");
  }
  component.is_deterministic = deterministic == nullptr || deterministic->GetBool();
  component.requires_ = strings_of(json, "requires", where);
  component.provides = strings_of(json, "provides", where);
  component.media_types = strings_of(json, "media_types", where);
  component.extensions = strings_of(json, "extensions", where);
  component.yields_many = word_of(json, "documents", where, {"one", "many"}, "one") == 1;
  if (component.kind == config::ComponentKind::exporter) component.suffix = suffix_of(json, where);
  component.options = options_of(json, where);
  component.companions = companions_of(json, component.options, where);
  component.commands = commands_of(json, where);
  if (const Json* layers = find(json, "layers"); layers != nullptr) {
    if (!layers->IsArray()) throw ManifestError(where + ": 'layers' is not a list");
    for (const Json& layer : layers->GetArray()) {
      component.layers.push_back(layer_of(layer, where));
      component.provides.push_back("layer:" + component.layers.back().name);
    }
  }
  return component;
}

// Where the text is nested deeper than any manifest needs, or npos: what walks the values later
// calls itself a level.
std::size_t find_too_deep(std::string_view json_text) {
  constexpr std::size_t kMaxDepth = 64;
  std::size_t depth = 0;
  bool is_in_string = false;
  for (std::size_t at = 0; at < json_text.size(); ++at) {
    const char byte = json_text[at];
    if (is_in_string && byte == '\\') {
      ++at;
    } else if (byte == '"') {
      is_in_string = !is_in_string;
    } else if (!is_in_string && (byte == '[' || byte == '{')) {
      if (++depth > kMaxDepth) return at;
    } else if (!is_in_string && (byte == ']' || byte == '}')) {
      depth -= depth > 0 ? 1 : 0;
    }
  }
  return std::string_view::npos;
}

std::string place_in(std::string_view json_text, std::size_t offset) {
  const auto place = diagnostics::SourceText("", std::string(json_text)).locate(offset);
  return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column) + ": ";
}

Manifest manifest_of(const Json& json) {
  check_keys(json, "the manifest",
             {"manifest", "id", "version", "license", "summary", "abi", "sha256", "components"});
  const Json* format = find(json, "manifest");
  if (format == nullptr || !format->IsInt() || format->GetInt() != 1) {
    throw ManifestError("expected \"manifest\": 1, the format that this host reads");
  }
  Manifest manifest;
  manifest.id = id_of(json, "the manifest");
  manifest.version = string_of(json, "version", "the manifest");
  manifest.license = string_of(json, "license", "the manifest");
  manifest.summary = string_of(json, "summary", "the manifest");
  manifest.sha256 = string_of(json, "sha256", "the manifest", "");
  parse_abi(string_of(json, "abi", "the manifest"), manifest);
  const Json* components = find(json, "components");
  if (components == nullptr || !components->IsArray() || components->Empty()) {
    throw ManifestError("expected at least one component under 'components'");
  }
  for (const Json& component : components->GetArray()) {
    manifest.components.push_back(component_of(component, manifest));
    for (std::size_t i = 0; i + 1 < manifest.components.size(); ++i) {
      if (manifest.components[i].id == manifest.components.back().id) {
        throw ManifestError("two components are called '" + manifest.components[i].id + "'");
      }
    }
  }
  return manifest;
}

}  // namespace

std::optional<Manifest> parse_manifest(std::string_view json_text, std::string& error) {
  if (const std::size_t deep = find_too_deep(json_text); deep != std::string_view::npos) {
    error = place_in(json_text, deep) + "nested deeper than 64 levels";
    return std::nullopt;
  }
  rapidjson::Document json;
  json.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(
      json_text.data(), json_text.size());
  if (json.HasParseError()) {
    error = place_in(json_text, json.GetErrorOffset()) +
            "not JSON: " + rapidjson::GetParseError_En(json.GetParseError());
    return std::nullopt;
  }
  try {
    return manifest_of(json);
  } catch (const ManifestError& problem) {
    error = problem.message;
    return std::nullopt;
  }
}

}  // namespace broadsheet::plugin_host
