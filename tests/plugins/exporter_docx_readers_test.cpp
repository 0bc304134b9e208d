// SPDX-License-Identifier: Apache-2.0
//
// What others make of the files: the schemas, LibreOffice, pandoc, python-docx; and the plugin as a
// host loads it. Tests of programs that are not installed skip and say so.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "../support/loaded_exporter.h"
#include "../support/sample_pages.h"
#include "docx_reading.h"
#include "exporter_docx/docx_writer.h"
#include "exporter_support/roles.h"
#include "exporter_support/xml_characters.h"

namespace broadsheet::docx {
namespace {

using testing::FakeDocument;
using testing::read_file;
using testing::run_command;
using testing::TemporaryFolder;
using testing::write_file;

std::string written(const FakeDocument& page, const DocxOptions& options = {}) {
  broadsheet_context_t table{};
  table.struct_size = sizeof table;
  return write_docx(Document(page.table()), options, Context(&table)).bytes;
}

std::string shared_folder() {
  const char* folder = std::getenv("BROADSHEET_SHARED");
  return folder != nullptr ? folder : std::string(BROADSHEET_SOURCE_DIR) + "/../shared";
}
bool is_there(const std::string& path) { return std::filesystem::exists(path); }
bool can_run(const std::string& command) { return run_command(command).status == 0; }

#define SKIP_WITHOUT(condition, what) \
  if (!(condition)) GTEST_SKIP() << what << " is not here"

std::vector<DocxOptions> many_options() {
  std::vector<DocxOptions> all(4);
  all[1].comments = CommentChoice::kAll;
  all[1].has_contents = all[1].has_content_controls = true;
  all[2].comments = CommentChoice::kLow;
  all[2].has_provenance = all[2].keeps_furniture = false;
  all[3].is_vertical = true;
  all[3].page_size = PageSize::kLetter;
  all[3].has_provenance = false;
  all[3].has_contents = true;
  return all;
}

std::string without_white_space(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (!is_white_space(c.value)) out.append(text.substr(at, c.length_bytes));
    at += c.length_bytes;
  }
  return out;
}

/// A page as a newspaper has it: every paragraph a different text.
void fill_readable_page(FakeDocument& page) {
  page.add_article();
  page.add_text_block(0, BROADSHEET_ROLE_KICKER, "深化改革进行时");
  page.add_text_block(0, BROADSHEET_ROLE_HEADLINE, "让中试平台成为成果转化的“加速器”");
  page.add_text_block(0, BROADSHEET_ROLE_BYLINE, "本报记者 方敬亭");
  page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, "答不上来的问题，正是中试要回答的问题……");
  page.add_text_block(0, BROADSHEET_ROLE_HEADING, "缺的不只是设备");
  page.add_text_block(0, BROADSHEET_ROLE_QUESTION, "记者：下一步怎么走？");
  page.add_text_block(0, BROADSHEET_ROLE_LIST_ITEM, "■ 1.5 亿元，分3年投入");
  page.add_text_block(0, BROADSHEET_ROLE_PULL_QUOTE, "把账算清楚");
  page.add_text_block(0, BROADSHEET_ROLE_CAPTION, "图为生产车间。");
  page.add_text_block(0, BROADSHEET_ROLE_CREDIT, "责任编辑 张三");
  page.add_article();
  page.add_text_block(1, BROADSHEET_ROLE_HEADLINE, "Small Towns Bet on Shared Fire Crews");
  page.add_text_block(1, BROADSHEET_ROLE_DECK, "A deck & <its> sub-title");
  page.add_text_block(1, BROADSHEET_ROLE_PARAGRAPH, "“We looked at a new hull,” she said.");
  page.add_furniture("示例日报");
  page.add_sentence(3, 0, 24);
  page.add_label(BROADSHEET_TARGET_SENTENCE, 0, "policy.instrument", "funding", 0.2);
}

std::vector<std::string> texts_of(const FakeDocument& page) {
  const Document document(page.table());
  std::vector<std::string> texts;
  for (const broadsheet_block_t block : document.blocks()) {
    texts.emplace_back(document.block_text(block));
  }
  return texts;
}

