// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_TESTS_SUPPORT_LOADED_EXPORTER_H_
#define BROADSHEET_TESTS_SUPPORT_LOADED_EXPORTER_H_

// An exporter as the host uses it: the built .so, loaded and called through the C ABI, with the
// defaults of its manifest. So that a test covers wiring and manifest too, not only the algorithm.
//
//   const LoadedExporter exporter("exporter_json", {{"indent", "0"}});
//   const Exported exported = exporter.write(page);   // page: a FakeDocument

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/plugin.h"
#include "fake_document.h"

namespace broadsheet::testing {

/// What an exporter wrote and said.
struct Exported {
  std::string bytes;
  std::vector<std::string> diagnostics;  // their codes
};

using OptionTexts = std::map<std::string, std::string>;

inline std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

inline void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// A folder of its own for a test's files; gone when this goes.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    path_ = (std::filesystem::temp_directory_path() / "broadsheet_test_XXXXXX").string();
    if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("cannot make " + path_);
    path_ += '/';
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  /// With a '/' at the end.
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// What a command printed (both streams), and its exit status.
struct CommandResult {
  int status;
  std::string output;
};
inline CommandResult run_command(const std::string& command) {
  CommandResult result{-1, ""};
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return result;
  char buffer[4096];
  for (std::size_t read; (read = fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    result.output.append(buffer, read);
  }
  result.status = pclose(pipe);
  return result;
}

/// A component's option defaults, as texts, from its manifest.
inline OptionTexts manifest_defaults(const std::string& manifest_path) {
  rapidjson::Document manifest;
  const std::string text = read_file(manifest_path);
  manifest.Parse(text.c_str());
  if (manifest.HasParseError()) throw std::runtime_error(manifest_path + " is not JSON");
  OptionTexts defaults;
  for (const auto& option : manifest["components"][0]["options"]["properties"].GetObject()) {
    const auto& value = option.value["default"];
    defaults[option.name.GetString()] = value.IsString()  ? value.GetString()
                                        : value.IsBool()  ? (value.GetBool() ? "true" : "false")
                                        : value.IsInt64() ? std::to_string(value.GetInt64())
                                                          : std::to_string(value.GetDouble());
  }
  return defaults;
}

class LoadedExporter {
 public:
  explicit LoadedExporter(const std::string& name, const OptionTexts& options = {})
      : LoadedExporter(std::string(BROADSHEET_BINARY_DIR) + "/plugins/" + name, options, 0) {}
  ~LoadedExporter() {
    if (instance_ != nullptr) instance_->release(instance_);
    // The plugin stays loaded, as a host would do until the end: sanitizers want its symbols.
  }
  LoadedExporter(const LoadedExporter&) = delete;
  LoadedExporter& operator=(const LoadedExporter&) = delete;

  Exported write(const FakeDocument& document) const {
    Exported exported;
    broadsheet_context_t context = defaults::context();
    context.struct_size = sizeof context;
    context.host_data = &exported;
    context.report_diagnostic = [](const broadsheet_context_t* given,
                                   const broadsheet_diagnostic_t* said) {
      static_cast<Exported*>(given->host_data)->diagnostics.emplace_back(view(said->code));
    };
    broadsheet_output_t output{};
    output.struct_size = sizeof output;
    output.host_data = &exported;
    output.write = [](broadsheet_output_t* given, const void* bytes, std::uint64_t length,
                      broadsheet_error_t*) -> broadsheet_status_t {
      static_cast<Exported*>(given->host_data)
          ->bytes.append(static_cast<const char*>(bytes), length);
      return BROADSHEET_OK;
    };
    broadsheet_error_t error = broadsheet_error_empty();
    require_ok(exporter_->write(instance_, &context, document.table(), &output, &error), error);
    return exported;
  }

 private:
  LoadedExporter(const std::string& stem, const OptionTexts& options, int) {
    option_texts_ = manifest_defaults(stem + ".manifest.json");
    for (const auto& [name, value] : options) {
      if (option_texts_.find(name) == option_texts_.end()) {
        throw std::runtime_error("the manifest has no option " + name);
      }
      option_texts_[name] = value;
    }
    void* library = dlopen((stem + ".so").c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw std::runtime_error(dlerror());
    const auto entry = reinterpret_cast<decltype(&broadsheet_plugin_entry)>(
        dlsym(library, "broadsheet_plugin_entry"));
    broadsheet_error_t error = broadsheet_error_empty();
    require_ok(entry()->initialize(host(), &error), error);
    const broadsheet_component_t* component = entry()->get_component(0);
    exporter_ = static_cast<const broadsheet_exporter_t*>(
        component->get_interface(component, BROADSHEET_EXPORTER_INTERFACE));
    const broadsheet_options_t table = options_table();
    require_ok(component->create(component, &table, &instance_, &error), error);
  }

  static const broadsheet_host_t* host() {
    static const broadsheet_host_t table{
        sizeof(broadsheet_host_t),
        1,
        0,
        nullptr,
        [](const broadsheet_host_t*) { return borrow("broadsheet 1.0.0"); },
        [](const broadsheet_host_t*) { return borrow(""); },
        [](const broadsheet_host_t*, const char*) -> const void* { return nullptr; }};
    return &table;
  }

  broadsheet_options_t options_table() const {
    broadsheet_options_t table{};
    table.struct_size = sizeof table;
    table.host_data = &option_texts_;
    table.get_string = [](const broadsheet_options_t* options, broadsheet_text_t name) {
      return borrow(text_of(options, name));
    };
    table.get_integer = [](const broadsheet_options_t* options, broadsheet_text_t name) {
      const std::string_view text = text_of(options, name);
      std::int64_t number = 0;
      std::from_chars(text.data(), text.data() + text.size(), number);
      return number;
    };
    table.get_number = [](const broadsheet_options_t* options, broadsheet_text_t name) {
      return std::strtod(std::string(text_of(options, name)).c_str(), nullptr);
    };
    table.get_boolean = [](const broadsheet_options_t* options, broadsheet_text_t name) {
      return std::uint32_t{text_of(options, name) == "true"};
    };
    table.get_list_count = [](const broadsheet_options_t*, broadsheet_text_t) {
      return std::uint64_t{0};
    };
    table.get_list_item = [](const broadsheet_options_t*, broadsheet_text_t, std::uint64_t) {
      return broadsheet_text_t{};
    };
    return table;
  }
  static std::string_view text_of(const broadsheet_options_t* options, broadsheet_text_t name) {
    const auto& texts = *static_cast<const OptionTexts*>(options->host_data);
    const auto found = texts.find(std::string(view(name)));
    return found == texts.end() ? std::string_view() : std::string_view(found->second);
  }

  OptionTexts option_texts_;
  const broadsheet_exporter_t* exporter_ = nullptr;
  broadsheet_instance_t* instance_ = nullptr;
};

}  // namespace broadsheet::testing

#endif
