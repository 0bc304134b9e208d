// SPDX-License-Identifier: Apache-2.0
// Entry and wiring; the page is reconstructed by newspaper.hpp.

#include <array>
#include <string>
#include <vector>

#include "broadsheet/cpp/plugin.hpp"
#include "newspaper.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kBlocksBetweenChecks = 256;

constexpr std::array<std::uint32_t, 14> kRoles = {
    BROADSHEET_ROLE_KICKER,     BROADSHEET_ROLE_HEADLINE,    BROADSHEET_ROLE_DECK,
    BROADSHEET_ROLE_BYLINE,     BROADSHEET_ROLE_EDITOR_NOTE, BROADSHEET_ROLE_HEADING,
    BROADSHEET_ROLE_QUESTION,   BROADSHEET_ROLE_PARAGRAPH,   BROADSHEET_ROLE_LIST_ITEM,
    BROADSHEET_ROLE_PULL_QUOTE, BROADSHEET_ROLE_CAPTION,     BROADSHEET_ROLE_AUTHOR_NOTE,
    BROADSHEET_ROLE_CREDIT,     BROADSHEET_ROLE_FURNITURE};

Language language_of(const std::string& name) {
  if (name == "zh") return Language::chinese;
  return name == "en" ? Language::english : Language::automatic;
}

// Segments count bytes in their line; the host counts them in the source text.
class Writing {
 public:
  Writing(const Context& context, std::vector<std::uint64_t> line_begins, StructureWriter& writer)
      : context_(context), line_begins_(std::move(line_begins)), writer_(writer) {}

  void write(const Structure& structure) {
    for (const Article& article : structure.articles) {
      const std::uint32_t index = writer_.add_article();
      for (const Block& block : article.blocks) write(block, index);
    }
    for (const Block& block : structure.furniture) write(block, BROADSHEET_NONE);
  }

 private:
  void write(const Block& block, std::uint32_t article) {
    if (++written_ % kBlocksBetweenChecks == 0) context_.stop_if_cancelled();
    text_.clear();
    for (const Segment& segment : block.segments) {
      const std::uint64_t begin = line_begins_[segment.line] + segment.begin_byte;
      const std::uint64_t end = line_begins_[segment.line] + segment.end_byte;
      switch (segment.kind) {
        case Segment::Kind::copy:
          text_.copy(begin, end);
          break;
        case Segment::Kind::insert:
          text_.insert(" ", reason_name(segment.reason));
          break;
        case Segment::Kind::remove:
          text_.remove(begin, end, reason_name(segment.reason));
          break;
      }
    }
    writer_.add_block(article, kRoles[static_cast<std::size_t>(block.role)], block.confidence,
                      text_);
  }

  const Context& context_;
  std::vector<std::uint64_t> line_begins_;
  StructureWriter& writer_;
  BlockText text_;
  std::size_t written_ = 0;
};

class NewspaperCleaner : public Cleaner {
 public:
  explicit NewspaperCleaner(const broadsheet::Options& options) {
    options_.language = language_of(options.string("language"));
    options_.min_confidence = static_cast<float>(options.number("min_confidence"));
  }

  void clean(const Context& context, const Document& document, StructureWriter& writer) override {
    std::vector<InputLine> lines;
    std::vector<std::uint64_t> begins;
    lines.reserve(document.lines().size());
    begins.reserve(document.lines().size());
    for (const broadsheet_line_t line : document.lines()) {
      lines.push_back({document.line_text(line), line.page});
      begins.push_back(line.begin_byte);
    }
    const Structure structure = reconstruct(lines, options_);
    context.stop_if_cancelled();
    for (const Note& note : structure.notes) {
      const std::uint64_t begin = begins[note.line];
      context.report(BROADSHEET_NOTE, "unsure-join", note.message, {}, begin,
                     begin + lines[note.line].text.size());
    }
    Writing(context, std::move(begins), writer).write(structure);
  }

 private:
  newspaper::Options options_;
};

}  // namespace
}  // namespace broadsheet::newspaper

BROADSHEET_PLUGIN("cleaner_newspaper", "1.0.0",
                  broadsheet::component<broadsheet::newspaper::NewspaperCleaner>(
                      "cleaner_newspaper", BROADSHEET_PARALLEL))
