// SPDX-License-Identifier: Apache-2.0
#include "row_reader.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

#include "characters.hpp"
#include "row_measure.hpp"
#include "wide_decoder.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr std::size_t kSampledCharacters = 1 << 16;  // enough to tell the script of a page

// What a page's characters say about its script.
struct ScriptCount {
  std::size_t characters = 0, ideographs = 0, letters = 0;

  Script script() const {
    return ideographs * 4 >= letters && ideographs > 0 ? Script::full_width : Script::roman;
  }
};

bool is_lead_of_han(unsigned char byte) { return byte - 0xE4U <= 5U; }
bool is_ascii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

// The script that the first bytes of a page are in, as a guess.
Script guess_script(std::span<const InputLine> lines) {
  constexpr std::size_t kBytes = 192;
  ScriptCount count;
  std::size_t room = kBytes;
  for (const InputLine& line : lines) {
    for (const char c : line.text.substr(0, room)) {
      count.ideographs += is_lead_of_han(static_cast<unsigned char>(c)) ? 1 : 0;
      count.letters += (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? 1 : 0;
    }
    room -= std::min(room, line.text.size());
    if (room == 0) break;
  }
  return count.script();
}

// Does one of the characters stand in [begin, end), or right behind it where more was decoded?
BROADSHEET_INLINE bool may_tell(const char32_t* begin, const char32_t* end) {
  Ints found{};
  for (; begin < end; begin += kVectorLanes) {
    Ints characters;
    load(begin, characters);
    for (const char32_t telling : kTellingCharacters)
      found |= characters == static_cast<std::int32_t>(telling);
  }
  return has_any_bit(found);
}

// The text of a page as it grows: room is made for a line at a time, and many lines ahead.
class GrowingText {
 public:
  explicit GrowingText(Buffer<char32_t>& room) : room_(room) {}

  // Where the next characters go; there is room for so many.
  char32_t* reserve(std::size_t characters) {
    constexpr std::size_t kAhead = 4096;
    return room_.make_room(size_ + characters + kAhead, size_) + size_;
  }
  std::size_t size() const { return size_; }
  void resize(std::size_t size) { size_ = size; }
  std::u32string_view text() { return {room_.make_room(size_, size_), size_}; }

 private:
  Buffer<char32_t>& room_;
  std::size_t size_ = 0;
};

// Gives out lines that may be read beyond their ends.
class PaddedLines {
 public:
  explicit PaddedLines(std::span<const InputLine> lines) : bytes_(kUsual + kWideDecoderPadding) {
    if (are_close(lines)) end_ = lines.back().text.data() + lines.back().text.size();
  }

  // The line itself where others follow close behind it; else a copy.
  std::string_view pad(std::string_view line) {
    if (end_ != nullptr &&
        end_ - line.data() >= static_cast<std::ptrdiff_t>(line.size() + kWideDecoderPadding))
      return line;
    if (line.size() + kWideDecoderPadding > bytes_.size())
      bytes_.resize(line.size() + kWideDecoderPadding);
    std::copy(line.begin(), line.end(), bytes_.begin());
    std::memset(bytes_.data() + line.size(), 0, kWideDecoderPadding);
    return {bytes_.data(), line.size()};
  }

 private:
  static constexpr std::size_t kUsual = 256;

  // Does each line begin right behind the one above, or behind its terminator?
  static bool are_close(std::span<const InputLine> lines) {
    constexpr std::uintptr_t kLongestTerminator = 2;
    bool are_close = !lines.empty();
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const std::string_view above = lines[i - 1].text;
      const auto end = reinterpret_cast<std::uintptr_t>(above.data()) + above.size();
      are_close &=
          reinterpret_cast<std::uintptr_t>(lines[i].text.data()) - end <= kLongestTerminator;
    }
    return are_close;
  }

  std::vector<char> bytes_;
  const char* end_ = nullptr;  // of the last line
};

// Reads one line behind the page's text.
template <typename Decoder>
class LineReader {
 public:
  // The line may be read beyond its end, as the decoder does.
  LineReader(std::string_view line, GrowingText& text, RareCharacters& rare)
      : line_(line), text_(text), rare_(rare) {}
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  // False where there is nothing but white space.
  BROADSHEET_INLINE bool read(bool is_first_of_text, Row& row) {
    if (line_.empty()) return false;
    if (!is_lead_of_han(static_cast<unsigned char>(line_[0]))) skip_indent(is_first_of_text, row);
    if (at_ == line_.size()) return false;
    row.begin_byte = static_cast<std::uint32_t>(at_);
    row.text_begin = static_cast<std::uint32_t>(text_.size());
    begin_ = out_ = text_.reserve(line_.size() - at_ + kWideDecoderSlack);
    row.is_letter_spaced = may_be_spaced() && read_spaced();
    if (!row.is_letter_spaced) {
      read_content();
      row.is_letter_spaced = marks_.spaces > 1 && find_gaps().is_letter_spaced();
      if (row.is_letter_spaced) take_letter_spacing_out(row);
    }
    row.end_byte = static_cast<std::uint32_t>(end_);
    marks_.line.may_tell = !marks_.line.has_pause && may_tell(begin_, out_);
    text_.resize(row.text_begin + length());
    row.text_end = static_cast<std::uint32_t>(text_.size());
    return true;
  }

