// SPDX-License-Identifier: Apache-2.0
#include "exporter_docx/comments_part.h"

#include <algorithm>
#include <cmath>

#include "broadsheet/cpp/text.hpp"
#include "exporter_support/dates.h"
#include "exporter_support/line_ranges.h"
#include "exporter_support/numbers.h"
#include "exporter_support/roles.h"

namespace broadsheet::docx {
namespace {

// Evidence may overlap and cover whole blocks; a comment stays something to read.
constexpr std::size_t kMostQuotes = 8;
constexpr std::size_t kLongestQuote = 40;  // code points

std::string score_text(double score) {
  return exporting::number_text(std::round(score * 1000) / 1000);
}

std::string quote(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < kLongestQuote && end < text.size(); ++i) {
    end += code_point_at(text, end).length_bytes;
  }
  end = std::min(end, text.size());
  return "“" + std::string(text.substr(0, end)) + (end < text.size() ? "…”" : "”");
}

std::string file_name(std::string_view path) {
  return std::string(path.substr(path.find_last_of("/\\") + 1));
}

}  // namespace

Comments::Comments(const exporting::DocumentIndex& index, const DocxOptions& options)
    : index_(index),
      document_(index.document()),
      options_(options),
      line_index_(document_),
      labels_(document_.labels()),
      evidence_(document_.evidence()),
      stages_(document_.stages()),
      date_(exporting::deterministic_timestamp(document_)),
      source_name_(file_name(document_.property("source.path"))),
      xml_(sink_, XmlWriter::Layout::kCompact) {
  xml_.declaration(true).open("w:comments").attribute("xmlns:w", kWordNamespace);
}

std::optional<std::size_t> Comments::add(std::uint32_t target_kind, std::size_t target_index) {
  if (options_.comments == CommentChoice::kNone) return std::nullopt;
  const std::vector<std::string> lines = lines_about(target_kind, target_index);
  if (lines.empty()) return std::nullopt;
  xml_.open("w:comment").attribute("w:id", count_).attribute("w:author", kSignature);
  if (!date_.empty()) xml_.attribute("w:date", date_);
  xml_.attribute("w:initials", "BS");
  for (const std::string& line : lines) {
    xml_.open("w:p");
    paragraph_style(xml_, "CommentText");
    if (&line == &lines.front()) {
      xml_.open("w:r");
      run_style(xml_, "CommentReference");
      mark(xml_, "w:annotationRef");
      xml_.close();
    }
    plain_run(xml_, line);
    xml_.close();
  }
  xml_.close();
  return count_++;
}

std::string Comments::finish() {
  xml_.close();
  return sink_.take();
}

bool Comments::is_wanted(double score) const {
  return options_.comments == CommentChoice::kAll || !(score >= options_.low_score);
}

std::vector<std::string> Comments::lines_about(std::uint32_t target_kind,
                                               std::size_t target_index) const {
  std::vector<std::string> lines;
  if (target_kind == BROADSHEET_TARGET_BLOCK) {
    const broadsheet_block_t block = document_.blocks()[target_index];
    if (!(block.confidence >= options_.low_score)) {
      lines.push_back("role " + std::string(exporting::role_name(block.role)) + ", confidence " +
                      score_text(block.confidence));
    }
  }
  for (const std::uint32_t label : index_.labels_of(target_kind, target_index)) {
    if (is_wanted(labels_[label].score)) add_label_lines(labels_[label], lines);
  }
  const std::uint32_t block = index_.block_of(target_kind, target_index);
  if (!lines.empty() && block != BROADSHEET_NONE) lines.push_back(source_line(block));
  return lines;
}

void Comments::add_label_lines(const broadsheet_label_t& label,
                               std::vector<std::string>& lines) const {
  std::string line(document_.string(label.scheme));
  line.append(": ").append(document_.string(label.label));
  line.append(", score ").append(score_text(label.score));
  if (label.stage < stages_.size()) {
    line.append(", by ").append(document_.string(stages_[label.stage].component));
  }
  lines.push_back(std::move(line));
  if (label.evidence_count > 0) lines.push_back(evidence_line(label));
}

std::string Comments::evidence_line(const broadsheet_label_t& label) const {
  std::string line = "because of";
  std::size_t quotes = 0;
  for (const broadsheet_evidence_t evidence :
       evidence_.slice(label.first_evidence, label.evidence_count)) {
    if (quotes++ == kMostQuotes) return line + " …";
    if (evidence.block >= document_.blocks().size()) continue;
    const std::string_view text = document_.block_text(document_.blocks()[evidence.block]);
    const std::size_t begin = std::min<std::size_t>(evidence.begin_byte, text.size());
    line += ' ';
    line += quote(text.substr(begin, std::max(begin, evidence.end_byte) - begin));
    if (options_.has_contributions) {
      line.append(evidence.contribution < 0 ? " " : " +");
      line.append(score_text(evidence.contribution));
    }
  }
  return line;
}

std::string Comments::source_line(std::size_t block) const {
  const auto ranges = exporting::line_ranges(document_, line_index_, document_.blocks()[block]);
  std::string line = "source: " + source_name_;
  if (ranges.empty()) return line;
  line += ", page " + std::to_string(line_index_[ranges.front().first - 1].page);
  return line + ", lines " + exporting::line_ranges_text(ranges);
}

}  // namespace broadsheet::docx
