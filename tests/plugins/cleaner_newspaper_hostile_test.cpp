// SPDX-License-Identifier: Apache-2.0
// Texts that are no newspaper, made to be slow or to break something: nothing of them may be lost,
// and cost grows with their size and no faster. What is compared is memory, which repeats exactly:
// a stage that compares all with all keeps or makes tables of that size too. Time has only the
// limit that CTest sets.

#include <gtest/gtest.h>
#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <new>
#include <random>
#include <string>

#include "cleaner_newspaper_texts.h"
#include "line_splitter.h"
#include "text_decoder.h"

namespace {

// Bytes that this program has allocated, in all and at once.
std::atomic<std::size_t> allocated_bytes{0}, live_bytes{0}, peak_bytes{0};

}  // namespace

// Not inlined: the compiler would take malloc and free for a pair that does not match. The standard
// library's buffers come by the variant that does not throw.
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t& /*none*/) noexcept {
  void* const memory = std::malloc(size);
  if (memory == nullptr) return nullptr;
  const std::size_t usable = malloc_usable_size(memory);
  allocated_bytes += usable;
  const std::size_t live = live_bytes += usable;
  if (live > peak_bytes) peak_bytes = live;
  return memory;
}

[[gnu::noinline]] void* operator new(std::size_t size) {
  void* const memory = operator new(size, std::nothrow);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

[[gnu::noinline]] void operator delete(void* memory) noexcept {
  if (memory != nullptr) live_bytes -= malloc_usable_size(memory);
  std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept { operator delete(memory); }

namespace broadsheet::newspaper {
namespace {

struct Cost {
  std::size_t allocated = 0, peak = 0;
};

// Checks that nothing is lost, and gives back what it took.
Cost bear(const std::string& page) {
  const Text text(page);
  const std::size_t allocated_before = allocated_bytes, live_before = live_bytes;
  peak_bytes = live_before;
  const Structure structure = reconstruct(text.lines, {});
  const Cost cost{allocated_bytes - allocated_before, peak_bytes - live_before};
  expect_nothing_lost(text, structure);
  return cost;
}

// `make` gives a text of about so many bytes. Four times the text may take four times the memory;
// tables that double in size take up to twice as much in between.
void expect_linear(const std::function<std::string(std::size_t)>& make) {
  constexpr std::size_t kSmall = 40'000;
  const Cost small = bear(make(kSmall)), large = bear(make(4 * kSmall));
  EXPECT_LE(large.allocated, 8 * small.allocated);
  EXPECT_LE(large.peak, 8 * small.peak);
}

std::function<std::string(std::size_t)> made_of(std::string_view piece) {
  return [piece](std::size_t size) { return repeated(piece, size / piece.size()); };
}

TEST(HostileText, BearsLinesOfTenMegabytes) {
  bear(repeated("春", 10'000'000 / 3));
  bear(repeated("春 ", 10'000'000 / 4) + "\n" + std::string(10'000'000, 'a'));
}

TEST(HostileText, BearsFiveMillionEmptyLines) { bear(std::string(5'000'000, '\n')); }

TEST(HostileText, BearsOnlyBracketsAtLinearCost) {
  expect_linear(made_of("（"));
  expect_linear(made_of("（\n"));
  expect_linear(made_of("）\n"));
  expect_linear(made_of("“《「(\n"));
  expect_linear(made_of("（\n\n》\n"));
}

TEST(HostileText, BearsOneCharacterRepeatedAtLinearCost) {
  for (const char* const character : {"a", "A", "-", ".", "0", "。", "，", "一", "春", "—", "▶",
                                      "\xEF\xBB\xBF", "\x01", "\xFF", "\u0301"}) {
    SCOPED_TRACE(character);
    expect_linear(made_of(character));
    expect_linear(made_of(std::string(character) + "\n"));
  }
}

TEST(HostileText, BearsManyLinesOfOneKindAtLinearCost) {
  expect_linear(made_of("春天的河面上漂着薄冰\n"));
  expect_linear(made_of("记者：为什么？\n"));
  expect_linear(made_of("本报记者 王一平\n\n"));
  expect_linear(made_of("——\n一、\n"));
  expect_linear(made_of("mem-\n"));
  expect_linear(made_of(kTwoParagraphs));
}

TEST(HostileText, BearsRightToLeftText) {
  expect_linear(
      made_of("افتتحت المدينة مكتبة جديدة أمس، وقال رئيس البلدية\nإنها ستبقى مفتوحة كل يوم.\n"));
  expect_linear(made_of("העירייה פתחה אתמול ספרייה חדשה\n\n\u202E(כך נמסר)\u202C\n"));
}

TEST(HostileText, BearsVerticalPresentationForms) {
  expect_linear(made_of("︵春︶\n︹冰︺\n︻河︼\n︽柳︾\n﹁船﹂\n﹃网﹄\n︱︳\n︐︑︒︓︔︕︖\n"));
  expect_linear(made_of("春\n天\n︰\n河\n"));
}

// What reader_text makes of bytes without sense.
std::string decoded_random_bytes(std::size_t size, text_reader::Encoding encoding) {
  std::mt19937 random(static_cast<unsigned>(size));
  std::uniform_int_distribution<int> byte(0, 255);
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(byte(random));
  return text_reader::decode_text(bytes, encoding).text;
}

TEST(HostileText, BearsRandomBytesThroughTheReader) {
  for (const auto encoding : {text_reader::Encoding::kUtf8, text_reader::Encoding::kGb18030,
                              text_reader::Encoding::kUtf16Le}) {
    const std::string text = decoded_random_bytes(300'000, encoding);
    std::vector<InputLine> lines;
    for (const auto& line : text_reader::split_lines(text)) {
      lines.push_back(
          {std::string_view(text).substr(line.begin_byte, line.end_byte - line.begin_byte),
           line.page});
    }
    expect_nothing_lost(lines, reconstruct(lines, {}));
  }
}

std::string random_letters(std::size_t size) {
  std::mt19937 random(static_cast<unsigned>(size));
  std::uniform_int_distribution<int> letter('a', 'z');
  std::string letters(size, ' ');
  for (char& c : letters) c = static_cast<char>(letter(random));
  return letters;
}

// Of the algorithm with its result; the host's document comes on top. Latin letters take four bytes
// each once decoded.
TEST(Memory, StaysBelowTwelveTimesTheInput) {
  constexpr std::size_t kSize = 1'000'000;
  for (const std::string& page :
       {repeated(kTwoParagraphs, kSize / std::string_view(kTwoParagraphs).size()),
        repeated(std::string(kTwoParagraphs) + "\f", 4000), repeated("春", kSize / 3),
        std::string(kSize, 'a'), random_letters(kSize),
        repeated("the cat sat on a mat. ", kSize / 22)}) {
    EXPECT_LE(bear(page).peak, 12 * page.size());
  }
}

}  // namespace
}  // namespace broadsheet::newspaper
