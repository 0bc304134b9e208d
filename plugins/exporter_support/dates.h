// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_DATES_H_
#define BROADSHEET_EXPORTER_SUPPORT_DATES_H_

#include <string>
#include <string_view>

#include "broadsheet/cpp/document.hpp"

namespace broadsheet::exporting {

/// True for a W3C date or time: "2024", "2024-06", "2024-06-24", "2024-06-24T08:30:00Z" (or
/// "+08:00", fractions of seconds) that exists in the calendar.
bool is_w3c_date(std::string_view text);

/// A W3C date for a date as newspapers print it: "2024年6月24日", "2024-6-24", "2024/06/24",
/// "2024.6.24", and W3C dates as they are. Empty where the text is something else (or has more than
/// the date in it).
std::string w3c_date_of(std::string_view text);

/// The one date that may stand for "when this was made": "run.date", else the source's "date".
/// Never the clock, so that the same document gives the same bytes. Empty where neither is a date.
std::string deterministic_date(const Document& document);

/// The same with a time of day, as DOCX wants it: "2024-06-24T00:00:00Z". Empty where there is no
/// date.
std::string deterministic_timestamp(const Document& document);

}  // namespace broadsheet::exporting

#endif
