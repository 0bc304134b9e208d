// SPDX-License-Identifier: Apache-2.0
#include "batch/input_job.h"

#include <algorithm>
#include <cstdio>

#include "diagnostics/diagnostic.h"

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
                   const std::filesystem::path& output_folder, const std::atomic<bool>& cancelled)
    : input_(input), index_(index) {
  document::Outcome opened;
  file_ = InputFile::open(input.file, opened);
  if (!file_) {
    open_failure_ = plugin_host::call_result(opened);
    return;
  }
  input_table_ = plugin_host::input_table(*file_);
  if (!choose_reader(pipeline, worker)) return;
  const plugin_host::CallContext context(&cancelled, std::nullopt);
  cursor_ = reader_->instance(worker).open(context, input_table_, open_failure_);
  if (!cursor_) return;
  std::vector<std::filesystem::path> files;
  for (const pipeline::Part& exporter : pipeline.exporters()) {
    if (exporter.description().output != config::OutputUnit::per_input) continue;
    files.push_back(output_folder / (input.output_stem() += "." + exporter.config().suffix));
  }
  outputs_ = std::make_unique<InputOutputs>(std::move(files), std::uint64_t{4} * worker_count);
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
              "add a reader for its format under 'read', or leave it out");
  return false;
}

std::filesystem::path InputJob::output_path(std::uint64_t number, const std::string& suffix) const {
  std::string ending = "." + suffix;
  if (holds_many()) {
    char text[32];
    std::snprintf(text, sizeof text, ".%06llu", static_cast<unsigned long long>(number));
    ending.insert(0, text);
  }
  return input_.output_stem() += ending;
}

InputFeed::InputFeed(const pipeline::Pipeline& pipeline, const std::vector<Input>& inputs,
                     const std::filesystem::path& output_folder, unsigned worker_count,
                     const std::atomic<bool>& cancelled)
    : pipeline_(pipeline),
      inputs_(inputs),
      output_folder_(output_folder),
      worker_count_(worker_count),
      cancelled_(cancelled) {}

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

std::shared_ptr<InputJob> InputFeed::take_input(unsigned worker, bool& is_new) {
  std::size_t index = 0;
  {
    const std::lock_guard lock(mutex_);
    if (next_input_ == inputs_.size())
      return open_jobs_.empty() ? nullptr : open_jobs_[worker % open_jobs_.size()];
    index = next_input_++;
  }
  is_new = true;
  auto job = std::make_shared<InputJob>(pipeline_, inputs_[index], index, worker, worker_count_,
                                        output_folder_, cancelled_);
  if (job->open_failure().is_ok()) {
    const std::lock_guard lock(mutex_);
    open_jobs_.push_back(job);
  }
  return job;
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
  plugin_host::CallContext context(&cancelled_, std::nullopt);
  const bool has_given_up = job->failures_in_a_row_ == kMaxFailuresInARow;
  if (!has_given_up) ticket.read = job->cursor_->next(context, ticket.source);
  if (has_given_up || ticket.read.status == BROADSHEET_END) {
    job->is_exhausted_ = true;
    job->cursor_.reset();
    forget(job);
    ticket.is_end = true;
    return ticket;
  }
  ticket.number = ++job->document_count_;
  ticket.messages = context.take_messages();
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
