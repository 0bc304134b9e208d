// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_ZIP_ARCHIVE_H_
#define BROADSHEET_EXPORTER_SUPPORT_ZIP_ARCHIVE_H_

#include <deque>
#include <string>
#include <string_view>

namespace broadsheet::exporting {

/// A ZIP file in memory whose bytes depend on nothing but its parts and the zlib build: parts in
/// the order in which they were added, dated 1980-01-01, deflate level 6, no extra fields, no
/// system attributes.
///
///   ZipArchive zip;
///   zip.add("[Content_Types].xml", std::move(types));
///   output.write(zip.finish());
class ZipArchive {
 public:
  /// Adds a part. Names are ASCII, with '/', each used once.
  void add(std::string_view name, std::string bytes);
  /// The archive's bytes. Call once. Throws Error (BROADSHEET_INTERNAL, with libzip's own words).
  std::string finish();

 private:
  struct Part {
    std::string name;
    std::string bytes;
  };
  std::deque<Part> parts_;
};

}  // namespace broadsheet::exporting

#endif
