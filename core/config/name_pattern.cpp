// SPDX-License-Identifier: Apache-2.0
#include "config/name_pattern.h"

#include <algorithm>

namespace broadsheet::config {
namespace {

constexpr std::size_t kMaxPatternBytes = 200;
constexpr const char* kExample = "for example '{stem}', '{date}/{stem}' or '{stem}.{article}'";

bool is_literal_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view(".-_/ ").find(c) != std::string_view::npos || (c & 0x80) != 0;
}

// Folders that a name must not have: empty ones, those that lead elsewhere, hidden ones.
bool has_bad_folder(const std::string& sample) {
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = sample.find('/', begin);
    const std::string part = sample.substr(begin, end == std::string::npos ? end : end - begin);
    if (part.empty() || part.front() == '.' || part.back() == '.' || part.front() == ' ')
      return true;
    if (end == std::string::npos) return false;
    begin = end + 1;
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<NamePattern::Kind> NamePattern::kind_of(std::string_view word) {
  if (word == "stem") return Kind::stem;
  if (word == "article") return Kind::article;
  if (word == "date") return Kind::date;
  if (word == "page") return Kind::page;
  return std::nullopt;
}

std::optional<NamePattern> NamePattern::parse(std::string_view text, std::string& what,
                                              std::string& help) {
  NamePattern pattern;
  pattern.text_ = text;
  pattern.pieces_.clear();
  help = kExample;
  while (!text.empty() && what.empty()) {
    if (text.front() == '{') {
      const std::size_t end = text.find('}');
      const auto kind =
          end == std::string_view::npos ? std::nullopt : kind_of(text.substr(1, end - 1));
      if (!kind) {
        what = "has a placeholder that is none of {stem}, {article}, {date} and {page}";
        break;
      }
      if (pattern.has(*kind)) what = "has {" + std::string(text.substr(1, end - 1)) + "} twice";
      pattern.pieces_.push_back({*kind, ""});
      text.remove_prefix(end + 1);
      continue;
    }
    const auto end = std::find_if_not(text.begin(), text.end(), is_literal_byte);
    if (end == text.begin()) {
      what = std::string("has the character '") + text.front() + "', which is not for file names";
      break;
    }
    const std::string literal(text.begin(), end);
    pattern.pieces_.push_back({Kind::literal, literal});
    text.remove_prefix(literal.size());
  }
  if (what.empty()) what = pattern.problem();
  if (!what.empty()) return std::nullopt;
  return pattern;
}

std::string NamePattern::problem() const {
  if (text_.size() > kMaxPatternBytes) return "is longer than 200 bytes";
  if (!has(Kind::stem))
    return "has no {stem}, so that the files of several inputs would get one name";
  for (std::size_t i = 1; i < pieces_.size(); ++i) {
    const Piece& before = pieces_[i - 1];
    const Piece& after = pieces_[i];
    if (before.kind != Kind::literal && after.kind != Kind::literal)
      return "has nothing between two placeholders, so that two files could get one name";
    const bool is_ambiguous = before.kind == Kind::literal ? is_digit(before.literal.back())
                                                           : is_digit(after.literal.front());
    if (is_ambiguous)
      return "has a digit beside a placeholder, so that two files could get one name";
  }
  for (std::size_t i = 1; i < pieces_.size(); ++i) {
    if (pieces_[i - 1].kind == Kind::date && pieces_[i].literal.starts_with('-'))
      return "has '-' behind {date}, as dates have inside, so that two files could get one name";
  }
  if (has_bad_folder(expand({"s", "1", "2000", "1"})))
    return "has a name or folder that is empty, or begins or ends with a dot or a space";
  return "";
}

bool NamePattern::has(Kind kind) const {
  return std::any_of(pieces_.begin(), pieces_.end(),
                     [&](const Piece& piece) { return piece.kind == kind; });
}

bool NamePattern::has_document_values() const {
  return has(Kind::article) || has(Kind::date) || has(Kind::page);
}

std::string NamePattern::as_regex() const {
  std::string regex;
  for (const Piece& piece : pieces_) {
    switch (piece.kind) {
      case Kind::literal:
        for (const char c : piece.literal) regex += c == '.' ? "\\." : std::string(1, c);
        break;
      case Kind::stem:
        regex += "([\\s\\S]+)";
        break;
      case Kind::article:
        regex += "[0-9]{3,}";
        break;
      case Kind::date:
        regex += "(?:undated|[0-9]{4}(?:-[0-9]{2}){0,2})";
        break;
      case Kind::page:
        regex += "[0-9]+";
        break;
    }
  }
  return regex;
}

std::string NamePattern::expand(const Values& values) const {
  std::string name;
  for (const Piece& piece : pieces_) {
    switch (piece.kind) {
      case Kind::literal:
        name += piece.literal;
        break;
      case Kind::stem:
        name += values.stem;
        break;
      case Kind::article:
        name += values.article;
        break;
      case Kind::date:
        name += values.date;
        break;
      case Kind::page:
        name += values.page;
        break;
    }
  }
  return name;
}

}  // namespace broadsheet::config
