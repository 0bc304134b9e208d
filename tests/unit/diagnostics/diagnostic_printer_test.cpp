// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/diagnostic_printer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "diagnostics/printable_text.h"
#include "diagnostics/source_text.h"

namespace broadsheet::diagnostics {
namespace {

Diagnostic at(const std::string& line, const std::string& word) {
  const SourceText source("a.yaml", line);
  Diagnostic diagnostic;
  diagnostic.message = "wrong";
  diagnostic.location = source.locate(line.find(word), word.size());
  source.excerpt(diagnostic);
  return diagnostic;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(FormatDiagnostic, HasTheShapeOfACompilersMessage) {
  Diagnostic diagnostic;
  diagnostic.message = "unknown option 'langauge' for plugin 'annotator_sentences'";
  diagnostic.location = {"configs/news.yaml", 14, 7, 8};
  diagnostic.source_line = "      langauge: de";
  diagnostic.help = "did you mean 'language'? Allowed: language, max_sentence_bytes";
  EXPECT_EQ(format_diagnostic(diagnostic),
            "configs/news.yaml:14:7: error: unknown option 'langauge' for plugin "
            "'annotator_sentences'\n"
            "   14 |       langauge: de\n"
            "      |       ^~~~~~~~\n"
            "  help: did you mean 'language'? Allowed: language, max_sentence_bytes\n");
}

TEST(FormatDiagnostic, PrintsOnlyWhatIsKnown) {
  Diagnostic diagnostic;
  diagnostic.message = "wrong";
  EXPECT_EQ(format_diagnostic(diagnostic), "error: wrong\n");
  diagnostic.location.file = "a.yaml";
  diagnostic.severity = Severity::warning;
  EXPECT_EQ(format_diagnostic(diagnostic), "a.yaml: warning: wrong\n");
  diagnostic.location.column = 4;  // of no line
  diagnostic.severity = Severity::note;
  EXPECT_EQ(format_diagnostic(diagnostic), "a.yaml: note: wrong\n");
  diagnostic.location.line = 3;
  diagnostic.location.column = 0;
  diagnostic.source_line = "abc";
  EXPECT_EQ(format_diagnostic(diagnostic), "a.yaml:3: note: wrong\n    3 | abc\n");
}

TEST(FormatDiagnostic, PutsTheCaretUnderTheWordBehindATab) {
  EXPECT_EQ(format_diagnostic(at("\tab\tx: 1", "x")),
            "a.yaml:1:5: error: wrong\n"
            "    1 |     ab  x: 1\n"
            "      |         ^\n");
}

TEST(FormatDiagnostic, CountsWideCharactersAsTwoColumns) {
  EXPECT_EQ(format_diagnostic(at("日本: 新聞", "新聞")),
            "a.yaml:1:5: error: wrong\n"
            "    1 | 日本: 新聞\n"
            "      |       ^~~~\n");
}

TEST(FormatDiagnostic, CountsCombiningMarksAsNone) {
  EXPECT_EQ(format_diagnostic(at("e\xcc\x81: x", "x")),
            "a.yaml:1:5: error: wrong\n"
            "    1 | e\xcc\x81: x\n"
            "      |    ^\n");
}

TEST(FormatDiagnostic, PointsBehindTheEndOfALine) {
  Diagnostic diagnostic = at("name:", "name");
  diagnostic.location.column = 6;
  diagnostic.location.length = 0;
  EXPECT_EQ(lines_of(format_diagnostic(diagnostic))[2], "      |      ^");
}

// The caret stands under the word whatever the window does.
TEST(FormatDiagnostic, WindowsALongLineAroundTheCaret) {
  for (const std::size_t before : {0U, 10U, 60U, 111U, 112U, 113U, 500U, 100000U}) {
    for (const std::size_t after : {0U, 1U, 100U, 100000U}) {
      const std::string text = std::string(before, 'x') + "HERE" + std::string(after, 'x');
      const auto lines = lines_of(format_diagnostic(at(text, "HERE")));
      ASSERT_EQ(lines.size(), 3U);
      EXPECT_LE(lines[1].size(), 120U);
      EXPECT_EQ(lines[1].find("HERE"), lines[2].find("^~~~")) << before << " " << after;
      const bool is_cut = before + 4 + after > 112;
      EXPECT_EQ(lines[1].find("...") != std::string::npos, is_cut) << before << " " << after;
    }
  }
}

TEST(FormatDiagnostic, KeepsALongLineWithin120Columns) {
  std::string text = "x: ";
  for (int i = 0; i < 500; ++i) text += "日";
  const auto lines = lines_of(format_diagnostic(at(text + "!" + text, "!")));
  std::size_t columns = 0;
  for (std::size_t offset = 0; offset < lines[1].size();) {
    const CodePoint point = code_point_at(lines[1], offset);
    columns += printable_glyph(lines[1], offset, point).columns;
    offset += point.length_bytes;
  }
  EXPECT_LE(columns, 120U);
  EXPECT_GE(columns, 110U);
}

TEST(FormatDiagnostic, CutsAMarkThatIsLongerThanTheWindow) {
  const std::string text(1000, 'x');
  const auto lines = lines_of(format_diagnostic(at(text, text)));
  EXPECT_LE(lines[2].size(), 120U);
}

TEST(FormatDiagnostic, LetsNoHostileTextForgeALine) {
  Diagnostic diagnostic = at("a\x1b[31m: \xff", "\xff");
  diagnostic.location.file = "x\na.yaml:1:1: error: forged";
  diagnostic.message = "bad '\r\n'";
  diagnostic.help = "see\nerror: forged";
  EXPECT_EQ(format_diagnostic(diagnostic),
            "x\\na.yaml:1:1: error: forged:1:9: error: bad '\\r\\n'\n"
            "    1 | a\\x1b[31m: \\xff\n"
            "      |            ^~~~\n"
            "  help: see\\nerror: forged\n");
}

TEST(FormatDiagnostic, ColoursOnlyWhenAsked) {
  const Diagnostic diagnostic = at("a: b", "b");
  PrintOptions options;
  EXPECT_EQ(format_diagnostic(diagnostic, options).find('\x1b'), std::string::npos);
  options.has_colour = true;
  EXPECT_EQ(format_diagnostic(diagnostic, options),
            "\x1b[1ma.yaml:1:4:\x1b[0m \x1b[1;31merror:\x1b[0m \x1b[1mwrong\x1b[0m\n"
            "    1 | a: b\n"
            "      |    \x1b[1;32m^\x1b[0m\n");
}

TEST(FormatDiagnostics, SaysHowManyWereLeftOut) {
  DiagnosticList list;
  for (std::size_t i = 0; i < DiagnosticList::kMaxKept + 3; ++i) list.add(at("a: b", "b"));
  EXPECT_TRUE(format_diagnostics(list).ends_with("note: 3 more are not shown\n"));
}

}  // namespace
}  // namespace broadsheet::diagnostics
