// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_CPP_ROLES_HPP_
#define BROADSHEET_CPP_ROLES_HPP_

// The names of roles, as records and gold data have them.

#include <array>
#include <string_view>

#include "broadsheet/document.h"

namespace broadsheet {

/// The name of each BROADSHEET_ROLE_..., by its value.
inline constexpr std::array<std::string_view, BROADSHEET_ROLE_COUNT> kRoleNames = {
    "paragraph", "kicker",    "headline",   "deck",    "byline",      "editor_note", "heading",
    "question",  "list_item", "pull_quote", "caption", "author_note", "credit",      "furniture"};

}  // namespace broadsheet

#endif
