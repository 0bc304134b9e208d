// SPDX-License-Identifier: Apache-2.0
// Random pages cut into random valid pieces conserve; each single thing that goes wrong with the
// pieces is found, at exactly the characters that it struck.

#include <algorithm>
#include <random>

#include "document/conservation.h"
#include "document/utf8.h"
#include "sample_document.h"

namespace broadsheet::document {
namespace {

using Kind = ConservationProblem::Kind;
constexpr int kRounds = 300;

struct Piece {
  std::size_t line;
  std::uint64_t begin;  // in the line
  std::uint64_t end;
  std::uint32_t kind;  // COPY, REPLACE or REMOVE
};

class RandomPage {
 public:
  explicit RandomPage(unsigned seed) : random_(seed) {
    std::vector<std::string> lines(1 + random_() % 12);
    for (std::string& line : lines) {
      for (std::size_t i = random_() % 20; i > 0; --i) line += character();
    }
    lines.push_back("end");  // something to lose is there always
    page_ = page_of(lines);
    for (std::size_t i = 0; i < lines.size(); ++i) cut(i, lines[i]);
    std::shuffle(pieces_.begin(), pieces_.end(), random_);
  }

  // The pieces as blocks of a random number of segments, in random articles, and as removals.
  Document build(const std::vector<Piece>& pieces) {
    StructureBuilder builder(*page_);
    const std::uint32_t articles = 1 + random_() % 3;
    for (std::uint32_t i = 0; i < articles; ++i) builder.add_article();
    for (std::size_t at = 0; at < pieces.size();) {
      const std::size_t count = std::min<std::size_t>(1 + random_() % 4, pieces.size() - at);
      std::vector<broadsheet_segment_spec_t> segments;
      for (const std::size_t end = at + count; at < end; ++at) {
        if (!segments.empty() && random_() % 3 == 0) segments.push_back(insert(" ", "line_join"));
        segments.push_back(spec(pieces[at]));
      }
      const std::uint32_t pick = random_() % (articles + 1);
      add_block(builder, pick == articles ? BROADSHEET_NONE : pick, segments);
    }
    return builder.seal();
  }

  const std::vector<Piece>& pieces() const { return pieces_; }
  const Document& page() const { return *page_; }
  std::uint64_t source_byte(const Piece& piece, std::uint64_t offset) const {
    return page_->contents().lines[piece.line].begin_byte + offset;
  }
  std::string_view text(const Piece& piece) const {
    return page_->contents().source_text.substr(source_byte(piece, piece.begin),
                                                piece.end - piece.begin);
  }
  std::mt19937& random() { return random_; }

 private:
  std::string character() {
    static const char* const kCharacters[] = {"a", "b", " ", "é", "日", "𝄞", "-", "\t", "\u3000"};
    return kCharacters[random_() % std::size(kCharacters)];
  }

