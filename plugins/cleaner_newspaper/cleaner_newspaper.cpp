// SPDX-License-Identifier: Apache-2.0
// Entry and wiring; the page is reconstructed by newspaper.hpp.

#include <algorithm>
#include <array>
#include <fstream>
#include <string>
#include <utility>
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

// Languages written in full squares are measured as Chinese, all others as English.
Language language_of(std::string_view code) {
  if (code == "auto") return Language::automatic;
  const std::string_view language = code.substr(0, code.find('-'));
  for (const std::string_view squares : {"zh", "yue", "ja", "ko"}) {
    if (language == squares) return Language::chinese;
  }
  return Language::english;
}

Direction direction_of(std::string_view name) {
  if (name == "vertical") return Direction::vertical;
  return name == "horizontal" ? Direction::horizontal : Direction::automatic;
}

constexpr std::array<std::pair<std::string_view, bool Parts::*>, 8> kParts = {
    {{"second_round", &Parts::second_round},
     {"blank_lines", &Parts::blank_lines},
     {"cut_pages", &Parts::cut_pages},
     {"column_joins", &Parts::column_joins},
     {"dictionary", &Parts::dictionary},
     {"quotations", &Parts::quotations},
     {"kinship", &Parts::kinship},
     {"section_order", &Parts::section_order}}};

Parts parts_without(const std::vector<std::string>& names) {
  Parts parts;
  for (const std::string& name : names) {
    const auto found = std::find_if(kParts.begin(), kParts.end(),
                                    [&](const auto& part) { return part.first == name; });
    if (found == kParts.end()) {
      throw Error(BROADSHEET_INVALID_ARGUMENT, "unknown part '" + name + "' in option 'without'",
                  "its description lists the parts: broadsheet plugins show cleaner_newspaper");
    }
    parts.*(found->second) = false;
  }
  return parts;
}

// One word a line; blank lines and lines that begin with # are left out.
std::vector<std::string> read_words(const std::string& path) {
  std::vector<std::string> words;
  if (path.empty()) return words;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    for (char& c : line) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    words.push_back(std::move(line));
  }
  if (file.bad()) {
    throw Error(BROADSHEET_IO_ERROR, path + ": cannot be read");
  }
  return words;
}

// Hands the structure to the host as it is found. Segments count bytes in their line; the host
// counts them in the source text.
class Writing : public StructureSink {
 public:
  Writing(const Context& context, const Records<broadsheet_line_t>& lines, bool keeps_furniture,
          StructureWriter& writer)
      : context_(context), lines_(lines), keeps_furniture_(keeps_furniture), writer_(writer) {}

  void begin_article() override { article_ = writer_.add_article(); }
  void add_block(const Block& block) override { write(block, article_); }
  void add_furniture(const Block& block) override {
    if (keeps_furniture_)
      write(block, BROADSHEET_NONE);
    else
      remove(block);
  }
  void add_note(const Note& note) override {
    const broadsheet_line_t line = lines_[note.line];
    context_.report(BROADSHEET_NOTE, note.about, note.message, {}, line.begin_byte, line.end_byte);
  }

 private:
  void write(const Block& block, std::uint32_t article) {
    if (written_++ % kBlocksBetweenChecks == 0) context_.stop_if_cancelled();
    text_.clear();
    for (const Segment& segment : block.segments) {
      const std::uint64_t line = lines_[segment.line].begin_byte;
      const std::uint64_t begin = line + segment.begin_byte, end = line + segment.end_byte;
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

  void remove(const Block& block) {
    for (const Segment& segment : block.segments) {
      if (segment.kind == Segment::Kind::insert) continue;
      const std::uint64_t line = lines_[segment.line].begin_byte;
      writer_.add_removal(line + segment.begin_byte, line + segment.end_byte, "furniture");
    }
  }

  const Context& context_;
  const Records<broadsheet_line_t>& lines_;
  bool keeps_furniture_;
  StructureWriter& writer_;
  BlockText text_;
  std::uint32_t article_ = BROADSHEET_NONE;
  std::size_t written_ = 0;
};

class NewspaperCleaner : public Cleaner {
 public:
  explicit NewspaperCleaner(const broadsheet::Options& options) {
    options_.language = language_of(options.string("language"));
    options_.direction = direction_of(options.string("direction"));
    options_.min_confidence = static_cast<float>(options.number("min_confidence"));
    options_.names_roles = options.boolean("roles");
    options_.words = read_words(std::string(options.string("hyphen_words")));
    options_.parts = parts_without(options.list("without"));
    keeps_furniture_ = options.string("furniture") == "keep";
  }

  void clean(const Context& context, const Document& document, StructureWriter& writer) override {
    Writing writing(context, document.lines(), keeps_furniture_, writer);
    Reconstruction reconstruction(options_, writing);
    for (const broadsheet_line_t line : document.lines())
      reconstruction.add_line({document.line_text(line), line.page});
    reconstruction.finish();
  }

 private:
  newspaper::Options options_;
  bool keeps_furniture_ = true;
};

}  // namespace
}  // namespace broadsheet::newspaper

BROADSHEET_PLUGIN("cleaner_newspaper", "1.0.0",
                  broadsheet::component<broadsheet::newspaper::NewspaperCleaner>(
                      "cleaner_newspaper", BROADSHEET_PARALLEL))
