// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/roles.h"

#include <array>

#include "broadsheet/document.h"

namespace broadsheet::exporting {

std::string_view role_name(std::uint32_t role) {
  static constexpr std::array<std::string_view, BROADSHEET_ROLE_COUNT> kNames = {
      "paragraph", "kicker",    "headline",   "deck",    "byline",      "editor_note", "heading",
      "question",  "list_item", "pull_quote", "caption", "author_note", "credit",      "furniture"};
  return role < kNames.size() ? kNames[role] : kNames[BROADSHEET_ROLE_PARAGRAPH];
}

}  // namespace broadsheet::exporting
