// SPDX-License-Identifier: Apache-2.0
#include "config/environment_text.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "diagnostics/printable_text.h"

namespace broadsheet::config {
namespace {

using diagnostics::DiagnosticList;
using diagnostics::quote;

constexpr std::size_t kMaxExpandedBytes = std::size_t{1} << 20;  // of a file's values together
constexpr std::string_view kDefaultMark = ":-";

bool is_name(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  const auto is_part = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !text.empty() && is_letter(text[0]) && std::all_of(text.begin(), text.end(), is_part);
}

// Expands the values of one tree.
class Expander {
 public:
  Expander(const Environment& environment, DiagnosticList& diagnostics)
      : environment_(environment), diagnostics_(diagnostics) {}

  void expand(YamlNode& node) {
    std::string result;
    std::size_t offset = 0;
    for (std::size_t mark = node.text.find("${"); mark != std::string::npos;
         mark = node.text.find("${", offset)) {
      node.is_expanded = true;
      if (mark > offset && node.text[mark - 1] == '$') {
        result.append(node.text, offset, mark - 1 - offset).append("${");
        offset = mark + 2;
        continue;
      }
      result.append(node.text, offset, mark - offset);
      const std::size_t end = node.text.find('}', mark);
      if (end == std::string::npos) {
        refuse(node, "${", "'${' is not closed",
               "write ${NAME} or ${NAME:-default}; a plain '${' is written $${");
        return;
      }
      result += value_of(node, std::string_view(node.text).substr(mark + 2, end - mark - 2));
      offset = end + 1;
      if (!take(node, result.size())) return;
    }
    if (!node.is_expanded) return;
    total_bytes_ += result.size();
    node.text = result.append(node.text, offset);
  }

 private:
  void refuse(YamlNode& node, std::string_view wanted, std::string message, std::string help) {
    node.is_refused = true;
    Place place = node.place;
    const std::string_view written =
        place.source->text().substr(place.begin_byte, place.length_bytes);
    const std::size_t at = written.find(wanted);
    if (at != std::string_view::npos) {
      place.begin_byte += at;
      place.length_bytes = wanted.size();
    }
    report(diagnostics_, place, "environment", std::move(message), std::move(help));
  }

  bool take(YamlNode& node, std::size_t bytes) {
    if (total_bytes_ + bytes <= kMaxExpandedBytes) return true;
    if (!is_full_) {
      refuse(node, "${", "the environment variables of this file hold more than 1 MiB",
             "put long texts into files of their own");
    }
    is_full_ = true;
    return false;
  }

  std::string value_of(YamlNode& node, std::string_view expression) {
    const std::size_t mark = expression.find(kDefaultMark);
    const std::string name(expression.substr(0, mark));
    std::string written = "${";
    written.append(expression).append("}");
    if (!is_name(name)) {
      refuse(node, written, quote(name) + " is not the name of an environment variable",
             "a name has letters, digits and '_'; a plain '${' is written $${");
      return {};
    }
    const std::optional<std::string> value = environment_(name);
    if (mark != std::string_view::npos && value.value_or("").empty()) {
      return std::string(expression.substr(mark + kDefaultMark.size()));
    }
    if (!value) {
      refuse(node, written, "environment variable " + quote(name) + " is not set",
             "set it, or write a default: ${" + name + ":-default}");
      return {};
    }
    if (diagnostics::find_invalid_utf8(*value) != std::string_view::npos) {
      refuse(node, written, "environment variable " + quote(name) + " does not hold UTF-8",
             "set it to UTF-8 text");
      return {};
    }
    return *value;
  }

  const Environment& environment_;
  DiagnosticList& diagnostics_;
  std::size_t total_bytes_ = 0;
  bool is_full_ = false;
};

}  // namespace

void expand_environment(YamlTree& tree, const Environment& environment,
                        DiagnosticList& diagnostics) {
  Expander expander(environment, diagnostics);
  for (YamlNode& node : tree.nodes) {
    if (node.kind == YamlKind::scalar && !node.is_key) expander.expand(node);
  }
}

}  // namespace broadsheet::config
