// SPDX-License-Identifier: Apache-2.0
#include "batch/output_names.h"

#include <cstdio>

#include "document/article_view.h"

namespace broadsheet::batch {
namespace {

std::string article_number(std::uint32_t article) {
  char text[16];
  std::snprintf(text, sizeof text, "%03u", article + 1);
  return text;
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

}  // namespace broadsheet::batch
