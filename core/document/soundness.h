// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "document/document.h"

namespace broadsheet::document {

/// Whether every reference of the contents leads to something that is there: offsets inside texts
/// and on code points, indexes inside tables, known kinds, valid UTF-8. Builders make nothing else;
/// a region from another process may hold anything, and after this check no reader of the document
/// can leave its bounds. Linear but for one binary search a segment.
bool is_sound(const DocumentContents& contents);

}  // namespace broadsheet::document
