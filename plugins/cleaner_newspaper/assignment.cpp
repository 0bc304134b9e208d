// SPDX-License-Identifier: Apache-2.0
#include "assignment.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <unordered_map>

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kMostTails = 64;

bool is_better(const Pair& a, const Pair& b) { return a.score > b.score; }

// Sets of pairs that share a tail or a head, directly or through others.
std::vector<std::vector<Pair>> components_of(const std::vector<Pair>& pairs) {
  std::vector<std::size_t> parent(pairs.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  std::unordered_map<std::uint32_t, std::size_t> first_of_tail, first_of_head;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    parent[root(i)] = root(first_of_tail.emplace(pairs[i].tail, i).first->second);
    parent[root(i)] = root(first_of_head.emplace(pairs[i].head, i).first->second);
  }
  std::unordered_map<std::size_t, std::size_t> number;
  std::vector<std::vector<Pair>> components;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto [found, is_new] = number.emplace(root(i), components.size());
    if (is_new) components.emplace_back();
    components[found->second].push_back(pairs[i]);
  }
  return components;
}

std::vector<std::uint32_t> distinct(const std::vector<Pair>& pairs, std::uint32_t Pair::*member) {
  std::vector<std::uint32_t> values;
  for (const Pair& pair : pairs) values.push_back(pair.*member);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::size_t place_of(std::uint32_t value, const std::vector<std::uint32_t>& values) {
  return static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), value) -
                                  values.begin());
}

// The Hungarian method over a table of costs, rows to columns; there are at least as many columns.
class Hungarian {
 public:
  Hungarian(std::size_t rows, std::size_t columns)
      : rows_(rows),
        columns_(columns),
        cost_(rows * columns, 0.0F),
        of_row_(rows + 1, 0.0F),
        of_column_(columns + 1, 0.0F),
        row_at_(columns + 1, 0) {}

  float& cost(std::size_t row, std::size_t column) { return cost_[row * columns_ + column]; }

  // By column, the row that it is matched with, plus one.
  std::vector<std::size_t> solve() {
    for (std::size_t row = 1; row <= rows_; ++row) add(row);
    return {row_at_.begin() + 1, row_at_.end()};
  }

 private:
  // Finds the cheapest path of swaps that gives one more row a column. Column 0 stands for none.
  void add(std::size_t row) {
    constexpr float kFar = std::numeric_limits<float>::max();
    std::vector<float> distance(columns_ + 1, kFar);
    std::vector<std::size_t> before(columns_ + 1, 0);
    std::vector<bool> is_done(columns_ + 1, false);
    row_at_[0] = row;
    std::size_t column = 0;
    do {
      is_done[column] = true;
      const std::size_t at = row_at_[column];
      float step = kFar;
      std::size_t next = 0;
      for (std::size_t j = 1; j <= columns_; ++j) {
        if (is_done[j]) continue;
        const float reduced = cost(at - 1, j - 1) - of_row_[at] - of_column_[j];
        if (reduced < distance[j]) distance[j] = reduced, before[j] = column;
        if (distance[j] < step) step = distance[j], next = j;
      }
      for (std::size_t j = 0; j <= columns_; ++j) {
        if (is_done[j])
          of_row_[row_at_[j]] += step, of_column_[j] -= step;
        else
          distance[j] -= step;
      }
      column = next;
    } while (row_at_[column] != 0);
    for (; column != 0; column = before[column]) row_at_[column] = row_at_[before[column]];
  }

  std::size_t rows_, columns_;
  std::vector<float> cost_, of_row_, of_column_;
  std::vector<std::size_t> row_at_;
};

// A tail may stay without a head: each has a column of its own that costs nothing.
void match_best(const std::vector<Pair>& pairs, const std::vector<std::uint32_t>& tails,
                std::vector<Pair>& matched) {
  constexpr float kNoPair = 1e6F;
  const std::vector<std::uint32_t> heads = distinct(pairs, &Pair::head);
  Hungarian table(tails.size(), heads.size() + tails.size());
  for (std::size_t t = 0; t < tails.size(); ++t) {
    for (std::size_t h = 0; h < heads.size() + tails.size(); ++h)
      table.cost(t, h) = h == heads.size() + t ? 0.0F : kNoPair;
  }
  for (const Pair& pair : pairs) {
    float& cost = table.cost(place_of(pair.tail, tails), place_of(pair.head, heads));
    cost = std::min(cost, -pair.score);
  }
  const std::vector<std::size_t> row_at = table.solve();
  for (std::size_t h = 0; h < heads.size(); ++h) {
    if (row_at[h] == 0) continue;
    const float cost = table.cost(row_at[h] - 1, h);
    if (cost <= 0.0F) matched.push_back({-cost, tails[row_at[h] - 1], heads[h]});
  }
}

void match_greedily(std::vector<Pair> pairs, std::vector<Pair>& matched) {
  std::stable_sort(pairs.begin(), pairs.end(), is_better);
  std::unordered_map<std::uint32_t, bool> has_head, has_tail;
  for (const Pair& pair : pairs) {
    if (has_head[pair.tail] || has_tail[pair.head]) continue;
    has_head[pair.tail] = has_tail[pair.head] = true;
    matched.push_back(pair);
  }
}

// The best pair of each tail, where each has one that is better than its others and no two have the
// same head: no matching is worth more, and none as much. The pairs come tail by tail.
std::optional<std::vector<Pair>> match_without_rivals(const std::vector<Pair>& pairs) {
  std::vector<Pair> matched;
  bool is_tied = false;
  for (const Pair& pair : pairs) {
    const bool is_of_next = matched.empty() || matched.back().tail < pair.tail;
    if (is_of_next ? is_tied : matched.back().tail != pair.tail) return std::nullopt;
    if (is_of_next) matched.push_back(pair);
    const float best = is_of_next ? 0.0F : matched.back().score;
    is_tied = pair.score == best || (is_tied && pair.score < best);
    if (pair.score > best) matched.back() = pair;
  }
  std::vector<std::uint32_t> heads;
  heads.reserve(matched.size());
  for (const Pair& pair : matched) heads.push_back(pair.head);
  std::sort(heads.begin(), heads.end());
  const bool has_rivals = std::adjacent_find(heads.begin(), heads.end()) != heads.end();
  if (is_tied || has_rivals) return std::nullopt;
  return matched;
}

}  // namespace

std::vector<Pair> best_matching(const std::vector<Pair>& pairs) {
  if (std::optional<std::vector<Pair>> plain = match_without_rivals(pairs)) {
    std::stable_sort(plain->begin(), plain->end(), is_better);
    return *std::move(plain);
  }
  std::vector<Pair> matched;
  for (const std::vector<Pair>& component : components_of(pairs)) {
    const std::vector<std::uint32_t> tails = distinct(component, &Pair::tail);
    if (component.size() == 1)
      matched.push_back(component.front());
    else if (tails.size() <= kMostTails)
      match_best(component, tails, matched);
    else
      match_greedily(component, matched);
  }
  std::stable_sort(matched.begin(), matched.end(), is_better);
  return matched;
}

}  // namespace broadsheet::newspaper
