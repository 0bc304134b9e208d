// SPDX-License-Identifier: Apache-2.0
#include "document/annotation_builder.h"

#include <limits>

#include "broadsheet/context.h"
#include "sample_document.h"

namespace broadsheet::document {
namespace {

class AnnotationBuilderTest : public ::testing::Test {
 protected:
  AnnotationBuilderTest() { builder.records().begin_stage("annotator_test", "1.2.3", "abc"); }

  Outcome add_sentence(std::uint32_t block, std::uint64_t begin, std::uint64_t end) {
    const broadsheet_sentence_t sentence{begin, end, block, 0};
    return builder.add_sentences(array_of(&sentence, 1));
  }
  static broadsheet_label_spec_t label() {
    broadsheet_label_spec_t spec{};
    spec.struct_size = sizeof spec;
    spec.target_kind = BROADSHEET_TARGET_BLOCK;
    spec.scheme = broadsheet_text("policy.goal");
    spec.label = broadsheet_text("growth");
    spec.score = 0.5;
    return spec;
  }
  template <class Change>
  std::string label_refusal(Change&& change) {
    broadsheet_label_spec_t spec = label();
    change(spec);
    return builder.add_label(spec).message;
  }
  std::uint32_t add_layer(const std::vector<broadsheet_attribute_spec_t>& attributes) {
    std::uint32_t layer = BROADSHEET_NONE;
    EXPECT_TRUE(
        builder
            .add_layer("org.example.people", array_of(attributes.data(), attributes.size()), &layer)
            .is_ok());
    return layer;
  }

  // Two blocks: "Zürich one." of 12 bytes, and "two" of 3.
  static Document two_blocks() {
    const Document page = page_of({"Zürich one.", "two"});
    StructureBuilder structure(page);
    const auto article = structure.add_article();
    add_block(structure, article, {copy(page, 0)});
    add_block(structure, article, {copy(page, 1)});
    return structure.seal();
  }

