// SPDX-License-Identifier: Apache-2.0
#include "run_records.h"

#include <rapidjson/document.h>

#include "broadsheet/cpp/error.hpp"
#include "labelled_corpus.h"

namespace broadsheet::policy {
namespace {

std::string text_at(const rapidjson::Value& object, const char* key) {
  if (!object.IsObject()) return {};
  const auto member = object.FindMember(key);
  if (member == object.MemberEnd() || !member->value.IsString()) return {};
  return {member->value.GetString(), member->value.GetStringLength()};
}

// Calls `each` for the members of a list under `key`, if there is one.
template <class Each>
void for_each_in(const rapidjson::Value& object, const char* key, const Each& each) {
  if (!object.IsObject()) return;
  const auto member = object.FindMember(key);
  if (member == object.MemberEnd() || !member->value.IsArray()) return;
  for (const rapidjson::Value& item : member->value.GetArray()) each(item);
}

RecordArticle article_of(const rapidjson::Value& json, const std::string& document) {
  RecordArticle article{document, text_at(json, "id"), {}, {}};
  for_each_in(json, "blocks", [&](const rapidjson::Value& block) {
    if (article.headline.empty() && text_at(block, "role") == "headline")
      article.headline = text_at(block, "text");
    for_each_in(block, "sentences", [&](const rapidjson::Value& sentence) {
      RecordSentence one{text_at(sentence, "text"), {}};
      for_each_in(sentence, "labels", [&](const rapidjson::Value& label) {
        one.labels.emplace_back(text_at(label, "scheme"), text_at(label, "label"));
      });
      article.sentences.push_back(std::move(one));
    });
  });
  return article;
}

std::string name_of(const rapidjson::Value& record) {
  const auto source = record.FindMember("source");
  if (source == record.MemberEnd()) return {};
  const std::string id = text_at(source->value, "id");
  return id.empty() ? text_at(source->value, "path") : id;
}

}  // namespace

void read_records(const std::string& path,
                  const std::function<void(const RecordArticle&)>& article) {
  const std::string bytes = read_whole_file(path);
  const rapidjson::StringStream begin(bytes.c_str());
  rapidjson::StringStream stream = begin;
  std::size_t number = 0;
  std::map<std::string, std::size_t> seen;
  while (stream.Tell() < bytes.size()) {
    rapidjson::Document record;
    record.ParseStream<rapidjson::kParseStopWhenDoneFlag | rapidjson::kParseIterativeFlag>(stream);
    if (record.HasParseError() && record.GetParseError() == rapidjson::kParseErrorDocumentEmpty)
      return;
    ++number;
    if (record.HasParseError() || text_at(record, "format") != "broadsheet-json/1") {
      throw Error(BROADSHEET_BAD_INPUT,
                  path + ": record " + std::to_string(number) + " is no broadsheet-json/1",
                  "give files that exporter_json or exporter_jsonl wrote");
    }
    std::string name = name_of(record);
    if (name.empty()) name = path;
    if (seen[name]++ > 0) name += "#" + std::to_string(seen[name]);  // of one JSON Lines input
    for_each_in(record, "articles",
                [&](const rapidjson::Value& json) { article(article_of(json, name)); });
  }
}

}  // namespace broadsheet::policy
