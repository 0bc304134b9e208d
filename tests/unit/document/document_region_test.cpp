// SPDX-License-Identifier: Apache-2.0
// A region goes to a worker process and comes back: what was sealed opens again, what was broken on
// the way is refused or at least leads nobody out of its bounds.

#include <algorithm>
#include <cstring>
#include <random>

#include "broadsheet/context.h"
#include "document/annotation_builder.h"
#include "document/conservation.h"
#include "document/soundness.h"
#include "sample_document.h"

namespace broadsheet::document {
namespace {

// A document with records in every table.
Document full_document() {
  SourceBuilder source = source_of({"Head", "Zürich is", "a 日本", "07"});
  EXPECT_TRUE(source.set_property("title", "Head").is_ok());
  const Document page = sealed(source);
  StructureBuilder structure(page);
  const auto article = structure.add_article();
  add_block(structure, BROADSHEET_NONE, {copy(page, 3)}, BROADSHEET_ROLE_FURNITURE);
  add_block(structure, article, {copy(page, 0)}, BROADSHEET_ROLE_HEADLINE);
  const auto body = add_block(
      structure, article,
      {copy(page, 1), insert(" ", "line_join"), replace(page, 2, 0, 1, "A", "encoding_repair"),
       copy(page, 2, 2, 5), remove(page, 2, 5, 8, "hyphen")});
  EXPECT_TRUE(structure.set_property(BROADSHEET_TARGET_BLOCK, body, "style", "lead").is_ok());
  EXPECT_TRUE(structure.set_property(BROADSHEET_TARGET_ARTICLE, article, "section", "A").is_ok());
  const Document cleaned = structure.seal();

  AnnotationBuilder notes(cleaned);
  notes.records().begin_stage("reader_text", "1.0.0", "abc");
  notes.records().add_message(BROADSHEET_WARNING, "code", "message", "help", 0, 4);
  notes.records().add_message(BROADSHEET_NOTE, "code", "no place", "", BROADSHEET_NO_OFFSET,
                              BROADSHEET_NO_OFFSET);
  notes.records().begin_stage("annotator", "2.0.0", "def");
  const broadsheet_sentence_t sentences[] = {{0, 4, 0, 0}, {0, 10, 1, 1}};
  EXPECT_TRUE(notes.add_sentences(array_of(sentences, 2)).is_ok());
  const broadsheet_evidence_t evidence{0, 7, 0.5, 1, 0};
  broadsheet_label_spec_t label{};
  label.target_kind = BROADSHEET_TARGET_SENTENCE;
  label.target_index = 1;
  label.scheme = broadsheet_text("policy.goal");
  label.label = broadsheet_text("growth");
  label.score = 0.75;
  label.evidence = array_of(&evidence, 1);
  EXPECT_TRUE(notes.add_label(label).is_ok());
  const broadsheet_attribute_spec_t attributes[] = {
      {broadsheet_text("name"), BROADSHEET_TYPE_STRING, 0},
      {broadsheet_text("count"), BROADSHEET_TYPE_INTEGER, 0},
      {broadsheet_text("weight"), BROADSHEET_TYPE_NUMBER, 0},
      {broadsheet_text("is_sure"), BROADSHEET_TYPE_BOOLEAN, 0}};
  std::uint32_t layer = 0;
  EXPECT_TRUE(notes.add_layer("org.example.people", array_of(attributes, 4), &layer).is_ok());
  const broadsheet_value_spec_t values[] = {{0, 0, 0, 0, broadsheet_text("Zürich")},
                                            {1, 0, 3, 0, {}},
                                            {2, 0, 0, 0.25, {}},
                                            {3, 0, 1, 0, {}}};
  EXPECT_TRUE(
      notes.add_annotation(layer, BROADSHEET_TARGET_BLOCK, 1, 0, 7, array_of(values, 4)).is_ok());
  return notes.seal();
}

Region bytes_of(const Document& document) {
  return {document.region().begin(), document.region().end()};
}

template <class Records>
bool is_equal(const Records& a, const Records& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof a[0]) == 0);
}

