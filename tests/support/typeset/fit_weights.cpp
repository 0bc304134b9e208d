// SPDX-License-Identifier: Apache-2.0
// Fits the weights of cleaner_newspaper to pages with gold by coordinate descent.
//
// usage: fit_weights full_width|roman|articles SWEEPS FOLDER... [--held-out FOLDER...]
//
// Each FOLDER holds NAME.txt and NAME.gold.json, as typeset_pages.py writes them, of articles of
// its own: a fit on one set of articles learns these articles. Each weight in turn is moved up and
// down by its step; what raises the mean of the folders' goals and lowers none of them stays, and
// the step halves where nothing does. Prints each gain, the figures of all folders before and
// after, and the weights that differ from the source's. The weights are the members of LineWeights
// and ArticleWeights, found by their names in the headers.
#include <rapidjson/document.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "article_weights.hpp"
#include "evaluation/structure_score.h"
#include "line_weights.hpp"
#include "newspaper.hpp"

namespace broadsheet::newspaper {

LineWeights full_width_weights, roman_weights = first_roman_weights();
ArticleWeights article_weights;

namespace {

struct GoldPage {
  std::string text;
  std::vector<InputLine> lines;
  std::vector<bool> non_blank;  // by line number, from 1
  evaluation::PageStructure gold;
};

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The ABI's number of a role: there the paragraph comes first.
std::uint32_t role_number(Role role) {
  const auto number = static_cast<std::uint32_t>(role);
  const auto paragraph = static_cast<std::uint32_t>(Role::paragraph);
  return number < paragraph ? number + 1 : (number == paragraph ? 0 : number);
}

std::uint32_t role_number(std::string_view name) {
  for (std::uint32_t role = 0; role < BROADSHEET_ROLE_COUNT; ++role) {
    if (role_name(static_cast<Role>(role)) == name) return role_number(static_cast<Role>(role));
  }
  return BROADSHEET_ROLE_PARAGRAPH;
}

void split_lines(GoldPage& page) {
  page.non_blank.push_back(false);
  for (std::size_t at = 0; at <= page.text.size();) {
    const std::size_t end = std::min(page.text.find('\n', at), page.text.size());
    const std::string_view line = std::string_view(page.text).substr(at, end - at);
    page.lines.push_back({line, 0});
    bool is_blank = true;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line.compare(i, 3, "\u3000") == 0) {
        i += 2;
      } else if (line[i] != ' ') {
        is_blank = false;
        break;
      }
    }
    page.non_blank.push_back(!is_blank);
    at = end + 1;
  }
}

void add_block(evaluation::PageStructure& structure, std::uint32_t role, std::uint32_t article,
               const std::vector<std::uint32_t>& lines, const std::vector<bool>& non_blank) {
  evaluation::PageStructure::Block block{role, article, structure.lines.size(), 0};
  for (const std::uint32_t line : lines) {
    if (line < non_blank.size() && non_blank[line]) structure.lines.push_back(line);
  }
  block.line_count = structure.lines.size() - block.first_line;
  structure.blocks.push_back(block);
}

std::vector<std::uint32_t> gold_lines(const rapidjson::Value& block) {
  std::vector<std::uint32_t> lines;
  for (const auto& line : block["lines"].GetArray()) {
    if (line.IsUint()) {
      lines.push_back(line.GetUint());
    } else {
      for (std::uint32_t n = line[0].GetUint(); n <= line[1].GetUint(); ++n) lines.push_back(n);
    }
  }
  return lines;
}

GoldPage read_page(const std::filesystem::path& gold_file) {
  GoldPage page;
  std::string name = gold_file.string();
  page.text = read_file(name.substr(0, name.size() - std::strlen(".gold.json")) + ".txt");
  split_lines(page);
  page.gold.line_count = static_cast<std::uint32_t>(page.lines.size());
  rapidjson::Document json;
  const std::string bytes = read_file(gold_file);
  json.Parse(bytes.c_str());
  std::uint32_t article = 0;
  for (const auto& a : json["articles"].GetArray()) {
    for (const auto& b : a["blocks"].GetArray())
      add_block(page.gold, role_number(b["role"].GetString()), article, gold_lines(b),
                page.non_blank);
    ++article;
  }
  for (const auto& b : json["furniture"].GetArray())
    add_block(page.gold, role_number("furniture"), BROADSHEET_NONE, gold_lines(b), page.non_blank);
  return page;
}

evaluation::PageStructure structure_of(const Structure& found, const GoldPage& page) {
  evaluation::PageStructure result;
  result.line_count = page.gold.line_count;
  const auto add = [&](const Block& block, std::uint32_t article) {
    std::vector<std::uint32_t> lines;
    for (const Segment& segment : block.segments) {
      if (segment.kind == Segment::Kind::copy &&
          (lines.empty() || lines.back() != segment.line + 1))
        lines.push_back(segment.line + 1);
    }
    add_block(result, role_number(block.role), article, lines, page.non_blank);
  };
  std::uint32_t number = 0;
  for (const Article& article : found.articles) {
    for (const Block& block : article.blocks) add(block, number);
    ++number;
  }
  for (const Block& block : found.furniture) add(block, BROADSHEET_NONE);
  return result;
}

double goal_of(const evaluation::StructureFigures& f) {
  return f.paragraph_f1 + 0.5 * f.join_f1 + f.role_acc + f.article_f1 + f.order;
}

