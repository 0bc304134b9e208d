// SPDX-License-Identifier: Apache-2.0
#include "batch/report.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <cmath>

#include "batch/diagnostic_json.h"
#include "batch/input_list.h"
#include "batch/progress.h"
#include "diagnostics/printable_text.h"

namespace broadsheet::batch {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void write_number(Writer& writer, const char* key, std::uint64_t number) {
  writer.Key(key);
  writer.Uint64(number);
}

const char* end_in_words(RunSummary::End end) {
  if (end == RunSummary::End::interrupted) return "interrupted";
  return end == RunSummary::End::stopped_by_policy ? "stopped_by_policy" : "finished";
}

void write_failure(Writer& writer, const FailedDocument& failure) {
  writer.StartObject();
  write_text(writer, "input", failure.input);
  write_number(writer, "document", failure.number);
  write_text(writer, "part", failure.part);
  writer.Key("diagnostics");
  writer.StartArray();
  for (const auto& diagnostic : failure.diagnostics.items()) {
    writer.StartObject();
    write_diagnostic_members(writer, diagnostic);
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
}

std::string plural(std::uint64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

std::string report_json(const RunSummary& summary, const std::string& pipeline_name,
                        const std::string& fingerprint) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.SetIndent(' ', 2);
  writer.StartObject();
  write_text(writer, "format", "broadsheet-report/1");
  writer.Key("pipeline");
  writer.StartObject();
  write_text(writer, "name", pipeline_name);
  write_text(writer, "fingerprint", fingerprint);
  writer.EndObject();
  write_text(writer, "end", end_in_words(summary.end));
  write_number(writer, "inputs", summary.inputs);
  write_number(writer, "documents", summary.documents);
  write_number(writer, "succeeded", summary.succeeded);
  write_number(writer, "failed", summary.failed);
  write_number(writer, "warnings", summary.warnings);
  write_number(writer, "bytes", summary.bytes);
  writer.Key("seconds");
  writer.Double(summary.seconds);
  writer.Key("metrics");
  writer.StartObject();
  for (const auto& [name, value] : summary.metrics) {
    if (!std::isfinite(value)) continue;  // a sum can leave what JSON can say
    writer.Key(name.c_str(), static_cast<rapidjson::SizeType>(name.size()));
    writer.Double(value);
  }
  writer.EndObject();
  writer.Key("passed_over");
  writer.StartObject();
  for (const auto& [extension, count] : summary.passed_over) {
    writer.Key(document::replace_invalid_utf8(extension).c_str());
    writer.Uint64(count);
  }
  writer.EndObject();
  writer.Key("failures");
  writer.StartArray();
  for (const FailedDocument& failure : summary.failures) write_failure(writer, failure);
  writer.EndArray();
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

std::string summary_line(const RunSummary& summary) {
  std::string line =
      plural(summary.documents, "document") + " from " + plural(summary.inputs, "file") + " (" +
      size_in_words(static_cast<double>(summary.bytes)) + ") in " +
      (summary.seconds < 10 ? std::to_string(static_cast<int>(summary.seconds * 1000)) + " ms"
                            : duration_in_words(summary.seconds)) +
      ": " + std::to_string(summary.succeeded) + " converted, " + std::to_string(summary.failed) +
      " failed";
  if (summary.warnings > 0) line += ", " + plural(summary.warnings, "warning");
  return line;
}

std::string passed_over_line(const std::map<std::string, std::size_t>& passed_over) {
  constexpr std::size_t kMaxShown = 5;
  if (passed_over.empty()) return "";
  std::uint64_t total = 0;
  std::vector<std::pair<std::size_t, std::string>> by_count;
  for (const auto& [kind, count] : passed_over) {
    total += count;
    const std::string extension = kind.empty() ? "names without extension" : "." + kind;
    by_count.emplace_back(count, kind == kHiddenNames ? kind : extension);
  }
  std::stable_sort(by_count.begin(), by_count.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string line = plural(total, "file") + (total == 1 ? " was" : " were") +
                     " passed over as no reader of the config reads such: ";
  for (std::size_t i = 0; i < std::min(kMaxShown, by_count.size()); ++i) {
    line += (i > 0 ? ", " : "") + diagnostics::printable(by_count[i].second) + " (" +
            std::to_string(by_count[i].first) + ")";
  }
  return by_count.size() > kMaxShown ? line + ", ..." : line;
}

}  // namespace broadsheet::batch
