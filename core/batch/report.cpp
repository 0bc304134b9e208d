// SPDX-License-Identifier: Apache-2.0
#include "batch/report.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <cmath>

#include "batch/diagnostic_json.h"
#include "batch/progress.h"

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

}  // namespace broadsheet::batch
