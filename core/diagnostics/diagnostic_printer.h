// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "diagnostics/diagnostic.h"

namespace broadsheet::diagnostics {

struct PrintOptions {
  bool has_colour = false;          // ANSI colours, for a terminal
  std::uint32_t max_columns = 120;  // of a printed source line, at least 40; messages are not cut
};

// The text of one diagnostic, each line ended by \n:
//
//   configs/news.yaml:14:7: error: unknown option 'langauge' for plugin 'annotator_sentences'
//      14 |       langauge: de
//         |       ^~~~~~~~
//     help: did you mean 'language'? Allowed: language, max_sentence_bytes
//
// Parts that are not known are left out. Control characters, invalid UTF-8 and direction marks are
// escaped in every part, so that no file name and no file can forge a line of output.
std::string format_diagnostic(const Diagnostic& diagnostic, const PrintOptions& options = {});

// All of them, in the list's order.
std::string format_diagnostics(const DiagnosticList& diagnostics, const PrintOptions& options = {});
void print_diagnostics(std::ostream& out, const DiagnosticList& diagnostics,
                       const PrintOptions& options = {});

}  // namespace broadsheet::diagnostics