  const Document document = two_blocks();
  AnnotationBuilder builder{document};
};

TEST_F(AnnotationBuilderTest, KeepsSentencesInTheOrderOfTheBlocks) {
  EXPECT_TRUE(add_sentence(0, 0, 7).is_ok());
  EXPECT_TRUE(add_sentence(0, 8, 12).is_ok());
  EXPECT_TRUE(add_sentence(1, 0, 3).is_ok());
  EXPECT_EQ(builder.seal().contents().sentences.size(), 3U);
  EXPECT_EQ(add_sentence(0, 8, 12).message,
            "the sentence [8, 12) of block 1 does not come behind the one before it");
  EXPECT_EQ(add_sentence(1, 2, 3).message,
            "the sentence [2, 3) of block 2 does not come behind the one before it");
}

TEST_F(AnnotationBuilderTest, RefusesSentencesThatLieOutsideOrCutACharacter) {
  EXPECT_EQ(add_sentence(0, 0, 13).message,
            "the range [0, 13) of block 1 lies outside its text or cuts a character");
  EXPECT_EQ(add_sentence(0, 2, 7).message,
            "the range [2, 7) of block 1 lies outside its text or cuts a character");
  EXPECT_EQ(add_sentence(0, 7, 1).message,
            "the range [7, 1) of block 1 lies outside its text or cuts a character");
  EXPECT_EQ(add_sentence(0, 3, 3).message, "the sentence [3, 3) of block 1 is empty");
  EXPECT_EQ(add_sentence(2, 0, 1).message, "there is no block 2");
  EXPECT_EQ(add_sentence(BROADSHEET_NONE, 0, 1).message, "there is no block 4294967295");
}

TEST_F(AnnotationBuilderTest, AddsNoneOfTheSentencesOfACallWithABadOne) {
  const broadsheet_sentence_t sentences[] = {{0, 7, 0, 0}, {8, 99, 0, 0}};
  EXPECT_FALSE(builder.add_sentences(array_of(sentences, 2)).is_ok());
  EXPECT_TRUE(builder.seal().contents().sentences.empty());
  EXPECT_TRUE(add_sentence(0, 0, 3).is_ok());
}

TEST_F(AnnotationBuilderTest, ReadsShorterAndLongerRecords) {
  struct LongerSentence {
    broadsheet_sentence_t known;
    std::uint64_t later = 77;
  };
  const LongerSentence longer[] = {{{0, 7, 0, 0}}, {{8, 12, 0, BROADSHEET_SENTENCE_CLAUSE}}};
  EXPECT_TRUE(
      builder.add_sentences({longer, 2, static_cast<std::uint32_t>(sizeof(LongerSentence)), 0})
          .is_ok());
  struct ShorterSentence {
    std::uint64_t begin_byte, end_byte;
    std::uint32_t block;
  };
  const broadsheet_sentence_t shorter{0, 3, 1, 0xFFFF};
  EXPECT_TRUE(builder.add_sentences({&shorter, 1, 20, 0}).is_ok());  // without marks
  const Document sealed_document = builder.seal();
  ASSERT_EQ(sealed_document.contents().sentences.size(), 3U);
  EXPECT_EQ(sealed_document.contents().sentences[1].marks, 2U);
  EXPECT_EQ(sealed_document.contents().sentences[2].marks, 0U);
}

TEST_F(AnnotationBuilderTest, RefusesLabelsOfWhatIsNotThere) {
  EXPECT_EQ(label_refusal([](auto&) {}), "");
  EXPECT_EQ(label_refusal([](auto& l) { l.target_index = 2; }),
            "there is no target of kind 2 with index 2");
  EXPECT_EQ(label_refusal([](auto& l) { l.target_kind = BROADSHEET_TARGET_SENTENCE; }),
            "there is no target of kind 3 with index 0");
  EXPECT_EQ(label_refusal([](auto& l) { l.target_kind = 9; }),
            "there is no target of kind 9 with index 0");
  const std::string bad_name =
      "a label's scheme or name is empty, longer than 256 bytes, or not UTF-8";
  EXPECT_EQ(label_refusal([](auto& l) { l.scheme = {}; }), bad_name);
  EXPECT_EQ(label_refusal([](auto& l) { l.label = broadsheet_text("\xff"); }), bad_name);
  const std::string long_name(257, 'a');
  EXPECT_EQ(label_refusal([&](auto& l) { l.label = borrow(long_name); }), bad_name);
  EXPECT_EQ(label_refusal([](auto& l) { l.score = 1.01; }), "expected a label's score from 0 to 1");
  EXPECT_EQ(label_refusal([](auto& l) { l.score = std::numeric_limits<double>::quiet_NaN(); }),
            "expected a label's score from 0 to 1");
  EXPECT_EQ(builder.seal().contents().labels.size(), 1U);
}

TEST_F(AnnotationBuilderTest, RefusesEvidenceThatLiesOutside) {
  const auto refusal = [&](broadsheet_evidence_t evidence) {
    return label_refusal([&](auto& l) { l.evidence = array_of(&evidence, 1); });
  };
  EXPECT_EQ(refusal({0, 7, 0.5, 0, 0}), "");
  EXPECT_EQ(refusal({0, 2, 0.5, 0, 0}),
            "the range [0, 2) of block 1 lies outside its text or cuts a character");
  EXPECT_EQ(refusal({0, 2, 0.5, 7, 0}), "there is no block 7");
  EXPECT_EQ(refusal({0, 7, std::numeric_limits<double>::infinity(), 0, 0}),
            "evidence with a contribution that is no number");
  const Document sealed_document = builder.seal();
  EXPECT_EQ(sealed_document.contents().evidence.size(), 1U);
  EXPECT_EQ(sealed_document.contents().labels.size(), 1U);
}

TEST_F(AnnotationBuilderTest, SaysWhichStageALabelIsFrom) {
  ASSERT_TRUE(builder.add_label(label()).is_ok());
  builder.records().begin_stage("annotator_other", "9", "");
  broadsheet_label_spec_t of_document = label();
  of_document.target_kind = BROADSHEET_TARGET_DOCUMENT;
  of_document.target_index = 77;
  ASSERT_TRUE(builder.add_label(of_document).is_ok());
  const Document sealed_document = builder.seal();
  const auto labels = sealed_document.contents().labels;
  EXPECT_EQ(labels[0].stage, 0U);
  EXPECT_EQ(labels[1].stage, 1U);
  EXPECT_EQ(labels[1].target_index, 0U);
  const auto& stage = sealed_document.contents().stages[1];
  EXPECT_EQ(sealed_document.string(stage.component), "annotator_other");
  EXPECT_EQ(sealed_document.string(stage.version), "9");
  EXPECT_EQ(sealed_document.string(stage.sha256), "");
}

TEST_F(AnnotationBuilderTest, RefusesLayersThatAreThereOrHaveBadAttributes) {
  const auto refusal = [&](std::string_view name,
                           std::vector<broadsheet_attribute_spec_t> attributes) {
    std::uint32_t layer = 0;
    return builder.add_layer(name, array_of(attributes.data(), attributes.size()), &layer).message;
  };
  EXPECT_EQ(refusal("org.example.people", {}), "");
  EXPECT_EQ(refusal("org.example.people", {}), "there is a layer 'org.example.people' already");
  EXPECT_EQ(refusal("", {}), "a layer's name is empty, longer than 256 bytes, or not UTF-8");
  EXPECT_EQ(refusal("b", {{broadsheet_text("x"), 9, 0}}),
            "an attribute of layer 'b' has no name or an unknown type");
  EXPECT_EQ(refusal("b", {{broadsheet_text("x"), 0, 0}, {broadsheet_text(""), 0, 0}}),
            "an attribute of layer 'b' has no name or an unknown type");
  EXPECT_EQ(refusal("b", {{broadsheet_text("x"), 0, 0}, {broadsheet_text("x"), 1, 0}}),
            "layer 'b' has two attributes 'x'");
  EXPECT_EQ(builder.seal().contents().attributes.size(), 0U);
  EXPECT_EQ(builder.seal().contents().layers.size(), 1U);
}

TEST_F(AnnotationBuilderTest, KeepsOfAValueWhatTheAttributesTypeAsksFor) {
  const auto layer = add_layer({{broadsheet_text("name"), BROADSHEET_TYPE_STRING, 0},
                                {broadsheet_text("count"), BROADSHEET_TYPE_INTEGER, 0},
                                {broadsheet_text("weight"), BROADSHEET_TYPE_NUMBER, 0},
                                {broadsheet_text("is_sure"), BROADSHEET_TYPE_BOOLEAN, 0}});
  std::vector<broadsheet_value_spec_t> values;
  for (std::uint32_t i = 0; i < 4; ++i) values.push_back({i, 0, 1, 0.25, broadsheet_text("Ann")});
  ASSERT_TRUE(
      builder.add_annotation(layer, BROADSHEET_TARGET_BLOCK, 0, 0, 7, array_of(values.data(), 4))
          .is_ok());
  const Document sealed_document = builder.seal();
  const auto kept = sealed_document.contents().values;
  ASSERT_EQ(kept.size(), 4U);
  EXPECT_EQ(sealed_document.string(static_cast<std::uint32_t>(kept[0].integer)), "Ann");
  EXPECT_EQ(kept[1].integer, 1);
  EXPECT_EQ(kept[1].number, 0.0);
  EXPECT_EQ(kept[2].number, 0.25);
  EXPECT_EQ(kept[2].integer, 0);
  EXPECT_EQ(kept[3].integer, 1);
}

TEST_F(AnnotationBuilderTest, RefusesValuesThatTheLayerDoesNotHave) {
  const auto layer = add_layer({{broadsheet_text("name"), BROADSHEET_TYPE_STRING, 0},
                                {broadsheet_text("weight"), BROADSHEET_TYPE_NUMBER, 0},
                                {broadsheet_text("is_sure"), BROADSHEET_TYPE_BOOLEAN, 0}});
  const auto is_taken = [&](broadsheet_value_spec_t value) {
    const broadsheet_value_spec_t values[] = {{0, 0, 0, 0, broadsheet_text("a")}, value};
    return builder.add_annotation(layer, BROADSHEET_TARGET_BLOCK, 0, 0, 0, array_of(values, 2))
        .is_ok();
  };
  EXPECT_FALSE(is_taken({3, 0, 0, 0, {}}));
  EXPECT_FALSE(is_taken({0, 0, 0, 0, broadsheet_text("\xff")}));
  EXPECT_FALSE(is_taken({1, 0, 0, std::numeric_limits<double>::quiet_NaN(), {}}));
  EXPECT_FALSE(is_taken({2, 0, 2, 0, {}}));
  EXPECT_TRUE(builder.seal().contents().values.empty());
  EXPECT_TRUE(is_taken({1, 0, 0, 1.5, {}}));
  EXPECT_EQ(builder.seal().contents().values.size(), 2U);
}

TEST_F(AnnotationBuilderTest, TakesRangesOfBlocksAndSentencesOnly) {
  const auto layer = add_layer({});
  ASSERT_TRUE(add_sentence(1, 0, 3).is_ok());
  const auto message = [&](std::uint32_t kind, std::uint32_t index, std::uint64_t begin,
                           std::uint64_t end) {
    return builder.add_annotation(layer, kind, index, begin, end, {}).message;
  };
  EXPECT_EQ(message(BROADSHEET_TARGET_DOCUMENT, 0, 0, 0), "");
  EXPECT_EQ(message(BROADSHEET_TARGET_DOCUMENT, 0, 0, 1),
            "only an annotation of a block or a sentence can have a range");
  EXPECT_EQ(message(BROADSHEET_TARGET_ARTICLE, 0, 0, 1),
            "only an annotation of a block or a sentence can have a range");
  EXPECT_EQ(message(BROADSHEET_TARGET_SENTENCE, 0, 0, 3), "");
  EXPECT_EQ(message(BROADSHEET_TARGET_SENTENCE, 0, 0, 4),
            "the range [0, 4) of block 2 lies outside its text or cuts a character");
  EXPECT_EQ(message(BROADSHEET_TARGET_BLOCK, 0, 0, 2),
            "the range [0, 2) of block 1 lies outside its text or cuts a character");
  EXPECT_EQ(message(BROADSHEET_TARGET_BLOCK, 9, 0, 2), "there is no target of kind 2 with index 9");
  EXPECT_EQ(builder.add_annotation(9, BROADSHEET_TARGET_BLOCK, 0, 0, 0, {}).message,
            "there is no layer 9");
}

TEST_F(AnnotationBuilderTest, WritesAnEmptyRangeAsTheWholeTarget) {
  const auto layer = add_layer({});
  ASSERT_TRUE(builder.add_annotation(layer, BROADSHEET_TARGET_BLOCK, 0, UINT64_MAX, UINT64_MAX, {})
                  .is_ok());
  const Document sealed_document = builder.seal();
  EXPECT_EQ(sealed_document.contents().annotations[0].begin_byte, 0U);
  EXPECT_EQ(sealed_document.contents().annotations[0].end_byte, 0U);
}

TEST_F(AnnotationBuilderTest, RepairsMessagesAndForgetsPlacesThatAreNone) {
  builder.records().add_message(77, "code\xff", "a\xc3", "", 0, 4);
  builder.records().add_message(BROADSHEET_NOTE, "c", "m", "h", 0, 99999);
  builder.records().add_message(BROADSHEET_NOTE, "c", "m", "h", 4, 0);
  const Document sealed_document = builder.seal();
  const auto messages = sealed_document.contents().messages;
  ASSERT_EQ(messages.size(), 3U);
  EXPECT_EQ(messages[0].severity, std::uint32_t{BROADSHEET_ERROR});
  EXPECT_EQ(sealed_document.string(messages[0].code), "code\xef\xbf\xbd");
  EXPECT_EQ(sealed_document.string(messages[0].message), "a\xef\xbf\xbd");
  EXPECT_EQ(messages[0].source_end_byte, 4U);
  EXPECT_EQ(messages[1].source_begin_byte, BROADSHEET_NO_OFFSET);
  EXPECT_EQ(messages[2].source_end_byte, BROADSHEET_NO_OFFSET);
}

TEST_F(AnnotationBuilderTest, AddsToWhatEarlierStagesWroteAndChangesNothingOfIt) {
  ASSERT_TRUE(add_sentence(0, 0, 7).is_ok());
  ASSERT_TRUE(builder.add_label(label()).is_ok());
  const Document first = builder.seal();
  AnnotationBuilder later(first);
  later.records().begin_stage("later", "1", "");
  const broadsheet_sentence_t sentence{0, 3, 1, 0};
  ASSERT_TRUE(later.add_sentences(array_of(&sentence, 1)).is_ok());
  broadsheet_label_spec_t of_sentence = label();
  of_sentence.target_kind = BROADSHEET_TARGET_SENTENCE;
  of_sentence.target_index = 1;
  ASSERT_TRUE(later.add_label(of_sentence).is_ok());
  const Document second = later.seal();
  EXPECT_EQ(second.contents().sentences.size(), 2U);
  EXPECT_EQ(second.contents().labels[0].stage, 0U);
  EXPECT_EQ(second.contents().labels[1].stage, 1U);
  EXPECT_EQ(second.string(second.contents().labels[0].scheme), "policy.goal");
  EXPECT_EQ(first.contents().sentences.size(), 1U);
}

}  // namespace
}  // namespace broadsheet::document
