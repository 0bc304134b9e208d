// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/zip_archive.h"

#include <libdeflate.h>
#include <zip.h>

#include <memory>
#include <new>

#include "broadsheet/cpp/error.hpp"

namespace broadsheet::exporting {
namespace {

constexpr zip_uint16_t kDosMidnight = 0;
constexpr zip_uint16_t kDosDate1980January1 = (1U << 5U) | 1U;  // year 0 from 1980, month 1, day 1
constexpr int kDeflateLevel = 6;

struct DiscardArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};

[[noreturn]] void fail(std::string_view step, const char* reason) {
  throw Error(BROADSHEET_INTERNAL, "zip: cannot " + std::string(step) + ": " + reason);
}

// What libzip asks of a part: that it is deflated already, and its bytes. libzip's own zlib takes
// twice as long as libdeflate for the same size.
zip_int64_t serve_part(void* data, void* buffer, zip_uint64_t capacity, zip_source_cmd_t command) {
  auto& part = *static_cast<ZipArchive::Part*>(data);
  switch (command) {
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                            ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    case ZIP_SOURCE_STAT: {
      auto& stat = *static_cast<zip_stat_t*>(buffer);
      zip_stat_init(&stat);
      stat.size = part.size_bytes;
      stat.comp_size = part.deflated.size();
      stat.comp_method = ZIP_CM_DEFLATE;
      stat.crc = part.crc32;
      stat.valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
      return sizeof stat;
    }
    case ZIP_SOURCE_READ: {
      const std::size_t count = part.deflated.copy(
          static_cast<char*>(buffer), static_cast<std::size_t>(capacity), part.read_bytes);
      part.read_bytes += count;
      return static_cast<zip_int64_t>(count);
    }
    case ZIP_SOURCE_OPEN:
      part.read_bytes = 0;
      return 0;
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:  // the archive owns the parts
    case ZIP_SOURCE_ERROR:
    default:
      return 0;
  }
}

void add_part(zip_t* archive, ZipArchive::Part& part) {
  zip_source_t* source = zip_source_function(archive, serve_part, &part);
  if (source == nullptr) fail("make a part", zip_strerror(archive));
  const zip_int64_t index = zip_file_add(archive, part.name.c_str(), source, ZIP_FL_ENC_GUESS);
  if (index < 0) {
    zip_source_free(source);
    fail("add a part", zip_strerror(archive));
  }
  const auto at = static_cast<zip_uint64_t>(index);
  if (zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 0) != 0 ||
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

void ZipArchive::add(std::string_view name, std::string_view bytes) {
  const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor(
      libdeflate_alloc_compressor(kDeflateLevel));
  if (compressor == nullptr) throw std::bad_alloc();
  const std::size_t bound = libdeflate_deflate_compress_bound(compressor.get(), bytes.size());
  const auto buffer = std::make_unique_for_overwrite<char[]>(bound);
  const std::size_t size = libdeflate_deflate_compress(compressor.get(), bytes.data(), bytes.size(),
                                                       buffer.get(), bound);
  parts_.push_back({std::string(name), std::string(buffer.get(), size), bytes.size(),
                    libdeflate_crc32(0, bytes.data(), bytes.size())});
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
  for (Part& part : parts_) add_part(archive.get(), part);
  if (zip_close(archive.get()) != 0) fail("finish", zip_strerror(archive.get()));
  archive.release();  // zip_close freed it
  return read_all(file.get());
}

}  // namespace broadsheet::exporting
