// SPDX-License-Identifier: Apache-2.0
#include "exporter_docx/provenance_part.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "exporter_docx/body_part.h"
#include "exporter_support/code_point_index.h"
#include "exporter_support/layer_notes.h"
#include "exporter_support/line_index.h"
#include "exporter_support/line_ranges.h"
#include "exporter_support/numbers.h"
#include "exporter_support/origin_index.h"
#include "exporter_support/roles.h"
#include "exporter_support/uuid.h"

namespace broadsheet::docx {
namespace {

class ProvenanceWriter {
 public:
  ProvenanceWriter(XmlWriter& xml, const exporting::DocumentIndex& index,
                   const DocxOptions& options)
      : xml_(xml),
        index_(index),
        document_(index.document()),
        options_(options),
        lines_(document_),
        origin_(document_),
        labels_(document_.labels()),
        annotations_(document_.annotations()),
        code_points_(document_.blocks().size()) {}

  void write() {
    xml_.declaration(true).open("provenance").attribute("xmlns", kProvenanceNamespace);
    xml_.attribute("generator", kSignature).attribute("unit", "codepoint");
    write_source();
    write_pipeline();
    write_about(BROADSHEET_TARGET_DOCUMENT, 0);
    for (std::size_t article = 0; article < document_.articles().size(); ++article) {
      write_article(article);
    }
    write_furniture();
    xml_.close();
  }

 private:
  void optional_attribute(const char* name, std::string_view text) {
    if (!text.empty()) xml_.attribute(name, text);
  }

  void write_source() {
    xml_.open("source");
    for (const auto& [name, key] : {std::pair{"path", "source.path"},
                                    {"sha256", "source.sha256"},
                                    {"bytes", "source.bytes"},
                                    {"media_type", "source.media_type"},
                                    {"encoding", "source.encoding"}}) {
      optional_attribute(name, document_.property(key));
    }
    xml_.close();
  }

  void write_pipeline() {
    xml_.open("pipeline");
    optional_attribute("name", document_.property("pipeline.name"));
    optional_attribute("fingerprint", document_.property("pipeline.fingerprint"));
    for (const broadsheet_stage_t stage : document_.stages()) {
      xml_.open("stage").attribute("component", document_.string(stage.component));
      optional_attribute("version", document_.string(stage.version));
      optional_attribute("sha256", document_.string(stage.sha256));
      xml_.close();
    }
    xml_.close();
  }

  void write_article(std::size_t article) {
    const auto blocks = exporting::blocks_of(document_, document_.articles()[article]);
    const std::string id = index_.article_id(article);
    xml_.open("article").attribute("id", id);
    if (blocks.first < blocks.last) xml_.attribute("bookmark", bookmark_name(id));
    write_about(BROADSHEET_TARGET_ARTICLE, article);
    for (std::size_t block = blocks.first; block < blocks.last; ++block) write_block(block);
    xml_.close();
  }

  void write_furniture() {
    if (index_.furniture().empty()) return;
    xml_.open("furniture").attribute("count", index_.furniture().size());
    if (options_.keeps_furniture) {
      for (const std::uint32_t block : index_.furniture()) write_block(block);
    }
    xml_.close();
  }

  void write_block(std::size_t index) {
    const broadsheet_block_t block = document_.blocks()[index];
    const std::string id = index_.block_id(index);
    const exporting::OriginRange source = origin_.hull_of(document_, block);
    const auto ranges = exporting::line_ranges(document_, lines_, block);
    xml_.open("block").attribute("id", id).attribute("bookmark", bookmark_name(id));
    xml_.attribute("role", exporting::role_name(block.role));
    xml_.attribute("confidence", exporting::number_text(block.confidence));
    if (!ranges.empty()) {
      xml_.attribute("page", lines_[ranges.front().first - 1].page);
      xml_.attribute("lines", exporting::line_ranges_text(ranges));
      xml_.attribute("source_begin_byte", source.begin_byte);
      xml_.attribute("source_end_byte", source.end_byte);
    }
    const std::string_view text = document_.block_text(block);
    optional_attribute("indent", text.substr(0, stripped_indent_bytes(block.role, text, options_)));
    write_about(BROADSHEET_TARGET_BLOCK, index);
    for (const std::uint32_t sentence : index_.sentences_of(index)) write_sentence(sentence, index);
    xml_.close();
  }

