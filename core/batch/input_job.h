// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "batch/input_file.h"
#include "batch/input_list.h"
#include "batch/input_outputs.h"
#include "document/source_builder.h"
#include "pipeline/pipeline.h"

namespace broadsheet::batch {

/// An input that is being converted, shared by the workers that have documents of it.
class InputJob {
 public:
  /// Opens the file with the first reader that accepts it. Where that fails, open_failure() says
  /// why.
  InputJob(const pipeline::Pipeline& pipeline, const Input& input, std::size_t index,
           unsigned worker, unsigned worker_count, const std::filesystem::path& output_folder,
           const std::atomic<bool>& cancelled, const plugin_host::CallContext::Log& log);

  const Input& input() const { return input_; }
  std::size_t index() const { return index_; }
  const plugin_host::CallResult& open_failure() const { return open_failure_; }
  const InputFile& file() const { return *file_; }
  /// The part that reads it; nullptr where none takes it.
  const pipeline::Part* reader() const { return reader_; }
  bool holds_many() const { return reader_ != nullptr && reader_->description().yields_many; }
  /// Files that hold all its documents; nullptr where it could not be opened.
  InputOutputs* outputs() { return outputs_.get(); }
  /// Where an output of document `number` goes, below the output folder.
  std::filesystem::path output_path(std::uint64_t number, const std::string& suffix) const;

  /// No further document is read from it: its files cannot be written any more.
  void give_up() { has_given_up_ = true; }
  void count_success() { ++succeeded_count_; }
  std::uint64_t succeeded_count() const { return succeeded_count_; }
  /// The last call for a document, and one for the input's end. True exactly once: when none is
  /// left.
  bool release_document() { return --open_documents_ == 0; }

 private:
  friend class InputFeed;

  bool choose_reader(const pipeline::Pipeline& pipeline, unsigned worker);

  const Input& input_;
  std::size_t index_;
  plugin_host::CallResult open_failure_;
  std::unique_ptr<InputFile> file_;
  broadsheet_input_t input_table_{};
  const pipeline::Part* reader_ = nullptr;
  std::unique_ptr<plugin_host::DocumentCursor> cursor_;
  std::unique_ptr<InputOutputs> outputs_;
  std::atomic<std::uint64_t> open_documents_{1};  // those with workers, and one for the reading
  std::atomic<std::uint64_t> succeeded_count_{0};
  std::atomic<bool> has_given_up_{false};
  std::mutex read_mutex_;  // guards the cursor and what follows
  bool is_exhausted_ = false;
  std::uint64_t document_count_ = 0;
  std::uint64_t failures_in_a_row_ = 0;
};

/// A document as it was read, on its way to a worker; or the news that its input has no more.
struct Ticket {
  std::shared_ptr<InputJob> job;
  bool is_end = false;
  std::uint64_t number = 0;  // from 1; 0 where the input could not be opened
  plugin_host::CallResult read;
  document::SourceBuilder source;
  std::vector<plugin_host::PluginMessage> messages;
};

/// Writes what the host knows of the source into the document of a ticket that was read. A reader
/// cannot say otherwise.
///
/// @param run_date  W3C date and time, or empty
document::Outcome describe_source(Ticket& ticket, const pipeline::Pipeline& pipeline,
                                  const std::string& run_date);

/// Hands documents to workers: each opens an input of its own while there are any, and helps with
/// those of others then. Safe for concurrent use.
class InputFeed {
 public:
  InputFeed(const pipeline::Pipeline& pipeline, const std::vector<Input>& inputs,
            const std::filesystem::path& output_folder, unsigned worker_count,
            const std::atomic<bool>& cancelled, plugin_host::CallContext::Log log);

  /// The next document for a worker, `current` being the input that it works on; nullopt when all
  /// is read.
  std::optional<Ticket> next(unsigned worker, std::shared_ptr<InputJob>& current);

  void stop() { is_stopped_ = true; }
  bool is_stopped() const { return is_stopped_; }
  /// Lets go of the inputs that a stopped run leaves open, so that cursors end on a worker thread.
  void abandon();

 private:
  std::shared_ptr<InputJob> take_input(unsigned worker, bool& is_new);
  void count_opened(const std::shared_ptr<InputJob>& job);
  void forget(const std::shared_ptr<InputJob>& job);
  std::optional<Ticket> read(const std::shared_ptr<InputJob>& job);

  const pipeline::Pipeline& pipeline_;
  const std::vector<Input>& inputs_;
  const std::filesystem::path& output_folder_;
  unsigned worker_count_;
  const std::atomic<bool>& cancelled_;
  plugin_host::CallContext::Log log_;
  std::atomic<bool> is_stopped_{false};
  std::mutex mutex_;  // guards what follows
  std::condition_variable has_opened_;
  std::size_t next_input_ = 0;
  std::size_t opening_count_ = 0;
  std::vector<std::shared_ptr<InputJob>> open_jobs_;
};

}  // namespace broadsheet::batch
