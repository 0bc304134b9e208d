// SPDX-License-Identifier: Apache-2.0
#include "record_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "exporter_support/document_index.h"
#include "exporter_support/json_stream.h"
#include "exporter_support/line_ranges.h"
#include "exporter_support/origin_index.h"
#include "exporter_support/positions.h"
#include "exporter_support/roles.h"
#include "record_annotations.h"

namespace broadsheet::exporting {
namespace {

constexpr std::array<std::string_view, 8> kHostProperties = {
    "source.path",     "source.sha256", "source.bytes",         "source.media_type",
    "source.encoding", "pipeline.name", "pipeline.fingerprint", "run.date"};
constexpr std::array<std::string_view, 4> kArticleProperties = {"headline", "byline", "date",
                                                                "section"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

class RecordWriter {
 public:
  RecordWriter(const Context& context, const Document& document, const RecordOptions& options,
               ByteSink& sink)
      : context_(context),
        document_(document),
        options_(options),
        index_(document),
        positions_(document),
        origins_(document),
        json_(sink, options.indent),
        annotations_(document, index_, positions_, json_),
        is_of_several_pages_(!document.lines().empty() &&
                             document.lines()[0].page !=
                                 document.lines()[document.lines().size() - 1].page) {}

  void write() {
    json_.begin_object();
    json_.member("format", "broadsheet-json/1");
    write_source();
    write_pipeline();
    write_properties(BROADSHEET_TARGET_DOCUMENT, 0, kHostProperties);
    write_articles();
    write_furniture();
    write_removed();
    annotations_.write_labels_member(BROADSHEET_TARGET_DOCUMENT, 0);
    annotations_.write_layers_member();
    write_diagnostics();
    json_.end_object();
  }

 private:
  void write_source() {
    json_.key("source").begin_object();
    json_.member("path", document_.property("source.path"));
    json_.member("sha256", document_.property("source.sha256"));
    json_.member("bytes", number_of(document_.property("source.bytes")));
    json_.member("media_type", document_.property("source.media_type"));
    json_.member("encoding", document_.property("source.encoding"));
    json_.member("lines", document_.lines().size());
    json_.end_object();
  }

  void write_pipeline() {
    json_.key("pipeline").begin_object();
    json_.member("name", document_.property("pipeline.name"));
    json_.member("fingerprint", document_.property("pipeline.fingerprint"));
    json_.member_if_any("date", document_.property("run.date"));
    json_.key("plugins").begin_array();
    for (const broadsheet_stage_t stage : document_.stages()) {
      json_.begin_leaf().begin_object();
      json_.member("id", document_.string(stage.component));
      json_.member("version", document_.string(stage.version));
      json_.member("sha256", document_.string(stage.sha256));
      json_.end_object().end_leaf();
    }
    json_.end_array().end_object();
  }

  /// "properties": {...} of a target, without those that stand elsewhere; only where there are any.
  /// Of a key that was set twice the first counts, as in Document::property().
  template <class Names>
  void write_properties(std::uint32_t target_kind, std::size_t target_index,
                        const Names& written_elsewhere) {
    std::vector<std::string_view> keys;
    const Records<broadsheet_property_t> properties = document_.properties();
    for (const std::uint32_t at : index_.properties_of(target_kind, target_index)) {
      const broadsheet_property_t property = properties[at];
      const std::string_view key = document_.string(property.key);
      if (contains(written_elsewhere, key) || contains(keys, key)) continue;
      if (keys.empty()) json_.key("properties").begin_object();
      keys.push_back(key);
      json_.member(key, document_.string(property.value));
    }
    if (!keys.empty()) json_.end_object();
  }

  void write_articles() {
    json_.key("articles").begin_array();
    const Records<broadsheet_article_t> articles = document_.articles();
    for (std::size_t article = 0; article < articles.size(); ++article) {
      json_.begin_object();
      json_.member("id", index_.article_id(article));
      for (const std::string_view key : kArticleProperties) {
        json_.member_if_any(key, index_.property(BROADSHEET_TARGET_ARTICLE, article, key));
      }
      write_properties(BROADSHEET_TARGET_ARTICLE, article, kArticleProperties);
      json_.key("blocks").begin_array();
      const BlockSpan blocks = blocks_of(document_, articles[article]);
      for (std::size_t block = blocks.first; block < blocks.last; ++block) write_block(block);
      json_.end_array();
      annotations_.write_labels_member(BROADSHEET_TARGET_ARTICLE, article);
      json_.end_object();
    }
    json_.end_array();
  }

  void write_furniture() {
    json_.key("furniture").begin_array();
    for (const std::uint32_t block : index_.furniture()) write_block(block);
    json_.end_array();
  }

  void write_block(std::size_t block_index) {
    context_.stop_if_cancelled();
    const broadsheet_block_t block = document_.blocks()[block_index];
    json_.begin_object();
    json_.member("id", index_.block_id(block_index));
    json_.member("role", role_name(block.role));
    json_.member("text", document_.block_text(block));
    write_lines(block);
    json_.member("confidence", block.confidence);
    if (options_.has_segments) write_segments(block);
    if (options_.has_sentences) write_sentences(block_index, block);
    annotations_.write_labels_member(BROADSHEET_TARGET_BLOCK, block_index);
    write_properties(BROADSHEET_TARGET_BLOCK, block_index, std::array<std::string_view, 0>());
    json_.end_object();
  }

  void write_lines(const broadsheet_block_t& block) {
    const std::vector<LineRange> ranges = line_ranges(document_, positions_.lines(), block);
    json_.key("lines").begin_leaf().begin_array();
    for (const LineRange& range : ranges) {
      json_.begin_array().value(range.first).value(range.last).end_array();
    }
    json_.end_array().end_leaf();
    if (is_of_several_pages_ && !ranges.empty()) {
      json_.member("page", positions_.lines()[ranges.front().first - 1].page);
    }
  }

  void write_segments(const broadsheet_block_t& block) {
    static constexpr std::string_view kKinds[] = {"copy", "insert", "replace", "remove"};
    json_.key("segments").begin_array();
    for (const broadsheet_segment_t segment : document_.segments_of(block)) {
      json_.begin_leaf().begin_object();
      json_.member("kind",
                   kKinds[std::min<std::uint32_t>(segment.kind, BROADSHEET_SEGMENT_REMOVE)]);
      if (segment.kind != BROADSHEET_SEGMENT_INSERT) {
        const LineSlice slice =
            positions_.in_line(segment.source_begin_byte, segment.source_end_byte);
        json_.member("line", slice.line).member("begin", slice.begin).member("end", slice.end);
        if (segment.source_begin_byte < segment.source_end_byte) {
          const OriginRange origin =
              origins_.slice(segment.source_begin_byte, segment.source_end_byte);
          json_.member("byte_begin", origin.begin_byte).member("byte_end", origin.end_byte);
        }
      }
      json_.member("text_begin", positions_.in_block(block, segment.text_begin_byte));
      json_.member("text_end", positions_.in_block(block, segment.text_end_byte));
      json_.member_if_any("reason", document_.string(segment.reason));
      json_.end_object().end_leaf();
    }
    json_.end_array();
  }

  void write_sentences(std::size_t block_index, const broadsheet_block_t& block) {
    const auto sentences = index_.sentences_of(block_index);
    if (block.article == BROADSHEET_NONE && sentences.empty()) return;
    json_.key("sentences").begin_array();
    const Records<broadsheet_sentence_t> all = document_.sentences();
    for (const std::uint32_t sentence : sentences) write_sentence(sentence, all[sentence], block);
    json_.end_array();
  }

  void write_sentence(std::size_t sentence_index, const broadsheet_sentence_t& sentence,
                      const broadsheet_block_t& block) {
    const std::string_view text = document_.block_text(block);
    const std::size_t begin = std::min<std::size_t>(sentence.begin_byte, text.size());
    const std::size_t end = std::clamp<std::size_t>(sentence.end_byte, begin, text.size());
    json_.begin_object();
    json_.member("begin", positions_.in_block(block, begin))
        .member("end", positions_.in_block(block, end));
    json_.member("text", text.substr(begin, end - begin));
    if (sentence.marks != 0) {
      json_.key("marks").begin_leaf().begin_array();
      if ((sentence.marks & BROADSHEET_SENTENCE_INNER_QUOTE) != 0) json_.value("inner_quote");
      if ((sentence.marks & BROADSHEET_SENTENCE_CLAUSE) != 0) json_.value("clause");
      json_.end_array().end_leaf();
    }
    json_.key("labels");
    annotations_.write_labels(BROADSHEET_TARGET_SENTENCE, sentence_index);
    json_.end_object();
  }

  void write_removed() {
    std::vector<broadsheet_segment_t> removals;
    for (const broadsheet_segment_t segment : document_.segments()) {
      if (segment.kind == BROADSHEET_SEGMENT_REMOVE) removals.push_back(segment);
    }
    std::stable_sort(removals.begin(), removals.end(), [](const auto& left, const auto& right) {
      return left.source_begin_byte < right.source_begin_byte;
    });
    json_.key("removed").begin_array();
    for (const broadsheet_segment_t& removal : removals) {
      for (const LineSlice& slice :
           positions_.in_lines(removal.source_begin_byte, removal.source_end_byte)) {
        json_.begin_leaf().begin_object();
        json_.member("line", slice.line).member("begin", slice.begin).member("end", slice.end);
        json_.member("reason", document_.string(removal.reason));
        json_.end_object().end_leaf();
      }
    }
    json_.end_array();
  }

  void write_diagnostics() {
    static constexpr std::string_view kSeverities[] = {"note", "warning", "error"};
    json_.key("diagnostics").begin_array();
    for (const broadsheet_message_t message : document_.messages()) {
      json_.begin_leaf().begin_object();
      json_.member("severity",
                   kSeverities[std::min<std::uint32_t>(message.severity, BROADSHEET_ERROR)]);
      json_.member("code", document_.string(message.code));
      json_.member("message", document_.string(message.message));
      json_.member_if_any("help", document_.string(message.help));
      if (message.source_begin_byte != BROADSHEET_NO_OFFSET && positions_.lines().size() > 0) {
        const LineSlice slice =
            positions_.in_line(message.source_begin_byte, message.source_end_byte);
        json_.member("line", slice.line).member("begin", slice.begin).member("end", slice.end);
      }
      const Records<broadsheet_stage_t> stages = document_.stages();
      if (message.stage < stages.size()) {
        json_.member_if_any("by", document_.string(stages[message.stage].component));
      }
      json_.end_object().end_leaf();
    }
    json_.end_array();
  }

  const Context& context_;
  const Document& document_;
  const RecordOptions& options_;
  const DocumentIndex index_;
  const Positions positions_;
  const OriginIndex origins_;
  JsonStream json_;
  RecordAnnotations annotations_;
  const bool is_of_several_pages_;
};

}  // namespace

void write_record(const Context& context, const Document& document, const RecordOptions& options,
                  ByteSink& sink) {
  RecordWriter(context, document, options, sink).write();
}

}  // namespace broadsheet::exporting
