// SPDX-License-Identifier: Apache-2.0
#include "row_reader.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>
#include <vector>

#include "characters.hpp"
#include "row_measure.hpp"
#include "wide_decoder.hpp"

namespace broadsheet::newspaper {
namespace {

// Vectors read and write beyond the end of the text.
constexpr std::size_t kRoomBehind = 64;
static_assert(kRoomBehind >= kWideDecoderSlack);
constexpr std::size_t kSampledCharacters = 1 << 16;  // enough to tell the script of a page

// A line as it was read.
struct ReadLine {
  std::size_t size = 0;            // characters; none where there is nothing but white space
  std::size_t spaces = 0;          // characters of white space in the source
  std::size_t begin = 0, end = 0;  // bytes, without white space around
  float indent_em = 0.0F;
  bool is_letter_spaced = false;
};

// What a page's characters say about its script.
struct ScriptCount {
  std::size_t characters = 0, ideographs = 0, letters = 0;

  void add(const ReadLine& line, const RareMarks& marks) {
    characters += line.size + line.spaces - static_cast<std::size_t>(marks.spaces());
    ideographs += line.size - static_cast<std::size_t>(marks.rare() - marks.ideographs());
    letters += static_cast<std::size_t>(marks.letters());
  }
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
    std::uint8_t ideographs = 0, letters = 0;  // of so few bytes
    for (const char c : line.text.substr(0, room)) {
      const auto byte = static_cast<unsigned char>(c);
      ideographs += static_cast<std::uint8_t>(static_cast<std::uint8_t>(byte - 0xE4U) <= 5U);
      letters += static_cast<std::uint8_t>(static_cast<std::uint8_t>((byte | 0x20U) - 'a') < 26U);
    }
    count.ideographs += ideographs;
    count.letters += letters;
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

// Gives out lines that may be read beyond their ends.
class PaddedLines {
 public:
  explicit PaddedLines(std::span<const InputLine> lines) : bytes_(kUsual + kWideDecoderPadding) {
    if (are_close(lines)) end_ = address_behind(lines.back().text);
  }

  // The line itself where others follow close behind it; else a copy.
  std::string_view pad(std::string_view line) {
    if (address_behind(line) + kWideDecoderPadding <= end_) return line;
    if (line.size() + kWideDecoderPadding > bytes_.size())
      bytes_.resize(line.size() + kWideDecoderPadding);
    std::copy(line.begin(), line.end(), bytes_.begin());
    std::memset(bytes_.data() + line.size(), 0, kWideDecoderPadding);
    return {bytes_.data(), line.size()};
  }

 private:
  static constexpr std::size_t kUsual = 256;

  static std::uintptr_t address_behind(std::string_view line) {
    return reinterpret_cast<std::uintptr_t>(line.data()) + line.size();
  }
  // Does each line begin right behind the one above, or behind its terminator?
  static bool are_close(std::span<const InputLine> lines) {
    constexpr std::uintptr_t kLongestTerminator = 2;
    bool are_close = !lines.empty();
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const auto begin = reinterpret_cast<std::uintptr_t>(lines[i].text.data());
      are_close &= begin - address_behind(lines[i - 1].text) <= kLongestTerminator;
    }
    return are_close;
  }

  std::vector<char> bytes_;
  std::uintptr_t end_ = 0;  // of the last line
};

// Where the text of a line goes: behind that of the lines before.
struct Place {
  char32_t* out;
  std::size_t at;  // in the text
};

// Reads most lines of a Chinese column: characters of three bytes only. Gives back how many there
// are, or 0 where it is no such line; `rare` has a bit for each that is no Han character. The line
// may be read beyond its end.
template <typename Decoder>
BROADSHEET_INLINE std::size_t read_wide_line(std::string_view line, char32_t* out,
                                             std::uint64_t& rare) {
  const std::size_t size = line.size() / 3;
  if (3 * size != line.size() || size > kMarkedTogether) return 0;
  for (std::size_t k = 0; k < size; k += kDecodedTogether) {
    const Decoded decoded = Decoder::decode(line.data() + 3 * k, out + k);
    const std::size_t left = std::min(size - k, kDecodedTogether);
    if (decoded.count < left) return 0;
    rare |= (std::uint64_t{decoded.rare} & ((1U << left) - 1)) << k;
  }
  return size;
}

// Reads any line.
template <typename Decoder>
class LineReader {
 public:
  // As read_wide_line. There is room for a character for each of its bytes, and for some more.
  LineReader(std::string_view line, const Place& place, RareMarks& marks, RareCharacters& rare)
      : line_(line),
        marks_(marks),
        rare_(rare),
        begin_(place.out),
        out_(place.out),
        together_(place.out),
        place_(place.at) {}
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  ReadLine read(bool is_first_of_text) {
    if (line_.empty()) return {};
    if (!is_lead_of_han(static_cast<unsigned char>(line_[0]))) skip_indent(is_first_of_text);
    if (at_ == line_.size()) return {};
    read_.begin = at_;
    read_.is_letter_spaced = may_be_spaced() && read_spaced();
    if (!read_.is_letter_spaced) {
      read_content();
      read_.is_letter_spaced = marks_.spaces() > 1 && find_gaps().is_letter_spaced();
      if (read_.is_letter_spaced) take_letter_spacing_out();
    }
    read_.size = static_cast<std::size_t>(out_ - begin_);
    return read_;
  }

