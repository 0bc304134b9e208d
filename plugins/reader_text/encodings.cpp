// SPDX-License-Identifier: Apache-2.0
#include "encodings.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace broadsheet::text_reader {
namespace {

constexpr auto kUtf8 = EncodingKind::kUtf8;
constexpr auto kUtf16 = EncodingKind::kUtf16;
constexpr auto kUtf32 = EncodingKind::kUtf32;
constexpr auto kSingle = EncodingKind::kSingleByte;
constexpr auto kMulti = EncodingKind::kMultiByte;

constexpr auto kSpecs = std::to_array<EncodingSpec>({
    {"UTF-8", "UTF-8", kUtf8, false},
    {"UTF-16LE", "UTF-16LE", kUtf16, false},
    {"UTF-16BE", "UTF-16BE", kUtf16, true},
    {"UTF-32LE", "UTF-32LE", kUtf32, false},
    {"UTF-32BE", "UTF-32BE", kUtf32, true},
    {"GB18030", "gb18030", kMulti, false},              // holds GB2312 and GBK
    {"Big5", "windows-950-2000", kMulti, false},        // completed by HKSCS, see code_page.cpp
    {"Shift_JIS", "ibm-943_P15A-2003", kMulti, false},  // what Windows calls code page 932
    {"EUC-JP", "euc-jp-2007", kMulti, false},
    {"EUC-KR", "windows-949-2000", kMulti, false},  // with the syllables that Windows added
    {"Windows-1252", "windows-1252", kSingle, false},
    {"Windows-1250", "windows-1250", kSingle, false},
    {"Windows-1251", "windows-1251", kSingle, false},
    {"Windows-1253", "windows-1253", kSingle, false},
    {"Windows-1254", "windows-1254", kSingle, false},
    {"Windows-1255", "windows-1255", kSingle, false},
    {"Windows-1256", "windows-1256", kSingle, false},
    {"Windows-1257", "windows-1257", kSingle, false},
    {"Windows-1258", "windows-1258", kSingle, false},
    {"ISO-8859-1", "ISO-8859-1", kSingle, false},
    {"ISO-8859-2", "ISO-8859-2", kSingle, false},
    {"ISO-8859-5", "ISO-8859-5", kSingle, false},
    {"ISO-8859-6", "ISO-8859-6", kSingle, false},
    {"ISO-8859-7", "ISO-8859-7", kSingle, false},
    {"ISO-8859-8", "ISO-8859-8", kSingle, false},
    {"ISO-8859-9", "ISO-8859-9", kSingle, false},
    {"ISO-8859-15", "ISO-8859-15", kSingle, false},
    {"KOI8-R", "KOI8-R", kSingle, false},
});

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::span<const EncodingSpec> encoding_specs() { return kSpecs; }

const EncodingSpec& spec_of(Encoding encoding) {
  return kSpecs[static_cast<std::size_t>(encoding)];
}

std::optional<Encoding> find_encoding(std::string_view name) {
  const auto* found = std::find_if(kSpecs.begin(), kSpecs.end(), [&](const EncodingSpec& spec) {
    return std::equal(spec.name.begin(), spec.name.end(), name.begin(), name.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
  });
  if (found == kSpecs.end()) return std::nullopt;
  return static_cast<Encoding>(found - kSpecs.begin());
}

}  // namespace broadsheet::text_reader
