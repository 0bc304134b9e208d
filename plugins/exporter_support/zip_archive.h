// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_ZIP_ARCHIVE_H_
#define BROADSHEET_EXPORTER_SUPPORT_ZIP_ARCHIVE_H_

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace broadsheet::exporting {

/// A ZIP file in memory whose bytes depend on nothing but its parts and the builds of libdeflate
/// and libzip: parts in the order in which they were added, dated 1980-01-01, deflate level 6, no
/// extra fields, no system attributes.
///
///   ZipArchive zip;
///   zip.add("[Content_Types].xml", types);
///   output.write(zip.finish());
class ZipArchive {
 public:
  /// Adds a part, compressed at once: nothing of `bytes` is kept. Names are ASCII, with '/', each
  /// used once.
  void add(std::string_view name, std::string_view bytes);
  /// The archive's bytes. Call once. Throws Error (BROADSHEET_INTERNAL, with libzip's own words).
  std::string finish();

  /// A part as it lies in the archive.
  struct Part {
    std::string name;
    std::string deflated;
    std::size_t size_bytes;  // before it was compressed
    std::uint32_t crc32;
    std::size_t read_bytes = 0;  // how much of `deflated` libzip has taken
  };

 private:
  std::deque<Part> parts_;
};

}  // namespace broadsheet::exporting

#endif
