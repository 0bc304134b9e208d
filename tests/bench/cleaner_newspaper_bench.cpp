// SPDX-License-Identifier: Apache-2.0
// The cleaner on the pages of configs/samples: the algorithm, the whole stage through the ABI of
// the built plugin, and what the host does after it. Bytes of source a second, beside memcpy and a
// plain line scan of the same bytes in the same run; then a text of up to 100 MB for linearity.
//
// "peak_per_byte" is what memory grew by at most while the call ran, in bytes a byte of source; it
// counts the result, not the source.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "config/load_config.h"
#include "diagnostics/diagnostic_printer.h"
#include "document/conservation.h"
#include "document/source_builder.h"
#include "document/structure_builder.h"
#include "newspaper.hpp"
#include "pipeline/pipeline.h"
#include "plugin_host/thread_check.h"

namespace broadsheet {
namespace {

constexpr std::size_t kMixedBytes = std::size_t{4} << 20U;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The Chinese sample pages one after the other, again and again; each is a page of its own.
struct Text {
  std::string bytes;
  std::vector<broadsheet_line_t> lines;

  explicit Text(std::size_t size) {
    const std::vector<std::string> pages = sample_pages();
    bytes.reserve(size + (std::size_t{64} << 10U));
    for (std::uint32_t page = 1; bytes.size() < size; ++page) {
      add_page(pages[page % pages.size()], page);
    }
  }

  std::vector<newspaper::InputLine> input() const {
    std::vector<newspaper::InputLine> input;
    input.reserve(lines.size());
    for (const broadsheet_line_t& line : lines) {
      input.push_back(
          {std::string_view(bytes).substr(line.begin_byte, line.end_byte - line.begin_byte),
           line.page});
    }
    return input;
  }

 private:
  static std::vector<std::string> sample_pages() {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry :
         std::filesystem::directory_iterator(BROADSHEET_SOURCE_DIR "/configs/samples")) {
      const std::string name = entry.path().filename();
      if (name.starts_with("zh_") && name.ends_with(".txt")) paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> pages;
    for (const auto& path : paths) pages.push_back(read_file(path));
    return pages;
  }

  void add_page(std::string_view page, std::uint32_t number) {
    for (std::size_t at = 0; at < page.size();) {
      const std::size_t end = std::min(page.find('\n', at), page.size());
      const std::uint64_t begin = bytes.size();
      bytes.append(page.substr(at, end - at));
      lines.push_back({begin, bytes.size(), number, 0, 0, 0, 0, 0, 0, 1});
      bytes += '\n';
      at = end + 1;
    }
  }
};

const Text& mixed() {
  static const Text text(kMixedBytes);
  return text;
}

// A value of /proc/self/status in bytes, as "VmHWM:"; 0 where it cannot be read.
std::size_t process_bytes(std::string_view key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(key)) return std::stoul(line.substr(key.size())) * 1024;
  }
  return 0;
}

// What memory grows by while this lives.
class PeakMemory {
 public:
  PeakMemory() {
    std::ofstream("/proc/self/clear_refs") << "5";  // the peak is what is in use now
    before_ = process_bytes("VmRSS:");
  }
  double per_byte(std::size_t bytes) const {
    const std::size_t peak = process_bytes("VmHWM:");
    return static_cast<double>(peak > before_ ? peak - before_ : 0) / static_cast<double>(bytes);
  }

 private:
  std::size_t before_ = 0;
};

void count_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
}

void BM_Memcpy(benchmark::State& state) {
  std::string copy(mixed().bytes.size(), '\0');
  for (auto _ : state) {
    std::memcpy(copy.data(), mixed().bytes.data(), copy.size());
    benchmark::DoNotOptimize(copy.data());
    benchmark::ClobberMemory();
  }
  count_bytes(state, copy.size());
}
BENCHMARK(BM_Memcpy);

void BM_LineScan(benchmark::State& state) {
  const std::string& bytes = mixed().bytes;
  for (auto _ : state) {
    std::size_t lines = 0;
    for (std::size_t at = 0; (at = bytes.find('\n', at)) != std::string::npos; ++at) ++lines;
    benchmark::DoNotOptimize(lines);
  }
  count_bytes(state, bytes.size());
}
BENCHMARK(BM_LineScan);

