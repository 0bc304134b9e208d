// SPDX-License-Identifier: Apache-2.0
#include "jsonl_record.h"

#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <optional>
#include <set>

#include "utf8.h"

namespace broadsheet::jsonl_reader {
namespace {

constexpr std::size_t kShownNameBytes = 60;
constexpr std::size_t kShownFields = 8;
constexpr char kShape[] = "write one JSON object a line, such as {\"text\": \"...\"}";

enum class Kind { kNull, kBoolean, kNumber, kString, kArray, kObject };

const char* name_of(Kind kind) {
  constexpr const char* kNames[] = {"null",     "a boolean", "a number",
                                    "a string", "an array",  "an object"};
  return kNames[static_cast<std::size_t>(kind)];
}

/// A field's name for a message: in quotes, not too long.
std::string quoted(std::string_view name) {
  std::size_t length = std::min(name.size(), kShownNameBytes);
  while (length < name.size() && length > 0 &&
         (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80)
    --length;
  std::string out = "'";
  out.append(name.substr(0, length)).append(length < name.size() ? "…'" : "'");
  return out;
}

/// The line as RapidJSON reads it. Its own streams are copied while a value is read, so that they
/// do not say where the parser is when it reports the value; this one does.
class LineStream {
 public:
  using Ch = char;
  explicit LineStream(std::string_view line) : line_(line) {}
  Ch Peek() const { return at_ < line_.size() ? line_[at_] : '\0'; }
  Ch Take() { return at_ < line_.size() ? line_[at_++] : '\0'; }
  std::size_t Tell() const { return at_; }
  Ch* PutBegin() { return nullptr; }
  void Put(Ch) {}
  void Flush() {}
  std::size_t PutEnd(Ch*) { return 0; }

 private:
  std::string_view line_;
  std::size_t at_ = 0;
};

/// Takes RapidJSON's events; `false` ends the parsing with error().
class RecordHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, RecordHandler> {
 public:
  RecordHandler(std::string_view line, std::uint64_t origin_begin_byte, const RecordFields& fields,
                const LineStream& stream)
      : line_(line), origin_begin_byte_(origin_begin_byte), fields_(fields), stream_(stream) {}

  bool Null() { return take(Kind::kNull, ""); }
  bool Bool(bool value) { return take(Kind::kBoolean, value ? "true" : "false"); }
  bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
    return take(Kind::kNumber, {text, length});
  }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    return take(Kind::kString, {text, length});
  }
  bool StartObject() { return open(Kind::kObject); }
  bool StartArray() { return open(Kind::kArray); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }
  bool Key(const char* text, rapidjson::SizeType length, bool);

  const std::optional<RecordError>& error() const { return error_; }
  std::variant<Record, RecordError> finish();

 private:
  bool open(Kind kind);
  bool close();
  bool take(Kind kind, std::string_view value);
  bool take_field(Kind kind, std::string_view value);
  bool take_property(std::string_view key, Kind kind, std::string_view value,
                     bool is_number_allowed);
  void keep_field(std::string_view value);
  bool fail(std::string message, std::string help);
  /// Where the value or key that the parser has just read begins: behind the last one and what
  /// separates them.
  std::size_t token_begin() const {
    return std::min(line_.find_first_not_of(" \t\r\n:,{}[]", last_end_), line_.size());
  }