  void write_sentence(std::uint32_t sentence, std::size_t block) {
    if (index_.labels_of(BROADSHEET_TARGET_SENTENCE, sentence).empty() &&
        index_.annotations_of(BROADSHEET_TARGET_SENTENCE, sentence).empty()) {
      return;
    }
    const broadsheet_sentence_t record = document_.sentences()[sentence];
    xml_.open("sentence").attribute("id", index_.sentence_id(sentence));
    write_range(block, record.begin_byte, record.end_byte);
    write_about(BROADSHEET_TARGET_SENTENCE, sentence);
    xml_.close();
  }

  /// Properties, labels and annotations of a target.
  void write_about(std::uint32_t kind, std::size_t target) {
    if (kind != BROADSHEET_TARGET_DOCUMENT) {
      for (const std::uint32_t i : index_.properties_of(kind, target)) {
        const broadsheet_property_t property = document_.properties()[i];
        xml_.open("property").attribute("key", document_.string(property.key));
        xml_.text(document_.string(property.value)).close();
      }
    }
    for (const std::uint32_t i : index_.labels_of(kind, target)) write_label(labels_[i]);
    for (const std::uint32_t i : index_.annotations_of(kind, target)) {
      write_annotation(annotations_[i], index_.block_of(kind, target));
    }
  }

  void write_label(const broadsheet_label_t& label) {
    xml_.open("label").attribute("scheme", document_.string(label.scheme));
    xml_.attribute("name", document_.string(label.label));
    xml_.attribute("score", exporting::number_text(label.score));
    const auto stages = document_.stages();
    if (label.stage < stages.size()) {
      optional_attribute("by", document_.string(stages[label.stage].component));
    }
    for (const broadsheet_evidence_t evidence :
         document_.evidence().slice(label.first_evidence, label.evidence_count)) {
      if (evidence.block >= code_points_.size()) continue;
      xml_.open("evidence").attribute("block", index_.block_id(evidence.block));
      write_range(evidence.block, evidence.begin_byte, evidence.end_byte);
      xml_.attribute("contribution", exporting::number_text(evidence.contribution)).close();
    }
    xml_.close();
  }

  void write_annotation(const broadsheet_annotation_t& annotation, std::uint32_t block) {
    const auto layers = document_.layers();
    if (annotation.layer >= layers.size()) return;
    const broadsheet_layer_t layer = layers[annotation.layer];
    xml_.open("annotation").attribute("layer", document_.string(layer.name));
    if (annotation.begin_byte < annotation.end_byte && block != BROADSHEET_NONE) {
      write_range(block, annotation.begin_byte, annotation.end_byte);
    }
    const auto attributes =
        document_.attributes().slice(layer.first_attribute, layer.attribute_count);
    for (const broadsheet_value_t value :
         document_.values().slice(annotation.first_value, annotation.value_count)) {
      if (value.attribute >= attributes.size()) continue;
      xml_.open("value").attribute("name", document_.string(attributes[value.attribute].name));
      xml_.text(exporting::value_text(document_, value)).close();
    }
    xml_.close();
  }

  void write_range(std::size_t block, std::uint64_t begin_byte, std::uint64_t end_byte) {
    auto& index = code_points_[block];
    if (index == nullptr) {
      index = std::make_unique<exporting::CodePointIndex>(
          document_.block_text(document_.blocks()[block]));
    }
    xml_.attribute("begin", index->at(begin_byte)).attribute("end", index->at(end_byte));
  }

  XmlWriter& xml_;
  const exporting::DocumentIndex& index_;
  const Document& document_;
  const DocxOptions& options_;
  exporting::LineIndex lines_;
  exporting::OriginIndex origin_;
  Records<broadsheet_label_t> labels_;
  Records<broadsheet_annotation_t> annotations_;
  std::vector<std::unique_ptr<exporting::CodePointIndex>>
      code_points_;  // of blocks, when asked for
};

}  // namespace

void write_provenance(XmlWriter& xml, const exporting::DocumentIndex& index,
                      const DocxOptions& options) {
  ProvenanceWriter(xml, index, options).write();
}

void write_provenance_properties(XmlWriter& xml, std::string_view provenance) {
  std::string id = exporting::uuid_of_name(provenance);
  for (char& c : id) {
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  }
  xml.declaration(true).open("ds:datastoreItem").attribute("ds:itemID", "{" + id + "}");
  xml.attribute("xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml");
  xml.open("ds:schemaRefs").open("ds:schemaRef").attribute("ds:uri", kProvenanceNamespace);
  xml.close().close().close();
}

}  // namespace broadsheet::docx
