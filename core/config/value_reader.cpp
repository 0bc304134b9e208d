// SPDX-License-Identifier: Apache-2.0
// A value of the config as the option's schema wants it.
//
// Problem: YAML guesses types from how a value looks, so that the language code 'no' becomes false
// and version 1.10 becomes 1.1.
// Approach: the schema says the type and the text is read as that type or refused; nothing is
// guessed. "no" is a text for a string and an error with "write false" for a boolean.
// Source: the "Norway problem" of YAML 1.1.
// Tested by value_reader_test.cpp and the cases bad-option-*.case.

#include "config/value_reader.h"

#include <charconv>
#include <cmath>
#include <utility>

#include "config/json_values.h"
#include "diagnostics/nearest_name.h"

namespace broadsheet::config {
namespace {

namespace fs = std::filesystem;
using diagnostics::DiagnosticList;
using diagnostics::quote;

// Reads the value of one field.
class ValueReader {
 public:
  ValueReader(const OptionSpec& spec, const RawField& field, const std::string& component_id,
              const PathBase& base, DiagnosticList& diagnostics)
      : spec_(spec), field_(field), base_(base), diagnostics_(diagnostics) {
    subject_ = "option " + quote(spec.name) + " of " + quote(component_id);
  }

  std::optional<ReadValue> read() {
    if (field_.value->is_refused) return std::nullopt;
    if (spec_.type == OptionType::string_list) return read_list(*field_.value);
    if (field_.value->kind != YamlKind::scalar) return refuse_type(*field_.value);
    switch (spec_.type) {
      case OptionType::boolean:
        return read_boolean(*field_.value);
      case OptionType::integer:
        return read_integer(*field_.value);
      case OptionType::number:
        return read_number(*field_.value);
      default:
        return read_string(*field_.value);
    }
  }

 private:
  using Result = std::optional<ReadValue>;

  Result refuse(const Place& place, const char* code, const std::string& message,
                std::string help) {
    report(diagnostics_, place, code, subject_ + " " + message, std::move(help));
    return std::nullopt;
  }

  Result refuse_type(const YamlNode& node) {
    const Place& place = &node == field_.value ? field_.value_place() : node.place;
    std::string found = in_words(node);
    if (node.kind == YamlKind::scalar && node.is_quoted) found += " in quotes";
    if (spec_.type == OptionType::string_list && &node != field_.value) found += " as an item";
    return refuse(place, "option-type",
                  "expects " + std::string(type_in_words(spec_.type)) + ", found " + found,
                  help_for_type(node));
  }

  std::string help_for_type(const YamlNode& node) const {
    if (node.kind == YamlKind::null) {
      if (!spec_.default_value) return "write a value; this option has no default";
      return "leave the option out for its default, " + value_text(*spec_.default_value) +
             (spec_.type == OptionType::string ? "; an empty text is written ''" : "");
    }
    switch (spec_.type) {
      case OptionType::string:
        return "write one text; in quotes if it begins with '[' or '{'";
      case OptionType::string_list:
        return node.kind == YamlKind::scalar && field_.value == &node
                   ? "write [" + node.text + "]"
                   : "write [one, two], each item a text";
      case OptionType::boolean:
        return help_for_boolean(node.text);
      default:
        return node.is_quoted ? "take the quotes away" : help_for_number();
    }
  }

  static std::string help_for_boolean(const std::string& text) {
    if (text == "yes" || text == "on" || text == "1") return "write true";
    if (text == "no" || text == "off" || text == "0") return "write false";
    return "write true or false, without quotes";
  }

  std::string help_for_number() const {
    const bool is_integer = spec_.type == OptionType::integer;
    std::string help = is_integer ? "write digits alone" : "write digits, with '.' for a fraction";
    if (spec_.minimum) help += ", at least " + number_text(*spec_.minimum);
    if (spec_.maximum) help += ", at most " + number_text(*spec_.maximum);
    return help;
  }

  Result checked(const YamlNode& node, OptionValue value) {
    const std::string refusal = refusal_of_value(spec_, value);
    if (!refusal.empty()) return refuse(node.place, "option-value", refusal, help_for_value(node));
    OptionValue canonical = value;
    return ReadValue{std::move(value), std::move(canonical)};
  }

  std::string help_for_value(const YamlNode& node) const {
    const std::string nearest = diagnostics::nearest_name(node.text, spec_.enum_values);
    if (!nearest.empty()) return "did you mean " + quote(nearest) + "?";
    if (!spec_.default_value || spec_.type == OptionType::string_list) return {};
    return "the default is " + value_text(*spec_.default_value);
  }

  Result read_boolean(const YamlNode& node) {
    const bool is_true = node.text == "true";
    const bool may_be_quoted = !node.is_quoted || node.is_expanded;
    if (!may_be_quoted || (!is_true && node.text != "false")) return refuse_type(node);
    return checked(node, is_true);
  }

