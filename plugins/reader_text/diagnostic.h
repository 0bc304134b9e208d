// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_READER_TEXT_DIAGNOSTIC_H_
#define BROADSHEET_READER_TEXT_DIAGNOSTIC_H_

#include <cstdint>
#include <string>

namespace broadsheet::text_reader {

inline constexpr std::uint64_t kNoPlace = UINT64_MAX;

/// What a reader has to say about a document.
struct Diagnostic {
  bool is_warning;  // otherwise a note
  std::string code;
  std::string message;
  std::string help;
  std::uint64_t text_begin_byte;  // kNoPlace: it is about the whole text
  std::uint64_t text_end_byte;
};

}  // namespace broadsheet::text_reader

#endif
