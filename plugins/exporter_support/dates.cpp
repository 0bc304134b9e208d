// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/dates.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "broadsheet/cpp/text.hpp"

namespace broadsheet::exporting {
namespace {

/// Reads a date from the left, a piece at a time; a piece that does not fit leaves it where it was.
class DateScanner {
 public:
  explicit DateScanner(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  bool skip(std::string_view literal) {
    if (!rest_.starts_with(literal)) return false;
    rest_.remove_prefix(literal.size());
    return true;
  }
  bool number(std::size_t least_digits, std::size_t most_digits, unsigned& value) {
    std::size_t digits = 0;
    unsigned read = 0;
    while (digits < rest_.size() && digits < most_digits && is_digit(rest_[digits])) {
      read = read * 10 + static_cast<unsigned>(rest_[digits++] - '0');
    }
    if (digits < least_digits) return false;
    rest_.remove_prefix(digits);
    value = read;
    return true;
  }
  bool skip_digits() {
    const std::size_t before = rest_.size();
    while (!rest_.empty() && is_digit(rest_.front())) rest_.remove_prefix(1);
    return rest_.size() < before;
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  std::string_view rest_;
};

bool is_day(unsigned year, unsigned month, unsigned day) {
  constexpr std::array<unsigned, 13> kDays = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year == 0 || month < 1 || month > 12 || day < 1) return false;
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month] + (month == 2 && is_leap ? 1 : 0);
}

/// "T08:30:00.5+08:00"; the time zone is required, as W3C's note says.
bool scan_time(DateScanner& scanner) {
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  if (!scanner.number(2, 2, hour) || !scanner.skip(":") || !scanner.number(2, 2, minute))
    return false;
  if (scanner.skip(":") && !scanner.number(2, 2, second)) return false;
  if (scanner.skip(".") && !scanner.skip_digits()) return false;
  if (hour > 23 || minute > 59 || second > 59) return false;
  if (scanner.skip("Z")) return scanner.at_end();
  if (!scanner.skip("+") && !scanner.skip("-")) return false;
  return scanner.number(2, 2, hour) && scanner.skip(":") && scanner.number(2, 2, minute) &&
         hour <= 14 && minute <= 59 && scanner.at_end();
}

std::string padded(unsigned number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0').append(digits);
}

std::string first_date(std::string_view text) {
  const ByteRange inside = trimmed_range(text);
  return w3c_date_of(text.substr(inside.begin_byte, inside.end_byte - inside.begin_byte));
}

}  // namespace

bool is_w3c_date(std::string_view text) {
  DateScanner scanner(text);
  unsigned year = 0;
  unsigned month = 1;
  unsigned day = 1;
  if (!scanner.number(4, 4, year)) return false;
  if (scanner.at_end()) return year > 0;
  if (!scanner.skip("-") || !scanner.number(2, 2, month)) return false;
  if (scanner.at_end()) return is_day(year, month, 1);
  if (!scanner.skip("-") || !scanner.number(2, 2, day) || !is_day(year, month, day)) return false;
  return scanner.at_end() || (scanner.skip("T") && scan_time(scanner));
}

std::string w3c_date_of(std::string_view text) {
  if (is_w3c_date(text)) return std::string(text);
  DateScanner scanner(text);
  unsigned year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (!scanner.number(4, 4, year)) return "";
  const bool is_chinese = scanner.skip("年");
  std::string_view separator;
  for (const std::string_view candidate : {"-", "/", "."}) {
    if (!is_chinese && separator.empty() && scanner.skip(candidate)) separator = candidate;
  }
  if (!is_chinese && separator.empty()) return "";
  if (!scanner.number(1, 2, month) || !scanner.skip(is_chinese ? "月" : separator)) return "";
  if (!scanner.number(1, 2, day) || (is_chinese && !scanner.skip("日")) || !scanner.at_end())
    return "";
  if (!is_day(year, month, day)) return "";
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

std::string deterministic_date(const Document& document) {
  std::string date = first_date(document.property("run.date"));
  return date.empty() ? first_date(document.property("date")) : date;
}

std::string deterministic_timestamp(const Document& document) {
  std::string date = deterministic_date(document);
  if (date.empty() || date.find('T') != std::string::npos) return date;
  if (date.size() == 4) date += "-01";
  if (date.size() == 7) date += "-01";
  return date + "T00:00:00Z";
}

}  // namespace broadsheet::exporting
