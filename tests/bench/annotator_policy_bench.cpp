// SPDX-License-Identifier: Apache-2.0
// annotator_policy through the ABI, as a run has it: loaded from its .so, writing labels with their
// evidence into a fresh layer of each document. "items_per_second" is sentences a second.
//
// Texts: `pages`, the paragraphs of the Chinese newspaper pages in configs/samples, shuffled by a
// fixed seed into documents of 40 paragraphs and split by annotator_sentences; `training`, every
// sentence that the bundled model was trained on, where no n-gram is unknown. `Load` opens the
// bundled model and its taxonomy; its counter is the size of the file.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "annotator_sentences_corpus.h"
#include "broadsheet/cpp/abi.hpp"
#include "csv_table.h"
#include "document/annotation_builder.h"
#include "labelled_corpus.h"
#include "plugin_host/component_instance.h"
#include "plugin_host/plugin_registry.h"
#include "policy_model.h"
#include "structured_page.h"

namespace broadsheet::policy {
namespace {

constexpr const char* kModel =
    BROADSHEET_BINARY_DIR "/plugins/annotator_policy/innovation_policy.model";

plugin_host::PluginRegistry& registry() {
  static plugin_host::PluginRegistry one({BROADSHEET_BINARY_DIR "/plugins"});
  return one;
}

// An annotator with the defaults of its manifest, but for one option.
class LoadedAnnotator {
 public:
  LoadedAnnotator(const std::string& id, const std::string& option,
                  const config::OptionValue& value)
      : id_(id) {
    plugin_host::Refusal refusal;
    const plugin_host::LoadedPlugin* plugin = registry().load_for(id, refusal);
    if (plugin == nullptr) throw std::runtime_error(refusal.message);
    const config::ComponentDescription* description = registry().catalogue().find(id);
    config::OptionValues values;
    for (const config::OptionSpec& one : description->options.options)
      values[one.name] = *one.default_value;
    values[option] = value;
    plugin_host::CallResult failure;
    instance_ = plugin_host::ComponentInstance::create(*plugin->find_component(id), *description,
                                                       values, process_, failure);
    if (instance_ == nullptr) throw std::runtime_error(failure.message);
  }

  document::Document annotate(const document::Document& page) {
    document::AnnotationBuilder builder(page);
    annotate_into(page, builder);
    return builder.seal();
  }
  void annotate_only(const document::Document& page) {
    document::AnnotationBuilder builder(page);
    annotate_into(page, builder);
  }

 private:
  void annotate_into(const document::Document& page, document::AnnotationBuilder& builder) {
    builder.records().begin_stage(id_, "1.0.0", "");
    const plugin_host::CallContext context(nullptr, std::nullopt);
    if (!instance_->annotate(context, page, builder).is_ok()) std::abort();
  }

  std::string id_;
  std::mutex process_;
  std::unique_ptr<plugin_host::ComponentInstance> instance_;
};

struct Texts {
  std::vector<document::Document> documents;
  std::size_t sentences = 0, bytes = 0;

  explicit Texts(const std::vector<std::string>& pages) {
    LoadedAnnotator splitter("annotator_sentences", "language", std::string("zh"));
    for (const std::string& page : pages) {
      documents.push_back(splitter.annotate(structured(page)));
      sentences += documents.back().contents().sentences.size();
      bytes += page.size();
    }
  }
};

std::vector<std::string> training_pages() {
  std::vector<std::string> pages;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(
           BROADSHEET_SOURCE_DIR "/plugins/annotator_policy/training")) {
    if (entry.path().extension() == ".csv") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    const CsvTable table = parse_csv(read_whole_file(file), file);
    std::string& page = pages.emplace_back();
    for (const CsvRecord& record : table.records)
      page += record.fields[table.column("text")] + "\n";
  }
  return pages;
}

const Texts& texts_of(const std::string& name) {
  static const Texts pages(sentences::read_corpus("zh").pages);
  static const Texts training(training_pages());
  return name == "pages" ? pages : training;
}

void label(benchmark::State& state, const std::string& name, const std::string& option,
           bool value) {
  LoadedAnnotator annotator("annotator_policy", option, value);
  const Texts& texts = texts_of(name);
  for (auto _ : state) {
    for (const document::Document& page : texts.documents) annotator.annotate_only(page);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * texts.sentences));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * texts.bytes));
  state.counters["bytes/sentence"] =
      static_cast<double>(texts.bytes) / static_cast<double>(texts.sentences);
}

void load_model(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(PolicyModel::open(kModel));
  state.counters["file_bytes"] = static_cast<double>(std::filesystem::file_size(kModel));
}

// Taxonomy, automaton and model, as `create` does it.
void load_annotator(benchmark::State& state) {
  for (auto _ : state) LoadedAnnotator annotator("annotator_policy", "evidence", true);
}

}  // namespace
}  // namespace broadsheet::policy

int main(int argc, char** argv) {
  using namespace broadsheet::policy;
  for (const std::string name : {"pages", "training"}) {
    const auto add = [&](const std::string& what, const std::string& option, bool value) {
      benchmark::RegisterBenchmark((what + "/" + name).c_str(), label, name, option, value);
    };
    add("Label_with_evidence", "evidence", true);
    add("Label_without_evidence", "evidence", false);
    add("Label_by_cue_terms_alone", "cues_only", true);
  }
  benchmark::RegisterBenchmark("Load_model", load_model)->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("Load_annotator", load_annotator)->Unit(benchmark::kMillisecond);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