// Takes the structure and keeps nothing of it.
class NoHost : public newspaper::StructureSink {
 public:
  void begin_article() override { benchmark::ClobberMemory(); }
  void add_block(const newspaper::Block& block) override { benchmark::DoNotOptimize(&block); }
  void add_furniture(const newspaper::Block& block) override { benchmark::DoNotOptimize(&block); }
  void add_note(const newspaper::Note& note) override { benchmark::DoNotOptimize(&note); }
};

void reconstruct(const std::vector<newspaper::InputLine>& lines) {
  const newspaper::Options options;
  NoHost no_host;
  newspaper::Reconstruction reconstruction(options, no_host);
  for (const newspaper::InputLine& line : lines) reconstruction.add_line(line);
  reconstruction.finish();
}

void BM_Algorithm(benchmark::State& state) {
  const std::vector<newspaper::InputLine> input = mixed().input();
  for (auto _ : state) reconstruct(input);
  count_bytes(state, mixed().bytes.size());
}
BENCHMARK(BM_Algorithm);

void BM_AlgorithmOnTextOf(benchmark::State& state) {
  const Text text(static_cast<std::size_t>(state.range(0)));
  const std::vector<newspaper::InputLine> input = text.input();
  const PeakMemory memory;
  for (auto _ : state) reconstruct(input);
  state.counters["peak_per_byte"] = memory.per_byte(text.bytes.size());
  count_bytes(state, text.bytes.size());
}
BENCHMARK(BM_AlgorithmOnTextOf)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Arg(100'000'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

document::Document read_in(const Text& text) {
  document::SourceBuilder builder;
  static_cast<void>(builder.append_text(text.bytes));
  static_cast<void>(builder.add_lines(text.lines));
  std::optional<document::Document> document;
  if (!builder.seal(document).is_ok()) std::abort();
  return *document;
}

// The cleaner as the program loads it, with the options of configs/newspaper.yaml.
class Stage {
 public:
  Stage() : registry_(plugin_host::plugin_folders({})) {
    diagnostics::DiagnosticList diagnostics;
    const auto config = config::load_config(BROADSHEET_SOURCE_DIR "/configs/newspaper.yaml",
                                            registry_.catalogue(), {}, diagnostics);
    if (config) pipeline_ = pipeline::build_pipeline(*config, registry_, 1, diagnostics);
    diagnostics::print_diagnostics(std::cerr, diagnostics, {});
    if (!pipeline_) std::abort();
  }

  void clean(const document::Document& document, document::StructureBuilder& builder) const {
    const plugin_host::CallContext context(nullptr, std::nullopt);
    const pipeline::Part& part = pipeline_->stages().front();
    if (!part.instance(0).clean(context, document, builder).is_ok()) std::abort();
  }

 private:
  plugin_host::PluginRegistry registry_;
  std::unique_ptr<pipeline::Pipeline> pipeline_;
};

const Stage& stage() {
  static const Stage one;
  return one;
}

void BM_Stage(benchmark::State& state) {
  const document::Document document = read_in(mixed());
  for (auto _ : state) {
    document::StructureBuilder builder(document);
    stage().clean(document, builder);
    benchmark::DoNotOptimize(&builder);
  }
  count_bytes(state, mixed().bytes.size());
}
BENCHMARK(BM_Stage);

void BM_StageOnTextOf(benchmark::State& state) {
  const Text text(static_cast<std::size_t>(state.range(0)));
  const document::Document document = read_in(text);
  const PeakMemory memory;
  for (auto _ : state) {
    document::StructureBuilder builder(document);
    stage().clean(document, builder);
    benchmark::DoNotOptimize(&builder);
  }
  state.counters["peak_per_byte"] = memory.per_byte(text.bytes.size());
  count_bytes(state, text.bytes.size());
}
BENCHMARK(BM_StageOnTextOf)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Arg(100'000'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

// What the host does once the stage is done: the document is sealed, and nothing may be lost.
void BM_HostSealsAndChecks(benchmark::State& state) {
  const document::Document document = read_in(mixed());
  document::StructureBuilder builder(document);
  stage().clean(document, builder);
  for (auto _ : state) {
    const document::Document cleaned = builder.seal();
    if (!check_conservation(cleaned.contents(), 1).empty()) std::abort();
  }
  count_bytes(state, mixed().bytes.size());
}
BENCHMARK(BM_HostSealsAndChecks);

}  // namespace
}  // namespace broadsheet

int main(int argc, char** argv) {
  broadsheet::plugin_host::mark_main_thread();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
