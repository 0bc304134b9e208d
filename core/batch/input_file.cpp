// SPDX-License-Identifier: Apache-2.0
#include "batch/input_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "document/utf8.h"
#include "plugin_host/sha256.h"

namespace broadsheet::batch {
namespace {

document::Outcome open_failure(const std::filesystem::path& file, int code) {
  struct stat link {};
  if (code == ENOENT && ::lstat(file.c_str(), &link) == 0) {
    return document::Outcome::refused(BROADSHEET_NOT_FOUND,
                                      "is a link to a file that does not exist",
                                      "mend the link or leave it out");
  }
  if (code == ENOENT)
    return document::Outcome::refused(BROADSHEET_NOT_FOUND, "no such file or folder",
                                      "check the path");
  if (code == ELOOP) {
    return document::Outcome::refused(BROADSHEET_NOT_FOUND, "is a link that leads back to itself",
                                      "mend the link or leave it out");
  }
  return document::Outcome::refused(
      BROADSHEET_IO_ERROR, std::string("cannot open: ") + std::strerror(code),
      code == EACCES ? "check its permissions" : "check the disk or the network share");
}

std::string kind_in_words(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a FIFO (named pipe)";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

document::Outcome not_a_file(mode_t mode) {
  return document::Outcome::refused(BROADSHEET_BAD_INPUT,
                                    "expected a file, found " + kind_in_words(mode),
                                    "copy its content into a file first");
}

}  // namespace

std::unique_ptr<InputFile> InputFile::open(const std::filesystem::path& file,
                                           document::Outcome& failure) {
  // Opening a device can do something to it, so it is looked at first; and again when it is open,
  // as another may have taken its name.
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    failure = open_failure(file, errno);
    return nullptr;
  }
  if (!S_ISREG(status.st_mode)) {
    failure = not_a_file(status.st_mode);
    return nullptr;
  }
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0) {
    failure = open_failure(file, errno);
    return nullptr;
  }
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    failure = not_a_file(status.st_mode);
  } else if (status.st_size == 0) {
    failure = document::Outcome::refused(BROADSHEET_BAD_INPUT, "the file is empty",
                                         "leave it out, or extract its text again");
  } else {
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
    return std::unique_ptr<InputFile>(
        new InputFile(descriptor, document::replace_invalid_utf8(file.filename().string()),
                      static_cast<std::uint64_t>(status.st_size)));
  }
  ::close(descriptor);
  return nullptr;
}

InputFile::~InputFile() { ::close(descriptor_); }

document::Outcome InputFile::read_at(std::uint64_t offset_byte, void* buffer,
                                     std::uint64_t capacity, std::uint64_t* out_read) const {
  *out_read = 0;
  if (offset_byte >= size_bytes_) return document::Outcome::ok();
  const std::uint64_t wanted = std::min(capacity, size_bytes_ - offset_byte);
  while (*out_read < wanted) {
    const ssize_t length = ::pread(descriptor_, static_cast<char*>(buffer) + *out_read,
                                   wanted - *out_read, static_cast<off_t>(offset_byte + *out_read));
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) {
      return document::Outcome::refused(BROADSHEET_IO_ERROR,
                                        std::string("cannot read: ") + std::strerror(errno),
                                        "check the disk or the network share");
    }
    if (length == 0) {
      return document::Outcome::refused(BROADSHEET_IO_ERROR,
                                        "the file became shorter while it was read",
                                        "run again when nothing writes to it");
    }
    *out_read += static_cast<std::uint64_t>(length);
  }
  return document::Outcome::ok();
}

document::Outcome InputFile::hash(std::uint64_t begin_byte, std::uint64_t end_byte,
                                  std::string& out_sha256) const {
  plugin_host::Sha256 sha256;
  std::vector<char> buffer(std::size_t{1} << 16U);
  const std::uint64_t end = std::min(end_byte, size_bytes_);
  for (std::uint64_t at = begin_byte; at < end;) {
    std::uint64_t length = 0;
    document::Outcome read =
        read_at(at, buffer.data(), std::min<std::uint64_t>(buffer.size(), end - at), &length);
    if (!read.is_ok()) return read;
    sha256.add({buffer.data(), static_cast<std::size_t>(length)});
    at += length;
  }
  out_sha256 = sha256.finish();
  return document::Outcome::ok();
}

}  // namespace broadsheet::batch
