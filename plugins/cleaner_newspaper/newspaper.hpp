// SPDX-License-Identifier: Apache-2.0
// Reconstructs newspaper pages from extracted text whose lines were cut at column width.
//
// Problem: a page arrives as lines. Where a paragraph begins, which column goes on in which, which
// headline belongs to which text is no longer said; all of it has to be inferred from line widths,
// stops and words. Approach, one stage a file:
//   rows         measures each line: width in em, how it ends, lexical cue
//   regimes      finds the column width that each stretch of lines was set in
//   line_states  finds begin, middle, end of paragraphs and display lines (Viterbi)
//   fragments    joins what a column break cut apart (open tail to open head)
//   roles        names each block: headline, question, caption ...
//   stretches    finds which blocks are one article's body
//   articles     groups blocks into articles and puts displaced headings where they stood
//   segments     writes the blocks as segments of the source: no character is lost
// Example: a column of 15 em. "　　一块陶瓷基板，在实" lost its indent, so it is two em short: a
// paragraph begins. Tested by tests/plugins/cleaner_newspaper_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::newspaper {

struct InputLine {
  std::string_view text;   // UTF-8 without the line's terminator
  std::uint32_t page = 0;  // rises from line to line
};

// How lines are measured and joined: in full squares without spaces, or in letters with them.
enum class Language : std::uint8_t { automatic, chinese, english };
enum class Direction : std::uint8_t { automatic, horizontal, vertical };

// Parts of the method that can be left out, to see what each is worth.
struct Parts {
  bool second_round = true;   // measures found again without the display lines
  bool blank_lines = true;    // weighed by what the page's own first decoding says
  bool cut_pages = true;      // pages full of cut paragraphs decoded as such
  bool column_joins = true;   // open tails matched with open heads
  bool dictionary = true;     // words that span a break
  bool quotations = true;     // pull quotes as repeated clauses
  bool kinship = true;        // articles told by their words
  bool section_order = true;  // headings and sections aligned
};

struct Options {
  Language language = Language::automatic;
  Direction direction = Direction::automatic;
  float min_confidence = 0.0F;     // less sure joins across a column break are not made, and less
                                   // sure headings not moved
  bool names_roles = true;         // else every block of an article is a paragraph
  std::vector<std::string> words;  // lower case, for hyphens at line ends
  Parts parts;
};

enum class Role : std::uint8_t {
  kicker,
  headline,
  deck,
  byline,
  editor_note,
  heading,
  question,
  paragraph,
  list_item,
  pull_quote,
  caption,
  author_note,
  credit,
  furniture
};

enum class Reason : std::uint8_t { none, line_join, hyphen, letter_spacing };

struct Segment {
  enum class Kind : std::uint8_t { copy, insert, remove };
  Kind kind = Kind::copy;
  Reason reason = Reason::none;
  std::uint32_t line = 0;  // index into the input
  std::uint32_t begin_byte =
      0;  // range in that line; empty for an insertion, which is always one space
  std::uint32_t end_byte = 0;
};

struct Block {
  Role role = Role::paragraph;
  float confidence = 1.0F;
  std::vector<Segment> segments;
};

struct Article {
  std::vector<Block> blocks;
};

struct Note {
  std::uint32_t line = 0;
  std::string_view about;  // a diagnostic's code: unsure-join, unsure-heading
  std::string message;
};

struct Structure {
  std::vector<Article> articles;
  std::vector<Block> furniture;
  std::vector<Note> notes;
};

std::string_view role_name(Role role);
std::string_view reason_name(Reason reason);

// Takes the structure as it is found, page after page. What a call is given is valid during that
// call only.
class StructureSink {
 public:
  virtual ~StructureSink() = default;
  virtual void begin_article() = 0;
  // Of the article begun last.
  virtual void add_block(const Block& block) = 0;
  virtual void add_furniture(const Block& block) = 0;
  virtual void add_note(const Note& note) = 0;
};

// What serves for one page after the other.
struct Workspace;

// Takes a text line after line. In memory at a time are one page and what is made of it. Linear in
// the text's size; segments refer to lines by number.
class Reconstruction {
 public:
  // Options and sink must outlive it.
  Reconstruction(const Options& options, StructureSink& sink);
  Reconstruction(const Reconstruction&) = delete;
  Reconstruction& operator=(const Reconstruction&) = delete;
  ~Reconstruction();

  void add_line(const InputLine& line);
  // Behind the last line.
  void finish();

 private:
  void end_page();

  const Options& options_;
  StructureSink& sink_;
  std::unique_ptr<Workspace> workspace_;
  std::vector<InputLine> lines_;  // of the page so far
  std::size_t row_count_ = 0;
  std::uint32_t line_offset_ = 0;
};

// The whole structure at once.
Structure reconstruct(std::span<const InputLine> lines, const Options& options);

}  // namespace broadsheet::newspaper
