// SPDX-License-Identifier: Apache-2.0
// The scan for marks by every instruction set against the portable path, as a program of its own:
// it is built for another processor too and run there by an emulator
// (tests/plugins/CMakeLists.txt), where the test program, which needs ICU and GoogleTest, cannot
// go.
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "mark_scan.h"

namespace {

using broadsheet::sentences::CharClass;
using broadsheet::sentences::FoundMark;
using broadsheet::sentences::InstructionSet;
using broadsheet::sentences::MarkScan;

std::vector<std::size_t> marks_of(const std::string& text, bool clauses, InstructionSet set) {
  std::vector<std::size_t> marks;
  MarkScan scan(text, clauses, set);
  for (FoundMark mark = scan.next(0, text.size()); mark.kind != CharClass::kOther;
       mark = scan.next(mark.at_byte + 1, text.size()))
    marks.push_back(mark.at_byte);
  return marks;
}

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> kPieces{"。", "、", "，", "产", "业", "…", "“",
                                                "”",  "—",  "।",  "é",  "«",  "`", "a",
                                                " ",  ".",  "(",  "]",  "；", "\n"};
  const std::size_t size = random() % 8 == 0 ? random() % 40000 : random() % 300;
  std::string text;
  while (text.size() < size) {
    text += random() % 8 == 0 ? std::string(1, static_cast<char>(random()))
                              : kPieces[random() % kPieces.size()];
  }
  return text;
}

}  // namespace

int main() {
  std::mt19937 random(23);
  for (int round = 0; round < 2000; ++round) {
    const std::string text = random_text(random);
    const bool clauses = round % 2 == 0;
    const auto portable = marks_of(text, clauses, InstructionSet::kPortable);
    for (const InstructionSet set : broadsheet::sentences::available_instruction_sets()) {
      if (marks_of(text, clauses, set) == portable) continue;
      std::printf("%s differs in round %d\n", std::string(name_of(set)).c_str(), round);
      return 1;
    }
  }
  std::printf("%s as portable\n",
              std::string(name_of(broadsheet::sentences::best_instruction_set())).c_str());
  return 0;
}
