// SPDX-License-Identifier: Apache-2.0
// Finds all terms of a set in a text at once (Aho and Corasick, 1975), in time linear in the text
// and in the number of places found.
//
// States are numbered breadth first and kept in flat arrays: a state's edges stand together,
// sorted by byte. The root and states with many edges (the first bytes of Chinese characters) have
// a table of the next state for every byte instead, failures resolved. Example: the terms 成果 and
// 成果转化 share the states of their first six bytes; in 成果转化 both are found, at bytes 0-6 and
// 0-12.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::policy {

class TermAutomaton {
 public:
  struct Found {
    std::uint32_t term = 0;
    std::uint32_t begin_byte = 0;
    std::uint32_t end_byte = 0;
  };

  // Terms are byte strings, none empty, no two equal; a term's number is its place in the list.
  explicit TermAutomaton(const std::vector<std::string>& terms);

  // Appends every place of every term, ordered by end, longest first among equal ends.
  void find(std::string_view text, std::vector<Found>& out) const;

  std::size_t state_count() const { return fail_.size(); }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::uint32_t kBusyEdges = 6;

  std::uint32_t step(std::uint32_t state, unsigned char byte) const;
  void build_trie(const std::vector<std::string>& terms);
  void link_failures();
  void add_row(std::uint32_t state);
  void note_beginning(std::string_view term);
  std::size_t skip_strangers(std::string_view text, std::size_t at) const;

  std::vector<std::array<std::uint32_t, 256>> rows_;  // full tables of the root and of busy states
  std::vector<std::uint32_t> row_;                    // of a state: index into rows_, or kNone
  std::vector<std::uint32_t> first_edge_;             // of a state; one more entry than states
  std::vector<unsigned char> edge_byte_;
  std::vector<std::uint32_t> edge_target_;
  std::vector<std::uint32_t> fail_;         // state of the longest proper suffix that is a prefix
  std::vector<std::uint32_t> term_;         // term that ends in the state, or kNone
  std::vector<std::uint32_t> next_output_;  // next state on the failure path with a term, or 0
  std::vector<std::uint32_t> term_bytes_;
  // By character of three bytes: a term begins with it. Others are passed over whole at the root.
  std::vector<bool> begins_term_ = std::vector<bool>(0x10000, false);
  bool may_skip_ = true;  // every term begins with a whole character
};

}  // namespace broadsheet::policy
