// SPDX-License-Identifier: Apache-2.0
#include "document/article_view.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "document/string_table.h"

namespace broadsheet::document {
namespace {

// Builds the view: records are copied in their order, indices and offsets moved to begin at 0.
class ArticleView {
 public:
  ArticleView(const Document& whole, std::uint32_t article)
      : whole_(whole),
        from_(whole.contents()),
        strings_(from_.string_bytes, from_.string_ends),
        article_(article),
        first_block_(from_.articles[article].first_block),
        end_block_(first_block_ + from_.articles[article].block_count) {}

  Document seal() {
    add_blocks();
    add_sentences();
    add_properties();
    add_labels();
    add_annotations();
    const broadsheet_article_t article{0, end_block_ - first_block_};
    DocumentContents contents = from_;
    contents.block_texts = block_texts_;
    contents.string_bytes = strings_.bytes();
    contents.string_ends = strings_.ends();
    contents.blocks = blocks_;
    contents.segments = segments_;
    contents.articles = {&article, 1};
    contents.properties = properties_;
    contents.sentences = sentences_;
    contents.labels = labels_;
    contents.evidence = evidence_;
    contents.annotations = annotations_;
    return Document::seal(contents);
  }

 private:
  bool has_block(std::uint32_t block) const { return block >= first_block_ && block < end_block_; }

  void add_blocks() {
    for (broadsheet_block_t block : from_.blocks.subspan(first_block_, end_block_ - first_block_)) {
      const auto segments = from_.segments.subspan(block.first_segment, block.segment_count);
      block.first_segment = segments_.size();
      for (broadsheet_segment_t segment : segments) {
        segment.block -= first_block_;
        segments_.push_back(segment);
      }
      // Texts stand in the order in which a cleaner added the blocks, of whatever article.
      const std::string_view text = whole_.block_text(block);
      block.text_begin_byte = block_texts_.size();
      block_texts_ += text;
      block.text_end_byte = block_texts_.size();
      block.article = 0;
      blocks_.push_back(block);
    }
  }

  void add_sentences() {
    for (std::size_t i = 0; i < from_.sentences.size(); ++i) {
      broadsheet_sentence_t sentence = from_.sentences[i];
      if (!has_block(sentence.block)) continue;
      if (sentences_.empty()) first_sentence_ = static_cast<std::uint32_t>(i);
      sentence.block -= first_block_;
      sentences_.push_back(sentence);
    }
  }

  // Whether the target is of the article (or the document); its index is moved.
  bool keep(std::uint32_t kind, std::uint32_t& index) const {
    switch (kind) {
      case BROADSHEET_TARGET_ARTICLE:
        if (index != article_) return false;
        index = 0;
        return true;
      case BROADSHEET_TARGET_BLOCK:
        if (!has_block(index)) return false;
        index -= first_block_;
        return true;
      case BROADSHEET_TARGET_SENTENCE:
        if (index < first_sentence_ || index - first_sentence_ >= sentences_.size()) return false;
        index -= first_sentence_;
        return true;
      default:
        return kind == BROADSHEET_TARGET_DOCUMENT;
    }
  }

  void add_properties() {
    properties_.push_back({BROADSHEET_TARGET_DOCUMENT, 0, strings_.intern("article.number"),
                           strings_.intern(std::to_string(article_ + 1))});
    for (broadsheet_property_t property : from_.properties) {
      if (keep(property.target_kind, property.target_index)) properties_.push_back(property);
    }
  }

  void add_labels() {
    for (broadsheet_label_t label : from_.labels) {
      if (!keep(label.target_kind, label.target_index)) continue;
      const auto evidence = from_.evidence.subspan(label.first_evidence, label.evidence_count);
      label.first_evidence = evidence_.size();
      for (broadsheet_evidence_t range : evidence) {
        if (!has_block(range.block)) continue;
        range.block -= first_block_;
        evidence_.push_back(range);
      }
      label.evidence_count = static_cast<std::uint32_t>(evidence_.size() - label.first_evidence);
      labels_.push_back(label);
    }
  }

