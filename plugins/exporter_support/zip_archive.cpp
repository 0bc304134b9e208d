// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/zip_archive.h"

#include <zip.h>

#include <memory>
#include <utility>

#include "broadsheet/cpp/error.hpp"

namespace broadsheet::exporting {
namespace {

constexpr zip_uint16_t kDosMidnight = 0;
constexpr zip_uint16_t kDosDate1980January1 = (1U << 5U) | 1U;  // year 0 from 1980, month 1, day 1
constexpr zip_uint32_t kDeflateLevel = 6;

struct DiscardArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

[[noreturn]] void fail(std::string_view step, const char* reason) {
  throw Error(BROADSHEET_INTERNAL, "zip: cannot " + std::string(step) + ": " + reason);
}

void add_part(zip_t* archive, const std::string& name, const std::string& bytes) {
  zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
  if (source == nullptr) fail("make a part", zip_strerror(archive));
  const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_GUESS);
  if (index < 0) {
    zip_source_free(source);
    fail("add a part", zip_strerror(archive));
  }
  const auto at = static_cast<zip_uint64_t>(index);
  if (zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, kDeflateLevel) != 0 ||
      zip_file_set_dostime(archive, at, kDosMidnight, kDosDate1980January1, 0) != 0 ||
      zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_DOS, 0) != 0) {
    fail("describe a part", zip_strerror(archive));
  }
}

std::string read_all(zip_source_t* source) {
  if (zip_source_open(source) != 0) fail("read back", zip_error_strerror(zip_source_error(source)));
  std::string bytes;
  zip_stat_t size;
  if (zip_source_stat(source, &size) == 0 && (size.valid & ZIP_STAT_SIZE) != 0)
    bytes.resize(size.size);
  const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (read < 0 || static_cast<std::size_t>(read) != bytes.size())
    fail("read back", "too few bytes");
  return bytes;
}

}  // namespace

void ZipArchive::add(std::string_view name, std::string bytes) {
  parts_.push_back({std::string(name), std::move(bytes)});
}

std::string ZipArchive::finish() {
  zip_error_t error;
  zip_error_init(&error);
  const std::unique_ptr<zip_source_t, FreeSource> file(
      zip_source_buffer_create(nullptr, 0, 0, &error));
  if (file == nullptr) fail("begin", zip_error_strerror(&error));
  zip_source_keep(file.get());  // the archive frees one reference, we the other
  std::unique_ptr<zip_t, DiscardArchive> archive(
      zip_open_from_source(file.get(), ZIP_CREATE | ZIP_TRUNCATE, &error));
  if (archive == nullptr) {
    zip_source_free(file.get());
    fail("begin", zip_error_strerror(&error));
  }
  for (const Part& part : parts_) add_part(archive.get(), part.name, part.bytes);
  if (zip_close(archive.get()) != 0) fail("finish", zip_strerror(archive.get()));
  archive.release();  // zip_close freed it
  return read_all(file.get());
}

}  // namespace broadsheet::exporting
