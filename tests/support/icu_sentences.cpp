// SPDX-License-Identifier: Apache-2.0
// The peer of annotator_sentences in ./dev evaluate: cuts the texts of test cases by ICU's own
// sentence iterator.
//
// usage: icu_sentences CASES.jsonl: a line {"text": .., "lang": ..} in, a line {"sentences": [..]}
// out
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

namespace {

bool write_sentences(const rapidjson::Value& entry,
                     rapidjson::Writer<rapidjson::StringBuffer>& out) {
  const std::string text = entry["text"].GetString();
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createSentenceInstance(icu::Locale(entry["lang"].GetString()), status));
  UText utf8 = UTEXT_INITIALIZER;
  utext_openUTF8(&utf8, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (U_FAILURE(status)) return false;
  iterator->setText(&utf8, status);
  out.StartObject();
  out.Key("sentences");
  out.StartArray();
  std::int32_t begin = iterator->first();
  for (std::int32_t end = iterator->next(); end != icu::BreakIterator::DONE;
       end = iterator->next()) {
    out.String(text.data() + begin, static_cast<rapidjson::SizeType>(end - begin));
    begin = end;
  }
  out.EndArray();
  out.EndObject();
  utext_close(&utf8);
  return U_SUCCESS(status);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: icu_sentences CASES.jsonl\n";
    return 2;
  }
  std::ifstream cases(argv[1]);
  for (std::string line; std::getline(cases, line);) {
    rapidjson::Document entry;
    entry.Parse(line.c_str());
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    if (entry.HasParseError() || !write_sentences(entry, writer)) {
      std::cerr << argv[1] << ": error: a line is no test case\n";
      return 1;
    }
    std::cout << buffer.GetString() << '\n';
  }
  return 0;
}
