// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/call_context.h"

#include <cmath>
#include <utility>

#include "broadsheet/cpp/abi.hpp"
#include "broadsheet/cpp/error.hpp"
#include "broadsheet/cpp/text.hpp"
#include "document/utf8.h"
#include "plugin_host/thread_check.h"

namespace broadsheet::plugin_host {
namespace {

// A text of a plugin for people: at most so long, cut at a character.
std::string text_of(broadsheet_text_t text) {
  constexpr std::size_t kMaxBytes = 4096;
  std::string_view given = view(text);
  if (given.size() > kMaxBytes) {
    std::size_t end = kMaxBytes;
    while (end > kMaxBytes - 4 && !is_code_point_start(given[end])) --end;
    given = given.substr(0, end);
  }
  return document::replace_invalid_utf8(given);
}

}  // namespace

const CallContext& CallContext::of(const broadsheet_context_t* context) {
  return *static_cast<const CallContext*>(context->host_data);
}

CallContext::CallContext(const std::atomic<bool>* cancelled,
                         std::optional<std::uint32_t> timeout_ms, Log log, ProgressSink progress)
    : cancelled_(cancelled), log_(std::move(log)), progress_(std::move(progress)) {
  if (timeout_ms)
    deadline_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(*timeout_ms);
  table_.struct_size = sizeof table_;
  table_.host_data = this;
  table_.is_cancelled = [](const broadsheet_context_t* context) -> std::uint32_t {
    return of(context).is_cancelled() || of(context).is_past_deadline();
  };
  table_.time_left_ms = [](const broadsheet_context_t* context) -> std::int64_t {
    const auto& deadline = of(context).deadline_;
    if (!deadline) return INT64_MAX;
    const auto left = *deadline - std::chrono::steady_clock::now();
    return std::max<std::int64_t>(
        0, std::chrono::duration_cast<std::chrono::milliseconds>(left).count());
  };
  table_.report_progress = [](const broadsheet_context_t* context, double fraction) {
    guarded(nullptr, [&] {
      const bool is_share = fraction >= 0.0 && fraction <= 1.0;
      if (of(context).progress_ && is_share) of(context).progress_(fraction);
      return BROADSHEET_OK;
    });
  };
  table_.log = [](const broadsheet_context_t* context, std::uint32_t severity,
                  broadsheet_text_t message) {
    guarded(nullptr, [&] {
      if (of(context).log_) of(context).log_(severity, text_of(message));
      return BROADSHEET_OK;
    });
  };
  table_.add_metric = [](const broadsheet_context_t* context, broadsheet_text_t name,
                         double value) {
    guarded(nullptr, [&] {
      auto& self = const_cast<CallContext&>(of(context));
      const std::lock_guard lock(self.mutex_);
      constexpr std::size_t kMaxMetrics = 100;
      const std::string key = text_of(name);
      if (std::isfinite(value) &&
          (self.metrics_.size() < kMaxMetrics || self.metrics_.contains(key))) {
        self.metrics_[key] += value;
      }
      return BROADSHEET_OK;
    });
  };
  table_.report_diagnostic = [](const broadsheet_context_t* context,
                                const broadsheet_diagnostic_t* diagnostic) {
    guarded(nullptr, [&] {
      const_cast<CallContext&>(of(context)).add_message(*diagnostic);
      return BROADSHEET_OK;
    });
  };
  table_.get_interface = [](const broadsheet_context_t* context, const char* id) -> const void* {
    const auto& set = of(context).output_set_;
    if (set && std::string_view(id) == BROADSHEET_OUTPUT_SET_INTERFACE) return &*set;
    return host_interface(id);
  };
}

void CallContext::add_message(const broadsheet_diagnostic_t& given) {
  broadsheet_diagnostic_t defaults{};
  defaults.source_begin_byte = defaults.source_end_byte = BROADSHEET_NO_OFFSET;
  std::memcpy(static_cast<void*>(&defaults), &given,
              std::min<std::size_t>(given.struct_size, sizeof defaults));
  const std::lock_guard lock(mutex_);
  if (messages_.size() == kMaxMessages) {
    ++left_out_count_;
    return;
  }
  messages_.push_back({defaults.severity, text_of(defaults.code), text_of(defaults.message),
                       text_of(defaults.help), defaults.source_begin_byte,
                       defaults.source_end_byte});
}

bool CallContext::is_past_deadline() const {
  return deadline_ && std::chrono::steady_clock::now() > *deadline_;
}

bool CallContext::is_cancelled() const {
  return cancelled_ != nullptr && cancelled_->load(std::memory_order_relaxed);
}

std::vector<PluginMessage> CallContext::take_messages() {
  const std::lock_guard lock(mutex_);
  if (left_out_count_ > 0) {
    messages_.push_back({BROADSHEET_NOTE, "messages-left-out",
                         std::to_string(left_out_count_) + " more messages were left out", "",
                         BROADSHEET_NO_OFFSET, BROADSHEET_NO_OFFSET});
    left_out_count_ = 0;
  }
  return std::exchange(messages_, {});
}

std::map<std::string, double> CallContext::take_metrics() {
  const std::lock_guard lock(mutex_);
  return std::exchange(metrics_, {});
}

}  // namespace broadsheet::plugin_host
