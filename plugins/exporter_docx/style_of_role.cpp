// SPDX-License-Identifier: Apache-2.0
#include "exporter_docx/style_of_role.h"

#include "broadsheet/document.h"

namespace broadsheet::docx {

const char* style_of_role(std::uint32_t role, StylePlace place) {
  switch (role) {
    case BROADSHEET_ROLE_KICKER:
      return "Kicker";
    case BROADSHEET_ROLE_HEADLINE:
      return place.is_only_article && !place.is_below_headline ? kTitleStyle : kHeading1Style;
    case BROADSHEET_ROLE_DECK:
      return "Subtitle";
    case BROADSHEET_ROLE_BYLINE:
      return "Byline";
    case BROADSHEET_ROLE_EDITOR_NOTE:
      return "EditorNote";
    case BROADSHEET_ROLE_HEADING:
      return place.is_below_headline && !place.is_only_article ? kHeading2Style : kHeading1Style;
    case BROADSHEET_ROLE_QUESTION:
      return "Question";
    case BROADSHEET_ROLE_LIST_ITEM:
      return "List";
    case BROADSHEET_ROLE_PULL_QUOTE:
      return "Quote";
    case BROADSHEET_ROLE_CAPTION:
      return "Caption";
    case BROADSHEET_ROLE_AUTHOR_NOTE:
      return "AuthorNote";
    case BROADSHEET_ROLE_CREDIT:
      return "Credit";
    case BROADSHEET_ROLE_FURNITURE:
      return "Furniture";
    default:
      return kIndentedBodyStyle;
  }
}

}  // namespace broadsheet::docx
