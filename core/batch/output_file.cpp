// SPDX-License-Identifier: Apache-2.0
#include "batch/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>

namespace broadsheet::batch {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 18U;

// Temporary names are as unique as process and counter; the file's own name stays out of them, as
// it may be as long as the file system allows.
std::filesystem::path temporary_name() {
  static std::atomic<std::uint64_t> counter{0};
  return ".broadsheet-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".part";
}

std::string help_for(int code) {
  switch (code) {
    case ENOSPC:
    case EDQUOT:
      return "free space or choose another folder with --output; no partial file was left";
    case EACCES:
    case EPERM:
    case EROFS:
      return "check the permissions, or choose another folder with --output";
    case ENOTDIR:
    case EEXIST:
    case EISDIR:
      return "move away what has this name, or choose another folder with --output";
    case ENAMETOOLONG:
      return "give the input a shorter name";
    case EMFILE:
    case ENFILE:
      return "allow more open files (ulimit -n), or take fewer documents at once with --jobs";
    default:
      return "";
  }
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path file) : file_(std::move(file)) {}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (is_made_) ::unlink(temporary_.c_str());
}

document::Outcome OutputFile::failure(const char* doing, int code) {
  return document::Outcome::refused(BROADSHEET_IO_ERROR,
                                    file_.string() + ": " + doing + ": " + std::strerror(code),
                                    help_for(code));
}

document::Outcome OutputFile::open() {
  std::error_code code;
  if (file_.has_parent_path()) std::filesystem::create_directories(file_.parent_path(), code);
  if (code) return failure("cannot make its folder", code.value());
  struct stat known {};
  if (::lstat(file_.c_str(), &known) != 0) {
    if (errno != ENOENT) return failure("cannot write", errno);
  } else if (S_ISDIR(known.st_mode)) {
    return failure("cannot write", EISDIR);
  }
  return make_temporary();
}

// Another machine, or a process that was killed, may have left the name that we chose.
document::Outcome OutputFile::make_temporary() {
  constexpr int kMaxTries = 1000;
  for (int i = 0; i < kMaxTries && descriptor_ < 0; ++i) {
    temporary_ = file_.parent_path() / temporary_name();
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ < 0 && errno != EEXIST) break;
  }
  if (descriptor_ < 0) return failure("cannot write", errno);
  is_made_ = true;
  return document::Outcome::ok();
}

document::Outcome OutputFile::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() <= kBufferBytes) {
    buffer_ += bytes;
    return document::Outcome::ok();
  }
  if (document::Outcome flushed = flush(); !flushed.is_ok()) return flushed;
  buffer_ += bytes;
  return buffer_.size() > kBufferBytes ? flush() : document::Outcome::ok();
}

document::Outcome OutputFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failure("cannot write", errno);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
  return document::Outcome::ok();
}

document::Outcome OutputFile::close() {
  if (document::Outcome flushed = flush(); !flushed.is_ok()) return flushed;
  const int result = ::close(descriptor_);
  descriptor_ = -1;
  return result == 0 ? document::Outcome::ok() : failure("cannot write", errno);
}

document::Outcome OutputFile::publish() {
  if (::rename(temporary_.c_str(), file_.c_str()) != 0)
    return failure("cannot give the file its name", errno);
  is_made_ = false;
  is_published_ = true;
  return document::Outcome::ok();
}

void OutputFile::withdraw() {
  if (is_published_) ::unlink(file_.c_str());
  is_published_ = false;
}

}  // namespace broadsheet::batch