  void cut(std::size_t line, const std::string& text) {
    for (std::uint64_t begin = 0; begin < text.size();) {
      std::uint64_t end = begin + 1;
      while (end < text.size() && (!is_start(text[end]) || random_() % 3 != 0)) ++end;
      const std::uint32_t kinds[] = {BROADSHEET_SEGMENT_COPY, BROADSHEET_SEGMENT_COPY,
                                     BROADSHEET_SEGMENT_REPLACE, BROADSHEET_SEGMENT_REMOVE};
      pieces_.push_back({line, begin, end, kinds[random_() % 4]});
      begin = end;
    }
  }
  static bool is_start(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

  broadsheet_segment_spec_t spec(const Piece& piece) const {
    if (piece.kind == BROADSHEET_SEGMENT_REPLACE)
      return replace(*page_, piece.line, piece.begin, piece.end, "R", "encoding_repair");
    if (piece.kind == BROADSHEET_SEGMENT_REMOVE)
      return remove(*page_, piece.line, piece.begin, piece.end, "noise");
    return copy(*page_, piece.line, piece.begin, piece.end);
  }

  std::mt19937 random_;
  std::optional<Document> page_;
  std::vector<Piece> pieces_;
};

TEST(ConservationProperty, HoldsForEveryPartitionOfALine) {
  for (unsigned seed = 0; seed < kRounds; ++seed) {
    RandomPage random(seed);
    const Document cleaned = random.build(random.pieces());
    const auto problems = check_conservation(cleaned.contents(), 10);
    ASSERT_TRUE(problems.empty()) << seed << ": " << describe(problems[0], cleaned);
    ASSERT_TRUE(Document::open({cleaned.region().begin(), cleaned.region().end()}).has_value());
  }
}

TEST(ConservationProperty, FindsEveryPieceThatIsLeftOut) {
  for (unsigned seed = 0; seed < kRounds; ++seed) {
    RandomPage random(seed);
    std::vector<Piece> pieces = random.pieces();
    const std::size_t lost = random.random()() % pieces.size();
    const Piece piece = pieces[lost];
    pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(lost));
    const auto problems = check_conservation(random.build(pieces).contents(), 1000);
    ASSERT_EQ(problems.empty(), is_all_white_space(random.text(piece))) << seed;
    for (const auto& problem : problems) {
      EXPECT_EQ(problem.kind, Kind::dropped);
      EXPECT_GE(problem.source_begin_byte, random.source_byte(piece, piece.begin));
      EXPECT_LE(problem.source_end_byte, random.source_byte(piece, piece.end));
    }
  }
}

TEST(ConservationProperty, FindsEveryPieceThatIsThereTwice) {
  for (unsigned seed = 0; seed < kRounds; ++seed) {
    RandomPage random(seed);
    std::vector<Piece> pieces = random.pieces();
    const Piece piece = pieces[random.random()() % pieces.size()];
    pieces.push_back(piece);
    const auto problems = check_conservation(random.build(pieces).contents(), 1000);
    ASSERT_EQ(problems.size(), 1U) << seed;
    EXPECT_EQ(problems[0].kind, Kind::doubled);
    EXPECT_EQ(problems[0].source_begin_byte, random.source_byte(piece, piece.begin));
    EXPECT_EQ(problems[0].source_end_byte, random.source_byte(piece, piece.end));
  }
}

TEST(ConservationProperty, FindsEveryByteOfABlocksTextThatIsChanged) {
  for (unsigned seed = 0; seed < kRounds; ++seed) {
    RandomPage random(seed);
    const Document cleaned = random.build(random.pieces());
    DocumentContents contents = cleaned.contents();
    std::vector<std::size_t> from_source;  // bytes of copies: others are the plugin's own words
    for (const auto& segment : contents.segments) {
      if (segment.kind != BROADSHEET_SEGMENT_COPY) continue;
      const auto begin = contents.blocks[segment.block].text_begin_byte;
      for (auto at = segment.text_begin_byte; at < segment.text_end_byte; ++at)
        from_source.push_back(begin + at);
    }
    if (from_source.empty()) continue;
    std::string texts(contents.block_texts);
    texts[from_source[random.random()() % from_source.size()]] ^= 1;
    contents.block_texts = texts;
    const auto problems = check_conservation(contents, 1000);
    ASSERT_EQ(problems.size(), 1U) << seed;
    EXPECT_EQ(problems[0].kind, Kind::invented);
  }
}

// Quadratic work would run into the test's time limit.
TEST(ConservationProperty, BearsAMillionSegmentsInReverseOrder) {
  constexpr std::size_t kLines = 1000;
  constexpr std::size_t kPieces = 1000;
  std::vector<std::string> lines(kLines, std::string(kPieces, 'x'));
  const Document page = page_of(lines);
  StructureBuilder builder(page);
  std::vector<broadsheet_segment_spec_t> segments;
  for (std::size_t line = kLines; line-- > 0;) {
    segments.clear();
    for (std::size_t at = kPieces; at-- > 0;) segments.push_back(copy(page, line, at, at + 1));
    add_block(builder, BROADSHEET_NONE, segments);
  }
  const Document cleaned = builder.seal();
  EXPECT_EQ(cleaned.contents().segments.size(), kLines * kPieces);
  EXPECT_TRUE(check_conservation(cleaned.contents(), 10).empty());
}

TEST(ConservationProperty, BearsAMillionGapsOfWhiteSpaceOnOneLine) {
  std::string line;
  for (int i = 0; i < 1000000; ++i) line += "x ";
  const Document page = page_of({line});
  StructureBuilder builder(page);
  std::vector<broadsheet_segment_spec_t> segments;
  for (std::size_t at = 0; at < line.size(); at += 2) segments.push_back(copy(page, 0, at, at + 1));
  add_block(builder, BROADSHEET_NONE, segments);
  const Document cleaned = builder.seal();
  EXPECT_EQ(cleaned.contents().segments.size(), 2000000U);
  EXPECT_TRUE(check_conservation(cleaned.contents(), 10).empty());
}

}  // namespace
}  // namespace broadsheet::document