  Result read_integer(const YamlNode& node) {
    const std::optional<std::int64_t> value = parse_integer(node.text);
    if (!value || (node.is_quoted && !node.is_expanded)) return refuse_type(node);
    return checked(node, *value);
  }

  Result read_number(const YamlNode& node) {
    const std::optional<double> value = parse_number(node.text);
    if (!value || (node.is_quoted && !node.is_expanded)) return refuse_type(node);
    return checked(node, *value);
  }

  Result read_string(const YamlNode& node) {
    Result result = checked(node, node.text);
    if (result && !node.text.empty()) return with_path(node, std::move(*result));
    return result;
  }

  bool is_path() const {
    return spec_.format == OptionFormat::path || spec_.format == OptionFormat::existing_file;
  }

  Result with_path(const YamlNode& node, ReadValue read) {
    if (!is_path()) return read;
    if (node.text.find('\0') != std::string::npos) {
      return refuse(node.place, "option-value", "names a file, and a path cannot hold a zero byte",
                    "take the escape out");
    }
    const fs::path given(node.text);
    const fs::path absolute = (base_.folder / given).lexically_normal();
    if (spec_.format == OptionFormat::existing_file && !is_file_there(node, absolute)) {
      return std::nullopt;
    }
    read.value = absolute.string();
    if (given.is_relative()) {
      read.canonical = absolute.lexically_relative(base_.config_folder).string();
    }
    return read;
  }

  bool is_file_there(const YamlNode& node, const fs::path& absolute) {
    std::error_code error;
    const fs::file_status status = fs::status(absolute, error);
    if (status.type() == fs::file_type::regular) return true;
    const bool is_there = !error && fs::exists(status);
    const std::string what = is_there ? " is not a file" : " is not there";
    refuse(node.place, "option-file", "names a file, and " + quote(node.text) + what,
           (is_there ? "found a folder or device at " : "looked for ") + absolute.string() +
               "; relative paths begin at the config file's folder");
    return false;
  }

  Result read_list(const YamlNode& node) {
    if (node.place.is_override && node.kind == YamlKind::scalar) return read_override_list(node);
    if (node.kind != YamlKind::sequence) return refuse_type(node);
    std::vector<std::string> values, canonicals;
    bool is_complete = true;
    for (const YamlNode* item : node.items) {
      const Result result = read_item(*item);
      is_complete = is_complete && result;
      if (!result) continue;
      values.push_back(std::get<std::string>(result->value));
      canonicals.push_back(std::get<std::string>(result->canonical));
    }
    if (!is_complete) return std::nullopt;
    return ReadValue{std::move(values), std::move(canonicals)};
  }

  // An item is checked as a text of its own with the list's enum and format.
  Result read_item(const YamlNode& item) {
    if (item.is_refused) return std::nullopt;
    if (item.kind != YamlKind::scalar) return refuse_type(item);
    OptionSpec item_spec;
    item_spec.name = spec_.name;
    item_spec.enum_values = spec_.enum_values;
    item_spec.format = spec_.format;
    const std::string refusal = refusal_of_value(item_spec, item.text);
    if (!refusal.empty()) return refuse(item.place, "option-value", refusal, help_for_value(item));
    ReadValue read{item.text, item.text};
    return item.text.empty() ? Result(std::move(read)) : with_path(item, std::move(read));
  }

  // The value of --set as YAML; its places are those within the value.
  Result read_override_list(const YamlNode& node) {
    if (!node.text.starts_with('[')) return refuse_type(node);
    const diagnostics::SourceText source("--set", node.text);
    const std::unique_ptr<YamlTree> tree = parse_yaml(source, diagnostics_, true);
    if (tree->root == nullptr) return std::nullopt;
    if (tree->root->kind != YamlKind::sequence) return refuse_type(node);
    return read_list(*tree->root);
  }

  const OptionSpec& spec_;
  const RawField& field_;
  const PathBase& base_;
  DiagnosticList& diagnostics_;
  std::string subject_;
};

// from_chars takes no plus sign.
std::string_view without_plus(std::string_view text) {
  const bool has_plus = text.size() > 1 && text[0] == '+' && text[1] != '-';
  return has_plus ? text.substr(1) : text;
}

template <typename Number>
std::optional<Number> parse_whole(std::string_view text) {
  const std::string_view digits = without_plus(text);
  Number value{};
  const char* const end = digits.data() + digits.size();
  const auto [last, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc() || last != end) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::int64_t> parse_integer(std::string_view text) {
  return parse_whole<std::int64_t>(text);
}

std::optional<double> parse_number(std::string_view text) {
  const std::optional<double> value = parse_whole<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<ReadValue> read_value(const OptionSpec& spec, const RawField& field,
                                    const std::string& component_id, const PathBase& base,
                                    DiagnosticList& diagnostics) {
  return ValueReader(spec, field, component_id, base, diagnostics).read();
}

}  // namespace broadsheet::config