  void add_annotations() {
    for (broadsheet_annotation_t annotation : from_.annotations) {
      if (keep(annotation.target_kind, annotation.target_index)) annotations_.push_back(annotation);
    }
  }

  const Document& whole_;
  const DocumentContents& from_;
  StringTable strings_;
  std::uint32_t article_;
  std::uint32_t first_block_;
  std::uint32_t end_block_;
  std::uint32_t first_sentence_ = 0;
  std::string block_texts_;
  std::vector<broadsheet_block_t> blocks_;
  std::vector<broadsheet_segment_t> segments_;
  std::vector<broadsheet_property_t> properties_;
  std::vector<broadsheet_sentence_t> sentences_;
  std::vector<broadsheet_label_t> labels_;
  std::vector<broadsheet_evidence_t> evidence_;
  std::vector<broadsheet_annotation_t> annotations_;
};

// The numbers of a date as papers print it ("2024年6月24日", "2024-06-24", "2024.6.24"), as far as
// they are one; 0 from where they are not.
std::array<unsigned, 3> date_numbers(std::string_view text) {
  constexpr unsigned kMaxOf[] = {9999, 12, 31};
  std::array<unsigned, 3> numbers{};
  std::size_t at = 0;
  const auto is_digit = [&](std::size_t i) {
    return i < text.size() && text[i] >= '0' && text[i] <= '9';
  };
  for (std::size_t part = 0; part < numbers.size(); ++part) {
    const std::size_t begin = at;
    unsigned number = 0;
    while (is_digit(at) && at - begin < 5) number = number * 10 + unsigned(text[at++] - '0');
    const std::size_t digits = at - begin;
    const bool is_part = part == 0 ? digits == 4 : digits == 1 || digits == 2;
    if (!is_part || number == 0 || number > kMaxOf[part]) return numbers;
    numbers[part] = number;
    if (at == text.size()) return numbers;
    constexpr std::size_t kMaxSeparatorBytes = 3;  // one character
    for (std::size_t end = at + kMaxSeparatorBytes; at < end && at < text.size() && !is_digit(at);)
      ++at;
  }
  return numbers;
}

std::string padded(unsigned number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

std::string file_date(std::string_view text) {
  const auto [year, month, day] = date_numbers(text);
  if (year == 0) return "";
  std::string date = padded(year, 4);
  if (month > 0) date += "-" + padded(month, 2);
  if (month > 0 && day > 0) date += "-" + padded(day, 2);
  return date;
}

}  // namespace

Document article_view(const Document& whole, std::uint32_t article) {
  return ArticleView(whole, article).seal();
}

std::string date_of(const Document& document, std::optional<std::uint32_t> article) {
  for (const auto& property : document.contents().properties) {
    if (!article || property.target_kind != BROADSHEET_TARGET_ARTICLE ||
        property.target_index != *article || document.string(property.key) != "date") {
      continue;
    }
    if (std::string date = file_date(document.string(property.value)); !date.empty()) return date;
  }
  // A reader that keeps a record's own fields names this one "field.date".
  for (const std::string_view key : {"date", "field.date"}) {
    if (std::string date = file_date(document.property(key)); !date.empty()) return date;
  }
  return "undated";
}

std::uint32_t first_page_of(const Document& document) {
  const auto& contents = document.contents();
  for (const auto& segment : contents.segments) {
    if (segment.source_begin_byte == segment.source_end_byte) continue;
    const auto behind = std::upper_bound(
        contents.lines.begin(), contents.lines.end(), segment.source_begin_byte,
        [](std::uint64_t byte, const broadsheet_line_t& line) { return byte < line.begin_byte; });
    return behind == contents.lines.begin() ? 1 : std::max(1U, (behind - 1)->page);
  }
  return 1;
}

}  // namespace broadsheet::document
