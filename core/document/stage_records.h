// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "document/string_table.h"

namespace broadsheet::document {

/// Who took part in a document and what they said: those of the version before, and more. What
/// every builder of a next version has, beside what it is for.
class StageRecords {
 public:
  /// @param base     must outlive the records
  /// @param strings  of the version that is built; must outlive the records
  StageRecords(const Document& base, StringTable& strings);
  StageRecords(const StageRecords&) = delete;
  StageRecords& operator=(const StageRecords&) = delete;

  /// The component whose labels and messages follow.
  void begin_stage(std::string_view component, std::string_view version, std::string_view sha256);
  /// A message of that component; texts that are not UTF-8 are repaired.
  void add_message(std::uint32_t severity, std::string_view code, std::string_view message,
                   std::string_view help, std::uint64_t source_begin_byte,
                   std::uint64_t source_end_byte);

  std::uint32_t current_stage() const { return static_cast<std::uint32_t>(stages_.size()) - 1; }
  /// Views of what is here, valid until more is added.
  void put_into(DocumentContents& contents) const;

 private:
  const Document& base_;
  StringTable& strings_;
  std::vector<broadsheet_stage_t> stages_;
  std::vector<broadsheet_message_t> messages_;
};

}  // namespace broadsheet::document
