// SPDX-License-Identifier: Apache-2.0
#include "case_file.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace broadsheet::config {
namespace {

constexpr std::string_view kPrinted = "=== printed\n";
constexpr std::string_view kFile = "=== file ";

std::string read_all(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  throw std::runtime_error(std::string("no hexadecimal digit: ") + c);
}

// \xNN and \t, for bytes that no text file should hold.
std::string unescape(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\\x") == 0) {
      bytes += static_cast<char>(digit_of(text.at(i + 2)) * 16 + digit_of(text.at(i + 3)));
      i += 3;
    } else if (text.compare(i, 2, "\\t") == 0) {
      bytes += '\t';
      ++i;
    } else {
      bytes += text[i];
    }
  }
  return bytes;
}

std::string with_crlf(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') result += '\r';
    result += c;
  }
  return result;
}

std::string as_utf16_little(const std::string& ascii) {
  std::string result;
  for (const char c : ascii) {
    result += c;
    result += '\0';
  }
  return result;
}

// What a header does to the bytes of the file that is loaded.
struct Shaping {
  bool has_escapes = false;
  bool has_crlf = false;
  bool is_utf16 = false;
  std::size_t repeats = 0;
  std::string repeated;

  std::string apply(std::string text) const {
    if (has_escapes) text = unescape(text);
    if (has_crlf) text = with_crlf(text);
    if (is_utf16) text = "\xff\xfe" + as_utf16_little(text);
    for (std::size_t i = 0; i < repeats; ++i) text += repeated;
    return text;
  }
};

void read_header(const std::string& line, CaseFile& test_case, Shaping& shaping) {
  const std::size_t colon = line.find(": ");
  if (!line.starts_with("# ") || colon == std::string::npos) {
    throw std::runtime_error("expected '# key: value', found " + line);
  }
  const std::string key = line.substr(2, colon - 2);
  const std::string value = line.substr(colon + 2);
  if (key == "description") return;
  if (key == "load") {
    test_case.load = value;
  } else if (key == "catalogue") {
    test_case.catalogue = value;
  } else if (key == "set") {
    test_case.overrides.push_back(value);
  } else if (key == "env") {
    test_case.environment[value.substr(0, value.find('='))] = value.substr(value.find('=') + 1);
  } else if (key == "folder") {
    test_case.folders.push_back(value);
  } else if (key == "pipe") {
    test_case.pipes.push_back(value);
  } else if (key == "bytes" && value == "escaped") {
    shaping.has_escapes = true;
  } else if (key == "bytes" && value == "crlf") {
    shaping.has_crlf = true;
  } else if (key == "bytes" && value == "utf-16") {
    shaping.is_utf16 = true;
  } else if (key == "repeat") {
    const std::size_t space = value.find(' ');
    shaping.repeats = std::stoul(value.substr(0, space));
    shaping.repeated = unescape(value.substr(space + 1));
  } else {
    throw std::runtime_error("unknown header: " + line);
  }
}

}  // namespace

CaseFile read_case(const std::filesystem::path& path) {
  const std::string text = read_all(path);
  const std::size_t printed = text.find(std::string("\n").append(kPrinted));
  CaseFile test_case;
  test_case.head = text.substr(0, printed == std::string::npos ? text.size() : printed + 1);
  if (printed != std::string::npos) test_case.expected = text.substr(printed + 1 + kPrinted.size());

  Shaping shaping;
  std::istringstream lines(test_case.head);
  std::string* file = nullptr;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(kFile)) {
      file = &test_case.files[line.substr(kFile.size())];
    } else if (file != nullptr) {
      file->append(line).append("\n");
    } else {
      read_header(line, test_case, shaping);
    }
  }
  if (const auto loaded = test_case.files.find(test_case.load); loaded != test_case.files.end()) {
    loaded->second = shaping.apply(loaded->second);
  }
  return test_case;
}

void write_expectation(const std::filesystem::path& path, const CaseFile& test_case,
                       const std::string& expected) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << test_case.head << kPrinted << expected;
}

}  // namespace broadsheet::config