/// A page of the gold data: {"articles": [{"blocks": [{"role", "text"}]}]}.
void fill_gold_page(const std::string& path, FakeDocument& page) {
  rapidjson::Document gold;
  const std::string text = read_file(path);
  gold.Parse(text.c_str());
  ASSERT_FALSE(gold.HasParseError()) << path;
  for (const auto& article : gold["articles"].GetArray()) {
    const std::uint32_t index = page.add_article();
    for (const auto& block : article["blocks"].GetArray()) {
      std::uint32_t role = 0;
      while (role < BROADSHEET_ROLE_COUNT &&
             exporting::role_name(role) != block["role"].GetString()) {
        ++role;
      }
      page.add_text_block(index, role, block["text"].GetString());
    }
  }
}

/// Every DOCX file of the folder, in one start of the validator: it reads the schemas at each.
void expect_all_valid(const TemporaryFolder& folder, std::size_t count) {
  const auto result = run_command("/usr/bin/python3 '" + shared_folder() +
                                  "/formats/validate_docx.py' '" + folder.path() + "'*.docx");
  EXPECT_EQ(testing::count_of(": 0 errors, 0 warnings", result.output), count) << result.output;
}

TEST(DocxSchemas, AcceptEveryKindOfPageWithEveryOption) {
  SKIP_WITHOUT(is_there(shared_folder() + "/formats/validate_docx.py"), "the validator");
  const TemporaryFolder folder;
  std::size_t count = 0;
  for (const DocxOptions& options : many_options()) {
    FakeDocument sample, hostile, readable, empty;
    testing::fill_sample_page(sample);
    testing::fill_hostile_page(hostile);
    fill_readable_page(readable);
    for (const FakeDocument* page : {&sample, &hostile, &readable, &empty})
      write_file(folder.path() + std::to_string(++count) + ".docx", written(*page, options));
  }
  expect_all_valid(folder, count);
}

TEST(DocxSchemas, AcceptAndKeepEveryPageOfTheGoldData) {
  const std::string pages = shared_folder() + "/pages";
  SKIP_WITHOUT(is_there(pages), "the gold data");
  const TemporaryFolder folder;
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(pages)) {
    const std::string gold = entry.path().string() + "/gold.text.json";
    if (!is_there(gold)) continue;
    FakeDocument page;
    fill_gold_page(gold, page);
    const std::string bytes = written(page);
    write_file(folder.path() + std::to_string(++count) + ".docx", bytes);
    std::vector<std::string> texts;
    for (const auto& paragraph : testing::paragraphs_of(bytes)) texts.push_back(paragraph.text);
    EXPECT_EQ(texts, texts_of(page)) << gold;
  }
  EXPECT_GT(count, 0u);
  expect_all_valid(folder, count);
}

/// The lines of a stress file as paragraphs, and what of them may stand in a DOCX file.
void expect_lines_kept(const std::string& path, std::size_t line_count,
                       std::uint64_t replaced_characters) {
  FakeDocument page;
  page.add_article();
  std::istringstream lines(read_file(path));
  for (std::string line; std::getline(lines, line);) {
    page.add_text_block(0, BROADSHEET_ROLE_PARAGRAPH, line);
  }
  broadsheet_context_t table{};
  table.struct_size = sizeof table;
  const DocxFile file = write_docx(Document(page.table()), {}, Context(&table));
  EXPECT_EQ(file.replaced_characters, replaced_characters);
  const auto paragraphs = testing::paragraphs_of(file.bytes);
  const auto texts = texts_of(page);
  ASSERT_EQ(texts.size(), line_count);
  ASSERT_EQ(paragraphs.size(), line_count);
  const std::string indent = "\u3000\u3000";
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::string expected;
    exporting::append_xml_characters(texts[i], expected);
    if (expected.starts_with(indent)) expected.erase(0, indent.size());  // the style indents
    EXPECT_EQ(paragraphs[i].text, expected);
  }
}

TEST(DocxStress, KeepsEveryLineOfTheStressTexts) {
  const std::string stress = shared_folder() + "/formats/stress/";
  SKIP_WITHOUT(is_there(stress), "the stress texts");
  expect_lines_kept(stress + "clean.txt", 24, 0);
  expect_lines_kept(stress + "ctrl.txt", 8, 7);
}

