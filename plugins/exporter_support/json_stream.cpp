// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/json_stream.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <array>
#include <cmath>

#include "exporter_support/numbers.h"

namespace broadsheet::exporting {
namespace {

/// RapidJSON writes byte by byte; this gathers the bytes for the sink.
class SinkStream {
 public:
  using Ch = char;

  explicit SinkStream(ByteSink& sink) : sink_(sink) {}
  void Put(char byte) {
    if (length_ == bytes_.size()) Flush();
    bytes_[length_++] = byte;
  }
  void Flush() {
    sink_.write(std::string_view(bytes_.data(), length_));
    length_ = 0;
  }

 private:
  ByteSink& sink_;
  std::array<char, 4096> bytes_;
  std::size_t length_ = 0;
};

}  // namespace

struct JsonStream::Writers {
  Writers(ByteSink& sink, unsigned indent) : stream(sink), is_indented(indent > 0) {
    pretty.SetIndent(' ', indent);
  }

  SinkStream stream;
  rapidjson::StringBuffer leaf_text;
  rapidjson::Writer<SinkStream> compact{stream};
  rapidjson::PrettyWriter<SinkStream> pretty{stream};
  rapidjson::Writer<rapidjson::StringBuffer> leaf{leaf_text};
  bool is_indented;
  bool is_in_leaf = false;
};

JsonStream::JsonStream(ByteSink& sink, unsigned indent)
    : writers_(std::make_unique<Writers>(sink, indent)) {}
JsonStream::~JsonStream() = default;

template <class Call>
JsonStream& JsonStream::on_writer(Call&& call) {
  if (writers_->is_in_leaf) {
    call(writers_->leaf);
  } else if (writers_->is_indented) {
    call(writers_->pretty);
  } else {
    call(writers_->compact);
  }
  return *this;
}

JsonStream& JsonStream::begin_object() {
  return on_writer([](auto& writer) { writer.StartObject(); });
}
JsonStream& JsonStream::end_object() {
  return on_writer([](auto& writer) { writer.EndObject(); });
}
JsonStream& JsonStream::begin_array() {
  return on_writer([](auto& writer) { writer.StartArray(); });
}
JsonStream& JsonStream::end_array() {
  return on_writer([](auto& writer) { writer.EndArray(); });
}

JsonStream& JsonStream::begin_leaf() {
  if (!writers_->is_indented) return *this;
  writers_->leaf_text.Clear();
  writers_->leaf.Reset(writers_->leaf_text);
  writers_->is_in_leaf = true;
  return *this;
}

JsonStream& JsonStream::end_leaf() {
  if (!writers_->is_in_leaf) return *this;
  writers_->is_in_leaf = false;
  writers_->pretty.RawValue(writers_->leaf_text.GetString(), writers_->leaf_text.GetSize(),
                            rapidjson::kObjectType);
  return *this;
}

JsonStream& JsonStream::key(std::string_view name) {
  return on_writer([&](auto& writer) {
    writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  });
}

JsonStream& JsonStream::value(std::string_view text) {
  return on_writer([&](auto& writer) {
    writer.String(text.data() != nullptr ? text.data() : "",
                  static_cast<rapidjson::SizeType>(text.size()));
  });
}

JsonStream& JsonStream::begin_text() {
  return on_writer([](auto& writer) { writer.RawValue("\"", 1, rapidjson::kStringType); });
}

JsonStream& JsonStream::text(std::string_view piece) {
  rapidjson::StringBuffer quoted;
  rapidjson::Writer<rapidjson::StringBuffer> writer(quoted);
  writer.String(piece.data() != nullptr ? piece.data() : "",
                static_cast<rapidjson::SizeType>(piece.size()));
  for (const char c : std::string_view(quoted.GetString(), quoted.GetSize() - 1).substr(1))
    writers_->stream.Put(c);
  return *this;
}

JsonStream& JsonStream::end_text() {
  writers_->stream.Put('"');
  return *this;
}

JsonStream& JsonStream::value(bool truth) {
  return on_writer([&](auto& writer) { writer.Bool(truth); });
}

template <class Number>
JsonStream& JsonStream::floating(Number number) {
  if (!std::isfinite(number)) return on_writer([](auto& writer) { writer.Null(); });
  return raw_number(number_text(number));
}
template JsonStream& JsonStream::floating(double);
template JsonStream& JsonStream::floating(float);

JsonStream& JsonStream::raw_number(const std::string& digits) {
  return on_writer(
      [&](auto& writer) { writer.RawValue(digits.data(), digits.size(), rapidjson::kNumberType); });
}

}  // namespace broadsheet::exporting
