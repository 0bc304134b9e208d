// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_CLEANER_PLAIN_LIST_MARKER_H_
#define BROADSHEET_CLEANER_PLAIN_LIST_MARKER_H_

#include <string>
#include <string_view>

namespace broadsheet::plain_cleaner {

/// What stands before an item of a list.
struct ListMarker {
  std::string
      kind;  // equal for the items of one list ("1.", "(a)", "-"); empty: there is no marker
  bool is_bullet = false;  // a sign that nothing but a list has
};

/// The marker that a line begins with; the line has no white space at its front.
///
///   "• apples"   "•", bullet      "(12) foo"  "(1)"      "a) foo"  "a)"     "一、自查"  "一、"
///   "3.5 million" none            "1988. It"  none: no list has that many
ListMarker find_list_marker(std::string_view line);

}  // namespace broadsheet::plain_cleaner

#endif