TEST(LibreOffice, ShowsEveryParagraphAndComment) {
  SKIP_WITHOUT(can_run("command -v soffice"), "LibreOffice");
  SKIP_WITHOUT(can_run("command -v pdftotext"), "pdftotext");
  const TemporaryFolder folder;
  FakeDocument page;
  fill_readable_page(page);
  DocxOptions options;
  options.comments = CommentChoice::kLow;
  write_file(folder.path() + "page.docx", written(page, options));
  const std::string convert = "cd '" + folder.path() +
                              "' && soffice -env:UserInstallation=file://" + folder.path() +
                              "profile --headless --convert-to ";
  const auto converted =
      run_command(convert + "pdf page.docx && pdftotext page.pdf && " + convert + "fodt page.docx");
  ASSERT_EQ(converted.status, 0) << converted.output;
  const std::string pdf = without_white_space(read_file(folder.path() + "page.txt"));
  for (const std::string& text : texts_of(page)) {
    EXPECT_NE(pdf.find(without_white_space(text)), std::string::npos) << text;
  }
  EXPECT_EQ(testing::count_of("<office:annotation ", read_file(folder.path() + "page.fodt")), 1u);
}

TEST(Pandoc, ReadsTheExactTextBack) {
  SKIP_WITHOUT(can_run("command -v pandoc"), "pandoc");
  const TemporaryFolder folder;
  FakeDocument page;
  fill_readable_page(page);
  write_file(folder.path() + "page.docx", written(page));
  const auto read = run_command("pandoc -s -t plain --wrap=none '" + folder.path() + "page.docx'");
  std::vector<std::string> lines;
  std::istringstream output(read.output);
  for (std::string line; std::getline(output, line);) {
    if (line.starts_with("  ")) line.erase(0, 2);  // of a quotation
    if (!line.empty()) lines.push_back(line);
  }
  EXPECT_EQ(lines, texts_of(page));
}

TEST(PythonDocx, ReadsTheExactTextAndTheBuiltInStyles) {
  SKIP_WITHOUT(can_run("/usr/bin/python3 -c 'import docx'"), "python-docx");
  const TemporaryFolder folder;
  FakeDocument page;
  fill_readable_page(page);
  write_file(folder.path() + "page.docx", written(page));
  write_file(folder.path() + "read.py",
             "import docx, sys\n"
             "document = docx.Document(sys.argv[1])\n"
             "for p in document.paragraphs: print(p.style.name + '|' + p.text)\n"
             "print(document.core_properties.language)\n");
  const auto read = run_command("PYTHONIOENCODING=utf-8 /usr/bin/python3 '" + folder.path() +
                                "read.py' '" + folder.path() + "page.docx'");
  const char* styles[] = {"Kicker",
                          "Heading 1",
                          "Byline",
                          "Body Text First Indent",
                          "Heading 2",
                          "Question",
                          "List",
                          "Quote",
                          "Caption",
                          "Credit",
                          "Heading 1",
                          "Subtitle",
                          "Body Text First Indent",
                          "Page Furniture"};
  std::string expected;
  const auto texts = texts_of(page);
  for (std::size_t i = 0; i < texts.size(); ++i) expected += styles[i] + ("|" + texts[i]) + "\n";
  EXPECT_EQ(read.output, expected + "zh-CN\n");
}

/// The plugin as a host uses it: the built .so with these options, over a document.
class LoadedPlugin {
 public:
  using Texts = std::map<std::string, std::string>;

