// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace broadsheet::config {

// One golden case; the format is in cases/README.md.
struct CaseFile {
  std::string head;  // the whole text before the expected output
  std::string load = "pipeline.yaml";
  std::string catalogue = "test";
  std::vector<std::string> overrides;
  std::map<std::string, std::string> environment;
  std::map<std::string, std::string> files;  // bytes by name
  std::vector<std::string> folders;
  std::vector<std::string> pipes;
  std::string expected;
};

// Throws std::runtime_error with the reason if the file is no case.
CaseFile read_case(const std::filesystem::path& path);

// Rewrites the file with another expectation.
void write_expectation(const std::filesystem::path& path, const CaseFile& test_case,
                       const std::string& expected);

}  // namespace broadsheet::config
