// SPDX-License-Identifier: Apache-2.0
// From two structures to a list that a person can work through.
//
// Problem: one fault of a pipeline shows in several figures (a wrong join is a paragraph too few,
// an order that is gone); an article may be cut in two or merged with another.
// Approach: what comes behind a line is compared line by line, each line giving one error at most;
// articles of both sides are paired one to one, largest overlap first, and lines outside of their
// article's partner are errors, a run of gold blocks at a time.
// Tested by structure_errors_test.cpp.
#include "evaluation/structure_errors.h"

#include <algorithm>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "broadsheet/cpp/roles.hpp"
#include "evaluation/structure_score.h"

namespace broadsheet::evaluation {
namespace {

using Block = PageStructure::Block;
using Kind = StructureError::Kind;

std::string line_text(std::uint32_t line) { return "line " + std::to_string(line); }

std::string role_text(std::uint32_t role) { return std::string(kRoleNames[role]); }

// "headline", or "paragraph and furniture" of a line that is split between blocks.
std::string roles_text(std::uint32_t roles) {
  std::string text;
  for (std::uint32_t role = 0; role < kRoleNames.size(); ++role) {
    if ((roles >> role & 1U) != 0) text += (text.empty() ? "" : " and ") + role_text(role);
  }
  return text;
}

// The pairs that begin with a line.
std::span<const LinePair> pairs_from(const std::vector<LinePair>& pairs, std::uint32_t line) {
  const auto begin = std::lower_bound(pairs.begin(), pairs.end(), LinePair{line, 0});
  auto end = begin;
  while (end != pairs.end() && end->line == line) ++end;
  return {begin, end};
}

bool holds(std::span<const LinePair> pairs, std::uint32_t next) {
  return std::any_of(pairs.begin(), pairs.end(),
                     [next](const LinePair& pair) { return pair.next == next; });
}

class ErrorFinder {
 public:
  ErrorFinder(const PageStructure& gold, const PageStructure& system,
              const std::vector<bool>& non_blank, const std::vector<std::string>& gold_article_ids)
      : gold_(gold),
        system_(system),
        non_blank_(non_blank),
        gold_article_ids_(gold_article_ids),
        system_joins_(joins_of(system)),
        system_follows_(follows_of(system)),
        system_roles_(roles_of_lines(system)),
        system_articles_(articles_of_lines(system)) {}

  std::vector<StructureError> find() {
    find_lost();
    for (const Block& block : gold_.blocks) {
      compare_joins(block);
      compare_roles(block);
    }
    compare_order();
    compare_articles();
    std::stable_sort(errors_.begin(), errors_.end(), [](const auto& left, const auto& right) {
      return std::pair(left.first_line, left.kind) < std::pair(right.first_line, right.kind);
    });
    return std::move(errors_);
  }

 private:
  bool is_lost(std::uint32_t line) const { return system_roles_[line] == 0; }

  void add(Kind kind, std::uint32_t first_line, std::uint32_t last_line, std::string expected,
           std::string found) {
    errors_.push_back({kind, first_line, last_line, std::move(expected), std::move(found), {}});
  }

  void find_lost() {
    std::uint32_t first = 0;
    for (std::uint32_t line = 1; line <= gold_.line_count + 1; ++line) {
      const bool is_in_run = line <= gold_.line_count && non_blank_[line] && is_lost(line);
      if (is_in_run && first == 0) first = line;
      if (!is_in_run && first != 0) {
        add(Kind::lost, first, line - 1, "in a block", "in no block");
        first = 0;
      }
    }
  }

  // What comes behind each line of a block, in the block or not.
  void compare_joins(const Block& block) {
    const auto lines = gold_.lines_of(block);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::uint32_t line = lines[i];
      const auto found = pairs_from(system_joins_, line);
      if (is_lost(line)) continue;
      if (i + 1 == lines.size()) {
        if (found.empty()) continue;
        add(Kind::joined, line, line, "the " + role_text(block.role) + " to end here",
            line_text(found.front().next) + " joined to it");
      } else if (!holds(found, lines[i + 1])) {
        add_split(block, line, lines[i + 1], found);
      }
    }
  }

  void add_split(const Block& block, std::uint32_t line, std::uint32_t next,
                 std::span<const LinePair> found) {
    const std::string expected = line_text(next) + " to come next in the " + role_text(block.role);
    if (found.empty()) {
      add(Kind::split, line, line, expected, "the block's end");
    } else {
      add(Kind::line, line, line, expected, line_text(found.front().next));
    }
  }

  void compare_roles(const Block& block) {
    const auto lines = gold_.lines_of(block);
    for (std::size_t begin = 0; begin < lines.size();) {
      const std::uint32_t found = system_roles_[lines[begin]];
      const std::size_t end = end_of_run(
          lines, begin, [&](std::uint32_t line) { return system_roles_[line] == found; });
      if (found != 0 && (found >> block.role & 1U) == 0) {
        add(Kind::role, lines[begin], lines[end - 1], "role " + role_text(block.role),
            roles_text(found));
      }
      begin = end;
    }
  }

