// SPDX-License-Identifier: Apache-2.0
// A document as a cleaner leaves it, for the benchmarks of annotators.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "broadsheet/cpp/abi.hpp"
#include "document/source_builder.h"
#include "document/structure_builder.h"

namespace broadsheet {

// One article, a paragraph a line.
inline document::Document structured(const std::string& page) {
  document::SourceBuilder source;
  static_cast<void>(source.append_text(page));
  std::vector<broadsheet_line_t> lines;
  for (std::size_t begin = 0; begin < page.size();) {
    const std::size_t end = std::min(page.find('\n', begin), page.size());
    if (end > begin) lines.push_back({begin, end, 1, 0, 0, 0, 0, 0, 0, 1});
    begin = end + 1;
  }
  static_cast<void>(source.add_lines(lines));
  std::optional<document::Document> read;
  if (!source.seal(read).is_ok()) std::abort();
  document::StructureBuilder structure(*read);
  const std::uint32_t article = structure.add_article();
  for (const broadsheet_line_t& line : lines) {
    const broadsheet_segment_spec_t copy{BROADSHEET_SEGMENT_COPY, 0,  line.begin_byte,
                                         line.end_byte,           {}, {}};
    static_cast<void>(
        structure.add_block(article, BROADSHEET_ROLE_PARAGRAPH, 1.0F, array_of(&copy, 1), nullptr));
  }
  return structure.seal();
}

}  // namespace broadsheet
