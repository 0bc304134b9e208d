// SPDX-License-Identifier: Apache-2.0
// What a plugin asks of the context, and tells it, arrives: with a plugin in C, through the host.
#include <gtest/gtest.h>

#include <atomic>

#include "specimen_folder.h"

namespace broadsheet::testing {
namespace {

class ContextOfACall : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto found = plugin_host::inspect_plugin(BROADSHEET_TEST_PLUGINS "/c_annotator.so");
    plugin_host::Refusal refusal;
    plugin_ = plugin_host::LoadedPlugin::load(found.file, found.manifest, refusal);
    ASSERT_NE(plugin_, nullptr) << refusal.message;
    config::OptionValues options;
    options.emplace("scheme", std::string("c"));
    plugin_host::CallResult failure;
    instance_ = plugin_host::ComponentInstance::create(*plugin_->find_component("c_annotator"),
                                                       found.manifest.components[0], options,
                                                       process_mutex_, failure);
    ASSERT_NE(instance_, nullptr) << failure.message;
  }

  plugin_host::CallResult annotate(const plugin_host::CallContext& context) {
    document::AnnotationBuilder builder(document_);
    return instance_->annotate(context, document_, builder);
  }

 private:
  std::mutex process_mutex_;
  document::Document document_ = one_line_document("one line");
  std::unique_ptr<plugin_host::LoadedPlugin> plugin_;  // outlives the instance
  std::unique_ptr<plugin_host::ComponentInstance> instance_;
};

TEST_F(ContextOfACall, CancellingReachesThePlugin) {
  std::atomic<bool> is_cancelled{true};
  const plugin_host::CallContext context(&is_cancelled, std::nullopt);

  EXPECT_EQ(annotate(context).status, BROADSHEET_CANCELLED);

  is_cancelled = false;
  EXPECT_EQ(annotate(context).status, BROADSHEET_OK);
}

TEST_F(ContextOfACall, APassedDeadlineReachesThePlugin) {
  const plugin_host::CallContext context(nullptr, 0);

  EXPECT_EQ(annotate(context).status, BROADSHEET_CANCELLED);
}

TEST_F(ContextOfACall, TimeLeftIsGivenWhereTheStageHasATimeout) {
  plugin_host::CallContext with_timeout(nullptr, 60000);
  plugin_host::CallContext without(nullptr, std::nullopt);

  EXPECT_TRUE(annotate(with_timeout).is_ok());
  EXPECT_TRUE(annotate(without).is_ok());

  EXPECT_EQ(with_timeout.take_metrics().at("c_annotator.has_deadline"), 1);
  EXPECT_EQ(without.take_metrics().at("c_annotator.has_deadline"), 0);
}

TEST_F(ContextOfACall, LogMetricsAndMessagesReachTheHost) {
  std::string log;
  plugin_host::CallContext context(nullptr, std::nullopt,
                                   [&](std::uint32_t severity, const std::string& message) {
                                     log += std::to_string(severity) + ": " + message;
                                   });

  EXPECT_TRUE(annotate(context).is_ok());

  EXPECT_EQ(log, "1: c_annotator was here");
  EXPECT_EQ(context.take_metrics().at("c_annotator.blocks"), 1);
  const auto messages = context.take_messages();
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].code, "counted-in-c");
  EXPECT_EQ(messages[0].source_begin_byte, BROADSHEET_NO_OFFSET);
}

}  // namespace
}  // namespace broadsheet::testing
