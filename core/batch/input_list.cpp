// SPDX-License-Identifier: Apache-2.0
#include "batch/input_list.h"

#include <algorithm>
#include <map>
#include <set>

#include "batch/input_file.h"
#include "plugin_host/failure.h"

namespace broadsheet::batch {
namespace {

namespace fs = std::filesystem;

diagnostics::Diagnostic about(const fs::path& file, const std::string& code,
                              const std::string& message, const std::string& help) {
  diagnostics::Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = message;
  diagnostic.help = help;
  diagnostic.location.file = file.string();
  return diagnostic;
}

fs::path canonical_path(const fs::path& path) {
  std::error_code code;
  fs::path result = fs::weakly_canonical(path, code);
  if (code) result = fs::absolute(path, code);
  return code ? path : result;
}

// The file's own name in its folder's real place: a link is called as it is, not as what it leads
// to.
fs::path named_path(const fs::path& file) {
  const fs::path folder = file.parent_path();
  return canonical_path(folder.empty() ? fs::path(".") : folder) / file.filename();
}

bool is_inside(const fs::path& path, const fs::path& folder) {
  const auto end = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end.first == folder.end();
}

// Without its dot; empty where the file has none.
std::string lower_extension(const fs::path& file) {
  std::string extension = file.extension().string();
  if (!extension.empty()) extension.erase(0, 1);
  std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
  });
  return extension;
}

bool has_extension(const fs::path& file, const std::vector<std::string>& extensions) {
  return std::find(extensions.begin(), extensions.end(), lower_extension(file)) != extensions.end();
}

// FNV-1a: the same on every machine, so that the shards of a run on several machines fit together.
std::uint64_t stable_hash(const std::string& text) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
  return hash;
}

class Lister {
 public:
  explicit Lister(const InputRequest& request)
      : request_(request), output_folder_(canonical_path(request.output_folder)) {}

  InputList list() {
    for (const std::string& argument : request_.arguments) add_argument(argument);
    name_file_arguments();
    keep_shard();
    find_conflicts();
    return std::move(list_);
  }

 private:
  void add_argument(const fs::path& path) {
    std::error_code code;
    if (path == "-" && !fs::exists(path, code)) {
      refuse(about(path, "not-found", "expected a file or a folder, found the standard input",
                   "write it into a file first: results are named after their input"));
      return;
    }
    if (fs::is_directory(path, code)) {
      add_folder(path);
      return;
    }
    if (add_file(path, path.filename())) file_arguments_.push_back(list_.inputs.size() - 1);
  }

  void refuse(diagnostics::Diagnostic why) { list_.refused.push_back(std::move(why)); }

  void refuse_place(const fs::path& path) {
    refuse(about(path, "input-in-output", "the input lies inside the output folder",
                 "choose another folder with --output"));
  }

  void add_folder(const fs::path& folder) {
    if (is_inside(canonical_path(folder), output_folder_)) return refuse_place(folder);
    const std::size_t refused_before = list_.refused.size();
    std::set<fs::path> files;
    std::vector<fs::path> folders = {folder};
    while (!folders.empty()) {
      const fs::path next = std::move(folders.back());
      folders.pop_back();
      search(next, files, folders);
    }
    if (files.empty() && list_.refused.size() == refused_before) refuse(nothing_in(folder));
    for (const fs::path& file : files) add_file(file, file.lexically_relative(folder));
  }

  void search(const fs::path& folder, std::set<fs::path>& files, std::vector<fs::path>& folders) {
    std::error_code code;
    fs::directory_iterator entry(folder, code);
    for (const fs::directory_iterator end; !code && entry != end; entry.increment(code)) {
      std::error_code ignored;
      const bool is_folder = entry->is_directory(ignored);
      if (entry->path().filename().native().starts_with('.')) {
        ++list_.passed_over[kHiddenNames];
      } else if (is_folder && !entry->is_symlink(ignored)) {
        if (canonical_path(entry->path()) != output_folder_) folders.push_back(entry->path());
      } else if (!is_folder && has_extension(entry->path(), request_.extensions)) {
        files.insert(entry->path());
      } else if (!is_folder && entry->is_regular_file(ignored)) {
        ++list_.passed_over[lower_extension(entry->path())];
      }
    }
    if (code) {
      refuse(about(folder, "io-error", "cannot list the folder: " + code.message(),
                   "check its permissions"));
    }
  }

  diagnostics::Diagnostic nothing_in(const fs::path& folder) const {
    std::string wanted;
    for (const std::string& extension : request_.extensions)
      wanted += (wanted.empty() ? "." : ", .") + extension;
    return about(folder, "not-found", "the folder has no file that the config's readers read",
                 "expected files that end in " + wanted);
  }

  bool add_file(const fs::path& file, fs::path relative_path) {
    if (is_inside(canonical_path(file), output_folder_)) {
      refuse_place(file);
      return false;
    }
    document::Outcome failure;
    const auto opened = InputFile::open(file, failure);
    if (!opened) {
      refuse(about(file, plugin_host::status_code_word(failure.status), failure.message,
                   failure.help));
      return false;
    }
    list_.inputs.push_back({file, std::move(relative_path), opened->size_bytes()});
    return true;
  }

  void name_file_arguments() {
    std::map<fs::path, std::set<fs::path>> folders_of_name;
    for (const std::size_t i : file_arguments_) {
      const Input& input = list_.inputs[i];
      folders_of_name[input.output_stem()].insert(named_path(input.file).parent_path());
    }
    const bool has_name_twice =
        std::any_of(folders_of_name.begin(), folders_of_name.end(),
                    [](const auto& name) { return name.second.size() > 1; });
    if (!has_name_twice) return;
    fs::path shared = named_path(list_.inputs[file_arguments_.front()].file).parent_path();
    for (const std::size_t i : file_arguments_) {
      while (!is_inside(named_path(list_.inputs[i].file), shared)) shared = shared.parent_path();
    }
    for (const std::size_t i : file_arguments_) {
      Input& input = list_.inputs[i];
      input.relative_path = named_path(input.file).lexically_relative(shared);
    }
  }

  void keep_shard() {
    if (request_.shard_count <= 1) return;
    std::erase_if(list_.inputs, [&](const Input& input) {
      return stable_hash(input.output_stem().string()) % request_.shard_count != request_.shard - 1;
    });
  }

  void find_conflicts() {
    std::map<fs::path, std::size_t> first_of_stem;
    std::vector<Input> kept;
    for (Input& input : list_.inputs) {
      const auto [known, is_new] = first_of_stem.emplace(input.output_stem(), kept.size());
      if (is_new) {
        kept.push_back(std::move(input));
      } else if (const Input& first = kept[known->second];
                 named_path(first.file) != named_path(input.file)) {
        list_.conflicts.add(about(input.file, "same-output",
                                  "would write the same files as '" + first.file.string() + "' (" +
                                      input.output_stem().string() + ".*)",
                                  "rename one of them, or convert them into two output folders"));
      }
    }
    list_.inputs = std::move(kept);
  }

  const InputRequest& request_;
  fs::path output_folder_;
  InputList list_;
  std::vector<std::size_t> file_arguments_;  // indexes into list_.inputs
};

}  // namespace

InputList list_inputs(const InputRequest& request) { return Lister(request).list(); }

}  // namespace broadsheet::batch