  // Lines from `begin` that stand one behind the other in the source and are alike.
  template <class IsAlike>
  std::size_t end_of_run(std::span<const std::uint32_t> lines, std::size_t begin,
                         IsAlike&& is_alike) const {
    std::size_t end = begin + 1;
    while (end < lines.size() && is_right_behind(lines[end - 1], lines[end]) &&
           is_alike(lines[end])) {
      ++end;
    }
    return end;
  }

  // With at most blank lines between them.
  bool is_right_behind(std::uint32_t line, std::uint32_t next) const {
    if (next <= line) return false;
    const auto begin = non_blank_.begin();
    return std::find(begin + line + 1, begin + next, true) == begin + next;
  }

  void compare_order() {
    const std::unordered_set<std::uint32_t> ends = system_block_ends();
    for (const LinePair& wanted : gold_follows(gold_, system_follows_)) {
      const auto found = pairs_from(system_follows_, wanted.line);
      // Of a line that is lost, or behind which the block goes on, another error tells already.
      if (holds(found, wanted.next) || !ends.contains(wanted.line)) continue;
      add(Kind::order, wanted.line, wanted.line,
          "the block of " + line_text(wanted.next) + " to come next",
          found.empty() ? "the article's end" : "the block of " + line_text(found.front().next));
    }
  }

  std::unordered_set<std::uint32_t> system_block_ends() const {
    std::unordered_set<std::uint32_t> ends;
    for (const Block& block : system_.blocks) {
      if (block.line_count > 0) ends.insert(system_.lines_of(block).back());
    }
    return ends;
  }

  // Pairs gold's articles with the system's, the largest overlap first.
  void pair_articles() {
    std::vector<SharedLines> shared = shared_lines(articles_of_lines(gold_), system_articles_);
    std::stable_sort(shared.begin(), shared.end(),
                     [](const auto& left, const auto& right) { return left.count > right.count; });
    partner_of_.emplace(BROADSHEET_NONE, BROADSHEET_NONE);
    std::unordered_set<std::uint32_t> taken{BROADSHEET_NONE, kNoGroup};
    for (const SharedLines& cell : shared) {
      if (partner_of_.contains(cell.gold) || taken.contains(cell.system)) continue;
      partner_of_.emplace(cell.gold, cell.system);
      taken.insert(cell.system);
    }
  }

  // A run of gold's lines in one wrong article, over several blocks where they stand together.
  struct ArticleRun {
    std::uint32_t gold;
    std::uint32_t found;
    std::uint32_t first_line;
    std::uint32_t last_line;
  };

  void compare_articles() {
    pair_articles();
    std::optional<ArticleRun> run;
    for (const Block& block : gold_.blocks) {
      const auto partner = partner_of_.find(block.article);
      for (const std::uint32_t line : gold_.lines_of(block)) {
        const std::uint32_t found = system_articles_[line];
        const bool is_right = partner != partner_of_.end() && partner->second == found;
        if (is_right || found == kNoGroup) {
          end_run(run);
        } else if (run && run->gold == block.article && run->found == found &&
                   is_right_behind(run->last_line, line)) {
          run->last_line = line;
        } else {
          end_run(run);
          run = ArticleRun{block.article, found, line, line};
        }
      }
    }
    end_run(run);
  }

  void end_run(std::optional<ArticleRun>& run) {
    if (!run) return;
    add(Kind::article, run->first_line, run->last_line, gold_article_text(run->gold),
        system_article_text(run->found));
    run.reset();
  }

  std::string gold_article_text(std::uint32_t article) {
    if (article == BROADSHEET_NONE) return "furniture";
    const std::string& id = gold_article_ids_[article];
    const auto partner = partner_of_.find(article);
    if (partner == partner_of_.end()) return "an article of its own (" + id + ")";
    return system_article_text(partner->second) + ", as most of " + id;
  }

  // Called by its first line: the result's articles have no names that people know.
  std::string system_article_text(std::uint32_t article) {
    if (article == BROADSHEET_NONE) return "furniture";
    if (system_first_lines_.empty()) {
      for (const Block& block : system_.blocks) {
        if (block.line_count > 0)
          system_first_lines_.emplace(block.article, system_.lines_of(block).front());
      }
    }
    return "the article from " + line_text(system_first_lines_[article]);
  }

  const PageStructure& gold_;
  const PageStructure& system_;
  const std::vector<bool>& non_blank_;
  const std::vector<std::string>& gold_article_ids_;
  const std::vector<LinePair> system_joins_;
  const std::vector<LinePair> system_follows_;
  const std::vector<std::uint32_t> system_roles_;
  const std::vector<std::uint32_t> system_articles_;
  std::unordered_map<std::uint32_t, std::uint32_t> partner_of_;  // gold's article: the system's
  std::unordered_map<std::uint32_t, std::uint32_t> system_first_lines_;  // by article
  std::vector<StructureError> errors_;
};

}  // namespace

std::string_view word_of(StructureError::Kind kind) {
  static constexpr std::string_view kWords[] = {"lost",  "split", "joined", "line",
                                                "order", "role",  "article"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::vector<StructureError> structure_errors(const PageStructure& gold, const PageStructure& system,
                                             const std::vector<bool>& non_blank,
                                             const std::vector<std::string>& gold_article_ids) {
  return ErrorFinder(gold, system, non_blank, gold_article_ids).find();
}

}  // namespace broadsheet::evaluation
