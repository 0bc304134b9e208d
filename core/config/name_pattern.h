// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::config {

// What an exporter's files are called below the output folder, without suffix:
// "{date}/{stem}.{article}".
//
//   {stem}     the input's path below its folder, without its extension; must be there once
//   {article}  the article's number, "001"; makes it one file an article
//   {date}     of the article, else of the document, "2024-06-24"; "undated" where there is none
//   {page}     the first page that the file's text is from, "1"
//
// Two inputs, documents or articles never get one name: of what stands beside {stem}, digits and
// dates end where the literal text between two placeholders begins, so that a name reads back in
// one way only. parse() refuses patterns for which that is not so.
class NamePattern {
 public:
  struct Values {
    std::string stem;
    std::string article;
    std::string date;
    std::string page;
  };

  NamePattern() : text_("{stem}"), pieces_{{Kind::stem, ""}} {}
  // nullopt, and in words what is wrong and how to mend it, where `text` is no pattern.
  static std::optional<NamePattern> parse(std::string_view text, std::string& what,
                                          std::string& help);

  const std::string& text() const { return text_; }
  bool is_default() const { return text_ == "{stem}"; }
  // One file an article.
  bool is_by_article() const { return has(Kind::article); }
  // Whether names depend on what is in a document, not on the input alone.
  bool has_document_values() const;
  std::string expand(const Values& values) const;
  // A regular expression (ECMAScript) of all names that expand() can make; its one group is the
  // stem.
  std::string as_regex() const;

 private:
  enum class Kind { literal, stem, article, date, page };
  struct Piece {
    Kind kind;
    std::string literal;
  };

  static std::optional<Kind> kind_of(std::string_view word);
  bool has(Kind kind) const;
  std::string problem() const;

  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace broadsheet::config
