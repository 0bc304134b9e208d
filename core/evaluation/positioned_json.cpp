// SPDX-License-Identifier: Apache-2.0
#include "evaluation/positioned_json.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <limits>
#include <utility>

namespace broadsheet::evaluation {

std::string_view in_words(JsonType type) {
  static constexpr std::string_view kWords[] = {"null",   "a boolean", "a whole number", "a number",
                                                "a text", "a list",    "an object"};
  return kWords[static_cast<std::size_t>(type)];
}

// What RapidJSON calls for each token. The stream tells where a token ends; it begins behind the
// white space and punctuation after the one before.
class PositionedJsonBuilder {
 public:
  PositionedJsonBuilder(std::string_view source, const rapidjson::MemoryStream& stream)
      : source_(source), stream_(stream) {}

  // NOLINTBEGIN(readability-identifier-naming): RapidJSON's names
  bool Null() { return add(JsonType::null); }
  bool Bool(bool) { return add(JsonType::boolean); }
  bool Int(int number) { return add(JsonType::integer, number); }
  bool Uint(unsigned number) { return add(JsonType::integer, number); }
  bool Int64(std::int64_t number) { return add(JsonType::integer, number); }
  bool Uint64(std::uint64_t number) {
    if (number > std::numeric_limits<std::int64_t>::max()) return add(JsonType::number);
    return add(JsonType::integer, static_cast<std::int64_t>(number));
  }
  bool Double(double) { return add(JsonType::number); }
  bool RawNumber(const char*, rapidjson::SizeType, bool) { return add(JsonType::number); }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    add(JsonType::text);
    json_.nodes_.back().text = static_cast<std::uint32_t>(json_.texts_.size());
    json_.texts_.emplace_back(text, length);
    return true;
  }
  bool Key(const char* text, rapidjson::SizeType length, bool copy) {
    return String(text, length, copy);
  }
  bool StartObject() { return open(JsonType::object); }
  bool StartArray() { return open(JsonType::list); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }
  // NOLINTEND(readability-identifier-naming)

  PositionedJson take() { return std::move(json_); }

 private:
  std::size_t begin_of_next() const { return source_.find_first_not_of(" \t\r\n,:", end_of_last_); }

  bool add(JsonType type, std::int64_t integer = 0) {
    const std::size_t begin = begin_of_next();
    end_of_last_ = stream_.Tell();
    JsonNode node;
    node.begin_byte = static_cast<std::uint32_t>(begin);
    node.end_byte = static_cast<std::uint32_t>(end_of_last_);
    node.next = static_cast<std::uint32_t>(json_.nodes_.size() + 1);
    node.integer = integer;
    node.type = type;
    json_.nodes_.push_back(node);
    return true;
  }

  // Brackets are told before the stream has moved over them.
  bool open(JsonType type) {
    if (open_.size() == PositionedJson::kMaxDepth) return false;
    open_.push_back(json_.nodes_.size());
    add(type);
    end_of_last_ = json_.nodes_.back().begin_byte + std::size_t{1};
    return true;
  }

  bool close() {
    end_of_last_ = begin_of_next() + 1;
    JsonNode& node = json_.nodes_[open_.back()];
    node.end_byte = static_cast<std::uint32_t>(end_of_last_);
    node.next = static_cast<std::uint32_t>(json_.nodes_.size());
    open_.pop_back();
    return true;
  }

  std::string_view source_;
  const rapidjson::MemoryStream& stream_;
  std::size_t end_of_last_ = 0;
  std::vector<std::size_t> open_;
  PositionedJson json_;
};

namespace {

void add_error(const diagnostics::SourceText& source, std::size_t byte, std::string message,
               std::string help, diagnostics::DiagnosticList& diagnostics) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.code = "bad-json";
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  diagnostic.location = source.locate(byte);
  source.excerpt(diagnostic);
  diagnostics.add(std::move(diagnostic));
}

}  // namespace

std::optional<PositionedJson> PositionedJson::parse(const diagnostics::SourceText& source,
                                                    diagnostics::DiagnosticList& diagnostics) {
  const std::string_view text = source.text();
  if (text.size() > kMaxBytes) {
    add_error(source, 0, "is larger than 256 MiB", "split it", diagnostics);
    return std::nullopt;
  }
  rapidjson::MemoryStream stream(text.data(), text.size());
  PositionedJsonBuilder builder(text, stream);
  rapidjson::Reader reader;
  constexpr unsigned kFlags =
      rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag;
  const rapidjson::ParseResult parsed = reader.Parse<kFlags>(stream, builder);
  if (!parsed.IsError()) return builder.take();
  if (parsed.Code() == rapidjson::kParseErrorTermination) {
    add_error(source, parsed.Offset(), "nested deeper than " + std::to_string(kMaxDepth), "",
              diagnostics);
  } else {
    std::string why = rapidjson::GetParseError_En(parsed.Code());
    if (why.ends_with('.')) why.pop_back();
    add_error(source, parsed.Offset(), "not valid JSON: " + why,
              "mend it with a JSON checker, 'python3 -m json.tool FILE' say", diagnostics);
  }
  return std::nullopt;
}

const JsonNode* PositionedJson::member(const JsonNode& object, std::string_view key) const {
  const JsonNode* found = nullptr;
  for (std::size_t i = index_of(object) + 1; i < object.next;) {
    const std::size_t value = nodes_[i].next;
    if (text(nodes_[i]) == key) found = &nodes_[value];
    i = nodes_[value].next;
  }
  return found;
}

}  // namespace broadsheet::evaluation
