// SPDX-License-Identifier: Apache-2.0
// What the host itself costs a document: reading it in, building its blocks, sealing it, checking
// that nothing was lost. Each in bytes of source a second, beside memcpy of the same bytes in the
// same run.
#include <benchmark/benchmark.h>

#include <cstring>

#include "broadsheet/cpp/abi.hpp"
#include "document/conservation.h"
#include "document/source_builder.h"
#include "document/structure_builder.h"

namespace broadsheet::document {
namespace {

// A page as archives have it: lines of 18 characters, a paragraph every 6 lines.
struct Page {
  std::string text;
  std::vector<broadsheet_line_t> lines;

  explicit Page(std::size_t line_count) {
    for (std::size_t i = 0; i < line_count; ++i) {
      const std::uint64_t begin = text.size();
      for (int c = 0; c < 18; ++c) text += "\xE4\xBA\xA7";
      lines.push_back({begin, text.size(), 1, 0, 0, 0, 0, 0, 0, 1});
      text += '\n';
    }
  }
};

const Page& page() {
  static const Page one(100000);
  return one;
}

Document source() {
  SourceBuilder builder;
  static_cast<void>(builder.append_text(page().text));
  static_cast<void>(builder.add_lines(page().lines));
  std::optional<Document> document;
  if (!builder.seal(document).is_ok()) std::abort();
  return *document;
}

void structure(StructureBuilder& builder) {
  const std::uint32_t article = builder.add_article();
  std::vector<broadsheet_segment_spec_t> segments;
  for (std::size_t i = 0; i < page().lines.size(); ++i) {
    segments.push_back(
        {BROADSHEET_SEGMENT_COPY, 0, page().lines[i].begin_byte, page().lines[i].end_byte, {}, {}});
    if (i % 6 != 5 && i + 1 != page().lines.size()) continue;
    if (!builder
             .add_block(article, BROADSHEET_ROLE_PARAGRAPH, 1.0F,
                        array_of(segments.data(), segments.size()), nullptr)
             .is_ok()) {
      std::abort();
    }
    segments.clear();
  }
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * page().text.size()));
}

void BM_Memcpy(benchmark::State& state) {
  std::string copy(page().text.size(), '\0');
  for (auto _ : state) {
    std::memcpy(copy.data(), page().text.data(), copy.size());
    benchmark::DoNotOptimize(copy.data());
    benchmark::ClobberMemory();
  }
  count_bytes(state);
}
BENCHMARK(BM_Memcpy);

void BM_ReadIn(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(source().region().data());
  count_bytes(state);
}
BENCHMARK(BM_ReadIn);

void BM_BuildBlocks(benchmark::State& state) {
  const Document base = source();
  for (auto _ : state) {
    StructureBuilder builder(base);
    structure(builder);
    benchmark::DoNotOptimize(&builder);
  }
  count_bytes(state);
}
BENCHMARK(BM_BuildBlocks);

void BM_SealStructure(benchmark::State& state) {
  const Document base = source();
  StructureBuilder builder(base);
  structure(builder);
  for (auto _ : state) benchmark::DoNotOptimize(builder.seal().region().data());
  count_bytes(state);
}
BENCHMARK(BM_SealStructure);

void BM_CheckConservation(benchmark::State& state) {
  const Document base = source();
  StructureBuilder builder(base);
  structure(builder);
  const Document document = builder.seal();
  for (auto _ : state) {
    if (!check_conservation(document.contents(), 1).empty()) std::abort();
  }
  count_bytes(state);
}
BENCHMARK(BM_CheckConservation);

}  // namespace
}  // namespace broadsheet::document
