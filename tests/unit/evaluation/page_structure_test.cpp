// SPDX-License-Identifier: Apache-2.0
#include "evaluation/page_structure.h"

#include "document/sample_document.h"

namespace broadsheet::evaluation {
namespace {

using document::Document;
using document::StructureBuilder;

using Lines = std::vector<std::uint32_t>;

TEST(PageStructure, TakesEachLineAsItsFirstSliceAppears) {
  const Document page = document::page_of({"07 rest", "a-", "bc", " \xE3\x80\x80", "tail"});
  StructureBuilder builder(page);
  const std::uint32_t article = builder.add_article();
  document::add_block(builder, article,
                      {document::copy(page, 4), document::copy(page, 1, 0, 1),
                       document::slice(page, BROADSHEET_SEGMENT_COPY, 1, 1, 2),
                       document::copy(page, 2), document::copy(page, 0, 3, 7)});
  document::add_block(builder, BROADSHEET_NONE, {document::copy(page, 0, 0, 2)});
  const Document cleaned = builder.seal();
  const std::vector<bool> non_blank = non_blank_lines(cleaned);
  EXPECT_EQ(non_blank, std::vector<bool>({false, true, true, true, false, true}));
  const PageStructure structure = structure_of(cleaned, non_blank);
  EXPECT_EQ(structure.line_count, 5U);
  ASSERT_EQ(structure.blocks.size(), 2U);
  EXPECT_EQ(structure.blocks[1].article, BROADSHEET_NONE);
  EXPECT_EQ(structure.lines, Lines({5, 2, 3, 1, 1}));  // line 1 stands in both blocks
  EXPECT_EQ(source_line(cleaned, 3), "bc");
  EXPECT_EQ(source_line(cleaned, 6), "");
}

TEST(PageStructure, CountsWhatIsOnRecordAsConserved) {
  const Document page = document::page_of({"in-", "vest 好"});
  StructureBuilder builder(page);
  document::add_block(builder, builder.add_article(),
                      {document::copy(page, 0, 0, 2), document::remove(page, 0, 2, 3, "hyphen"),
                       document::copy(page, 1)});
  EXPECT_EQ(conserved_share(builder.seal()), 1.0);
}

TEST(PageStructure, CountsWhatIsDroppedAndDoubled) {
  const Document page = document::page_of({"abcd", "efgh"});
  StructureBuilder builder(page);
  const std::uint32_t article = builder.add_article();
  document::add_block(builder, article, {document::copy(page, 0)});
  document::add_block(builder, article, {document::copy(page, 0, 0, 1)});
  // Of 8 characters 4 are missing and 1 is there too often.
  EXPECT_DOUBLE_EQ(conserved_share(builder.seal()), 1.0 - 5.0 / 8.0);
}

}  // namespace
}  // namespace broadsheet::evaluation
