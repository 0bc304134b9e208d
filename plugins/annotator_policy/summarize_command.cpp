// SPDX-License-Identifier: Apache-2.0
// broadsheet summarize policy: the labels of a run as a table (label x article) and a chart.
#include <algorithm>
#include <map>
#include <set>

#include "broadsheet/cpp/error.hpp"
#include "commands.h"
#include "csv_table.h"
#include "label_scoring.h"
#include "run_records.h"

namespace broadsheet::policy {
namespace {

using LabelKey = std::pair<std::string, std::string>;  // scheme, label

struct Cell {
  std::size_t sentences = 0, characters = 0;
};

struct Row {
  std::string document, article, headline;
  Cell all, quoted;
  std::map<LabelKey, Cell> cells, quoted_cells;
};

std::size_t characters_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

void add(Cell& cell, std::size_t characters) {
  ++cell.sentences;
  cell.characters += characters;
}

Row row_of(const RecordArticle& article, const std::string& quotation) {
  Row row{article.document, article.id, article.headline, {}, {}, {}, {}};
  for (const RecordSentence& sentence : article.sentences) {
    const std::size_t characters = characters_of(sentence.text);
    const bool is_quoted =
        std::any_of(sentence.labels.begin(), sentence.labels.end(), [&](const LabelKey& label) {
          return (label.first + "." + label.second).ends_with("." + quotation);
        });
    add(row.all, characters);
    if (is_quoted) add(row.quoted, characters);
    for (const LabelKey& label : sentence.labels) {
      add(row.cells[label], characters);
      if (is_quoted) add(row.quoted_cells[label], characters);
    }
  }
  return row;
}

double share(std::size_t part, std::size_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

std::string table_of(const std::vector<Row>& rows) {
  std::string csv =
      "document,article,headline,scheme,label,sentences,characters,share_of_sentences,"
      "share_of_characters,quoted_sentences,quoted_characters\n";
  for (const Row& row : rows) {
    for (const auto& [label, cell] : row.cells) {
      const auto quoted = row.quoted_cells.find(label);
      const Cell apart = quoted == row.quoted_cells.end() ? Cell{} : quoted->second;
      csv += csv_field(row.document) + "," + csv_field(row.article) + "," +
             csv_field(row.headline) + "," + csv_field(label.first) + "," +
             csv_field(label.second) + "," + std::to_string(cell.sentences) + "," +
             std::to_string(cell.characters) + "," +
             fixed(share(cell.sentences, row.all.sentences), 4) + "," +
             fixed(share(cell.characters, row.all.characters), 4) + "," +
             std::to_string(apart.sentences) + "," + std::to_string(apart.characters) + "\n";
    }
  }
  return csv;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '"' ? "&quot;" : std::string(1, c);
  }
  return out;
}

// Bars of each label's share of all sentences of the run: quotation pale, the rest dark.
std::string chart_of(const std::vector<Row>& rows) {
  std::map<LabelKey, Cell> total, quoted;
  Cell all;
  for (const Row& row : rows) {
    all.sentences += row.all.sentences;
    all.characters += row.all.characters;
    for (const auto& [label, cell] : row.cells) {
      total[label].sentences += cell.sentences;
      total[label].characters += cell.characters;
    }
    for (const auto& [label, cell] : row.quoted_cells) quoted[label].sentences += cell.sentences;
  }
  constexpr double kLeft = 230, kWidth = 360, kLine = 18;
  double longest = 0;
  for (const auto& [label, cell] : total)
    longest = std::max(longest, share(cell.sentences, all.sentences));
  std::string bars, scheme;
  double y = 44;
  for (const auto& [label, cell] : total) {
    if (label.first != scheme) {
      y += 12;
      bars += "<text x=\"10\" y=\"" + fixed(y + 12, 0) + "\" font-weight=\"bold\">" +
              escaped(label.first) + "</text>\n";
      y += kLine + 2;
      scheme = label.first;
    }
    const double whole = share(cell.sentences, all.sentences) / longest * kWidth;
    const double pale = share(quoted[label].sentences, all.sentences) / longest * kWidth;
    const std::string at = "y=\"" + fixed(y, 0) + "\" height=\"13\"";
    bars += "<text x=\"" + fixed(kLeft - 8, 0) + "\" y=\"" + fixed(y + 11, 0) +
            "\" text-anchor=\"end\">" + escaped(label.second) + "</text><rect x=\"" +
            fixed(kLeft, 0) + "\" " + at + " width=\"" + fixed(whole - pale, 1) +
            "\" fill=\"#1b6ca8\"/><rect x=\"" + fixed(kLeft + whole - pale, 1) + "\" " + at +
            " width=\"" + fixed(pale, 1) + "\" fill=\"#a9cce3\"/><text x=\"" +
            fixed(kLeft + whole + 6, 1) + "\" y=\"" + fixed(y + 11, 0) + "\">" +
            std::to_string(cell.sentences) + "<tspan fill=\"#555\"> " +
            percent(share(cell.sentences, all.sentences)) + " · " +
            percent(share(cell.characters, all.characters)) + "</tspan></text>\n";
    y += kLine;
  }
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 " + fixed(y + 20, 0) +
         "\" font-family=\"sans-serif\" font-size=\"12\">\n<title>Labels</title>\n<text x=\"10\" "
         "y=\"20\" font-size=\"14\">Sentences by label: " +
         std::to_string(all.sentences) + " sentences of " + std::to_string(rows.size()) +
         " articles</text>\n<text x=\"10\" y=\"38\" fill=\"#555\">pale: in quotation; % of "
         "sentences · % of characters; a sentence may have several labels</text>\n" +
         bars + "</svg>\n";
}

std::string page_of(const std::vector<Row>& rows, const std::string& chart) {
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Labels of a "
      "run</title>\n<style>body{font-family:sans-serif;max-width:60em;margin:2em auto}"
      "td,th{padding:2px "
      "8px;text-align:right}td:first-child{text-align:left}</style></head><body>\n" +
      chart +
      "<table><tr><th>article</th><th>sentences</th><th>characters</th><th>in "
      "quotation</th></tr>\n";
  for (const Row& row : rows) {
    html += "<tr><td>" +
            escaped(row.document + " " + row.article +
                    (row.headline.empty() ? "" : ": " + row.headline)) +
            "</td><td>" + std::to_string(row.all.sentences) + "</td><td>" +
            std::to_string(row.all.characters) + "</td><td>" +
            std::to_string(row.quoted.sentences) + "</td></tr>\n";
  }
  return html + "</table></body></html>\n";
}

}  // namespace

int summarize_policy(const Invocation& invocation) {
  const ArgumentList arguments(
      "broadsheet summarize policy RECORDS... -o NAME\nRECORDS are files of exporter_json or "
      "exporter_jsonl. Writes NAME.csv, NAME.svg and NAME.html.",
      {{"-o", "where to write, without a suffix", "NAME"},
       {"--quotation", "FACET.LABEL that is counted apart (function.quotation)", "LABEL"}},
      invocation.arguments());
  if (arguments.asks_help()) {
    invocation.write(arguments.help());
    return 0;
  }
  if (arguments.rest().empty())
    throw Error(BROADSHEET_INVALID_ARGUMENT, "expected records of a run, found none",
                "its options: --help");
  const std::string output = arguments.required("-o");
  const std::string quotation = arguments.text("--quotation", "function.quotation");
  std::vector<Row> rows;
  for (const std::string& path : arguments.rest()) {
    read_records(path, [&](const RecordArticle& article) {
      if (!article.sentences.empty()) rows.push_back(row_of(article, quotation));
    });
  }
  if (rows.empty())
    throw Error(BROADSHEET_BAD_INPUT, "the records have no sentence",
                "run a config with annotator_sentences and annotator_policy");
  const std::string chart = chart_of(rows);
  write_file(output + ".csv", table_of(rows));
  write_file(output + ".svg", chart);
  write_file(output + ".html", page_of(rows, chart));
  return 0;
}

}  // namespace broadsheet::policy
