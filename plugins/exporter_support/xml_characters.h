// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_XML_CHARACTERS_H_
#define BROADSHEET_EXPORTER_SUPPORT_XML_CHARACTERS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "broadsheet/cpp/context.hpp"

namespace broadsheet::exporting {

/// Appends `text` to `out` with every character that XML 1.0 cannot hold (C0 controls other than
/// tab, line feed and carriage return; U+FFFE, U+FFFF) and every broken UTF-8 sequence's byte as
/// U+FFFD. Escapes nothing. @return how many characters were replaced
std::uint64_t append_xml_characters(std::string_view text, std::string& out);

/// Says how many characters were replaced, if any were.
void report_replaced_characters(const Context& context, std::uint64_t count);

}  // namespace broadsheet::exporting

#endif
