// SPDX-License-Identifier: Apache-2.0
#pragma once

// The promise that nothing is lost, as a check that no plugin can get around.
//
// Every character of every line must be in exactly one slice of a COPY, REPLACE or REMOVE segment,
// and every character of a block's text must come from a segment: a COPY equal to its slice, an
// INSERT of white space, a REPLACE with a reason:
//
//     line    | 0 ........ 9 |   12 .... 20 |      dropped:  a character in no slice
//     slices  | 0 .. 5 | 5 ..... 9 | 14 .. 20      doubled:  a character in two
//     block   "01234" " " "5678"                   invented: a character from no segment
//
// Cost: linear, a bit of memory a byte of source. Only where slices do overlap, or lie outside of
// the lines, are they sorted and walked beside the lines to say which. Tested by
// tests/unit/document/conservation_test.cpp.

#include <cstdint>
#include <string>
#include <vector>

#include "document/coverage.h"
#include "document/document.h"

namespace broadsheet::document {

/// A slice of the source and how a character in it broke the promise.
struct ConservationProblem {
  enum class Kind { dropped, doubled, invented };
  Kind kind = Kind::dropped;
  std::uint64_t source_begin_byte = 0;  // for invented: 0
  std::uint64_t source_end_byte = 0;
  std::uint32_t block = BROADSHEET_NONE;  // where known
};

/// All problems up to `limit`, in the order of the source, inventions first.
std::vector<ConservationProblem> check_conservation(const DocumentContents& contents,
                                                    std::size_t limit);

/// "drops 3 characters at line 12, column 4 ('abc')": for people, with the document's places.
std::string describe(const ConservationProblem& problem, const Document& source);

/// The white space (and byte order mark) of the lines that is not taken, as removals with the
/// reason `reason_id`.
std::vector<broadsheet_segment_t> uncovered_white_space(const DocumentContents& contents,
                                                        const Coverage& taken,
                                                        std::uint32_t reason_id);

}  // namespace broadsheet::document
