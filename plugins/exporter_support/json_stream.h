// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_JSON_STREAM_H_
#define BROADSHEET_EXPORTER_SUPPORT_JSON_STREAM_H_

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

/// Writes JSON piece by piece (over RapidJSON) into a sink. With an indent, objects and arrays are
/// laid out a value a line, but a leaf (begin_leaf() to end_leaf(): one value that a reader takes
/// in at a glance) stays in one line. Texts must be UTF-8. A value that is the document's last
/// flushes into the sink.
class JsonStream {
 public:
  /// @param indent  spaces a level; 0 writes no white space at all
  JsonStream(ByteSink& sink, unsigned indent);
  ~JsonStream();
  JsonStream(const JsonStream&) = delete;
  JsonStream& operator=(const JsonStream&) = delete;

  JsonStream& begin_object();
  JsonStream& end_object();
  JsonStream& begin_array();
  JsonStream& end_array();
  JsonStream& begin_leaf();
  JsonStream& end_leaf();
  JsonStream& key(std::string_view name);
  JsonStream& value(std::string_view text);
  JsonStream& value(const char* text) { return value(std::string_view(text)); }
  /// A text that is not held as a whole: its pieces, of whole characters, between begin and end. A
  /// member of an object, behind its key; not in a leaf.
  JsonStream& begin_text();
  JsonStream& text(std::string_view piece);
  JsonStream& end_text();
  JsonStream& value(bool truth);
  /// The shortest decimal; null where the number is not finite, which JSON cannot say.
  JsonStream& value(double number) { return floating(number); }
  JsonStream& value(float number) { return floating(number); }
  template <std::integral Integer>
  requires(!std::same_as<Integer, bool>) JsonStream& value(Integer number) {
    return raw_number(std::to_string(number));
  }
  template <class Value>
  JsonStream& member(std::string_view name, Value&& content) {
    return key(name).value(std::forward<Value>(content));
  }
  /// The same, unless the text is empty.
  JsonStream& member_if_any(std::string_view name, std::string_view text) {
    return text.empty() ? *this : member(name, text);
  }

 private:
  struct Writers;

  template <class Number>
  JsonStream& floating(Number number);
  JsonStream& raw_number(const std::string& digits);
  template <class Call>
  JsonStream& on_writer(Call&& call);

  std::unique_ptr<Writers> writers_;
};

}  // namespace broadsheet::exporting

#endif
