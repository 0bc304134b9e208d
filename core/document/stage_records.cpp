// SPDX-License-Identifier: Apache-2.0
#include "document/stage_records.h"

#include <algorithm>

#include "broadsheet/context.h"
#include "document/utf8.h"

namespace broadsheet::document {

StageRecords::StageRecords(const Document& base, StringTable& strings)
    : base_(base),
      strings_(strings),
      stages_(base.contents().stages.begin(), base.contents().stages.end()),
      messages_(base.contents().messages.begin(), base.contents().messages.end()) {}

void StageRecords::begin_stage(std::string_view component, std::string_view version,
                               std::string_view sha256) {
  stages_.push_back(
      {strings_.intern(component), strings_.intern(version), strings_.intern(sha256), 0});
}

void StageRecords::add_message(std::uint32_t severity, std::string_view code,
                               std::string_view message, std::string_view help,
                               std::uint64_t source_begin_byte, std::uint64_t source_end_byte) {
  const auto intern = [&](std::string_view text) {
    return strings_.intern(replace_invalid_utf8(text));
  };
  const std::uint64_t size = base_.contents().source_text.size();
  const bool has_place = source_begin_byte <= source_end_byte && source_end_byte <= size;
  messages_.push_back({has_place ? source_begin_byte : BROADSHEET_NO_OFFSET,
                       has_place ? source_end_byte : BROADSHEET_NO_OFFSET,
                       std::min<std::uint32_t>(severity, BROADSHEET_ERROR), intern(code),
                       intern(message), intern(help), current_stage(), 0});
}

void StageRecords::put_into(DocumentContents& contents) const {
  contents.stages = stages_;
  contents.messages = messages_;
}

}  // namespace broadsheet::document
