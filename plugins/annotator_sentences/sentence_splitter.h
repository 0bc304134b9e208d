// SPDX-License-Identifier: Apache-2.0
// Cuts a text into sentences in one pass, as byte ranges; nothing is rewritten.
//
// Problem: a stop is an end only sometimes, and what decides stands on both sides of it.
// Approach: the pass jumps from one mark of punctuation to the next, goes over matched brackets in
// one step, keeps the open quotes on a small stack, and asks the rules of the script beside each
// terminator; they look a bounded distance to both sides. So the pass is linear on any input.
//   “水退了！”孩子们喊道。大堤上的人…   ->  “水退了！”孩子们喊道。| 大堤上的人…
//   He came at 6 p.m. Mr. Hale left.    ->  He came at 6 p.m. | Mr. Hale left.
// The conventions stand in README.md. Tested by annotator_sentences_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language.h"
#include "lexicon.h"
#include "mark_scan.h"
#include "source_lines.h"

namespace broadsheet::sentences {

// Bits of Sentence::marks: of the boundary that ends the sentence.
enum Mark : std::uint32_t {
  kInnerQuote = 1U << 0,  // inside a quotation that goes on
  kClause = 1U << 1,      // the end of a clause, not of a sentence
};

struct Sentence {
  std::size_t begin_byte = 0;
  std::size_t end_byte = 0;
  std::uint32_t marks = 0;
};

enum class Quotes : std::uint8_t { kSplit, kKeep };

struct Options {
  std::string language = "auto";           // a code such as "zh" or "en"; auto asks the script
  DocumentLanguage document_language;      // with auto: decides for texts that say little
  Quotes quotes = Quotes::kSplit;          // kKeep leaves out boundaries inside quotations
  bool clauses = false;                    // also cut at ； ： —— ……
  const Lexicon* abbreviations = nullptr;  // the user's own, before the language's; not owned
  InstructionSet instructions = best_instruction_set();  // changes the speed, never the result
};

// Appends the sentences of a text. White space at the ends of sentences belongs to none; every
// other character is in exactly one. An empty line (two line feeds) is a paragraph's end. Never
// fails; malformed UTF-8 is kept as it is. Safe from every thread.
//
// `line_ends`, ascending, are the places where a line of the source ended and was joined with the
// next by a space or by nothing: like a line feed, such a place is looked at for items of lists.
void split(std::string_view utf8_text, const Options& options, std::vector<Sentence>& out,
           std::span<const LineEnd> line_ends = {});

// The same where the language is known; options.language is not asked.
void split(std::string_view utf8_text, const LanguageRules& rules, const Options& options,
           std::vector<Sentence>& out, std::span<const LineEnd> line_ends = {});

}  // namespace broadsheet::sentences