 private:
  void skip_indent(bool is_first_of_text) {
    float indent = 0;
    for (std::size_t at = 0; at < line_.size(); at_ = at) {
      const char32_t c = next_code_point(line_, at);
      if (is_space(c)) {
        indent += c == 0x3000 ? 1.0F : (c == U'\t' ? 2.0F : 0.5F);
      } else if (!(is_first_of_text && at_ == 0 && c == 0xFEFF)) {
        read_.indent_em = std::min(indent, 8.0F);
        return;
      }
      ++read_.spaces;
    }
  }

  BROADSHEET_INLINE void read_content() {
    while (at_ < line_.size()) {
      if (!is_ascii(line_[at_]) && read_wide()) continue;
      if (at_ < line_.size() && !read_letters()) read_narrow();
    }
    add_marks();
  }

  // Is the rest of the line, as far as one look tells, characters of three bytes with a space in
  // each gap?
  bool may_be_spaced() const {
    const std::size_t left = line_.size() - at_;
    return left % 4 == 3 && left >= 11 && line_[at_ + 3] == ' ' && line_[at_ + 7] == ' ';
  }
  // Reads such a rest, if all of them are squares; else nothing.
  bool read_spaced() {
    const std::size_t size = (line_.size() - at_ + 1) / 4;
    if (size > kMarkedTogether) return false;
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
    rare_bits_ = rare;
    out_ = begin_ + size;
    read_.spaces += size - 1;
    at_ = read_.end = line_.size();
    add_marks();
    return true;
  }

  // Characters of three bytes, up to the first space. False where something else follows next.
  BROADSHEET_INLINE bool read_wide() {
    if (out_ > together_ + (kMarkedTogether - kDecodedTogether)) add_marks();
    const Decoded decoded = Decoder::decode(line_.data() + at_, out_);
    std::size_t count = std::min<std::size_t>(decoded.count, (line_.size() - at_) / 3);
    bool goes_on = count == kDecodedTogether;
    unsigned rare = decoded.rare & ((1U << count) - 1);
    for (unsigned left = rare; left != 0; left &= left - 1) {
      const auto k = static_cast<std::size_t>(std::countr_zero(left));
      if (!is_space(out_[k])) continue;
      goes_on = false;
      count = k;
      rare &= (1U << k) - 1;
      break;
    }
    rare_bits_ |= std::uint64_t{rare} << (out_ - together_);
    if (count == 0) return false;
    out_ += count;
    at_ += 3 * count;
    read_.end = at_;
    return goes_on;
  }

  // ASCII, up to the first space. False where none follows next.
  BROADSHEET_INLINE bool read_letters() {
    const std::size_t begin = at_;
    for (; at_ < line_.size() && line_[at_] > ' ' && line_[at_] < '\x7F'; ++at_)
      take_rare(static_cast<char32_t>(line_[at_]));
    if (at_ == begin) return false;
    read_.end = at_;
    return true;
  }

  // One character, or white space.
  void read_narrow() {
    const char32_t c = next_code_point(line_, at_);
    if (is_space(c)) {
      read_space();
    } else {
      take_rare(c);
      read_.end = at_;
    }
  }

  // Of a character that is no Han character.
  BROADSHEET_INLINE void take_rare(char32_t c) {
    make_room_for_one();
    rare_bits_ |= std::uint64_t{1} << (out_ - together_);
    *out_++ = c;
  }
  BROADSHEET_INLINE void make_room_for_one() {
    if (out_ == together_ + kMarkedTogether) add_marks();
  }

  // All white space becomes one space, and at the line's end none.
  void read_space() {
    ++read_.spaces;
    for (std::size_t at = at_; at < line_.size(); ++read_.spaces) {
      if (!is_space(next_code_point(line_, at))) {
        take_rare(U' ');
        return;
      }
      at_ = at;
    }
    at_ = line_.size();
  }