// Looks at everything that a document can be asked; the sanitizers watch.
std::uint64_t read_all(const Document& document) {
  std::uint64_t sum = 0;
  const DocumentContents& contents = document.contents();
  for (const auto& block : contents.blocks) sum += document.block_text(block).size();
  for (std::uint32_t id = 0; id < contents.string_ends.size() + 2; ++id)
    sum += document.string(id).size();
  for (std::uint64_t byte = 0; byte <= contents.source_text.size() + 1; ++byte) {
    const auto place = document.locate(byte);
    sum += place ? place->column + place->origin_byte : 0;
  }
  sum += document.property("title").size();
  for (const auto& problem : check_conservation(contents, 10))
    sum += describe(problem, document).size();
  sum += StructureBuilder(document).seal().region().size();
  AnnotationBuilder builder(document);
  builder.records().begin_stage("again", "1", "");
  return sum + builder.seal().region().size();
}

TEST(DocumentRegion, OpensWithEveryTableAsItWasSealed) {
  const Document document = full_document();
  const auto opened = Document::open(bytes_of(document));
  ASSERT_TRUE(opened.has_value());
  const DocumentContents& a = document.contents();
  const DocumentContents& b = opened->contents();
  EXPECT_EQ(a.source_text, b.source_text);
  EXPECT_EQ(a.block_texts, b.block_texts);
  EXPECT_EQ(a.string_bytes, b.string_bytes);
  EXPECT_TRUE(is_equal(a.string_ends, b.string_ends));
  for (std::uint32_t id = BROADSHEET_TABLE_LINES; id <= BROADSHEET_TABLE_MESSAGES; ++id) {
    const broadsheet_array_t sent = document.table(id);
    const broadsheet_array_t got = opened->table(id);
    ASSERT_GT(sent.count, 0U) << "table " << id << " is empty: the test shows nothing of it";
    ASSERT_EQ(sent.count, got.count);
    ASSERT_EQ(sent.stride_bytes, got.stride_bytes);
    EXPECT_EQ(std::memcmp(sent.records, got.records, sent.count * sent.stride_bytes), 0) << id;
  }
  EXPECT_EQ(document.table(0).count, 0U);
  EXPECT_EQ(document.table(1001).count, 0U);
  EXPECT_EQ(document.table(UINT32_MAX).records, nullptr);
  EXPECT_EQ(read_all(document), read_all(*opened));
}

TEST(DocumentRegion, CopiesShareTheRegionAndOutliveTheOriginal) {
  std::optional<Document> copy;
  {
    const Document document = full_document();
    copy = document;
    EXPECT_EQ(copy->region().data(), document.region().data());
  }
  EXPECT_EQ(copy->property("title"), "Head");
}

TEST(DocumentRegion, OfMegabytesLiesOnABoundaryOfHugePagesAndHoldsTheSame) {
  constexpr std::size_t kHugePageBytes = std::size_t{2} << 20U;
  const std::string text(3 * kHugePageBytes + 1, 'x');
  SourceBuilder source = source_of({text});
  const Document document = sealed(source);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(document.region().data()) % kHugePageBytes, 0U);
  EXPECT_TRUE(document.contents().source_text.starts_with(text));
  EXPECT_TRUE(Document::open(bytes_of(document)).has_value());
  EXPECT_THROW(RegionAllocator<std::byte>().allocate(SIZE_MAX), std::bad_alloc);
}

TEST(DocumentRegion, IsRefusedWithAnyBytesMissingAtItsEnd) {
  const Region region = bytes_of(full_document());
  for (std::size_t size = 0; size < region.size(); ++size) {
    ASSERT_FALSE(Document::open({region.begin(), region.begin() + size}).has_value()) << size;
  }
}

TEST(DocumentRegion, IsRefusedWithBytesBehindItsEnd) {
  Region region = bytes_of(full_document());
  region.resize(region.size() + 16);
  EXPECT_FALSE(Document::open(std::move(region)).has_value());
}