  explicit LoadedPlugin(const Texts& options) : options_(options) {
    void* library =
        dlopen(BROADSHEET_BINARY_DIR "/plugins/exporter_docx.so", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw std::runtime_error(dlerror());
    const auto entry = reinterpret_cast<decltype(&broadsheet_plugin_entry)>(
        dlsym(library, "broadsheet_plugin_entry"));
    component_ = entry()->get_component(0);
    broadsheet_options_t table{};
    table.struct_size = sizeof table;
    table.host_data = &options_;
    table.get_string = [](const broadsheet_options_t* from, broadsheet_text_t name) {
      return borrow(text_of(from, name));
    };
    table.get_number = [](const broadsheet_options_t* from, broadsheet_text_t name) {
      return std::strtod(text_of(from, name).c_str(), nullptr);
    };
    table.get_boolean = [](const broadsheet_options_t* from, broadsheet_text_t name) {
      return std::uint32_t{text_of(from, name) == "true"};
    };
    broadsheet_error_t error = broadsheet_error_empty();
    require_ok(component_->create(component_, &table, &instance_, &error), error);
  }
  ~LoadedPlugin() { instance_->release(instance_); }
  LoadedPlugin(const LoadedPlugin&) = delete;
  LoadedPlugin& operator=(const LoadedPlugin&) = delete;

  testing::Exported write(const FakeDocument& page) const {
    testing::Exported exported;
    broadsheet_context_t context = defaults::context();
    context.struct_size = sizeof context;
    context.host_data = &exported;
    context.report_diagnostic = [](const broadsheet_context_t* given,
                                   const broadsheet_diagnostic_t* said) {
      static_cast<testing::Exported*>(given->host_data)->diagnostics.emplace_back(view(said->code));
    };
    broadsheet_output_t output{};
    output.struct_size = sizeof output;
    output.host_data = &exported;
    output.write = [](broadsheet_output_t* given, const void* bytes, std::uint64_t length,
                      broadsheet_error_t*) -> broadsheet_status_t {
      static_cast<testing::Exported*>(given->host_data)
          ->bytes.append(static_cast<const char*>(bytes), length);
      return BROADSHEET_OK;
    };
    const auto* exporter = static_cast<const broadsheet_exporter_t*>(
        component_->get_interface(component_, BROADSHEET_EXPORTER_INTERFACE));
    broadsheet_error_t error = broadsheet_error_empty();
    require_ok(exporter->write(instance_, &context, page.table(), &output, &error), error);
    return exported;
  }

 private:
  static const std::string& text_of(const broadsheet_options_t* options, broadsheet_text_t name) {
    static const std::string none;
    const auto& texts = *static_cast<const Texts*>(options->host_data);
    const auto found = texts.find(std::string(view(name)));
    return found == texts.end() ? none : found->second;
  }

  Texts options_;
  const broadsheet_component_t* component_ = nullptr;
  broadsheet_instance_t* instance_ = nullptr;
};

/// The manifest's defaults as texts.
LoadedPlugin::Texts manifest_options() {
  rapidjson::Document manifest;
  const std::string text = read_file(BROADSHEET_BINARY_DIR "/plugins/exporter_docx.manifest.json");
  manifest.Parse(text.c_str());
  LoadedPlugin::Texts texts;
  for (const auto& option : manifest["components"][0]["options"]["properties"].GetObject()) {
    const auto& value = option.value["default"];
    texts[option.name.GetString()] = value.IsString() ? value.GetString()
                                     : value.IsBool() ? (value.GetBool() ? "true" : "false")
                                                      : std::to_string(value.GetDouble());
  }
  return texts;
}

TEST(DocxPlugin, DoesWithTheManifestsDefaultsWhatTheCodeDoesWithItsOwn) {
  FakeDocument page;
  testing::fill_sample_page(page);
  const auto exported = LoadedPlugin(manifest_options()).write(page);
  EXPECT_EQ(exported.bytes, written(page));
  EXPECT_TRUE(exported.diagnostics.empty());
}

TEST(DocxPlugin, PassesEveryOptionOnAndReportsWhatItChanged) {
  FakeDocument page;
  testing::fill_hostile_page(page);
  const auto exported = LoadedPlugin({{"comments", "all"},
                                      {"low_score", "0.25"},
                                      {"provenance", "true"},
                                      {"furniture", "drop"},
                                      {"contents", "true"},
                                      {"content_controls", "true"},
                                      {"font_east_asia", "FangSong"},
                                      {"font_latin", "Georgia"},
                                      {"page_size", "letter"},
                                      {"text_direction", "vertical"}})
                            .write(page);
  DocxOptions options;
  options.comments = CommentChoice::kAll;
  options.low_score = 0.25;
  options.keeps_furniture = false;
  options.has_contents = options.has_content_controls = options.is_vertical = true;
  options.east_asian_font = "FangSong";
  options.latin_font = "Georgia";
  options.page_size = PageSize::kLetter;
  EXPECT_EQ(exported.bytes, written(page, options));
  EXPECT_EQ(exported.diagnostics,
            (std::vector<std::string>{"xml-characters", "dropped-furniture"}));
}

}  // namespace
}  // namespace broadsheet::docx