  std::string_view line_;
  std::uint64_t origin_begin_byte_;
  const RecordFields& fields_;
  const LineStream& stream_;
  std::size_t last_end_ = 0;
  bool is_opening_ = false;  // the parser stands at a bracket
  int depth_ = 0;
  std::string key_;
  std::set<std::string, std::less<>> keys_;
  std::size_t kept_fields_ = 0;
  bool has_text_ = false;
  Record record_;
  std::optional<RecordError> error_;
};

bool RecordHandler::fail(std::string message, std::string help) {
  error_ = RecordError{is_opening_ ? stream_.Tell() : token_begin(), std::move(message),
                       std::move(help)};
  return false;
}

bool RecordHandler::Key(const char* text, rapidjson::SizeType length, bool) {
  if (depth_ == 1) {
    key_.assign(text, length);
    if (!keys_.insert(key_).second)
      return fail("field " + quoted(key_) + " stands twice in this record", "keep one of them");
    if (keys_.size() > kMaxFields)
      return fail("more than " + std::to_string(kMaxFields) + " fields in one record", kShape);
  }
  last_end_ = stream_.Tell();
  return true;
}

bool RecordHandler::open(Kind kind) {
  is_opening_ = true;
  if (depth_ == 0 && kind != Kind::kObject)
    return fail(std::string("expected a JSON object, found ") + name_of(kind), kShape);
  if (depth_ == 1 && !take_field(kind, "")) return false;
  if (++depth_ > kMaxDepth) {
    return fail("nested deeper than " + std::to_string(kMaxDepth) + " levels",
                "leave the nested field out of the file");
  }
  is_opening_ = false;
  last_end_ = stream_.Tell();
  return true;
}

bool RecordHandler::close() {
  --depth_;
  last_end_ = stream_.Tell();
  return true;
}

bool RecordHandler::take(Kind kind, std::string_view value) {
  if (depth_ == 0)
    return fail(std::string("expected a JSON object, found ") + name_of(kind), kShape);
  if (depth_ == 1 && !take_field(kind, value)) return false;
  last_end_ = stream_.Tell();
  return true;
}

bool RecordHandler::take_field(Kind kind, std::string_view value) {
  if (key_ == fields_.text) {
    if (kind != Kind::kString) {
      return fail(
          "expected a string in field " + quoted(key_) + ", found " + name_of(kind),
          "write the document's text there, or name another field: options: { text_field: ... }");
    }
    const std::size_t begin = token_begin() + 1;
    has_text_ = true;
    record_.text =
        unescape(line_.substr(begin, stream_.Tell() - 1 - begin), origin_begin_byte_ + begin);
    return true;
  }
  if (key_ == fields_.id) return take_property("id", kind, value, true);
  if (key_ == fields_.language) return take_property("language", kind, value, false);
  if (!fields_.title.empty() && key_ == fields_.title)
    return take_property("title", kind, value, false);
  if (kind == Kind::kString || kind == Kind::kNumber || kind == Kind::kBoolean) keep_field(value);
  return true;
}

bool RecordHandler::take_property(std::string_view key, Kind kind, std::string_view value,
                                  bool is_number_allowed) {
  if (kind == Kind::kNull) return true;
  if (kind == Kind::kString || (is_number_allowed && kind == Kind::kNumber)) {
    record_.properties.emplace_back(key, value);
    return true;
  }
  return fail("expected " + std::string(is_number_allowed ? "a string or a number" : "a string") +
                  " in field " + quoted(key_) + ", found " + name_of(kind),
              "mend the field, or name another one for it in the options");
}

void RecordHandler::keep_field(std::string_view value) {
  if (kept_fields_ >= kMaxKeptFields || key_.empty() || key_.size() > kMaxNameBytes ||
      value.size() > kMaxValueBytes) {
    ++record_.left_out_fields;
    return;
  }
  ++kept_fields_;
  record_.properties.emplace_back("field." + key_, value);
}

std::variant<Record, RecordError> RecordHandler::finish() {
  if (has_text_) return std::move(record_);
  std::string names;
  std::size_t shown = 0;
  for (const std::string& key : keys_) {
    if (++shown > kShownFields) break;
    names += (shown == 1 ? "" : ", ") + quoted(key);
  }
  const std::string found = names.empty() ? "the record has no fields" : "fields here: " + names;
  return RecordError{0, "no field " + quoted(fields_.text) + " in this record",
                     found + "; name the one with the text: options: { text_field: ... }"};
}

std::string hexadecimal(char byte) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  const auto value = static_cast<unsigned char>(byte);
  return {kDigits[value >> 4U], kDigits[value & 15U]};
}

/// RapidJSON's own words, in our form: "not valid JSON: missing a colon after a name of object
/// member".
RecordError describe(const rapidjson::ParseResult& result, std::string_view line) {
  const std::size_t offset = std::min(result.Offset(), line.size());
  const bool is_in_line = offset < line.size();
  if (is_in_line && result.Code() == rapidjson::kParseErrorStringInvalidEncoding) {
    return {offset, "byte " + hexadecimal(line[offset]) + " not valid in UTF-8",
            "JSON is UTF-8: convert the file, for example with iconv"};
  }
  if (is_in_line && static_cast<unsigned char>(line[offset]) < 0x20 &&
      result.Code() == rapidjson::kParseErrorStringEscapeInvalid) {
    return {offset, "control character " + hexadecimal(line[offset]) + " inside a string",
            "write it as an escape: \\n, \\t or \\u00" + hexadecimal(line[offset])};
  }
  std::string words = rapidjson::GetParseError_En(result.Code());
  if (words.ends_with('.')) words.pop_back();
  if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z')
    words[0] = static_cast<char>(words[0] - 'A' + 'a');
  return {offset, "not valid JSON: " + words, kShape};
}

}  // namespace

std::variant<Record, RecordError> parse_record(std::string_view line,
                                               std::uint64_t origin_begin_byte,
                                               const RecordFields& fields) {
  // RapidJSON takes NUL for the end.
  if (const std::size_t nul = line.find('\0'); nul != std::string_view::npos) {
    return RecordError{
        nul, "a NUL byte in this line",
        "write it as an escape: \\u0000; or is the file UTF-16? then convert it to UTF-8"};
  }
  const std::optional<std::string> changed = without_lone_surrogates(line);
  LineStream stream(changed ? std::string_view(*changed) : line);
  RecordHandler handler(line, origin_begin_byte, fields, stream);
  rapidjson::Reader parser;
  constexpr unsigned kFlags = rapidjson::kParseIterativeFlag |
                              rapidjson::kParseValidateEncodingFlag |
                              rapidjson::kParseNumbersAsStringsFlag;
  const rapidjson::ParseResult result = parser.Parse<kFlags>(stream, handler);
  if (handler.error()) return *handler.error();
  if (result.IsError()) return describe(result, line);
  return handler.finish();
}

}  // namespace broadsheet::jsonl_reader
