// SPDX-License-Identifier: Apache-2.0
// Entry and wiring; the paragraphs are found by plain_paragraphs.h.

#include <string>
#include <vector>

#include "broadsheet/cpp/plugin.hpp"
#include "plain_paragraphs.h"

namespace broadsheet::plain_cleaner {
namespace {

constexpr std::size_t kParagraphsBetweenChecks = 256;

BlockText block_text(const Paragraph& paragraph) {
  BlockText text;
  for (const Piece& piece : paragraph.pieces) {
    switch (piece.kind) {
      case Piece::Kind::kCopy:
        text.copy(piece.begin_byte, piece.end_byte);
        break;
      case Piece::Kind::kSpace:
        text.insert(" ", "line_join");
        break;
      case Piece::Kind::kRemoved:
        text.remove(piece.begin_byte, piece.end_byte, "hyphen");
        break;
    }
  }
  return text;
}

class PlainCleaner : public Cleaner {
 public:
  explicit PlainCleaner(const Options& options)
      : rule_(options.string("paragraphs") == "line" ? ParagraphRule::kLine
                                                     : ParagraphRule::kBlankLine) {}

  void clean(const Context& context, const Document& document, StructureWriter& writer) override {
    std::vector<LineRange> lines;
    lines.reserve(document.lines().size());
    for (const broadsheet_line_t line : document.lines())
      lines.push_back({line.begin_byte, line.end_byte});
    const std::vector<Paragraph> paragraphs = find_paragraphs(document.source_text(), lines, rule_);
    if (paragraphs.empty()) return;
    const std::uint32_t article = writer.add_article();
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
      if (i % kParagraphsBetweenChecks == 0) context.stop_if_cancelled();
      const std::uint32_t role =
          paragraphs[i].is_list_item ? BROADSHEET_ROLE_LIST_ITEM : BROADSHEET_ROLE_PARAGRAPH;
      writer.add_block(article, role, 1.0F, block_text(paragraphs[i]));
    }
  }

 private:
  ParagraphRule rule_;
};

}  // namespace
}  // namespace broadsheet::plain_cleaner

BROADSHEET_PLUGIN("cleaner_plain", "1.0.0",
                  broadsheet::component<broadsheet::plain_cleaner::PlainCleaner>(
                      "cleaner_plain", BROADSHEET_PARALLEL))
