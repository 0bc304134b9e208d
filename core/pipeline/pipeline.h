// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "config/config.h"
#include "diagnostics/diagnostic.h"
#include "plugin_host/component_instance.h"
#include "plugin_host/plugin_registry.h"

namespace broadsheet::pipeline {

/// One part of a pipeline: a component of a plugin with its options, ready to be called.
class Part {
 public:
  const config::StageConfig& config() const { return config_; }
  const config::ComponentDescription& description() const { return description_; }
  const std::string& plugin_sha256() const { return plugin_sha256_; }
  const std::string& id() const { return config_.use; }

  /// The instance for a worker: one of its own where the component bears one call per instance,
  /// else the shared one.
  plugin_host::ComponentInstance& instance(unsigned worker) const {
    return *instances_[worker % instances_.size()];
  }

 private:
  friend class PipelineBuilder;

  config::StageConfig config_;
  config::ComponentDescription description_;
  std::string plugin_sha256_;
  std::vector<std::unique_ptr<plugin_host::ComponentInstance>> instances_;
};

/// A proved pipeline: every plugin loaded, every component made. Read-only, so workers share it
/// without locks. Made and ended on the main thread; the registry must outlive it.
class Pipeline {
 public:
  const std::string& name() const { return name_; }
  /// SHA-256 over everything that decides the output: the config and the plugins' files.
  const std::string& fingerprint() const { return fingerprint_; }
  const std::vector<Part>& readers() const { return readers_; }
  const std::vector<Part>& stages() const { return stages_; }
  const std::vector<Part>& exporters() const { return exporters_; }
  std::uint64_t max_failed() const { return max_failed_; }

 private:
  friend class PipelineBuilder;

  std::string name_;
  std::string fingerprint_;
  std::uint64_t max_failed_ = 0;
  std::map<std::string, std::mutex> process_mutexes_;  // by plugin; outlive the instances below
  std::vector<Part> readers_;
  std::vector<Part> stages_;
  std::vector<Part> exporters_;
};

/// Loads the plugins of a checked config and makes their components, `worker_count` of those that
/// need one a worker. nullptr, and an error for each part that refused, where it cannot be done.
std::unique_ptr<Pipeline> build_pipeline(const config::PipelineConfig& config,
                                         plugin_host::PluginRegistry& registry,
                                         unsigned worker_count,
                                         diagnostics::DiagnosticList& diagnostics);

}  // namespace broadsheet::pipeline
