// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.h"
#include "diagnostics/source_text.h"
#include "evaluation/page_structure.h"

namespace broadsheet::evaluation {

/// What a person says the structure of a page is, read from a gold file:
///
///   {"source": "page.txt",
///    "articles": [{"id": "a1", "blocks": [{"role": "headline", "lines": [3, [5, 7]]}]}],
///    "furniture": [{"lines": [1]}]}
///
/// Lines count from 1, [5, 7] stands for 5, 6, 7. Every line that is not blank stands in exactly
/// one block. "source" and "furniture" may be left out, and so may a furniture block's role; keys
/// that are not named here are not looked at.
class StructureGold {
 public:
  /// nullopt, and an error with its place for each thing that is wrong, where it is no gold.
  static std::optional<StructureGold> parse(diagnostics::SourceText text,
                                            diagnostics::DiagnosticList& diagnostics);

  /// The page's file as the gold names it; empty where it does not.
  const std::string& source() const { return source_; }
  /// An error at the place where the gold names its source, or of the whole file.
  diagnostics::Diagnostic error_at_source(std::string code, std::string message,
                                          std::string help) const;
  /// "a1", ...: as the gold names them, or by their place.
  const std::vector<std::string>& article_ids() const { return article_ids_; }

  /// The structure in lines of the source that was read. nullopt, and errors, where lines are not
  /// in the source or stand twice; warnings where lines stand nowhere, or blocks have none.
  ///
  /// @param non_blank  of the source, see non_blank_lines()
  std::optional<PageStructure> resolve(const std::vector<bool>& non_blank,
                                       diagnostics::DiagnosticList& diagnostics) const;

 private:
  friend class StructureGoldReader;
  friend class StructureGoldResolver;

  struct LineRange {
    std::int64_t first;
    std::int64_t last;
    std::uint32_t begin_byte;  // in the gold file
    std::uint32_t end_byte;
  };
  struct Block {
    std::uint32_t role;
    std::uint32_t article;
    std::size_t first_range;
    std::size_t range_count;
    std::uint32_t begin_byte;
  };

  explicit StructureGold(diagnostics::SourceText text) : text_(std::move(text)) {}
  diagnostics::Diagnostic diagnostic_at(std::size_t begin_byte, std::size_t end_byte,
                                        std::string code, std::string message,
                                        std::string help = {}) const;

  diagnostics::SourceText text_;
  std::string source_;
  std::uint32_t source_begin_byte_ = 0;
  std::uint32_t source_end_byte_ = 0;
  std::vector<std::string> article_ids_;
  std::vector<Block> blocks_;
  std::vector<LineRange> ranges_;
};

}  // namespace broadsheet::evaluation