  const RareMarks& marks() const { return marks_; }
  void count_in(ScriptCount& count) const {
    count.characters += length() - marks_.spaces + spaces_;
    count.ideographs += length() - marks_.count + marks_.ideographs;
    count.letters += marks_.letters;
  }

 private:
  std::size_t length() const { return static_cast<std::size_t>(out_ - begin_); }
  static unsigned skips(Traits traits) { return (traits & trait::kCounted) == 0 ? 1 : 0; }

  void skip_indent(bool is_first_of_text, Row& row) {
    float indent = 0;
    for (std::size_t at = 0; at < line_.size(); at_ = at) {
      const char32_t c = next_code_point(line_, at);
      if (is_space(c)) {
        indent += c == 0x3000 ? 1.0F : (c == U'\t' ? 2.0F : 0.5F);
      } else if (!(is_first_of_text && at_ == 0 && c == 0xFEFF)) {
        row.indent_em = std::min(indent, 8.0F);
        return;
      }
      ++spaces_;
    }
  }

  BROADSHEET_INLINE void read_content() {
    while (at_ < line_.size()) {
      if (!is_ascii(line_[at_]) && read_wide()) continue;
      while (at_ < line_.size()) {
        read_narrow();
        if (at_ < line_.size() && !is_ascii(line_[at_])) break;
      }
    }
  }

  // Is the rest of the line, as far as one look tells, characters of three bytes with a space in
  // each gap?
  bool may_be_spaced() const {
    const std::size_t left = line_.size() - at_;
    return left % 4 == 3 && left >= 11 && line_[at_ + 3] == ' ' && line_[at_ + 7] == ' ';
  }
  // Reads such a rest, if all of them are squares; else nothing.
  bool read_spaced() {
    constexpr std::size_t kMost = 64;
    const std::size_t size = (line_.size() - at_ + 1) / 4;
    if (size > kMost) return false;
    std::uint64_t rare = 0;
    for (std::size_t k = 0; k < size; k += kSpacedTogether) {
      const DecodedSpaced decoded = Decoder::decode_spaced(line_.data() + at_ + 4 * k, begin_ + k);
      const std::size_t left = size - k;
      const unsigned count = (1U << std::min(left, kSpacedTogether)) - 1;
      const unsigned followed = left > kSpacedTogether ? count : count >> 1U;
      if ((decoded.wide & count) != count || (decoded.spaced & followed) != followed) return false;
      rare |= std::uint64_t{decoded.rare & count} << k;
    }
    for (std::uint64_t left = rare; left != 0; left &= left - 1) {
      if (!is_full_width(begin_[std::countr_zero(left)])) return false;
    }
    for (; rare != 0; rare &= rare - 1) {
      const auto k = static_cast<std::size_t>(std::countr_zero(rare));
      const Traits traits = traits_of(begin_[k]);
      marks_.add(k, begin_[k], traits);
      rare_.add(text_.size() + k, 1, skips(traits));
    }
    out_ = begin_ + size;
    spaces_ += size - 1;
    at_ = end_ = line_.size();
    return true;
  }

  // Characters of three bytes, up to the first space. False where something else follows next.
  BROADSHEET_INLINE bool read_wide() {
    Decoded decoded = Decoder::decode(line_.data() + at_, out_);
    const std::size_t left = line_.size() - at_;
    if (3 * decoded.count > left) {
      decoded.count = static_cast<unsigned>(left / 3);
      decoded.rare &= (1U << decoded.count) - 1;
    }
    const bool is_whole = decoded.count == kDecodedTogether;
    bool has_space = false;
    unsigned skipped = 0;
    for (unsigned rare = decoded.rare; rare != 0; rare &= rare - 1) {
      const auto k = static_cast<unsigned>(std::countr_zero(rare));
      const Traits traits = traits_of(out_[k]);
      if ((traits & trait::kSpace) != 0) {
        has_space = true;
        decoded = {k, decoded.rare & ((1U << k) - 1)};
        break;
      }
      skipped |= skips(traits) << k;
      marks_.add(length() + k, out_[k], traits);
    }
    if (decoded.count == 0) return false;
    rare_.add(text_.size() + length(), decoded.rare, skipped);
    out_ += decoded.count;
    at_ += 3 * decoded.count;
    end_ = at_;
    return is_whole && !has_space;
  }

