// SPDX-License-Identifier: Apache-2.0
#include "labelled_corpus.h"

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>

#include "broadsheet/cpp/error.hpp"
#include "csv_table.h"

namespace broadsheet::policy {
namespace {

std::uint64_t hash_of_bytes(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  return hash;
}

std::vector<std::string> split_labels(const std::string& field) {
  std::vector<std::string> labels;
  for (std::size_t at = 0; at <= field.size();) {
    const std::size_t bar = std::min(field.find('|', at), field.size());
    if (bar > at) labels.push_back(field.substr(at, bar - at));
    at = bar + 1;
  }
  return labels;
}

std::string list_of_labels(const Facet& facet) {
  std::string text;
  for (const LabelDefinition& label : facet.labels) text += (text.empty() ? "" : ", ") + label.id;
  return text;
}

class CorpusReader {
 public:
  CorpusReader(const Taxonomy& taxonomy, const std::function<void(const CorpusFinding&)>& report)
      : taxonomy_(taxonomy), report_(report) {}

  void read(const std::string& path) {
    const std::string bytes = read_whole_file(path);
    path_ = path;
    corpus_.files.push_back({path, hash_of_bytes(bytes), 0});
    parse_csv(
        bytes, path, [&](const CsvTable& header) { find_columns(header); },
        [&](const CsvRecord& record) {
          ++corpus_.files.back().rows;
          add(record);
        });
  }

  Corpus take() { return std::move(corpus_); }

 private:
  void find_columns(const CsvTable& table) {
    text_ = table.column("text");
    document_ = table.column("doc_id");
    for (const auto& [column, name] : {std::pair{text_, "text"}, std::pair{document_, "doc_id"}}) {
      if (column != std::string::npos) continue;
      throw Error(BROADSHEET_BAD_INPUT,
                  path_ + ":1: expected a column '" + std::string(name) + "', found none",
                  "columns: doc_id, text, and one named like each facet of the taxonomy");
    }
    heading_ = table.column("heading");
    sentence_ = table.column("sent_id");
    bad_split_ = table.column("bad_split");
    facet_column_.clear();
    bool has_facet = false;
    for (const Facet& facet : taxonomy_.facets) {
      facet_column_.push_back(table.column(facet.id));
      has_facet = has_facet || facet_column_.back() != std::string::npos;
    }
    if (!has_facet) {
      tell(false, 1, "no column is named like a facet of taxonomy '" + taxonomy_.id + "'",
           "all labels of this file count as unknown");
    }
  }

  void tell(bool is_error, std::size_t line, std::string message, std::string help) {
    report_({is_error, path_, line, std::move(message), std::move(help)});
  }

  static std::string value(const CsvRecord& record, std::size_t column) {
    return column == std::string::npos ? std::string() : record.fields[column];
  }

  void add(const CsvRecord& record) {
    if (value(record, bad_split_) == "1") return;
    Example example;
    example.text = value(record, text_);
    if (example.text.find_first_not_of(" \t\r\n") == std::string::npos)
      return tell(false, record.line, "a row without text is left out", "");
    const std::string document = path_ + "/" + value(record, document_);
    const auto [known, is_new] = document_number_.try_emplace(
        document, static_cast<std::uint32_t>(corpus_.documents.size()));
    if (is_new) corpus_.documents.push_back(document);
    example.document = known->second;
    example.file = static_cast<std::uint32_t>(corpus_.files.size() - 1);
    example.line = record.line;
    example.sentence_id = value(record, sentence_);
    example.heading = value(record, heading_);
    if (!read_labels(record, example)) return;
    if (const Example* twin = find_twin(example)) {
      return tell(false, record.line,
                  "the same sentence of the same document stands in line " +
                      std::to_string(twin->line) + "; this row is left out",
                  "");
    }
    corpus_.examples.push_back(std::move(example));
  }

