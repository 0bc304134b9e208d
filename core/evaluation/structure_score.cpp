// SPDX-License-Identifier: Apache-2.0
// The figures are defined over sets of lines, pairs of lines and blocks; each set is an ascending
// vector here, so that a page of millions of lines costs a few sorts.
#include "evaluation/structure_score.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <unordered_map>

namespace broadsheet::evaluation {
namespace {

using Block = PageStructure::Block;
using Lines = std::span<const std::uint32_t>;

double f1_of(std::size_t shared, std::size_t found, std::size_t wanted) {
  const double precision =
      static_cast<double>(shared) / static_cast<double>(std::max<std::size_t>(1, found));
  const double recall =
      static_cast<double>(shared) / static_cast<double>(std::max<std::size_t>(1, wanted));
  return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}

bool is_body(const Block& block) {
  return block.article != BROADSHEET_NONE &&
         (block.role == BROADSHEET_ROLE_PARAGRAPH || block.role == BROADSHEET_ROLE_QUESTION ||
          block.role == BROADSHEET_ROLE_LIST_ITEM || block.role == BROADSHEET_ROLE_EDITOR_NOTE);
}

bool is_before(const Lines& left, const Lines& right) {
  return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end());
}

std::vector<Lines> body_blocks(const PageStructure& structure) {
  std::vector<Lines> blocks;
  for (const Block& block : structure.blocks) {
    if (is_body(block)) blocks.push_back(structure.lines_of(block));
  }
  std::sort(blocks.begin(), blocks.end(), is_before);
  return blocks;
}

double paragraph_f1(const PageStructure& gold, const PageStructure& system) {
  const std::vector<Lines> wanted = body_blocks(gold);
  const std::vector<Lines> found = body_blocks(system);
  std::vector<Lines> shared;
  std::set_intersection(wanted.begin(), wanted.end(), found.begin(), found.end(),
                        std::back_inserter(shared), is_before);
  return f1_of(shared.size(), found.size(), wanted.size());
}

double join_f1(const PageStructure& gold, const PageStructure& system) {
  const std::vector<LinePair> wanted = joins_of(gold);
  const std::vector<LinePair> found = joins_of(system);
  return f1_of(count_shared(wanted, found), found.size(), wanted.size());
}

double order(const PageStructure& gold, const PageStructure& system) {
  const std::vector<LinePair> found = follows_of(system);
  const std::vector<LinePair> wanted = gold_follows(gold, found);
  return static_cast<double>(count_shared(wanted, found)) /
         static_cast<double>(std::max<std::size_t>(1, wanted.size()));
}

double role_accuracy(const PageStructure& gold, const PageStructure& system) {
  const std::vector<std::uint32_t> wanted = roles_of_lines(gold);
  const std::vector<std::uint32_t> found = roles_of_lines(system);
  std::size_t right = 0;
  for (const std::uint32_t line : gold.lines) right += (wanted[line] & found[line]) != 0 ? 1 : 0;
  return static_cast<double>(right) / static_cast<double>(gold.lines.size());
}

// A line in no block of the system is a group of its own.
double article_f1(const PageStructure& gold, const PageStructure& system) {
  const std::vector<SharedLines> shared =
      shared_lines(articles_of_lines(gold), articles_of_lines(system));
  std::unordered_map<std::uint32_t, std::uint64_t> wanted;
  std::unordered_map<std::uint32_t, std::uint64_t> found;
  for (const SharedLines& cell : shared) {
    wanted[cell.gold] += cell.count;
    found[cell.system] += cell.count;
  }
  double precision = 0;
  double recall = 0;
  for (const SharedLines& cell : shared) {
    const auto count = static_cast<double>(cell.count);
    const bool is_lost = cell.system == kNoGroup;
    precision += is_lost ? count : count * count / static_cast<double>(found[cell.system]);
    recall += (is_lost ? count : count * count) / static_cast<double>(wanted[cell.gold]);
  }
  const auto lines = static_cast<double>(gold.lines.size());
  precision /= lines;
  recall /= lines;
  return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
}

void sort_once(std::vector<LinePair>& pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

bool may_swap(const Block& left, const Block& right) {
  return left.article == right.article && left.article != BROADSHEET_NONE &&
         ((left.role == BROADSHEET_ROLE_HEADING && right.role == BROADSHEET_ROLE_QUESTION) ||
          (left.role == BROADSHEET_ROLE_QUESTION && right.role == BROADSHEET_ROLE_HEADING));
}

}  // namespace

StructureFigures mean_of(const std::vector<StructureFigures>& pages) {
  StructureFigures mean;
  for (const auto& [name, member] : StructureFigures::members()) {
    for (const StructureFigures& page : pages) mean.*member += page.*member;
    if (!pages.empty()) mean.*member /= static_cast<double>(pages.size());
  }
  return mean;
}

std::vector<LinePair> joins_of(const PageStructure& structure) {
  std::vector<LinePair> joins;
  for (const Block& block : structure.blocks) {
    const Lines lines = structure.lines_of(block);
    for (std::size_t i = 1; i < lines.size(); ++i) joins.push_back({lines[i - 1], lines[i]});
  }
  sort_once(joins);
  return joins;
}

std::vector<LinePair> follows_of(const PageStructure& structure) {
  std::vector<LinePair> follows;
  const Block* before = nullptr;
  for (const Block& block : structure.blocks) {
    if (block.article == BROADSHEET_NONE || block.line_count == 0) continue;
    if (before != nullptr && before->article == block.article) {
      follows.push_back({structure.lines_of(*before).back(), structure.lines_of(block).front()});
    }
    before = &block;
  }
  sort_once(follows);
  return follows;
}

std::vector<LinePair> gold_follows(const PageStructure& gold, const std::vector<LinePair>& system) {
  PageStructure other = gold;
  for (std::size_t i = 0; i + 1 < other.blocks.size(); ++i) {
    if (!may_swap(other.blocks[i], other.blocks[i + 1])) continue;
    std::swap(other.blocks[i], other.blocks[i + 1]);
    ++i;
  }
  std::vector<LinePair> as_is = follows_of(gold);
  std::vector<LinePair> swapped = follows_of(other);
  return count_shared(swapped, system) > count_shared(as_is, system) ? swapped : as_is;
}

std::size_t count_shared(const std::vector<LinePair>& left, const std::vector<LinePair>& right) {
  std::vector<LinePair> shared;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(shared));
  return shared.size();
}

