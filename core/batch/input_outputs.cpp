// SPDX-License-Identifier: Apache-2.0
#include "batch/input_outputs.h"

namespace broadsheet::batch {

InputOutputs::InputOutputs(std::vector<std::filesystem::path> files, std::uint64_t max_ahead)
    : max_ahead_(max_ahead) {
  for (auto& file : files) {
    files_.push_back(std::make_unique<OutputFile>(std::move(file)));
    if (failure_.is_ok()) failure_ = files_.back()->open();
  }
}

bool InputOutputs::append(std::uint64_t number, std::vector<std::string> pieces) {
  std::unique_lock lock(mutex_);
  has_moved_.wait(lock, [&] { return number < next_ + max_ahead_; });
  waiting_.emplace(number, std::move(pieces));
  write_ready_pieces();
  has_moved_.notify_all();
  return failure_.is_ok();
}

document::Outcome InputOutputs::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void InputOutputs::write_ready_pieces() {
  for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_;
       first = waiting_.begin()) {
    for (std::size_t i = 0; i < first->second.size() && failure_.is_ok(); ++i) {
      failure_ = files_[i]->write(first->second[i]);
    }
    waiting_.erase(first);
    ++next_;
  }
}

document::Outcome InputOutputs::publish() {
  const std::lock_guard lock(mutex_);
  for (auto& file : files_) {
    if (failure_.is_ok()) failure_ = file->close();
  }
  for (auto& file : files_) {
    if (failure_.is_ok()) failure_ = file->publish();
  }
  if (!failure_.is_ok()) {
    for (auto& file : files_) file->withdraw();
  }
  return failure_;
}

}  // namespace broadsheet::batch
