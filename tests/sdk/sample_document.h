// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "broadsheet/cpp/abi.hpp"
#include "document/document.h"
#include "document/source_builder.h"
#include "document/structure_builder.h"

namespace broadsheet::testing {

/// A host's own document of one line, which is one paragraph of one article.
inline document::Document one_line_document(std::string_view line) {
  document::SourceBuilder source;
  const broadsheet_line_t record{0, line.size(), 1, 0, 0, 0, 0, 0, 0, 1};
  static_cast<void>(source.append_text(line));
  static_cast<void>(source.add_lines({&record, 1}));
  std::optional<document::Document> read;
  static_cast<void>(source.seal(read));
  document::StructureBuilder structure(*read);
  const broadsheet_segment_spec_t copy{BROADSHEET_SEGMENT_COPY, 0, 0, line.size(), {}, {}};
  static_cast<void>(structure.add_block(structure.add_article(), BROADSHEET_ROLE_PARAGRAPH, 1.0F,
                                        array_of(&copy, 1), nullptr));
  return structure.seal();
}

}  // namespace broadsheet::testing
