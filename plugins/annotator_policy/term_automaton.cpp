// SPDX-License-Identifier: Apache-2.0
#include "term_automaton.h"

#include <algorithm>
#include <numeric>

namespace broadsheet::policy {
namespace {

bool has_three_bytes(std::string_view text, std::size_t at) {
  return text.size() - at >= 3 && (static_cast<unsigned char>(text[at]) & 0xF0U) == 0xE0 &&
         (static_cast<unsigned char>(text[at + 1]) & 0xC0U) == 0x80 &&
         (static_cast<unsigned char>(text[at + 2]) & 0xC0U) == 0x80;
}

std::size_t number_of(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  return static_cast<std::size_t>((byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U |
                                  (byte(2) & 0x3FU));
}

}  // namespace

TermAutomaton::TermAutomaton(const std::vector<std::string>& terms) {
  for (const std::string& term : terms) {
    term_bytes_.push_back(static_cast<std::uint32_t>(term.size()));
    note_beginning(term);
  }
  build_trie(terms);
  link_failures();
}

void TermAutomaton::note_beginning(std::string_view term) {
  if (has_three_bytes(term, 0)) {
    begins_term_[number_of(term, 0)] = true;
  } else {
    const auto first = static_cast<unsigned char>(term[0]);
    may_skip_ = may_skip_ && (first < 0x80 || first >= 0xF0 || (first & 0xE0U) == 0xC0);
  }
}

// The place from `at` on of the first character that a term may begin with.
std::size_t TermAutomaton::skip_strangers(std::string_view text, std::size_t at) const {
  while (at < text.size() && has_three_bytes(text, at) && !begins_term_[number_of(text, at)])
    at += 3;
  return at;
}

// Level by level over the sorted terms: a state is a range of terms that share its prefix, so the
// states come out breadth first and each state's edges come out together.
void TermAutomaton::build_trie(const std::vector<std::string>& terms) {
  struct Range {
    std::size_t begin, end, depth;
  };
  std::vector<std::uint32_t> order(terms.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return terms[a] < terms[b]; });
  std::vector<Range> states{{0, terms.size(), 0}};
  for (std::size_t state = 0; state < states.size(); ++state) {
    Range range = states[state];
    first_edge_.push_back(static_cast<std::uint32_t>(edge_byte_.size()));
    term_.push_back(kNone);
    if (range.begin < range.end && terms[order[range.begin]].size() == range.depth)
      term_.back() = order[range.begin++];
    while (range.begin < range.end) {
      const auto byte = static_cast<unsigned char>(terms[order[range.begin]][range.depth]);
      std::size_t end = range.begin + 1;
      while (end < range.end && static_cast<unsigned char>(terms[order[end]][range.depth]) == byte)
        ++end;
      edge_byte_.push_back(byte);
      edge_target_.push_back(static_cast<std::uint32_t>(states.size()));
      states.push_back({range.begin, end, range.depth + 1});
      range.begin = end;
    }
  }
  first_edge_.push_back(static_cast<std::uint32_t>(edge_byte_.size()));
}

void TermAutomaton::link_failures() {
  const std::size_t states = term_.size();
  fail_.assign(states, 0);
  next_output_.assign(states, 0);
  row_.assign(states, kNone);
  for (std::uint32_t state = 0; state < states;
       ++state) {  // breadth first: shorter prefixes are done
    for (std::uint32_t edge = first_edge_[state]; edge < first_edge_[state + 1]; ++edge) {
      const std::uint32_t target = edge_target_[edge];
      fail_[target] = state == 0 ? 0 : step(fail_[state], edge_byte_[edge]);
      const std::uint32_t suffix = fail_[target];
      next_output_[target] = term_[suffix] != kNone ? suffix : next_output_[suffix];
    }
    if (state == 0 || first_edge_[state + 1] - first_edge_[state] > kBusyEdges) add_row(state);
  }
}

void TermAutomaton::add_row(std::uint32_t state) {
  std::array<std::uint32_t, 256> row{};
  for (unsigned byte = 0; state != 0 && byte < 256; ++byte) {
    row[byte] = step(fail_[state], static_cast<unsigned char>(byte));
  }
  for (std::uint32_t edge = first_edge_[state]; edge < first_edge_[state + 1]; ++edge) {
    row[edge_byte_[edge]] = edge_target_[edge];
  }
  row_[state] = static_cast<std::uint32_t>(rows_.size());
  rows_.push_back(row);
}

std::uint32_t TermAutomaton::step(std::uint32_t state, unsigned char byte) const {
  while (row_[state] == kNone) {
    for (std::uint32_t edge = first_edge_[state]; edge < first_edge_[state + 1]; ++edge) {
      if (edge_byte_[edge] == byte) return edge_target_[edge];
    }
    state = fail_[state];
  }
  return rows_[row_[state]][byte];
}

void TermAutomaton::find(std::string_view text, std::vector<Found>& out) const {
  std::uint32_t state = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (state == 0 && may_skip_) {
      at = skip_strangers(text, at);
      if (at == text.size()) return;
    }
    state = step(state, static_cast<unsigned char>(text[at]));
    for (std::uint32_t ending = term_[state] != kNone ? state : next_output_[state]; ending != 0;
         ending = next_output_[ending]) {
      const auto end = static_cast<std::uint32_t>(at + 1);
      out.push_back({term_[ending], end - term_bytes_[term_[ending]], end});
    }
  }
}

}  // namespace broadsheet::policy
