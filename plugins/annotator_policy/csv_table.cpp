// SPDX-License-Identifier: Apache-2.0
#include "csv_table.h"

#include <algorithm>

#include "broadsheet/cpp/error.hpp"

namespace broadsheet::policy {
namespace {

[[noreturn]] void refuse(const std::string& file, std::size_t line, const std::string& what,
                         const std::string& help) {
  throw Error(BROADSHEET_BAD_INPUT, file + ":" + std::to_string(line) + ": " + what, help);
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  bool next(CsvRecord& record) {
    if (at_ >= text_.size()) return false;
    record.line = line_;
    record.fields.clear();
    do {
      record.fields.push_back(field());
    } while (take(','));
    take('\r');
    if (at_ < text_.size() && !take('\n'))
      refuse(file_, line_, "expected a comma or the end of the line behind a quoted field",
             "write \"\" for a quotation mark inside of a quoted field");
    ++line_;
    return true;
  }

 private:
  bool take(char c) {
    const bool is_there = at_ < text_.size() && text_[at_] == c;
    at_ += is_there ? 1U : 0U;
    return is_there;
  }

  std::string field() {
    if (take('"')) return quoted();
    const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    std::string value(text_.substr(at_, end - at_));
    at_ = end;
    return value;
  }

  std::string quoted() {
    const std::size_t opened = line_;
    std::string value;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"' && !take('"')) return value;
      if (c == '\n') ++line_;
      value += c;
    }
    refuse(file_, opened, "a quoted field is not closed", "add the closing quotation mark");
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

std::size_t CsvTable::column(std::string_view name) const {
  const auto found = std::find(header.begin(), header.end(), name);
  return found == header.end() ? std::string::npos
                               : static_cast<std::size_t>(found - header.begin());
}

CsvTable parse_csv(std::string_view text, const std::string& file) {
  CsvTable table;
  parse_csv(
      text, file, [&](const CsvTable& header) { table = header; },
      [&](const CsvRecord& record) { table.records.push_back(record); });
  return table;
}

void parse_csv(std::string_view text, const std::string& file,
               const std::function<void(const CsvTable&)>& begin,
               const std::function<void(const CsvRecord&)>& each) {
  CsvTable table;
  Reader reader(text, file);
  CsvRecord record;
  if (!reader.next(record))
    refuse(file, 1, "the file is empty", "expected a header line such as doc_id,sent_id,text,...");
  table.header = std::move(record.fields);
  begin(table);
  while (reader.next(record)) {
    if (record.fields.size() == 1 && record.fields[0].empty()) continue;
    if (record.fields.size() != table.header.size()) {
      refuse(file, record.line,
             "expected " + std::to_string(table.header.size()) +
                 " fields as in the header, found " + std::to_string(record.fields.size()),
             "a text with a comma has to stand in quotation marks");
    }
    each(record);
  }
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

}  // namespace broadsheet::policy
