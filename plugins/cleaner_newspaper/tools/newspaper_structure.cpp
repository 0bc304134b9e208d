// SPDX-License-Identifier: Apache-2.0
// newspaper_structure PAGE.txt: prints the reconstructed structure as minimal JSON for the scorer.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "newspaper.hpp"

namespace {

using namespace broadsheet::newspaper;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(c));
      out += buffer;
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

void print_block(const Block& block, const std::vector<InputLine>& lines, std::string& out,
                 std::string& removed) {
  std::string text, numbers;
  std::uint32_t previous = ~0U;
  for (const Segment& segment : block.segments) {
    const std::string_view line = lines[segment.line].text;
    if (segment.kind == Segment::Kind::insert) {
      text += ' ';
      continue;
    }
    if (segment.kind == Segment::Kind::remove) {
      removed += (removed.empty() ? "" : ",") + std::string("{\"line\":") +
                 std::to_string(segment.line + 1) +
                 ",\"begin\":" + std::to_string(code_points(line.substr(0, segment.begin_byte))) +
                 ",\"end\":" + std::to_string(code_points(line.substr(0, segment.end_byte))) +
                 ",\"reason\":\"" + std::string(reason_name(segment.reason)) + "\"}";
      continue;
    }
    text += line.substr(segment.begin_byte, segment.end_byte - segment.begin_byte);
    if (segment.line != previous)
      numbers += (numbers.empty() ? "" : ",") + std::to_string(segment.line + 1);
    previous = segment.line;
  }
  out += "{\"role\":\"" + std::string(role_name(block.role)) + "\",\"text\":" + quoted(text) +
         ",\"lines\":[" + numbers + "]}";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::ifstream file(argv[1], std::ios::binary);
  std::stringstream buffer;
  buffer << file.rdbuf();
  const std::string text = buffer.str();
  std::vector<InputLine> lines;
  std::uint32_t page = 0;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t end = text.find('\n', at);
    if (end == std::string::npos) end = text.size();
    const std::string_view line(text.data() + at, end - at);
    if (!line.empty() && line[0] == '\f') ++page;
    lines.push_back({line, page});
    at = end + 1;
  }
  const Structure structure = reconstruct(lines, Options{});
  std::string out = "{\"articles\":[", removed;
  std::size_t number = 0;
  for (const Article& article : structure.articles) {
    out += (number == 0 ? "" : ",") + std::string("{\"id\":\"a") + std::to_string(number + 1) +
           "\",\"blocks\":[";
    ++number;
    bool first = true;
    for (const Block& block : article.blocks) {
      if (!first) out += ",";
      first = false;
      print_block(block, lines, out, removed);
    }
    out += "]}";
  }
  out += "],\"furniture\":[";
  bool first = true;
  for (const Block& block : structure.furniture) {
    if (!first) out += ",";
    first = false;
    print_block(block, lines, out, removed);
  }
  std::cout << out << "],\"removed\":[" << removed << "]}\n";
  return 0;
}
