// SPDX-License-Identifier: Apache-2.0
// The splitter, and the whole plugin through the ABI, beside ICU's sentence iterator and memcpy, in
// bytes of text a second. Texts: the paragraphs of the newspaper pages in configs/samples, shuffled
// by a fixed seed into pages of 40 paragraphs, 4 MB a language.
// `Scan` is the jump from mark to mark alone, once for each instruction set that the processor has.
#include <benchmark/benchmark.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <cstring>
#include <memory>
#include <mutex>

#include "annotator_sentences_corpus.h"
#include "broadsheet/cpp/abi.hpp"
#include "document/annotation_builder.h"
#include "mark_scan.h"
#include "plugin_host/component_instance.h"
#include "plugin_host/plugin_registry.h"
#include "sentence_splitter.h"
#include "structured_page.h"

namespace broadsheet::sentences {
namespace {

const Corpus& corpus_of(const std::string& language) {
  static const Corpus chinese = read_corpus("zh");
  static const Corpus english = read_corpus("en");
  return language == "zh" ? chinese : english;
}

void count(benchmark::State& state, const Corpus& corpus, std::size_t sentences) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * corpus.bytes));
  if (sentences > 0)
    state.counters["bytes/sentence"] =
        static_cast<double>(corpus.bytes) / static_cast<double>(sentences);
}

void memory_copy(benchmark::State& state, const std::string& language) {
  const Corpus& corpus = corpus_of(language);
  std::string copy(corpus.bytes, '\0');
  for (auto _ : state) {
    std::size_t at = 0;
    for (const std::string& page : corpus.pages) {
      std::memcpy(copy.data() + at, page.data(), page.size());
      at += page.size();
    }
    benchmark::DoNotOptimize(copy.data());
    benchmark::ClobberMemory();
  }
  count(state, corpus, 0);
}

void scan(benchmark::State& state, const std::string& language, InstructionSet set) {
  const Corpus& corpus = corpus_of(language);
  std::size_t marks = 0;
  for (auto _ : state) {
    marks = 0;
    for (const std::string& page : corpus.pages) {
      MarkScan scan(page, false, set);
      for (FoundMark mark = scan.next(0, page.size()); mark.kind != CharClass::kOther;
           mark = scan.next(mark.at_byte + 1, page.size())) {
        ++marks;
      }
    }
    benchmark::DoNotOptimize(marks);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * corpus.bytes));
  state.counters["bytes/mark"] = static_cast<double>(corpus.bytes) / static_cast<double>(marks);
}

void splitter(benchmark::State& state, const std::string& language, const Options& options) {
  const Corpus& corpus = corpus_of(language);
  std::vector<Sentence> found;
  std::size_t sentences = 0;
  for (auto _ : state) {
    sentences = 0;
    for (const std::string& page : corpus.pages) {
      found.clear();
      split(page, options, found);
      sentences += found.size();
    }
    benchmark::DoNotOptimize(sentences);
  }
  count(state, corpus, sentences);
}

void icu(benchmark::State& state, const std::string& language, bool utf16) {
  const Corpus& corpus = corpus_of(language);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createSentenceInstance(icu::Locale(language.c_str()), status));
  std::vector<icu::UnicodeString> wide;
  for (const std::string& page : corpus.pages) wide.push_back(icu::UnicodeString::fromUTF8(page));
  UText text = UTEXT_INITIALIZER;
  std::size_t sentences = 0;
  for (auto _ : state) {
    sentences = 0;
    for (std::size_t i = 0; i < corpus.pages.size(); ++i) {
      if (utf16) {
        iterator->setText(wide[i]);
      } else {
        utext_openUTF8(&text, corpus.pages[i].data(),
                       static_cast<std::int64_t>(corpus.pages[i].size()), &status);
        iterator->setText(&text, status);
      }
      for (iterator->first(); iterator->next() != icu::BreakIterator::DONE;) ++sentences;
    }
    benchmark::DoNotOptimize(sentences);
  }
  utext_close(&text);
  if (U_FAILURE(status)) state.SkipWithError(u_errorName(status));
  count(state, corpus, sentences);
}

// The plugin as a run has it: loaded from its .so with the defaults of its manifest.
class LoadedPlugin {
 public:
  explicit LoadedPlugin(const std::string& language)
      : registry_({BROADSHEET_BINARY_DIR "/plugins"}) {
    plugin_host::Refusal refusal;
    const plugin_host::LoadedPlugin* plugin = registry_.load_for("annotator_sentences", refusal);
    if (plugin == nullptr) throw std::runtime_error(refusal.message);
    const config::ComponentDescription* description =
        registry_.catalogue().find("annotator_sentences");
    plugin_host::CallResult failure;
    instance_ = plugin_host::ComponentInstance::create(
        *plugin->find_component("annotator_sentences"), *description,
        options_of(description->options, language), process_, failure);
    if (instance_ == nullptr) throw std::runtime_error(failure.message);
  }

  // Into a fresh layer, as the host does it for every document.
  void annotate(const document::Document& page) {
    document::AnnotationBuilder builder(page);
    builder.records().begin_stage("annotator_sentences", "1.0.0", "");
    const plugin_host::CallContext context(nullptr, std::nullopt);
    if (!instance_->annotate(context, page, builder).is_ok()) std::abort();
  }

 private:
  static config::OptionValues options_of(const config::OptionSchema& schema,
                                         const std::string& language) {
    config::OptionValues values;
    for (const config::OptionSpec& option : schema.options)
      values[option.name] = *option.default_value;
    values["language"] = language;
    return values;
  }

  plugin_host::PluginRegistry registry_;
  std::mutex process_;
  std::unique_ptr<plugin_host::ComponentInstance> instance_;
};

// `declared` is what the option says: auto, or the texts' language.
void whole_plugin(benchmark::State& state, const std::string& language,
                  const std::string& declared) {
  LoadedPlugin plugin(declared);
  const Corpus& corpus = corpus_of(language);
  std::vector<document::Document> pages;
  for (const std::string& page : corpus.pages) pages.push_back(structured(page));
  for (auto _ : state) {
    for (const document::Document& page : pages) plugin.annotate(page);
  }
  count(state, corpus, 0);
}

void register_language(const std::string& language) {
  const auto add = [&](const std::string& name, auto run, auto... arguments) {
    benchmark::RegisterBenchmark((name + "/" + language).c_str(), run, language, arguments...);
  };
  add("Memcpy", memory_copy);
  for (const InstructionSet set : available_instruction_sets())
    add("Scan_" + std::string(name_of(set)), scan, set);
  Options options;
  add("Splitter", splitter, options);
  add("WholePlugin", whole_plugin, std::string("auto"));
  options.language = language;
  add("Splitter_declared", splitter, options);
  add("WholePlugin_declared", whole_plugin, language);
  options.clauses = true;
  add("Splitter_clauses", splitter, options);
  add("IcuUtf8", icu, false);
  add("IcuUtf16", icu, true);
}

}  // namespace
}  // namespace broadsheet::sentences

int main(int argc, char** argv) {
  broadsheet::sentences::register_language("zh");
  broadsheet::sentences::register_language("en");
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
