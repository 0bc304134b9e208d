// SPDX-License-Identifier: Apache-2.0
// languages/*.txt compiled in: the build writes language_data.cpp from the files.
#pragma once

#include <cstddef>
#include <string_view>

namespace broadsheet::sentences {

struct LanguageFile {
  std::string_view code;
  std::string_view text;
};

extern const LanguageFile kLanguageFiles[];
extern const std::size_t kLanguageFileCount;

}  // namespace broadsheet::sentences
