// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "broadsheet/context.h"
#include "plugin_host/output_set.h"

namespace broadsheet::plugin_host {

/// A message that a plugin reported about the document of the call.
struct PluginMessage {
  std::uint32_t severity = BROADSHEET_NOTE;
  std::string code;
  std::string message;
  std::string help;
  std::uint64_t source_begin_byte = BROADSHEET_NO_OFFSET;
  std::uint64_t source_end_byte = BROADSHEET_NO_OFFSET;
};

/// What a plugin gets for one call on one document. The plugin may use it from any thread during
/// the call.
class CallContext {
 public:
  using Log = std::function<void(std::uint32_t severity, const std::string& message)>;
  using ProgressSink = std::function<void(double fraction)>;
  /// A plugin that reports more messages about one document has the rest counted.
  static constexpr std::size_t kMaxMessages = 1000;

  /// @param cancelled  may be nullptr; outlives the context
  /// @param log, progress  may be empty; called from any thread, fractions from 0 to 1
  CallContext(const std::atomic<bool>* cancelled, std::optional<std::uint32_t> timeout_ms,
              Log log = {}, ProgressSink progress = {});
  CallContext(const CallContext&) = delete;
  CallContext& operator=(const CallContext&) = delete;

  /// Lets the plugin open further files in this call; `set` outlives it.
  void offer(OutputSet& set) { output_set_ = output_set_table(set); }

  const broadsheet_context_t* table() const { return &table_; }
  bool is_past_deadline() const;
  bool is_cancelled() const;
  std::vector<PluginMessage> take_messages();
  std::map<std::string, double> take_metrics();

 private:
  static const CallContext& of(const broadsheet_context_t* context);
  void add_message(const broadsheet_diagnostic_t& diagnostic);

  broadsheet_context_t table_{};
  const std::atomic<bool>* cancelled_;
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  Log log_;
  ProgressSink progress_;
  std::optional<broadsheet_output_set_t> output_set_;  // where one is offered
  mutable std::mutex mutex_;                           // guards what follows
  std::vector<PluginMessage> messages_;
  std::size_t left_out_count_ = 0;
  std::map<std::string, double> metrics_;
};

}  // namespace broadsheet::plugin_host
