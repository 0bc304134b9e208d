// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_LAYER_NOTES_H_
#define BROADSHEET_EXPORTER_SUPPORT_LAYER_NOTES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/text.hpp"
#include "exporter_support/document_index.h"

namespace broadsheet::exporting {

/// "string", "integer", "number" or "boolean", as manifests and records have it.
std::string_view attribute_type_name(std::uint32_t type);

/// A value of a layer as text: "true", "0.5", "成都".
std::string value_text(const Document& document, const broadsheet_value_t& value);

/// An annotation of another plugin's layer with everything that a format writes of it. Texts are
/// borrowed from the document, but for the values.
struct LayerNote {
  struct Value {
    std::string_view attribute;
    std::string_view type;
    std::string text;
  };

  std::string_view layer;
  std::uint32_t block = BROADSHEET_NONE;  // that it is in; none for articles and documents
  ByteRange range{0, 0};                  // of that block's text: its own, else its target's
  std::string_view words;                 // the text of the range
  std::vector<Value> values;

  /// "places: name=成都, gazetteer_id=5"
  std::string in_words() const;
};

/// @param annotation  an index into document.annotations()
LayerNote layer_note(const DocumentIndex& index, std::size_t annotation);

/// Where a format, or its options, leave the layers out: says how many annotations that were.
void report_left_out_layers(const Context& context, const Document& document, const char* help);

}  // namespace broadsheet::exporting

#endif
