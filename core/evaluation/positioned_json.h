// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.h"
#include "diagnostics/source_text.h"

namespace broadsheet::evaluation {

enum class JsonType : std::uint8_t { null, boolean, integer, number, text, list, object };

/// "an object", "a text": for messages.
std::string_view in_words(JsonType type);

/// A value of a JSON text and where it stands there.
struct JsonNode {
  std::uint32_t begin_byte = 0;
  std::uint32_t end_byte = 0;
  std::uint32_t next = 0;  // the node behind this one and all that it holds
  std::uint32_t text = 0;  // index of a text's characters
  std::int64_t integer = 0;
  JsonType type = JsonType::null;
};

/// A JSON text whose values know their places, so that what is wrong with one can be told with line
/// and column. Numbers that are no 64-bit integers keep their place only. Read-only.
class PositionedJson {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{256} << 20U;
  static constexpr unsigned kMaxDepth = 64;

  /// nullopt and one error where it is not JSON (UTF-8, RFC 8259), or larger or deeper than the
  /// limits. Takes time and memory in proportion to the text.
  static std::optional<PositionedJson> parse(const diagnostics::SourceText& source,
                                             diagnostics::DiagnosticList& diagnostics);

  const JsonNode& root() const { return nodes_.front(); }
  std::string_view text(const JsonNode& node) const { return texts_[node.text]; }
  /// Of a key that stands twice the last; nullptr where there is none.
  const JsonNode* member(const JsonNode& object, std::string_view key) const;
  /// Calls visit(item) for each value of a list, in order.
  template <class Visitor>
  void for_each_item(const JsonNode& list, Visitor&& visit) const {
    for (std::size_t i = index_of(list) + 1; i < list.next; i = nodes_[i].next) visit(nodes_[i]);
  }

 private:
  friend class PositionedJsonBuilder;

  std::size_t index_of(const JsonNode& node) const {
    return static_cast<std::size_t>(&node - nodes_.data());
  }

  std::vector<JsonNode> nodes_;  // in the text's order; an object holds key, value, key, value, ...
  std::vector<std::string> texts_;
};

}  // namespace broadsheet::evaluation
