// SPDX-License-Identifier: Apache-2.0
#include "batch/output_names.h"

#include <cstdio>
#include <string_view>
#include <unordered_set>

#include "document/article_view.h"

namespace broadsheet::batch {
namespace {

std::string article_number(std::uint32_t article) {
  char text[16];
  std::snprintf(text, sizeof text, "%03u", article + 1);
  return text;
}

diagnostics::Diagnostic conflict(const Input& input, const std::string& name) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.code = "same-output";
  diagnostic.message = "would write " + diagnostics::quote(name) + ", as another input does too";
  diagnostic.help = "rename the file, or give the exporter another suffix";
  diagnostic.location.file = input.file.string();
  return diagnostic;
}

}  // namespace

std::filesystem::path output_name(const pipeline::Part& exporter, const std::filesystem::path& stem,
                                  const document::Document& document,
                                  std::optional<std::uint32_t> article) {
  const config::NamePattern& pattern = exporter.config().name;
  config::NamePattern::Values values{stem.string(), "", "", ""};
  if (pattern.has_document_values()) {
    values.article = article ? article_number(*article) : "";
    values.date = document::date_of(document, article ? std::optional(0U) : std::nullopt);
    values.page = std::to_string(document::first_page_of(document));
  }
  return pattern.expand(values) + "." + exporter.config().suffix;
}

diagnostics::DiagnosticList find_name_conflicts(const std::vector<pipeline::Part>& exporters,
                                                const std::vector<Input>& inputs) {
  diagnostics::DiagnosticList found;
  std::unordered_set<std::string> stems;
  for (const pipeline::Part& longer : exporters) {
    for (const pipeline::Part& shorter : exporters) {
      const std::string& whole = longer.config().suffix;
      const std::string end = "." + shorter.config().suffix;
      if (&longer == &shorter || !whole.ends_with(end)) continue;
      const std::string between = "." + whole.substr(0, whole.size() - end.size());
      if (stems.empty()) {
        for (const Input& input : inputs) stems.insert(input.output_stem().string());
      }
      for (const Input& input : inputs) {
        const std::string stem = input.output_stem().string();
        if (stem.ends_with(between) && stems.contains(stem.substr(0, stem.size() - between.size())))
          found.add(conflict(input, stem + end));
      }
    }
  }
  return found;
}

}  // namespace broadsheet::batch
