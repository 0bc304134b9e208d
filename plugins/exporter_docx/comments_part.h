// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_DOCX_COMMENTS_PART_H_
#define BROADSHEET_EXPORTER_DOCX_COMMENTS_PART_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "exporter_docx/docx_options.h"
#include "exporter_docx/wordml.h"
#include "exporter_support/document_index.h"
#include "exporter_support/line_index.h"

namespace broadsheet::docx {

/// word/comments.xml, grown while the body is written: one comment a target, with all that there is
/// to say about it. Word gets slow with thousands of comments, so labels of one target share one.
class Comments {
 public:
  Comments(const exporting::DocumentIndex& index, const DocxOptions& options);

  /// Adds the comment on a target. @return its id, or nothing where the options want none
  std::optional<std::size_t> add(std::uint32_t target_kind, std::size_t target_index);
  std::size_t count() const { return count_; }
  /// The part's bytes. Call once.
  std::string finish();

 private:
  bool is_wanted(double score) const;
  std::vector<std::string> lines_about(std::uint32_t target_kind, std::size_t target_index) const;
  void add_label_lines(const broadsheet_label_t& label, std::vector<std::string>& lines) const;
  std::string evidence_line(const broadsheet_label_t& label) const;
  std::string source_line(std::size_t block) const;

  const exporting::DocumentIndex& index_;
  const Document& document_;
  const DocxOptions& options_;
  exporting::LineIndex line_index_;
  Records<broadsheet_label_t> labels_;
  Records<broadsheet_evidence_t> evidence_;
  Records<broadsheet_stage_t> stages_;
  std::string date_;
  std::string source_name_;
  exporting::StringSink sink_;
  XmlWriter xml_;
  std::size_t count_ = 0;
};

}  // namespace broadsheet::docx

#endif
