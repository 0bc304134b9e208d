// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace broadsheet::diagnostics {

// The candidate that `name` was probably meant to be; empty if none is near enough. Of equally near
// ones the first.
std::string nearest_name(std::string_view name, const std::vector<std::string>& candidates);

// "did you mean 'language'? Allowed: language, max_sentence_bytes"; without the question where none
// is near. `label` says what the names are, in lower case.
std::string suggest_name(std::string_view name, const std::vector<std::string>& names,
                         std::string_view label = "allowed");

}  // namespace broadsheet::diagnostics