  // One character, or white space.
  void read_narrow() {
    const char32_t c = next_code_point(line_, at_);
    const Traits traits = traits_of(c);
    if ((traits & trait::kSpace) != 0)
      read_space();
    else
      take(c, traits);
  }

  void take(char32_t c, Traits traits) {
    marks_.add(length(), c, traits);
    rare_.add(text_.size() + length(), 1, skips(traits));
    *out_++ = c;
    end_ = at_;
  }

  // All white space becomes one space, and at the line's end none.
  void read_space() {
    ++spaces_;
    for (std::size_t at = at_; at < line_.size(); ++spaces_) {
      if (!is_space(next_code_point(line_, at))) {
        take_space();
        return;
      }
      at_ = at;
    }
    at_ = line_.size();
  }
  void take_space() {
    rare_.add(text_.size() + length(), 1, 1);
    marks_.add(length(), U' ', trait::kSpace);
    *out_++ = U' ';
  }

  SpacedGaps find_gaps() const {
    SpacedGaps gaps;
    for (const char32_t* c = begin_ + 1; c < out_; ++c) {
      const bool has_space = *c == U' ';
      if (has_space) ++c;
      if (!is_full_width(*c) || !is_full_width(c[has_space ? -2 : -1])) continue;
      ++gaps.gaps;
      gaps.spaced += has_space ? 1 : 0;
    }
    return gaps;
  }

  // Between the characters of a letter-spaced line the spaces go.
  void take_letter_spacing_out(const Row& row) {
    char32_t* const end = out_;
    out_ = begin_;
    for (const char32_t* c = begin_; c < end; ++c) {
      const bool goes = *c == U' ' && (is_full_width(c[1]) || is_full_width(out_[-1]));
      if (!goes) *out_++ = *c;
    }
    rare_.renew({begin_ - row.text_begin, row.text_begin + length()}, row.text_begin,
                row.text_begin + static_cast<std::size_t>(end - begin_));
    marks_ = {};
    for (std::size_t i = 0; i < length(); ++i) {
      if (!is_han(begin_[i])) marks_.add(i, begin_[i], traits_of(begin_[i]));
    }
  }

  std::string_view line_;
  GrowingText& text_;
  RareCharacters& rare_;
  RareMarks marks_;
  char32_t *begin_ = nullptr, *out_ = nullptr;
  std::size_t at_ = 0, end_ = 0;  // in the line: where to read on, where the content ends
  std::size_t spaces_ = 0;        // of the line
};

// Gives back the script that the rows are in, going by the first characters.
template <typename Decoder>
BROADSHEET_INLINE Script read_all(Page& page) {
  ScriptCount sample, rest;
  std::uint32_t blanks = 0;
  std::size_t bytes = 0;
  for (const InputLine& line : page.lines) bytes += line.text.size() + 1;
  GrowingText text(page.text_room);
  PaddedLines padded(page.lines);
  page.rows.clear();
  page.rare.reset(bytes);
  page.rows.reserve(std::min(page.lines.size(), bytes / 2 + 1));
  for (std::uint32_t i = 0; i < page.lines.size(); ++i) {
    LineReader<Decoder> reader(padded.pad(page.lines[i].text), text, page.rare);
    Row& row = page.rows.emplace_back();
    if (!reader.read(page.line_offset + i == 0, row)) {
      page.rows.pop_back();
      ++blanks;
      continue;
    }
    reader.count_in(sample.characters < kSampledCharacters ? sample : rest);
    row.first_line = i;
    row.blank_before = blanks;
    blanks = 0;
    page.text = text.text();
    measure_row(page, reader.marks(), row);
    if (page.script == Script::roman) {
      page.rare.add(text.size(), 1, 1);
      *text.reserve(1) = U' ';
      text.resize(text.size() + 1);
    }
  }
  page.text = text.text();
  return sample.script();
}

Script read_all_one_by_one(Page& page) { return read_all<WideDecoder>(page); }
BROADSHEET_AVX2 Script read_all_by_avx2(Page& page) { return read_all<WideDecoderOfAvx2>(page); }

}  // namespace

void read_rows(Page& page, Language language) {
  const bool is_told = language != Language::automatic;
  page.script = is_told ? (language == Language::english ? Script::roman : Script::full_width)
                        : guess_script(page.lines);
  const auto read = [&] { return has_avx2() ? read_all_by_avx2(page) : read_all_one_by_one(page); };
  const Script found = read();
  // Rows are measured as their script wants it, and between roman ones stands a space.
  if (!is_told && found != page.script) {
    page.script = found;
    read();
  }
}

}  // namespace broadsheet::newspaper