class Pages {
 public:
  explicit Pages(const std::filesystem::path& folder, std::string_view language) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name.ends_with(".gold.json") && name.starts_with(language))
        pages_.push_back(read_page(entry.path()));
    }
  }
  std::size_t size() const { return pages_.size(); }

  evaluation::StructureFigures figures() const {
    std::vector<evaluation::StructureFigures> all(pages_.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t i = next++; i < pages_.size(); i = next++) {
        const Structure found = reconstruct(pages_[i].lines, Options{});
        all[i] = evaluation::score_structure(pages_[i].gold, structure_of(found, pages_[i]),
                                             pages_[i].non_blank);
      }
    };
    std::thread other(work);
    work();
    other.join();
    return evaluation::mean_of(all);
  }
  double goal() const { return goal_of(figures()); }

 private:
  std::vector<GoldPage> pages_;
};

struct Weight {
  std::string name;
  float* value;
  float first;
  float step;
};

// The float members of a struct stand one after another, in the order of the header.
void add_weights(const char* header, const char* prefix, float* values, std::size_t count,
                 std::vector<Weight>& weights) {
  const std::string source = read_file(std::filesystem::path(BROADSHEET_NEWSPAPER_FOLDER) / header);
  const std::regex member("  float (\\w+) = ");
  std::size_t i = 0;
  for (auto it = std::sregex_iterator(source.begin(), source.end(), member);
       it != std::sregex_iterator() && i < count; ++it, ++i) {
    const float value = values[i];
    const float size = value < 0 ? -value : value;
    weights.push_back(
        {prefix + (*it)[1].str(), values + i, value, size > 0.3F ? size * 0.3F : 0.1F});
  }
  if (i != count) {
    std::fprintf(stderr, "fit_weights: error: %s has %zu members, found %zu names\n", header, count,
                 i);
    std::exit(2);
  }
}

void print_figures(const char* when, const evaluation::StructureFigures& f) {
  std::printf(
      "%s: paragraph_f1 %.4f join_f1 %.4f role_acc %.4f article_f1 %.4f order %.4f goal %.4f\n",
      when, f.paragraph_f1, f.join_f1, f.role_acc, f.article_f1, f.order, goal_of(f));
}

constexpr double kLeastGain = 1e-4;  // of a goal; less is chance on a few hundred pages

std::vector<double> goals_of(const std::vector<Pages>& folders) {
  std::vector<double> goals;
  for (const Pages& pages : folders) goals.push_back(pages.goal());
  return goals;
}

// How much better the goals have become in the mean; less than nothing where one has fallen.
double gain_of(const std::vector<double>& before, const std::vector<double>& now) {
  double gain = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (now[i] < before[i] - kLeastGain) return -1.0;
    gain += (now[i] - before[i]) / static_cast<double>(now.size());
  }
  return gain;
}

void fit(const std::vector<Pages>& folders, std::vector<Weight>& weights, int sweeps) {
  std::vector<double> best = goals_of(folders);
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    for (Weight& weight : weights) {
      const float before = *weight.value;
      bool is_better = false;
      for (const float direction : {1.0F, -1.0F}) {
        *weight.value = before + direction * weight.step;
        const std::vector<double> goals = goals_of(folders);
        const double gain = gain_of(best, goals);
        if (gain > kLeastGain) {
          best = goals;
          is_better = true;
          std::printf("+%.4f  %s %.3f -> %.3f\n", gain, weight.name.c_str(), before, *weight.value);
          std::fflush(stdout);
          break;
        }
        *weight.value = before;
      }
      if (!is_better) weight.step *= 0.5F;
    }
  }
}

}  // namespace
}  // namespace broadsheet::newspaper

int main(int argc, char** argv) {
  using namespace broadsheet::newspaper;
  if (argc < 4) {
    std::fprintf(stderr,
                 "usage: fit_weights full_width|roman|articles SWEEPS FOLDER... "
                 "[--held-out FOLDER...]\n");
    return 2;
  }
  const std::string_view kind = argv[1];
  const bool is_roman = kind == "roman";
  std::vector<Pages> folders, held_out;
  bool is_held_out = false;
  for (int i = 3; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--held-out") {
      is_held_out = true;
      continue;
    }
    // Articles are weighed alike in all scripts; they are fitted on Chinese pages.
    Pages pages(argv[i], is_roman ? "en" : "zh");
    if (pages.size() == 0) {
      std::fprintf(stderr, "fit_weights: error: no pages with gold in %s\n", argv[i]);
      return 2;
    }
    (is_held_out ? held_out : folders).push_back(std::move(pages));
  }
  LineWeights& lines = is_roman ? roman_weights : full_width_weights;
  std::vector<Weight> weights;
  if (kind == "articles") {
    add_weights("article_weights.hpp", "article.", reinterpret_cast<float*>(&article_weights),
                sizeof(ArticleWeights) / sizeof(float), weights);
  } else {
    add_weights("line_weights.hpp", "line.", reinterpret_cast<float*>(&lines),
                sizeof(LineWeights) / sizeof(float), weights);
  }
  const auto print_all = [&](const char* when, const char* when_held_out) {
    for (const Pages& pages : folders) print_figures(when, pages.figures());
    for (const Pages& pages : held_out) print_figures(when_held_out, pages.figures());
  };
  print_all("before", "before, held out");
  fit(folders, weights, std::atoi(argv[2]));
  print_all("after", "after, held out");
  for (const Weight& weight : weights) {
    if (*weight.value != weight.first)
      std::printf("%s = %.3fF  (was %.3f)\n", weight.name.c_str(), *weight.value, weight.first);
  }
  return 0;
}
