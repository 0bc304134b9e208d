// SPDX-License-Identifier: Apache-2.0
#include "evaluation/structure_gold.h"

#include <algorithm>
#include <utility>

#include "broadsheet/cpp/roles.hpp"
#include "diagnostics/nearest_name.h"
#include "evaluation/positioned_json.h"

namespace broadsheet::evaluation {

// Reads what the JSON says, without looking at the source; goes on behind an error.
class StructureGoldReader {
 public:
  StructureGoldReader(const PositionedJson& json, StructureGold& gold,
                      diagnostics::DiagnosticList& diagnostics)
      : json_(json), gold_(gold), diagnostics_(diagnostics) {}

  void read() {
    const JsonNode& root = json_.root();
    if (!expect(root, JsonType::object, "the page as an object")) return;
    if (const JsonNode* source = json_.member(root, "source"); source != nullptr)
      read_source(*source);
    if (const JsonNode* articles = list_of(root, "articles"); articles != nullptr)
      json_.for_each_item(*articles, [this](const JsonNode& article) { read_article(article); });
    const JsonNode* furniture = json_.member(root, "furniture");
    if (furniture != nullptr && expect(*furniture, JsonType::list, "'furniture' as a list"))
      read_blocks(*furniture, BROADSHEET_NONE);
  }

 private:
  void report(const JsonNode& at, std::string code, std::string message, std::string help = {}) {
    if (diagnostics_.is_full()) return;
    // Of a list or an object only the beginning: the whole may be the file.
    const bool is_long = at.type == JsonType::object || at.type == JsonType::list;
    diagnostics_.add(gold_.diagnostic_at(at.begin_byte, is_long ? at.begin_byte + 1 : at.end_byte,
                                         std::move(code), std::move(message), std::move(help)));
  }

  bool expect(const JsonNode& node, JsonType type, const std::string& what) {
    if (node.type == type) return true;
    report(node, "bad-gold", "expected " + what + ", found " + std::string(in_words(node.type)));
    return false;
  }

  const JsonNode* list_of(const JsonNode& object, const std::string& key) {
    const JsonNode* list = json_.member(object, key);
    if (list == nullptr) {
      report(object, "bad-gold", "expected '" + key + "' in this object",
             "\"" + key + "\": [...] is missing");
      return nullptr;
    }
    return expect(*list, JsonType::list, "'" + key + "' as a list") ? list : nullptr;
  }

  void read_source(const JsonNode& source) {
    if (!expect(source, JsonType::text, "the page's file name as a text")) return;
    gold_.source_ = json_.text(source);
    gold_.source_begin_byte_ = source.begin_byte;
    gold_.source_end_byte_ = source.end_byte;
  }

  void read_article(const JsonNode& article) {
    const auto number = static_cast<std::uint32_t>(gold_.article_ids_.size());
    gold_.article_ids_.push_back("a" + std::to_string(number + 1));
    if (!expect(article, JsonType::object, "an article as an object")) return;
    const JsonNode* id = json_.member(article, "id");
    if (id != nullptr && expect(*id, JsonType::text, "'id' as a text"))
      gold_.article_ids_.back() = json_.text(*id);
    if (const JsonNode* blocks = list_of(article, "blocks"); blocks != nullptr)
      read_blocks(*blocks, number);
  }

  void read_blocks(const JsonNode& blocks, std::uint32_t article) {
    json_.for_each_item(blocks, [&](const JsonNode& block) {
      if (!expect(block, JsonType::object, "a block as an object")) return;
      StructureGold::Block added{BROADSHEET_ROLE_FURNITURE, article, gold_.ranges_.size(), 0,
                                 block.begin_byte};
      read_role(block, article, added.role);
      if (const JsonNode* lines = list_of(block, "lines"); lines != nullptr) {
        json_.for_each_item(*lines, [this](const JsonNode& line) { read_line(line); });
      }
      added.range_count = gold_.ranges_.size() - added.first_range;
      gold_.blocks_.push_back(added);
    });
  }

  void read_role(const JsonNode& block, std::uint32_t article, std::uint32_t& role) {
    const JsonNode* word = json_.member(block, "role");
    if (word == nullptr) {
      if (article != BROADSHEET_NONE)
        report(block, "bad-gold", "expected 'role' in this block", "\"role\": \"...\" is missing");
      return;
    }
    if (!expect(*word, JsonType::text, "'role' as a text")) return;
    const auto* const found = std::find(kRoleNames.begin(), kRoleNames.end(), json_.text(*word));
    if (found != kRoleNames.end()) {
      role = static_cast<std::uint32_t>(found - kRoleNames.begin());
      return;
    }
    const std::string name(json_.text(*word));
    report(*word, "unknown-role", "unknown role " + diagnostics::quote(name),
           diagnostics::suggest_name(name, {kRoleNames.begin(), kRoleNames.end()}));
  }

  // 5, or [5, 7] for 5, 6, 7.
  void read_line(const JsonNode& line) {
    StructureGold::LineRange range{line.integer, line.integer, line.begin_byte, line.end_byte};
    if (line.type == JsonType::list) {
      std::vector<std::int64_t> ends;
      json_.for_each_item(line, [&](const JsonNode& end) {
        if (ends.size() < 3) ends.push_back(end.type == JsonType::integer ? end.integer : -1);
      });
      if (ends.size() == 2 && ends[0] >= 0 && ends[0] <= ends[1]) {
        range.first = ends[0];
        range.last = ends[1];
        gold_.ranges_.push_back(range);
        return;
      }
    } else if (line.type == JsonType::integer) {
      gold_.ranges_.push_back(range);
      return;
    }
    report(line, "bad-gold", "expected a line number, or [first, last] with first <= last",
           "lines are whole numbers from 1");
  }

