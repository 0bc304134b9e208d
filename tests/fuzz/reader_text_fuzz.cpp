// SPDX-License-Identifier: Apache-2.0
// Any bytes in any encoding: the text is valid UTF-8, the map covers both sides, lines hold all but
// terminators, and a second run gives the same.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "plain_text.h"
#include "utf8.h"

namespace {

using namespace broadsheet::text_reader;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_runs(const PlainText& source, std::size_t origin_size) {
  require(!source.runs.empty() && source.runs[0].text_begin_byte == 0 &&
          source.runs[0].origin_begin_byte == 0);
  for (std::size_t i = 1; i < source.runs.size(); ++i) {
    const EncodingRun& run = source.runs[i - 1];
    const EncodingRun& next = source.runs[i];
    require(next.text_begin_byte > run.text_begin_byte);
    const std::uint64_t length = next.text_begin_byte - run.text_begin_byte;
    require(length % run.text_step_bytes == 0);
    require(run.origin_begin_byte + length / run.text_step_bytes * run.origin_step_bytes ==
            next.origin_begin_byte);
  }
  require(origin_of(source.runs, source.text.size()) == origin_size);
}

void check_lines(const PlainText& source) {
  std::uint64_t end = 0;
  const auto require_terminators = [&](std::uint64_t until) {
    for (; end < until; ++end) require(source.text[end] == '\n' || source.text[end] == '\r');
  };
  for (const SourceLine& line : source.lines) {
    require_terminators(line.begin_byte);
    const std::string_view text =
        std::string_view(source.text).substr(line.begin_byte, line.end_byte - line.begin_byte);
    require(text.find_first_of("\r\n") == std::string_view::npos);
    end = line.end_byte;
  }
  require_terminators(source.text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // The first byte chooses the encoding; those behind the table mean "auto".
  std::optional<Encoding> declared;
  if (data[0] < encoding_specs().size()) declared = static_cast<Encoding>(data[0]);
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto outcome = read_plain_text(bytes, declared);
  probe_plain_text("page", bytes);
  const auto* source = std::get_if<PlainText>(&outcome);
  if (source == nullptr) return 0;
  require(valid_utf8_length(source->text) == source->text.size());
  require(source->diagnostics.size() <= 22);
  check_runs(*source, bytes.size());
  check_lines(*source);
  const auto again = read_plain_text(bytes, declared);
  require(std::get<PlainText>(again).text == source->text &&
          std::get<PlainText>(again).runs == source->runs);
  return 0;
}
