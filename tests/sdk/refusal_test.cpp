// SPDX-License-Identifier: Apache-2.0
// Every reason why a plugin is refused, with the words that people get, and where they find them.
#include <gtest/gtest.h>

#include "specimen_folder.h"

namespace broadsheet::testing {
namespace {

using plugin_host::PluginRegistry;
using plugin_host::Refusal;
using plugin_host::RefusalKind;

void expect_refusal(const Refusal& refusal, RefusalKind kind, const std::string& words) {
  EXPECT_STREQ(plugin_host::refusal_word(refusal.kind), plugin_host::refusal_word(kind));
  EXPECT_NE(refusal.message.find(words), std::string::npos) << refusal.message;
}

// The refusal of the specimen's whole build beside this manifest.
Refusal refusal_with_manifest(const std::string& manifest) {
  SpecimenFolder folder;
  folder.put_binary("specimen");
  folder.put_manifest(manifest);
  return folder.load();
}

Refusal refusal_of_build(const std::string& build) {
  SpecimenFolder folder;
  folder.put_binary(build);
  folder.put_manifest(specimen_manifest());
  return folder.load();
}

TEST(Loading, AcceptsTheSpecimen) {
  const Refusal refusal = refusal_with_manifest(specimen_manifest());

  EXPECT_FALSE(refusal.is_refused()) << refusal.message;
}

TEST(Loading, RefusesAManifestWithoutItsPlugin) {
  SpecimenFolder folder;
  folder.put_manifest(specimen_manifest());

  expect_refusal(folder.load(), RefusalKind::not_found, "there is a manifest and no plugin");
}

TEST(Loading, RefusesAFileThatDisappearsBetweenFindingAndLoading) {
  SpecimenFolder folder;
  folder.put_binary("specimen");
  folder.put_manifest(specimen_manifest());
  PluginRegistry registry({folder.path()});
  std::filesystem::remove(folder.file());

  Refusal refusal;
  EXPECT_EQ(registry.load_for("specimen", refusal), nullptr);

  expect_refusal(refusal, RefusalKind::not_found, "No such file");
  EXPECT_TRUE(registry.find("specimen")->refusal.is_refused());
}

TEST(Loading, RefusesAPluginWithoutManifest) {
  SpecimenFolder folder;
  folder.put_binary("specimen");

  expect_refusal(folder.load(), RefusalKind::no_manifest, "has no manifest");
}

TEST(Loading, RefusesAManifestThatIsNotJson) {
  expect_refusal(refusal_with_manifest("{\n  \"manifest\": 1,\n  oops\n"),
                 RefusalKind::bad_manifest, "line 3, column 3: not JSON");
}

TEST(Loading, RefusesAManifestWithAnUnknownKey) {
  const std::string manifest = replaced(specimen_manifest(), "\"license\"", "\"licence\"");

  expect_refusal(refusal_with_manifest(manifest), RefusalKind::bad_manifest,
                 "unknown key 'licence'; allowed: manifest");
}

TEST(Loading, RefusesAnEmptyAndADeepManifest) {
  expect_refusal(refusal_with_manifest(""), RefusalKind::bad_manifest, "not JSON");
  expect_refusal(refusal_with_manifest(std::string(1000000, '[')), RefusalKind::bad_manifest,
                 "nested deeper than 64 levels");
}

TEST(Loading, RefusesAnIdThatIsNotTheFilesName) {
  const std::string manifest = replaced(specimen_manifest(), "\"specimen\"", "\"someone\"");
  SpecimenFolder folder;
  folder.put_binary("specimen");
  folder.put_manifest(manifest);
  const PluginRegistry registry({folder.path()});

  ASSERT_EQ(registry.plugins().size(), 1U);
  expect_refusal(registry.plugins()[0].refusal, RefusalKind::contradiction,
                 "its manifest calls it 'someone', its file is specimen.so");
}

TEST(Loading, RefusesAnIdThatTheBinaryDoesNotHave) {
  SpecimenFolder folder;
  folder.put_binary("specimen", "other");
  folder.put_manifest(replaced(specimen_manifest(), "\"specimen\"", "\"other\""), "other");
  PluginRegistry registry({folder.path()});

  Refusal refusal;
  EXPECT_EQ(registry.load_for("specimen", refusal), nullptr);

  expect_refusal(refusal, RefusalKind::contradiction,
                 "the id is 'specimen' in the binary and 'other' in the manifest");
}

TEST(Loading, RefusesAVersionThatTheBinaryDoesNotHave) {
  expect_refusal(refusal_with_manifest(replaced(specimen_manifest(), "\"1.0.0\"", "\"1.0.1\"")),
                 RefusalKind::contradiction,
                 "the version is '1.0.0' in the binary and '1.0.1' in the manifest");
}

TEST(Loading, RefusesAKindThatTheBinaryDoesNotHave) {
  expect_refusal(refusal_with_manifest(replaced(specimen_manifest(), "annotator", "cleaner")),
                 RefusalKind::contradiction,
                 "the kind of 'specimen' is 'annotator' in the binary and 'cleaner'");
}

TEST(Loading, RefusesAConcurrencyThatTheBinaryDoesNotHave) {
  expect_refusal(
      refusal_with_manifest(replaced(specimen_manifest(), "parallel", "one_call_per_instance")),
      RefusalKind::contradiction, "the concurrency of 'specimen' is");
}

TEST(Loading, RefusesAComponentThatTheBinaryDoesNotHave) {
  const std::string manifest =
      replaced(specimen_manifest(), "{ \"id\": \"specimen\"", "{ \"id\": \"ghost\"");
  SpecimenFolder folder;
  folder.put_binary("specimen");
  folder.put_manifest(manifest);
  PluginRegistry registry({folder.path()});

  Refusal refusal;
  EXPECT_EQ(registry.load_for("ghost", refusal), nullptr);

  expect_refusal(refusal, RefusalKind::contradiction, "component 'ghost' is 'missing'");
}

TEST(Loading, RefusesAComponentThatTheManifestDoesNotHave) {
  const std::string manifest = replaced(
      specimen_manifest(), "\"components\": [",
      "\"components\": [ { \"id\": \"more\", \"kind\": \"annotator\", \"summary\": \"x\" },");

  expect_refusal(refusal_with_manifest(manifest), RefusalKind::contradiction,
                 "the number of components is '1' in the binary and '2' in the manifest");
}

TEST(Loading, RefusesAnAbiThatThisHostDoesNotHave) {
  expect_refusal(
      refusal_with_manifest(replaced(specimen_manifest(), "\"abi\": \"1.0\"", "\"abi\": \"1.1\"")),
      RefusalKind::abi, "needs ABI 1.1, this host provides 1.0");
  expect_refusal(
      refusal_with_manifest(replaced(specimen_manifest(), "\"abi\": \"1.0\"", "\"abi\": \"2.0\"")),
      RefusalKind::abi, "needs ABI 2.0, this host provides 1.0");
  expect_refusal(
      refusal_with_manifest(replaced(specimen_manifest(), "\"abi\": \"1.0\"", "\"abi\": \"0.9\"")),
      RefusalKind::abi, "needs ABI 0.9, this host provides 1.0");
}

TEST(Loading, RefusesABinaryThatNeedsMoreThanItsManifestSays) {
  expect_refusal(refusal_of_build("specimen_abi"), RefusalKind::contradiction,
                 "the ABI is '1.3' in the binary and '1.0' in the manifest");
}

TEST(Loading, RefusesAFileWithAnotherHash) {
  const std::string manifest = replaced(specimen_manifest(), "\"abi\"",
                                        "\"sha256\": \"" + std::string(64, '0') + "\",\n  \"abi\"");

  expect_refusal(refusal_with_manifest(manifest), RefusalKind::hash,
                 "its manifest names " + std::string(64, '0'));
}

TEST(Loading, RefusesWhatIsNoElfFile) {
  for (const std::string content : {"", "not a library",
                                    "\x7F"
                                    "ELF but no more"}) {
    SpecimenFolder folder;
    folder.put_manifest(specimen_manifest());
    write_file(folder.file(), content);

    expect_refusal(folder.load(), RefusalKind::not_loadable, "cannot be loaded: ");
  }
}

TEST(Loading, RefusesALibraryThatWasCutShort) {
  for (const std::uintmax_t size : {20U, 100U, 3000U, 9000U}) {
    SpecimenFolder folder;
    folder.put_binary("specimen");
    folder.put_manifest(specimen_manifest());
    ASSERT_GT(std::filesystem::file_size(folder.file()), size);
    std::filesystem::resize_file(folder.file(), size);

    expect_refusal(folder.load(), RefusalKind::not_loadable, "cannot be loaded: ");
  }
}

TEST(Loading, RefusesAFolderInThePlaceOfAPlugin) {
  SpecimenFolder folder;
  folder.put_manifest(specimen_manifest());
  std::filesystem::create_directory(folder.file());

  EXPECT_TRUE(folder.load().is_refused());
}

TEST(Loading, RefusesAPluginWhoseLibraryIsMissing) {
  expect_refusal(refusal_of_build("specimen_needing"), RefusalKind::not_loadable,
                 "libbroadsheet_missing_library.so: cannot open shared object file");
}

TEST(Loading, RefusesALibraryWithoutTheEntry) {
  expect_refusal(refusal_of_build("specimen_without_entry"), RefusalKind::no_entry,
                 "does not export broadsheet_plugin_entry");
}

TEST(Loading, RefusesAPluginThatRefusesToStart) {
  const Refusal refusal = refusal_of_build("specimen_refusing");

  expect_refusal(refusal, RefusalKind::not_initialized,
                 "refused to start: expected a licence file, found none");
  EXPECT_EQ(refusal.help, "buy one");
}

TEST(Loading, RefusesTheSecondPluginWithOneId) {
  SpecimenFolder first;
  SpecimenFolder second;
  for (SpecimenFolder* folder : {&first, &second}) {
    folder->put_binary("specimen");
    folder->put_manifest(specimen_manifest());
  }
  const PluginRegistry registry({first.path(), second.path()});

  ASSERT_EQ(registry.plugins().size(), 2U);
  EXPECT_FALSE(registry.plugins()[0].refusal.is_refused());
  expect_refusal(registry.plugins()[1].refusal, RefusalKind::duplicate, "has the same id");
}

TEST(Loading, RefusesTheSecondPluginWithOneComponent) {
  SpecimenFolder folder;
  folder.put_binary("specimen");
  folder.put_manifest(specimen_manifest());
  folder.put_binary("specimen", "zweite");
  folder.put_manifest(replaced(specimen_manifest(), "\"specimen\"", "\"zweite\""), "zweite");
  const PluginRegistry registry({folder.path()});

  expect_refusal(registry.find("zweite")->refusal, RefusalKind::duplicate,
                 "its component 'specimen' is in plugin 'specimen' already");
}

TEST(RefusedPlugins, StayInTheListWithTheirReasons) {
  SpecimenFolder folder;
  folder.put_binary("specimen");
  folder.put_manifest(replaced(specimen_manifest(), "\"abi\": \"1.0\"", "\"abi\": \"1.7\""));
  folder.put_binary("specimen", "bare");
  const ProgramEnd list = run_program({"--plugin-path", folder.path().string(), "plugins", "list"});
  const ProgramEnd show =
      run_program({"--plugin-path", folder.path().string(), "plugins", "show", "bare"});

  EXPECT_EQ(list.exit_code, 0) << list.standard_error;
  EXPECT_NE(list.standard_output.find("refused (abi): needs ABI 1.7, this host provides 1.0"),
            std::string::npos)
      << list.standard_output;
  EXPECT_NE(list.standard_output.find("refused (no-manifest): has no manifest"), std::string::npos);
  EXPECT_NE(show.standard_output.find("has no manifest"), std::string::npos);
}

TEST(RefusedPlugins, VerifyGivesTheReasonAndFails) {
  SpecimenFolder folder;
  folder.put_binary("specimen_refusing");
  folder.put_manifest(specimen_manifest());
  const ProgramEnd end = run_program({"plugins", "verify", folder.file().string()});

  EXPECT_EQ(end.exit_code, 2);
  EXPECT_NE(end.standard_error.find("refused to start: expected a licence file"), std::string::npos)
      << end.standard_error;
}

}  // namespace
}  // namespace broadsheet::testing