std::vector<std::uint32_t> roles_of_lines(const PageStructure& structure) {
  std::vector<std::uint32_t> roles(structure.line_count + std::size_t{1}, 0);
  for (const Block& block : structure.blocks) {
    for (const std::uint32_t line : structure.lines_of(block)) roles[line] |= 1U << block.role;
  }
  return roles;
}

std::vector<std::uint32_t> articles_of_lines(const PageStructure& structure) {
  std::vector<std::uint32_t> articles(structure.line_count + std::size_t{1}, kNoGroup);
  for (const Block& block : structure.blocks) {
    for (const std::uint32_t line : structure.lines_of(block)) {
      if (block.article != BROADSHEET_NONE || articles[line] == kNoGroup)
        articles[line] = block.article;
    }
  }
  return articles;
}

std::vector<SharedLines> shared_lines(const std::vector<std::uint32_t>& gold_articles,
                                      const std::vector<std::uint32_t>& system_articles) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t line = 0; line < gold_articles.size(); ++line) {
    if (gold_articles[line] != kNoGroup)
      pairs.emplace_back(gold_articles[line], system_articles[line]);
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<SharedLines> shared;
  for (const auto& [gold, system] : pairs) {
    if (shared.empty() || shared.back().gold != gold || shared.back().system != system)
      shared.push_back({gold, system, 0});
    ++shared.back().count;
  }
  return shared;
}

StructureFigures score_structure(const PageStructure& gold, const PageStructure& system,
                                 const std::vector<bool>& non_blank) {
  StructureFigures figures;
  figures.paragraph_f1 = paragraph_f1(gold, system);
  figures.join_f1 = join_f1(gold, system);
  figures.role_acc = role_accuracy(gold, system);
  figures.article_f1 = article_f1(gold, system);
  figures.order = order(gold, system);
  const std::vector<std::uint32_t> roles = roles_of_lines(system);
  for (std::size_t line = 1; line < non_blank.size(); ++line)
    figures.lines_lost += non_blank[line] && roles[line] == 0 ? 1 : 0;
  return figures;
}

}  // namespace broadsheet::evaluation
