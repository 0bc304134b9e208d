// SPDX-License-Identifier: Apache-2.0
#include "pipeline/pipeline.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "plugin_host/sha256.h"

namespace broadsheet::pipeline {

class PipelineBuilder {
 public:
  PipelineBuilder(const config::PipelineConfig& config, plugin_host::PluginRegistry& registry,
                  unsigned worker_count, diagnostics::DiagnosticList& diagnostics)
      : config_(config),
        registry_(registry),
        worker_count_(worker_count),
        diagnostics_(diagnostics) {}

  std::unique_ptr<Pipeline> build() {
    pipeline_->name_ = config_.name;
    pipeline_->max_failed_ = config_.max_failed;
    add_parts(config_.read, pipeline_->readers_);
    add_parts(config_.stages, pipeline_->stages_);
    add_parts(config_.write, pipeline_->exporters_);
    for (const Part& stage : pipeline_->stages_) refuse_skipping_a_cleaner(stage);
    if (has_failed_) return nullptr;
    pipeline_->fingerprint_ = fingerprint();
    return std::move(pipeline_);
  }

 private:
  void add_parts(const std::vector<config::StageConfig>& configs, std::vector<Part>& parts) {
    for (const config::StageConfig& config : configs) {
      Part part;
      if (make(config, part)) parts.push_back(std::move(part));
    }
  }

  bool make(const config::StageConfig& config, Part& part) {
    plugin_host::Refusal refusal;
    const plugin_host::LoadedPlugin* plugin = registry_.load_for(config.use, refusal);
    if (plugin == nullptr) {
      report(config, "unusable-plugin", "plugin of '" + config.use + "' " + refusal.message,
             refusal.help);
      return false;
    }
    part.config_ = config;
    part.description_ = *registry_.catalogue().find(config.use);
    part.plugin_sha256_ = plugin->sha256();
    std::mutex& process_mutex = pipeline_->process_mutexes_[part.description_.plugin_id];
    const bool is_one_each = part.description_.concurrency == config::Concurrency::one_per_instance;
    for (unsigned i = 0; i < (is_one_each ? worker_count_ : 1); ++i) {
      plugin_host::CallResult failure;
      auto instance = plugin_host::ComponentInstance::create(*plugin->find_component(config.use),
                                                             part.description_, config.options,
                                                             process_mutex, failure);
      if (!instance) {
        report(config, plugin_host::status_code_word(failure.status),
               config.use + ": " + failure.message, failure.help);
        return false;
      }
      part.instances_.push_back(std::move(instance));
    }
    return true;
  }

  void refuse_skipping_a_cleaner(const Part& stage) {
    if (stage.description().kind != config::ComponentKind::cleaner) return;
    if (stage.config().on_error != config::OnError::skip_stage) return;
    report(stage.config(), "skipped-cleaner",
           "on_error 'skip_stage' is not for cleaners: without '" + stage.id() +
               "' there would be no text to write",
           "use quarantine or abort");
  }

  void report(const config::StageConfig& config, const std::string& code,
              const std::string& message, const std::string& help) {
    diagnostics::Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.message = message;
    diagnostic.help = help;
    diagnostic.location = config.location;
    config_.sources.excerpt(diagnostic);
    diagnostics_.add(std::move(diagnostic));
    has_failed_ = true;
  }

  std::string fingerprint() const {
    std::string text = config_.canonical_text;
    for (const auto* parts : {&pipeline_->readers_, &pipeline_->stages_, &pipeline_->exporters_}) {
      for (const Part& part : *parts) {
        text += "\n" + part.id() + " " + part.plugin_sha256();
        for (const config::OptionSpec& spec : part.description().options.options)
          text += hashes_of_files(spec, part.config().options);
      }
    }
    return plugin_host::sha256_of(text);
  }

  // A taxonomy that was changed under its old name gives other labels.
  static std::string hashes_of_files(const config::OptionSpec& spec,
                                     const config::OptionValues& values) {
    const auto value = values.find(spec.name);
    if (value == values.end() || (spec.format != config::OptionFormat::existing_file &&
                                  spec.format != config::OptionFormat::path))
      return "";
    std::vector<std::string> files;
    if (const auto* file = std::get_if<std::string>(&value->second)) files = {*file};
    if (const auto* list = std::get_if<std::vector<std::string>>(&value->second)) files = *list;
    std::string text;
    for (const std::string& file : files) {
      std::error_code code;
      if (std::filesystem::is_regular_file(file, code))
        text += "\n" + spec.name + " " + hash_of_file(file);
    }
    return text;
  }

  static std::string hash_of_file(const std::string& file) {
    plugin_host::Sha256 hash;
    std::ifstream stream(file, std::ios::binary);
    std::vector<char> piece(std::size_t{1} << 16U);
    while (stream.read(piece.data(), static_cast<std::streamsize>(piece.size())) ||
           stream.gcount() > 0)
      hash.add({piece.data(), static_cast<std::size_t>(stream.gcount())});
    return hash.finish();
  }

  const config::PipelineConfig& config_;
  plugin_host::PluginRegistry& registry_;
  unsigned worker_count_;
  diagnostics::DiagnosticList& diagnostics_;
  std::unique_ptr<Pipeline> pipeline_ = std::make_unique<Pipeline>();
  bool has_failed_ = false;
};

std::unique_ptr<Pipeline> build_pipeline(const config::PipelineConfig& config,
                                         plugin_host::PluginRegistry& registry,
                                         unsigned worker_count,
                                         diagnostics::DiagnosticList& diagnostics) {
  return PipelineBuilder(config, registry, std::max(1U, worker_count), diagnostics).build();
}

}  // namespace broadsheet::pipeline