  // Of the characters since the last time.
  void add_marks() {
    if (out_ == together_) return;
    const auto size = static_cast<std::size_t>(out_ - together_);
    rare_.add(place_, rare_bits_, marks_.add(together_, rare_bits_, size));
    place_ += size;
    together_ = out_;
    rare_bits_ = 0;
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
  void take_letter_spacing_out() {
    const char32_t* const end = out_;
    const std::size_t end_place = place_;
    place_ -= static_cast<std::size_t>(end - begin_);
    rare_.forget(place_, end_place);
    marks_ = {};
    out_ = together_ = begin_;
    for (const char32_t* c = begin_; c < end; ++c) {
      const bool goes = *c == U' ' && (is_full_width(c[1]) || is_full_width(out_[-1]));
      if (goes) continue;
      if (is_han(*c)) {
        make_room_for_one();
        *out_++ = *c;
      } else {
        take_rare(*c);
      }
    }
    add_marks();
  }

  std::string_view line_;
  RareMarks& marks_;
  RareCharacters& rare_;
  std::uint64_t rare_bits_ = 0;
  char32_t *begin_, *out_;
  char32_t* together_;  // the first character that these are of,
  std::size_t place_;   // and where it stands in the text
  std::size_t at_ = 0;  // in the line: where to read on
  ReadLine read_;
};

// Reads the lines of a page, one after the other.
template <typename Decoder>
class PageReader {
 public:
  BROADSHEET_INLINE explicit PageReader(Page& page) : page_(page), script_(page.script) {
    std::size_t bytes = 0;
    for (const InputLine& line : page.lines) bytes += line.text.size() + 1;
    text_ = page.text_room.make_room(bytes + kRoomBehind);
    place_ = {text_, 0};
    page.rare.reset(bytes);
    page.rows.clear();
    page.rows.resize(std::min(page.lines.size(), bytes / 2 + 1));
    row_ = page.rows.data();
  }

  // Gives back the script that the rows are in, going by the first characters.
  BROADSHEET_INLINE Script read() {
    PaddedLines padded(page_.lines);
    std::uint32_t number = 0;
    for (const InputLine& line : page_.lines) read_line(padded.pad(line.text), number++);
    page_.rows.resize(static_cast<std::size_t>(row_ - page_.rows.data()));
    page_.text = {text_, place_.at};
    return sample_.script();
  }

 private:
  BROADSHEET_INLINE void read_line(std::string_view line, std::uint32_t number) {
    std::uint64_t rare = 0;
    const std::size_t size = read_wide_line<Decoder>(line, place_.out, rare);
    const bool is_first_of_text = page_.line_offset + number == 0;
    RareMarks marks;
    std::uint64_t skipped = 0;
    if (size > 0) skipped = marks.add(place_.out, rare, size);
    if (size == 0 || marks.has(trait::kSpace) || is_first_of_text) {
      read_any(line, number, is_first_of_text);
      return;
    }
    page_.rare.add(place_.at, rare, skipped);
    take(number, {.size = size, .end = line.size()}, marks);
  }
  BROADSHEET_INLINE void read_any(std::string_view line, std::uint32_t number,
                                  bool is_first_of_text) {
    RareMarks marks;
    const ReadLine read =
        LineReader<Decoder>(line, place_, marks, page_.rare).read(is_first_of_text);
    if (read.size == 0)
      ++blanks_;
    else
      take(number, read, marks);
  }

  BROADSHEET_INLINE void take(std::uint32_t number, const ReadLine& read, const RareMarks& marks) {
    (sample_.characters < kSampledCharacters ? sample_ : rest_).add(read, marks);
    Row& row = *row_++;
    row.first_line = number;
    row.blank_before = std::exchange(blanks_, 0);
    row.begin_byte = static_cast<std::uint32_t>(read.begin);
    row.end_byte = static_cast<std::uint32_t>(read.end);
    row.text_begin = static_cast<std::uint32_t>(place_.at);
    row.text_end = static_cast<std::uint32_t>(place_.at + read.size);
    row.indent_em = read.indent_em;
    row.is_letter_spaced = read.is_letter_spaced;
    const bool tells = !marks.has(trait::kPause) && may_tell(place_.out, place_.out + read.size);
    measure_row({place_.out, read.size}, script_, marks, tells, row);
    place_.out += read.size;
    place_.at += read.size;
    if (script_ == Script::roman) {
      page_.rare.add(place_.at++, 1, 1);
      *place_.out++ = U' ';
    }
  }

  Page& page_;
  const Script script_;
  char32_t* text_;
  Place place_;
  Row* row_;
  std::uint32_t blanks_ = 0;  // lines since the last row
  ScriptCount sample_, rest_;
};

Script read_all_one_by_one(Page& page) { return PageReader<WideDecoder>(page).read(); }
BROADSHEET_AVX2 Script read_all_by_avx2(Page& page) {
  return PageReader<WideDecoderOfAvx2>(page).read();
}

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