TEST(DocumentRegion, LeadsNobodyOutOfItsBoundsWithAnyByteChanged) {
  const Region region = bytes_of(full_document());
  int opened_count = 0;
  for (std::size_t at = 0; at < region.size(); ++at) {
    for (const unsigned change : {0x01U, 0x80U, 0xFFU}) {
      Region changed = region;
      changed[at] ^= std::byte(change);
      const auto opened = Document::open(std::move(changed));
      if (!opened) continue;
      ++opened_count;
      EXPECT_GT(read_all(*opened), 0U);
    }
  }
  EXPECT_GT(opened_count, 0);  // a changed letter is no broken region
}

TEST(DocumentRegion, LeadsNobodyOutOfItsBoundsWithManyNumbersChanged) {
  const Region region = bytes_of(full_document());
  std::mt19937 random(20240624);
  const std::uint64_t numbers[] = {0,
                                   1,
                                   2,
                                   7,
                                   255,
                                   UINT32_MAX,
                                   UINT64_MAX,
                                   UINT64_MAX - 1,
                                   std::uint64_t{1} << 63U,
                                   region.size(),
                                   region.size() - 1};
  for (int round = 0; round < 3000; ++round) {
    Region changed = region;
    for (unsigned i = 0; i <= random() % 3; ++i) {
      const std::uint64_t number = numbers[random() % std::size(numbers)];
      const std::size_t width = random() % 2 == 0 ? 4 : 8;
      const std::size_t at = random() % (changed.size() / width) * width;
      std::memcpy(changed.data() + at, &number, width);
    }
    if (const auto opened = Document::open(std::move(changed)); opened) read_all(*opened);
  }
}

// Contents whose tables are copies that a test may break; soundness is what a region is held to.
struct Broken {
  explicit Broken(const Document& document) : contents(document.contents()) {}
  template <class Record>
  Record& change(std::span<const Record>& table, std::size_t index) {
    auto& copy = *new std::vector<Record>(table.begin(), table.end());
    owned.emplace_back(&copy, [](void* p) { delete static_cast<std::vector<Record>*>(p); });
    table = copy;
    return copy[index];
  }
  DocumentContents contents;
  std::vector<std::shared_ptr<void>> owned;
};

template <class Change>
bool is_sound_after(Change&& change) {
  static const Document document = full_document();
  Broken broken(document);
  change(broken, broken.contents);
  return is_sound(broken.contents);
}

TEST(Soundness, RefusesAReferenceThatLeadsNowhereInEveryTable) {
  ASSERT_TRUE(is_sound_after([](Broken&, DocumentContents&) {}));
  const auto refused = [](auto change) { return !is_sound_after(change); };
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.string_ends, 1) = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.string_ends, 0) = 1; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.lines, 3).end_byte = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.lines, 1).begin_byte = 2; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.lines, 1).begin_byte = 7; }));  // in "ü"
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.encoding_runs, 0).text_step_bytes = 0; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.blocks, 0).text_end_byte = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.blocks, 0).segment_count = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.blocks, 0).role = 14; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.blocks, 0).article = 1; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.blocks, 0).confidence = 2; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.segments, 0).block = 1; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.segments, 0).block = BROADSHEET_NONE; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.segments, 0).kind = 4; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.segments, 0).reason = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.segments, 0).source_end_byte = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.segments, 0).text_end_byte = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.articles, 0).block_count = 3; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.properties, 0).value = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.properties, 0).target_kind = 9; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.sentences, 0).block = 9; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.sentences, 0).end_byte = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.labels, 0).first_evidence = 9; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.labels, 0).target_index = 9; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.labels, 0).stage = 9; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.labels, 0).score = -1; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.evidence, 0).block = 9; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.layers, 0).attribute_count = 9; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.attributes, 0).type = 9; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.annotations, 0).layer = 9; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.annotations, 0).end_byte = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.annotations, 0).first_value = 9; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.values, 0).integer = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.values, 3).integer = 2; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.stages, 0).version = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.messages, 0).source_end_byte = 9999; }));
  EXPECT_TRUE(refused([](auto& b, auto& c) { b.change(c.messages, 0).severity = 3; }));
  EXPECT_TRUE(refused([](auto&, auto& c) { c.source_text = "Head\xff"; }));
}

}  // namespace
}  // namespace broadsheet::document
