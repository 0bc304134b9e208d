// SPDX-License-Identifier: Apache-2.0
#include "batch/input_job.h"

#include <algorithm>
#include <cstdio>

#include "diagnostics/diagnostic.h"
#include "document/utf8.h"

namespace broadsheet::batch {
namespace {

// A reader that fails so often in a row is taken for one that does not move on.
constexpr std::uint64_t kMaxFailuresInARow = 1000000;

plugin_host::CallResult failure(broadsheet_status_t status, std::string message, std::string help) {
  return plugin_host::call_result(
      document::Outcome::refused(status, std::move(message), std::move(help)));
}

}  // namespace

InputJob::InputJob(const pipeline::Pipeline& pipeline, const Input& input, std::size_t index,
                   unsigned worker, unsigned worker_count,
                   const std::filesystem::path& output_folder, const std::atomic<bool>& cancelled,
                   const plugin_host::CallContext::Log& log)
    : input_(input), index_(index) {
  document::Outcome opened;
  file_ = InputFile::open(input.file, opened);
  if (!file_) {
    open_failure_ = plugin_host::call_result(opened);
    return;
  }
  input_table_ = plugin_host::input_table(*file_);
  if (!choose_reader(pipeline, worker)) return;
  const plugin_host::CallContext context(&cancelled, std::nullopt, log);
  cursor_ = reader_->instance(worker).open(context, input_table_, open_failure_);
  if (!cursor_) return;
  std::vector<std::filesystem::path> files;
  for (const pipeline::Part& exporter : pipeline.exporters()) {
    if (exporter.description().output != config::OutputUnit::per_input) continue;
    const config::NamePattern::Values values{input.output_stem().string(), "", "", ""};
    files.push_back(output_folder /
                    (exporter.config().name.expand(values) + "." + exporter.config().suffix));
  }
  outputs_ = std::make_unique<InputOutputs>(std::move(files), std::uint64_t{4} * worker_count);
  if (document::Outcome writable = outputs_->failure(); !writable.is_ok()) {
    open_failure_ = plugin_host::call_result(writable);
    cursor_.reset();
    outputs_.reset();
  }
}

bool InputJob::choose_reader(const pipeline::Pipeline& pipeline, unsigned worker) {
  std::vector<std::string> ids;
  for (const pipeline::Part& reader : pipeline.readers()) {
    if (reader.instance(worker).probe(input_table_) > 0) {
      reader_ = &reader;
      return true;
    }
    ids.push_back(reader.id());
  }
  // A reader of files with this ending that does not want this one can say why: it looks like a
  // picture, say.
  std::string extension = input_.file.extension().string();
  if (!extension.empty()) extension.erase(0, 1);
  for (const pipeline::Part& reader : pipeline.readers()) {
    const auto& extensions = reader.description().extensions;
    if (std::find(extensions.begin(), extensions.end(), extension) == extensions.end()) continue;
    reader_ = &reader;
    return true;
  }
  reader_ = nullptr;
  open_failure_ =
      failure(BROADSHEET_BAD_INPUT,
              "no reader of the config takes this file, asked: " + diagnostics::join_names(ids),
              "add a reader for its format under 'read' ('broadsheet plugins' lists what is "
              "installed), extract its text first, or leave it out");
  return false;
}

std::filesystem::path InputJob::output_stem(std::uint64_t number) const {
  if (!holds_many()) return input_.output_stem();
  char text[32];
  std::snprintf(text, sizeof text, ".%06llu", static_cast<unsigned long long>(number));
  return input_.output_stem() += text;
}

document::Outcome describe_source(Ticket& ticket, const pipeline::Pipeline& pipeline,
                                  const std::string& run_date) {
  const InputJob& job = *ticket.job;
  const std::uint64_t begin = ticket.source.has_origin() ? ticket.source.origin_begin_byte() : 0;
  const std::uint64_t end =
      ticket.source.has_origin() ? ticket.source.origin_end_byte() : job.file().size_bytes();
  std::string sha256;
  if (document::Outcome hashed = job.file().hash(begin, end, sha256); !hashed.is_ok())
    return hashed;
  const std::pair<std::string_view, std::string> properties[] = {
      {"source.path", document::replace_invalid_utf8(job.input().relative_path.string())},
      {"source.sha256", sha256},
      {"source.bytes", std::to_string(end - begin)},
      {"pipeline.name", document::replace_invalid_utf8(pipeline.name())},
      {"pipeline.fingerprint", pipeline.fingerprint()},
      {"run.date", run_date}};
  for (const auto& [key, value] : properties) {
    if (!value.empty()) static_cast<void>(ticket.source.set_property(key, value));
  }
  return document::Outcome::ok();
}

InputFeed::InputFeed(const pipeline::Pipeline& pipeline, const std::vector<Input>& inputs,
                     const std::filesystem::path& output_folder, unsigned worker_count,
                     const std::atomic<bool>& cancelled, plugin_host::CallContext::Log log)
    : pipeline_(pipeline),
      inputs_(inputs),
      output_folder_(output_folder),
      worker_count_(worker_count),
      cancelled_(cancelled),
      log_(std::move(log)) {}

std::optional<Ticket> InputFeed::next(unsigned worker, std::shared_ptr<InputJob>& current) {
  while (true) {
    bool is_new = false;
    if (!current) current = take_input(worker, is_new);
    if (!current) return std::nullopt;
    if (is_new && !current->open_failure().is_ok()) {
      Ticket ticket;
      ticket.job = std::move(current);
      ticket.read = ticket.job->open_failure();
      current.reset();
      return ticket;
    }
    if (auto ticket = read(current)) {
      if (ticket->is_end) current.reset();
      return ticket;
    }
    current.reset();
  }
}

// A worker that finds no input left waits for those that others are opening: it may help with their
// documents.
std::shared_ptr<InputJob> InputFeed::take_input(unsigned worker, bool& is_new) {
  std::size_t index = 0;
  {
    std::unique_lock lock(mutex_);
    has_opened_.wait(lock, [&] {
      return next_input_ < inputs_.size() || !open_jobs_.empty() || opening_count_ == 0;
    });
    if (next_input_ == inputs_.size())
      return open_jobs_.empty() ? nullptr : open_jobs_[worker % open_jobs_.size()];
    index = next_input_++;
    ++opening_count_;
  }
  is_new = true;
  std::shared_ptr<InputJob> job;
  try {
    job = std::make_shared<InputJob>(pipeline_, inputs_[index], index, worker, worker_count_,
                                     output_folder_, cancelled_, log_);
  } catch (...) {
    count_opened(nullptr);
    throw;
  }
  count_opened(job);
  return job;
}

void InputFeed::count_opened(const std::shared_ptr<InputJob>& job) {
  const std::lock_guard lock(mutex_);
  --opening_count_;
  if (job && job->open_failure().is_ok()) open_jobs_.push_back(job);
  has_opened_.notify_all();
}

void InputFeed::abandon() {
  std::vector<std::shared_ptr<InputJob>> jobs;
  const std::lock_guard lock(mutex_);
  jobs.swap(open_jobs_);
}

void InputFeed::forget(const std::shared_ptr<InputJob>& job) {
  const std::lock_guard lock(mutex_);
  std::erase(open_jobs_, job);
}

// nullopt where another worker has seen the input's end already.
std::optional<Ticket> InputFeed::read(const std::shared_ptr<InputJob>& job) {
  const std::lock_guard lock(job->read_mutex_);
  if (job->is_exhausted_) return std::nullopt;
  Ticket ticket;
  ticket.job = job;
  plugin_host::CallContext context(&cancelled_, std::nullopt, log_);
  const bool is_stuck = job->failures_in_a_row_ == kMaxFailuresInARow;
  if (!is_stuck && !job->has_given_up_) ticket.read = job->cursor_->next(context, ticket.source);
  if (job->has_given_up_ || ticket.read.status == BROADSHEET_END) {
    job->is_exhausted_ = true;
    job->cursor_.reset();
    forget(job);
    ticket.is_end = true;
    return ticket;
  }
  ticket.number = ++job->document_count_;
  ticket.messages = context.take_messages();
  if (is_stuck) {
    ticket.read = failure(BROADSHEET_LIMIT_EXCEEDED,
                          std::to_string(kMaxFailuresInARow) +
                              " documents in a row could not be read; the rest of the input was "
                              "not looked at",
                          "check that the input is what the reader expects");
    job->give_up();
  }
  if (ticket.read.is_ok() && ticket.source.has_origin() &&
      ticket.source.origin_end_byte() > job->file_->size_bytes()) {
    ticket.read = failure(BROADSHEET_INTERNAL,
                          "says that the document comes from bytes behind the input's end",
                          "this is a fault of the plugin: report it to its authors");
  }
  if (ticket.read.is_ok() && ticket.number > 1 && !job->holds_many()) {
    ticket.read = failure(BROADSHEET_INTERNAL,
                          "gave a second document although its manifest says one an input",
                          "this is a fault of the plugin: report it to its authors");
  }
  job->failures_in_a_row_ = ticket.read.is_ok() ? 0 : job->failures_in_a_row_ + 1;
  ++job->open_documents_;
  return ticket;
}

}  // namespace broadsheet::batch
