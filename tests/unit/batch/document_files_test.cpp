// SPDX-License-Identifier: Apache-2.0
#include "batch/document_files.h"

#include <gtest/gtest.h>

#include "plugin_host/call_context.h"
#include "scratch_folder.h"

namespace broadsheet::batch {
namespace {

using testing::content_of;
using testing::ScratchFolder;
using testing::tree_of;

/// Opens a companion as a plugin does: through the context of its call.
broadsheet_status_t open_companion(const plugin_host::CallContext& context, const char* suffix,
                                   broadsheet_output_t** out) {
  const auto* set = static_cast<const broadsheet_output_set_t*>(
      context.table()->get_interface(context.table(), BROADSHEET_OUTPUT_SET_INTERFACE));
  return set->open_companion(set, broadsheet_text(suffix), out, nullptr);
}

TEST(DocumentFiles, GiveAnExporterFurtherFilesThatArePublishedTogether) {
  const ScratchFolder folder;
  DocumentFiles files;
  DocumentFiles::Call call(files, folder / "page.csv", {"datapackage.json"});
  plugin_host::CallContext context(nullptr, std::nullopt);
  context.offer(call);
  ASSERT_TRUE(call.open().is_ok());
  ASSERT_TRUE(call.sink().write("table").is_ok());
  broadsheet_output_t* companion = nullptr;
  ASSERT_EQ(open_companion(context, "datapackage.json", &companion), BROADSHEET_OK);
  ASSERT_EQ(companion->write(companion, "{}", 2, nullptr), BROADSHEET_OK);
  ASSERT_TRUE(call.close().is_ok());
  EXPECT_FALSE(std::filesystem::exists(folder / "page.csv"));
  ASSERT_TRUE(files.publish().is_ok());
  EXPECT_EQ(content_of(folder / "page.csv"), "table");
  EXPECT_EQ(content_of(folder / "page.csv.datapackage.json"), "{}");
}

TEST(DocumentFiles, RefuseWhatTheManifestDoesNotDeclareOrIsOpenAlready) {
  const ScratchFolder folder;
  DocumentFiles files;
  std::vector<std::string> declared = {"json"};
  for (int i = 0; i < 20; ++i) declared.push_back("n" + std::to_string(i));
  DocumentFiles::Call call(files, folder / "page.csv", declared);
  ASSERT_TRUE(call.open().is_ok());
  broadsheet_output_t* out = nullptr;
  for (const char* suffix : {"", "../x", "a/b", "other"}) {
    EXPECT_EQ(call.open_companion(suffix, &out).status, BROADSHEET_INVALID_ARGUMENT) << suffix;
  }
  EXPECT_TRUE(call.open_companion("json", &out).is_ok());
  EXPECT_EQ(call.open_companion("json", &out).status, BROADSHEET_INVALID_ARGUMENT);
  document::Outcome outcome;
  for (int i = 0; i < 20 && outcome.is_ok(); ++i)
    outcome = call.open_companion("n" + std::to_string(i), &out);
  EXPECT_EQ(outcome.status, BROADSHEET_LIMIT_EXCEEDED);
}

TEST(DocumentFiles, AreTakenBackWhereOneCannotHaveItsName) {
  const ScratchFolder folder;
  {
    DocumentFiles files;
    DocumentFiles::Call first(files, folder / "a.csv", {});
    DocumentFiles::Call second(files, folder / "b.csv", {});
    ASSERT_TRUE(first.open().is_ok() && second.open().is_ok());
    ASSERT_TRUE(first.close().is_ok() && second.close().is_ok());
    std::filesystem::create_directory(folder / "b.csv");
    EXPECT_FALSE(files.publish().is_ok());
    EXPECT_FALSE(std::filesystem::exists(folder / "a.csv"));
  }
  EXPECT_EQ(tree_of(folder.path()).size(), 0U);
}

}  // namespace
}  // namespace broadsheet::batch
