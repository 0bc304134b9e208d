// SPDX-License-Identifier: Apache-2.0
#include "document/article_view.h"

#include "document/annotation_builder.h"
#include "document/soundness.h"
#include "sample_document.h"

namespace broadsheet::document {
namespace {

/// Furniture, and two articles of which the second has two blocks, two sentences, labels with
/// evidence in both articles, and a layer.
Document two_articles() {
  const Document page = page_of({"07", "First head", "Second head", "Its text. More."});
  StructureBuilder structure(page);
  const auto first = structure.add_article();
  const auto second = structure.add_article();
  add_block(structure, BROADSHEET_NONE, {copy(page, 0)}, BROADSHEET_ROLE_FURNITURE);
  add_block(structure, second, {copy(page, 2)}, BROADSHEET_ROLE_HEADLINE);
  add_block(structure, first, {copy(page, 1)}, BROADSHEET_ROLE_HEADLINE);  // between those two
  add_block(structure, second, {copy(page, 3)});
  const auto set = [&](std::uint32_t kind, std::uint32_t index, const char* value) {
    EXPECT_TRUE(structure.set_property(kind, index, "date", value).is_ok());
  };
  set(BROADSHEET_TARGET_DOCUMENT, 0, "2024年6月24日");
  set(BROADSHEET_TARGET_ARTICLE, second, "1923-7-4");
  const Document structured = structure.seal();
  AnnotationBuilder annotations(structured);
  annotations.records().begin_stage("annotator_test", "1", "abc");
  const broadsheet_sentence_t sentences[] = {{0, 10, 0, 0}, {0, 9, 2, 0}, {10, 15, 2, 0}};
  EXPECT_TRUE(annotations.add_sentences(array_of(sentences, 3)).is_ok());
  const broadsheet_evidence_t evidence[] = {{0, 5, 0.5, 0, 0}, {4, 8, 0.5, 2, 0}};
  for (const auto& [kind, index] :
       {std::pair(BROADSHEET_TARGET_ARTICLE, 0U), std::pair(BROADSHEET_TARGET_SENTENCE, 2U),
        std::pair(BROADSHEET_TARGET_DOCUMENT, 0U)}) {
    broadsheet_label_spec_t label{};
    label.struct_size = sizeof label;
    label.target_kind = kind;
    label.target_index = index;
    label.scheme = broadsheet_text("scheme");
    label.label = broadsheet_text("label");
    label.score = 1;
    label.evidence = array_of(evidence, 2);
    EXPECT_TRUE(annotations.add_label(label).is_ok());
  }
  return annotations.seal();
}

TEST(ArticleView, HasTheArticleAndWhatBelongsToIt) {
  const Document view = article_view(two_articles(), 1);
  const DocumentContents& contents = view.contents();
  EXPECT_TRUE(is_sound(contents));
  ASSERT_EQ(contents.articles.size(), 1U);
  ASSERT_EQ(contents.blocks.size(), 2U);
  EXPECT_EQ(contents.block_texts, "Second headIts text. More.");
  EXPECT_EQ(view.block_text(contents.blocks[1]), "Its text. More.");
  EXPECT_EQ(contents.blocks[1].article, 0U);
  EXPECT_EQ(contents.lines.size(), 4U);  // the source is whole, so lines keep their numbers
  EXPECT_EQ(view.property("article.number"), "2");
  ASSERT_EQ(contents.segments.size(), 2U);
  EXPECT_EQ(contents.segments[1].block, 1U);
  EXPECT_EQ(contents.segments[1].source_begin_byte, contents.lines[3].begin_byte);
  EXPECT_EQ(article_view(two_articles(), 0).contents().block_texts, "First head");
}

TEST(ArticleView, KeepsTheAnnotationsOfItsBlocks) {
  const Document view = article_view(two_articles(), 1);
  const DocumentContents& contents = view.contents();
  ASSERT_EQ(contents.sentences.size(), 2U);
  EXPECT_EQ(contents.sentences[1].block, 1U);
  ASSERT_EQ(contents.labels.size(), 2U);  // of its sentence, and of the document
  EXPECT_EQ(contents.labels[0].target_index, 1U);
  ASSERT_EQ(contents.labels[0].evidence_count, 1U);  // that of the other article is not there
  EXPECT_EQ(contents.evidence[contents.labels[0].first_evidence].block, 1U);
  EXPECT_EQ(article_view(two_articles(), 0).contents().labels.size(), 2U);
}

TEST(ArticleView, OfAnArticleWithoutBlocksIsEmpty) {
  const Document page = page_of({"text"});
  StructureBuilder structure(page);
  structure.add_article();
  add_block(structure, structure.add_article(), {copy(page, 0)});
  const Document view = article_view(structure.seal(), 0);
  EXPECT_TRUE(is_sound(view.contents()));
  EXPECT_TRUE(view.contents().blocks.empty());
}

TEST(DateOf, IsTheArticlesElseTheDocumentsAndNothingButADate) {
  const Document document = two_articles();
  EXPECT_EQ(date_of(document, 1U), "1923-07-04");
  EXPECT_EQ(date_of(document, 0U), "2024-06-24");
  EXPECT_EQ(date_of(document, std::nullopt), "2024-06-24");
  const std::pair<const char*, const char*> dates[] = {
      {"2024", "2024"},           {"2024-06", "2024-06"},
      {"2024.6.4", "2024-06-04"}, {"20240624", "undated"},
      {"yesterday", "undated"},   {"../2024", "undated"},
      {"2024/99", "2024"},        {"2024-06-24T08:00:00Z", "2024-06-24"}};
  for (const auto& [printed, expected] : dates) {
    const Document page = page_of({"text"});
    StructureBuilder structure(page);
    EXPECT_TRUE(structure.set_property(BROADSHEET_TARGET_DOCUMENT, 0, "date", printed).is_ok());
    EXPECT_EQ(date_of(structure.seal(), std::nullopt), expected) << printed;
  }
}

}  // namespace
}  // namespace broadsheet::document