  // The same sentence of the same document, read before; else the place is kept for this one.
  const Example* find_twin(const Example& example) {
    const std::uint64_t hash = hash_of_bytes(std::to_string(example.document) + "\n" +
                                             example.sentence_id + "\n" + example.text);
    const auto [begin, end] = seen_.equal_range(hash);
    for (auto at = begin; at != end; ++at) {
      const Example& other = corpus_.examples[at->second];
      if (other.document == example.document && other.sentence_id == example.sentence_id &&
          other.text == example.text)
        return &other;
    }
    seen_.emplace(hash, corpus_.examples.size());
    return nullptr;
  }

  bool read_labels(const CsvRecord& record, Example& example) {
    bool is_sound = true;
    for (std::size_t i = 0; i < taxonomy_.facets.size(); ++i) {
      const Facet& facet = taxonomy_.facets[i];
      const std::string field = value(record, facet_column_[i]);
      const std::vector<std::string> given = split_labels(field);
      const bool is_single = facet.mode == FacetMode::kSingle;
      const bool is_unknown =
          facet_column_[i] == std::string::npos || field == "NA" || (is_single && given.empty());
      const std::size_t first = example.gold.size();
      example.gold.resize(first + facet.labels.size(), is_unknown ? Gold::kUnknown : Gold::kNo);
      if (is_unknown) continue;
      if (is_single && given.size() > 1) {
        tell(true, record.line, "facet '" + facet.id + "' takes one label, found '" + field + "'",
             "leave one of them");
        is_sound = false;
      }
      for (const std::string& label : given) {
        std::size_t at = 0;
        while (at < facet.labels.size() && facet.labels[at].id != label) ++at;
        if (at == facet.labels.size()) {
          tell(true, record.line, "'" + label + "' is no label of facet '" + facet.id + "'",
               "allowed: " + list_of_labels(facet));
          is_sound = false;
        } else {
          example.gold[first + at] = Gold::kYes;
        }
      }
    }
    return is_sound;
  }

  const Taxonomy& taxonomy_;
  const std::function<void(const CorpusFinding&)>& report_;
  Corpus corpus_;
  std::string path_;
  std::size_t text_ = 0, document_ = 0, heading_ = 0, sentence_ = 0, bad_split_ = 0;
  std::vector<std::size_t> facet_column_;
  std::unordered_map<std::string, std::uint32_t> document_number_;
  std::unordered_multimap<std::uint64_t, std::size_t> seen_;  // place of an example
};

}  // namespace

void thin_out(Corpus& corpus, std::size_t most_sentences) {
  const std::vector<Example> all = std::move(corpus.examples);
  const std::vector<std::string> documents = std::move(corpus.documents);
  corpus.examples.clear();
  corpus.documents.clear();
  constexpr std::uint32_t kLeftOut = UINT32_MAX;
  std::vector<std::uint32_t> number_of(documents.size(), kLeftOut);
  std::vector<bool> is_seen(documents.size(), false);
  const double share = static_cast<double>(most_sentences) / static_cast<double>(all.size());
  for (std::size_t i = 0; i < all.size() && corpus.examples.size() < most_sentences; ++i) {
    const std::uint32_t document = all[i].document;
    const bool is_behind =
        static_cast<double>(corpus.examples.size()) <= share * static_cast<double>(i);
    if (!is_seen[document] && is_behind) {
      number_of[document] = static_cast<std::uint32_t>(corpus.documents.size());
      corpus.documents.push_back(documents[document]);
    }
    is_seen[document] = true;
    if (number_of[document] == kLeftOut) continue;
    corpus.examples.push_back(all[i]);
    corpus.examples.back().document = number_of[document];
  }
}

std::string read_whole_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw Error(BROADSHEET_NOT_FOUND, "cannot read '" + path + "'", "name an existing file");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Corpus read_corpus(const std::vector<std::string>& paths, const Taxonomy& taxonomy,
                   const std::function<void(const CorpusFinding&)>& report) {
  CorpusReader reader(taxonomy, report);
  for (const std::string& path : paths) reader.read(path);
  return reader.take();
}

}  // namespace broadsheet::policy
