// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_TEI_TEI_STAND_OFF_H_
#define BROADSHEET_EXPORTER_TEI_TEI_STAND_OFF_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "exporter_support/document_index.h"
#include "exporter_support/positions.h"
#include "exporter_support/xml_writer.h"
#include "tei_names.h"
#include "tei_writer.h"

namespace broadsheet::exporting {

/// Writes standOff: an annotation for each label (its category, score and evidence) and for each
/// annotation of another plugin's layer, each pointing at the element that it is about. Nothing
/// where there are none.
class TeiStandOff {
 public:
  /// All borrowed; must outlive this.
  TeiStandOff(const Document& document, const TeiOptions& options, const DocumentIndex& index,
              const Positions& positions, const LabelIds& labels, XmlWriter& xml);

  void write();

 private:
  bool is_written(std::uint32_t target_kind, std::uint32_t target_index) const;
  void write_labels();
  void write_label(const broadsheet_label_t& label, std::size_t number);
  void write_evidence(const broadsheet_evidence_t& evidence);
  void write_layer(std::size_t layer_index, std::span<const std::uint32_t> annotations);
  void write_annotation(const broadsheet_layer_t& layer, const broadsheet_annotation_t& annotation);
  void write_value(const broadsheet_value_t& value, std::string_view name);
  /// Opens <annotation> with its id, its target and who made it.
  void open_annotation(const std::string& id, const char* motivation, std::uint32_t target_kind,
                       std::uint32_t target_index, std::uint32_t stage);
  void write_range(std::uint32_t block_index, std::uint64_t begin_byte, std::uint64_t end_byte);
  std::string target_of(std::uint32_t target_kind, std::uint32_t target_index) const;

  const Document& document_;
  const TeiOptions& options_;
  const DocumentIndex& index_;
  const Positions& positions_;
  const LabelIds& labels_;
  XmlWriter& xml_;
  const Records<broadsheet_block_t> blocks_;
  const Records<broadsheet_sentence_t> sentences_;
};

}  // namespace broadsheet::exporting

#endif
