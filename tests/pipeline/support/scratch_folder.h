// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_TESTS_PIPELINE_SUPPORT_SCRATCH_FOLDER_H_
#define BROADSHEET_TESTS_PIPELINE_SUPPORT_SCRATCH_FOLDER_H_

#include <sys/mount.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

namespace broadsheet::testing {

/// A folder for one test, gone with everything in it when the test ends.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name =
        (std::filesystem::canonical(std::filesystem::temp_directory_path()) / "broadsheet-XXXXXX")
            .string();
    path_ = ::mkdtemp(name.data());
  }
  ~ScratchFolder() {
    if (!mounted_.empty()) ::umount2(mounted_.c_str(), MNT_DETACH);
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  /// Writes a file, and the folders that it stands in; its path.
  std::filesystem::path write(const std::string& name, std::string_view text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

  /// Mounts an empty file system of so many bytes on a new folder; an empty path where that needs
  /// rights that the test does not have.
  std::filesystem::path mount_small(const std::string& name, std::size_t bytes) {
    const std::filesystem::path folder = path_ / name;
    std::filesystem::create_directories(folder);
    const std::string options = "size=" + std::to_string(bytes);
    if (::mount("tmpfs", folder.c_str(), "tmpfs", 0, options.c_str()) != 0) return {};
    mounted_ = folder;
    return folder;
  }

 private:
  std::filesystem::path path_;
  std::filesystem::path mounted_;
};

inline std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Every file below a folder with its content, by its path in the folder.
inline std::map<std::string, std::string> tree_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  if (!std::filesystem::exists(folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_directory()) continue;
    files.emplace(entry.path().lexically_relative(folder).string(), content_of(entry.path()));
  }
  return files;
}

}  // namespace broadsheet::testing

#endif  // BROADSHEET_TESTS_PIPELINE_SUPPORT_SCRATCH_FOLDER_H_