  const PositionedJson& json_;
  StructureGold& gold_;
  diagnostics::DiagnosticList& diagnostics_;
};

// Holds the lines that the gold names against those that the source has.
class StructureGoldResolver {
 public:
  StructureGoldResolver(const StructureGold& gold, const std::vector<bool>& non_blank,
                        diagnostics::DiagnosticList& diagnostics)
      : gold_(gold),
        non_blank_(non_blank),
        diagnostics_(diagnostics),
        range_of_line_(non_blank.size(), 0) {}

  std::optional<PageStructure> resolve() {
    const std::size_t errors_before = diagnostics_.error_count();
    structure_.line_count = static_cast<std::uint32_t>(non_blank_.size() - 1);
    for (const StructureGold::Block& block : gold_.blocks_) add(block);
    if (diagnostics_.error_count() > errors_before) return std::nullopt;
    if (structure_.lines.empty()) {
      diagnostics_.add(gold_.diagnostic_at(0, 0, "empty-gold", "lists no line of the source"));
      return std::nullopt;
    }
    warn_of_lines_that_stand_nowhere();
    return std::move(structure_);
  }

 private:
  void add(const StructureGold::Block& block) {
    PageStructure::Block added{block.role, block.article, structure_.lines.size(), 0};
    for (std::size_t i = 0; i < block.range_count; ++i) add_range(block.first_range + i);
    added.line_count = structure_.lines.size() - added.first_line;
    structure_.blocks.push_back(added);
    if (added.line_count == 0 && diagnostics_.error_count() == 0) {
      warn(block.begin_byte, block.begin_byte + 1, "block-without-lines",
           "this block has no line that is not blank");
    }
  }

  // Stops at the range's first fault, so that it costs no more than the lines it adds.
  void add_range(std::size_t index) {
    const StructureGold::LineRange& range = gold_.ranges_[index];
    if (range.first < 1 || range.last > structure_.line_count) {
      report(range, "line-out-of-range",
             "line " + std::to_string(range.first < 1 ? range.first : range.last) +
                 " is out of range: the source has lines 1 to " +
                 std::to_string(structure_.line_count));
      return;
    }
    for (auto line = static_cast<std::uint32_t>(range.first); line <= range.last; ++line) {
      if (range_of_line_[line] != 0) {
        report_twice(range, line);
        return;
      }
      range_of_line_[line] = index + 1;
      if (non_blank_[line]) structure_.lines.push_back(line);
    }
  }

  void report_twice(const StructureGold::LineRange& range, std::uint32_t line) {
    const StructureGold::LineRange& first = gold_.ranges_[range_of_line_[line] - 1];
    const diagnostics::Location place = gold_.text_.locate(first.begin_byte);
    report(range, "line-listed-twice",
           "line " + std::to_string(line) + " is listed twice, first at " +
               std::to_string(place.line) + ":" + std::to_string(place.column));
  }

  void report(const StructureGold::LineRange& range, std::string code, std::string message) {
    if (diagnostics_.is_full()) return;
    diagnostics_.add(gold_.diagnostic_at(range.begin_byte, range.end_byte, std::move(code),
                                         std::move(message),
                                         "every line that is not blank stands in one block"));
  }

  void warn(std::size_t begin_byte, std::size_t end_byte, std::string code, std::string message) {
    diagnostics::Diagnostic diagnostic =
        gold_.diagnostic_at(begin_byte, end_byte, std::move(code), std::move(message));
    diagnostic.severity = diagnostics::Severity::warning;
    diagnostics_.add(std::move(diagnostic));
  }

  void warn_of_lines_that_stand_nowhere() {
    std::vector<std::string> lines;
    for (std::size_t line = 1; line < non_blank_.size(); ++line) {
      if (non_blank_[line] && range_of_line_[line] == 0) lines.push_back(std::to_string(line));
    }
    if (lines.empty()) return;
    const std::string count =
        std::to_string(lines.size()) + (lines.size() == 1 ? " line" : " lines");
    warn(0, 0, "line-listed-nowhere",
         "leaves out " + count + " of the source: " + diagnostics::join_names(lines));
  }

  const StructureGold& gold_;
  const std::vector<bool>& non_blank_;
  diagnostics::DiagnosticList& diagnostics_;
  std::vector<std::size_t> range_of_line_;  // index + 1 of the range that lists a line
  PageStructure structure_;
};

std::optional<StructureGold> StructureGold::parse(diagnostics::SourceText text,
                                                  diagnostics::DiagnosticList& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const auto json = PositionedJson::parse(text, diagnostics);
  if (!json) return std::nullopt;
  StructureGold gold(std::move(text));
  StructureGoldReader(*json, gold, diagnostics).read();
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  return gold;
}

std::optional<PageStructure> StructureGold::resolve(
    const std::vector<bool>& non_blank, diagnostics::DiagnosticList& diagnostics) const {
  return StructureGoldResolver(*this, non_blank, diagnostics).resolve();
}

diagnostics::Diagnostic StructureGold::error_at_source(std::string code, std::string message,
                                                       std::string help) const {
  return diagnostic_at(source_begin_byte_, source_end_byte_, std::move(code), std::move(message),
                       std::move(help));
}

// Without a place (0, 0) it is about the whole file.
diagnostics::Diagnostic StructureGold::diagnostic_at(std::size_t begin_byte, std::size_t end_byte,
                                                     std::string code, std::string message,
                                                     std::string help) const {
  diagnostics::Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  diagnostic.location.file = text_.name();
  if (end_byte > begin_byte) {
    diagnostic.location = text_.locate(begin_byte, end_byte - begin_byte);
    text_.excerpt(diagnostic);
  }
  return diagnostic;
}

}  // namespace broadsheet::evaluation
