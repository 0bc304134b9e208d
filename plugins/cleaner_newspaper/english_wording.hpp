// SPDX-License-Identifier: Apache-2.0
// What the words of an English line say, where case tells more than the words themselves. Tested by
// English* in cleaner_newspaper_english_test.cpp.
#pragma once

#include <string_view>

namespace broadsheet::newspaper {

// By Ann B. Lee; By the Editorial Board; Northern Wire Service
bool is_english_byline(std::u32string_view line);
// One to three words in capitals and a colon: WEXCOMBE: What did they say?
bool is_capital_speaker(std::u32string_view line);

}  // namespace broadsheet::newspaper
