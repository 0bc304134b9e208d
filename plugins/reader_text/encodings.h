// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_TEXT_ENCODINGS_H_
#define BROADSHEET_READER_TEXT_ENCODINGS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace broadsheet::text_reader {

/// How a character's bytes are found.
enum class EncodingKind {
  kUtf8,
  kUtf16,
  kUtf32,
  kSingleByte,  // 256 table entries
  kMultiByte    // ASCII, and sequences of two bytes or more
};

/// One row of the table of encodings.
struct EncodingSpec {
  std::string_view name;  // what option 'encoding' and the result say
  const char* icu_name;   // the converter that the tables are made from
  EncodingKind kind;
  bool is_big_endian;  // kUtf16 and kUtf32 only
};

/// An index into encoding_specs(). Only what the code names has a name here; the rest are table
/// rows.
enum class Encoding : std::uint32_t {
  kUtf8,
  kUtf16Le,
  kUtf16Be,
  kUtf32Le,
  kUtf32Be,
  kGb18030,
  kBig5,
  kShiftJis,
  kEucJp,
  kEucKr,
  kWindows1252
};

/// All encodings, in the order of Encoding; behind the named ones stand the other single-byte
/// encodings.
std::span<const EncodingSpec> encoding_specs();

const EncodingSpec& spec_of(Encoding encoding);

/// By the name in the table, letter case aside.
std::optional<Encoding> find_encoding(std::string_view name);

}  // namespace broadsheet::text_reader

#endif
