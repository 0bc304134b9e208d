// SPDX-License-Identifier: Apache-2.0
#include "config/config_text.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "diagnostics/nearest_name.h"
#include "diagnostics/printable_text.h"

namespace broadsheet::config {
namespace {

namespace fs = std::filesystem;
using diagnostics::DiagnosticList;
using diagnostics::quote;
using diagnostics::SourceText;

constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";
constexpr std::size_t kMaxFolderEntries = 1000;

// Why a file is not read.
struct Refusal {
  std::string code;
  std::string message;
  std::string help;
};

// "permission denied": as the system says it, in our manner.
std::string system_words(const std::error_code& error) {
  std::string words = error.message();
  if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z') {
    words[0] = static_cast<char>(words[0] - 'A' + 'a');
  }
  return words;
}

// The YAML file in the same folder that was probably meant; empty if none is near.
std::string nearest_config(const fs::path& path) {
  std::vector<std::string> names;
  std::error_code error;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (names.size() >= kMaxFolderEntries) break;
    const fs::path name = entry->path().filename();
    if (name.extension() == ".yaml" || name.extension() == ".yml") names.push_back(name.string());
  }
  std::sort(names.begin(), names.end());
  const std::string wanted = path.filename().string();
  const std::string with_suffix = wanted + ".yaml";
  if (std::find(names.begin(), names.end(), with_suffix) != names.end()) return with_suffix;
  return diagnostics::nearest_name(wanted, names);
}

std::optional<Refusal> refusal_of_file(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    const std::string nearest = nearest_config(path);
    return Refusal{"config-not-found", "config file not found",
                   nearest.empty() ? "" : "did you mean " + quote(nearest) + "?"};
  }
  if (status.type() == fs::file_type::directory) {
    return Refusal{"config-not-a-file", "expected a config file, found a folder",
                   "name a .yaml file in it"};
  }
  if (error) return Refusal{"config-unreadable", "cannot be read: " + system_words(error), ""};
  if (status.type() != fs::file_type::regular) {
    return Refusal{"config-not-a-file", "expected a regular file, found a device, pipe or socket",
                   "write the config into a file first"};
  }
  const std::uintmax_t bytes = fs::file_size(path, error);
  if (!error && bytes > kMaxConfigBytes) {
    return Refusal{"config-too-large",
                   "config file has " + std::to_string(bytes) + " bytes, at most " +
                       std::to_string(kMaxConfigBytes) + " are read",
                   "is this the right file? Word lists and taxonomies are files of their own"};
  }
  return std::nullopt;
}

std::optional<Refusal> read_file(const fs::path& path, std::string& bytes) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const int reason = errno;
    return Refusal{"config-unreadable",
                   "cannot be read: " + system_words({reason, std::generic_category()}),
                   "check the file's permissions"};
  }
  char chunk[4096];
  while (file && bytes.size() <= kMaxConfigBytes) {  // the file may grow meanwhile
    file.read(chunk, sizeof chunk);
    bytes.append(chunk, static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) return Refusal{"config-unreadable", "cannot be read to its end", ""};
  if (bytes.size() > kMaxConfigBytes) {
    return Refusal{"config-too-large", "config file has more than 1 MiB", ""};
  }
  return std::nullopt;
}

std::optional<Refusal> refusal_of_encoding(std::string_view bytes) {
  const auto refusal = [](const char* found, const char* name) {
    return Refusal{"config-encoding", std::string("expected UTF-8, found ") + found,
                   std::string("save it as UTF-8: iconv -f ") + name + " -t UTF-8 OLD > NEW"};
  };
  constexpr std::string_view kUtf32Little("\xff\xfe\0\0", 4);
  constexpr std::string_view kUtf32Big("\0\0\xfe\xff", 4);
  if (bytes.starts_with(kUtf32Little) || bytes.starts_with(kUtf32Big)) {
    return refusal("UTF-32", "UTF-32");
  }
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    return refusal("UTF-16", "UTF-16");
  }
  const auto zeros = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\0'));
  if (bytes.size() >= 4 && zeros >= bytes.size() / 3) {
    return bytes[0] == '\0' ? refusal("UTF-16 without its mark", "UTF-16BE")
                            : refusal("UTF-16 without its mark", "UTF-16LE");
  }
  return std::nullopt;
}

void report_refusal(const Refusal& refusal, const std::string& shown_name, const Place* named_at,
                    DiagnosticList& diagnostics) {
  if (named_at != nullptr) {
    report(diagnostics, *named_at, refusal.code,
           "include " + quote(shown_name) + ": " + refusal.message, refusal.help);
    return;
  }
  diagnostics::Diagnostic diagnostic;
  diagnostic.code = refusal.code;
  diagnostic.message = refusal.message;
  diagnostic.help = refusal.help;
  diagnostic.location.file = shown_name;
  diagnostics.add(std::move(diagnostic));
}

bool is_refused_control(std::string_view text, std::size_t offset) {
  const char c = text[offset];
  if (c == '\r') return offset + 1 >= text.size() || text[offset + 1] != '\n';
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
}

// The first of the lines that are indented with a tab; npos if there is none.
std::size_t find_tab_in_indentation(std::string_view text) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t first = text.find_first_not_of(' ', begin);
    if (first == std::string_view::npos) break;
    if (text[first] == '\t') {
      const std::size_t word = text.find_first_not_of(" \t", first);
      const bool is_blank = word == std::string_view::npos || text[word] == '\r' ||
                            text[word] == '\n' || text[word] == '#';
      if (!is_blank) return first;
    }
    const std::size_t end = text.find('\n', first);
    if (end == std::string_view::npos) break;
    begin = end + 1;
  }
  return std::string_view::npos;
}

}  // namespace

bool check_config_text(const SourceText& source, bool is_override, DiagnosticList& diagnostics) {
  const std::string_view text = source.text();
  const std::size_t before = diagnostics.error_count();
  if (const std::size_t at = diagnostics::find_invalid_utf8(text); at != std::string_view::npos) {
    report(diagnostics, {&source, at, 1, is_override}, "config-encoding",
           "expected UTF-8, found the byte " + diagnostics::printable(text.substr(at, 1)),
           "save the file as UTF-8, for example: iconv -f ISO-8859-1 -t UTF-8 OLD > NEW");
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_refused_control(text, at)) continue;
    report(diagnostics, {&source, at, 1, is_override}, "config-control-character",
           "control character " + quote(text.substr(at, 1)) + " in the text",
           text[at] == '\r' ? "end lines with a line feed, as all editors can"
                            : "take it out; in double quotes it may be written as an escape");
    break;
  }
  if (const std::size_t at = find_tab_in_indentation(text);
      !is_override && at != std::string_view::npos) {
    report(diagnostics, {&source, at, 1, is_override}, "yaml-tab",
           "a tab indents this line, expected spaces",
           "YAML counts spaces alone; replace each tab by two spaces");
  }
  return diagnostics.error_count() == before;
}

std::optional<SourceText> read_config_text(const fs::path& path, const std::string& shown_name,
                                           const Place* named_at, DiagnosticList& diagnostics) {
  std::string bytes;
  std::optional<Refusal> refusal = refusal_of_file(path);
  if (!refusal) refusal = read_file(path, bytes);
  if (!refusal) refusal = refusal_of_encoding(bytes);
  if (refusal) {
    report_refusal(*refusal, shown_name, named_at, diagnostics);
    return std::nullopt;
  }
  if (std::string_view(bytes).starts_with(kUtf8Mark)) bytes.erase(0, kUtf8Mark.size());
  return SourceText(shown_name, std::move(bytes));
}

}  // namespace broadsheet::config
