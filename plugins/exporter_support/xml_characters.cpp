// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/xml_characters.h"

#include "broadsheet/cpp/text.hpp"

namespace broadsheet::exporting {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_xml_character(char32_t c) {
  return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

std::uint64_t append_xml_characters(std::string_view text, std::string& out) {
  std::uint64_t replaced = 0;
  std::size_t kept_from = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const bool is_broken = c.value == 0xFFFD && c.length_bytes == 1;
    if (is_broken || !is_xml_character(c.value)) {
      out.append(text.substr(kept_from, at - kept_from)).append(kReplacement);
      kept_from = at + c.length_bytes;
      ++replaced;
    }
    at += c.length_bytes;
  }
  out.append(text.substr(kept_from));
  return replaced;
}

void report_replaced_characters(const Context& context, std::uint64_t count) {
  if (count == 0) return;
  context.report(
      BROADSHEET_WARNING, "xml-characters",
      std::to_string(count) + " character(s) that XML cannot hold were written as U+FFFD",
      "exporter_json keeps them");
}

}  // namespace broadsheet::exporting
