// SPDX-License-Identifier: Apache-2.0
// Labelled sentences from CSV files, checked against a taxonomy.
//
// Columns: doc_id, text, and one named like each facet that was labelled, labels with '|' between
// them; heading, sent_id, bad_split are used where they are there, others are passed over. A facet
// without a column, and NA in a column, are unknown, never negative. Empty: no label of a multi
// facet, unknown for a single one. Rows of a document stand in its order.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "taxonomy.h"

namespace broadsheet::policy {

enum class Gold : std::int8_t { kNo = 0, kYes = 1, kUnknown = -1 };

struct Example {
  std::uint32_t document = 0;
  std::uint32_t file = 0;
  std::size_t line = 0;
  std::string sentence_id;
  std::string heading;
  std::string text;
  std::vector<Gold> gold;  // by label over all facets
};

struct CorpusFile {
  std::string path;
  std::uint64_t hash = 0;  // FNV-1a of its bytes
  std::size_t rows = 0;
};

struct Corpus {
  std::vector<CorpusFile> files;
  std::vector<std::string> documents;  // "<file>/<doc_id>"
  std::vector<Example> examples;
};

struct CorpusFinding {
  bool is_error = false;
  std::string file;
  std::size_t line = 0;
  std::string message, help;
};

// Everything wrong is told; rows with errors, twins and rows marked bad_split are left out.
Corpus read_corpus(const std::vector<std::string>& paths, const Taxonomy& taxonomy,
                   const std::function<void(const CorpusFinding&)>& report);

// Leaves at most so many sentences: whole articles, evenly from first to last, and of the last of
// them what there is room for.
void thin_out(Corpus& corpus, std::size_t most_sentences);

std::string read_whole_file(const std::string& path);  // throws broadsheet::Error

}  // namespace broadsheet::policy
