// SPDX-License-Identifier: Apache-2.0
// The records of a run (broadsheet-json/1, one a file or one a line), as far as labels go.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace broadsheet::policy {

struct RecordSentence {
  std::string text;
  std::vector<std::pair<std::string, std::string>> labels;  // scheme, label
};

struct RecordArticle {
  std::string document;  // its source's path, or its id
  std::string id;
  std::string headline;
  std::vector<RecordSentence> sentences;
};

// Throws broadsheet::Error with file and line for what is no such record.
void read_records(const std::string& path,
                  const std::function<void(const RecordArticle&)>& article);

}  // namespace broadsheet::policy
