// SPDX-License-Identifier: Apache-2.0
// The plugin's own model as others see it: sdk/include/broadsheet/ext/draft/sentence_model.h.
#pragma once

#include "broadsheet/ext/draft/sentence_model.h"

namespace broadsheet::policy {

const broadsheet_sentence_model_t* linear_sentence_model();

}  // namespace broadsheet::policy
