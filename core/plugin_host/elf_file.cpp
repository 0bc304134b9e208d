// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/elf_file.h"

#include <elf.h>
#include <link.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>

namespace broadsheet::plugin_host {
namespace {

constexpr char kCutShort[] = "the file is cut short";

template <class Record>
bool read_at(int descriptor, std::uint64_t offset, Record& out) {
  return ::pread(descriptor, &out, sizeof out, static_cast<off_t>(offset)) ==
         static_cast<ssize_t>(sizeof out);
}

}  // namespace

std::string find_elf_damage(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return "it cannot be read";
  const auto size = static_cast<std::uint64_t>(status.st_size);
  ElfW(Ehdr) header;
  if (size < SELFMAG || !read_at(descriptor, 0, header)) {
    return size < sizeof header ? "it is not a shared library (ELF)" : kCutShort;
  }
  if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) return "it is not a shared library (ELF)";
  if (header.e_phentsize != sizeof(ElfW(Phdr)))
    return "";  // of another machine: the linker says so
  for (std::uint64_t i = 0; i < header.e_phnum; ++i) {
    ElfW(Phdr) segment;
    if (header.e_phoff > size || !read_at(descriptor, header.e_phoff + i * sizeof segment, segment))
      return kCutShort;
    if (segment.p_offset > size || segment.p_filesz > size - segment.p_offset) return kCutShort;
  }
  return "";
}

}  // namespace broadsheet::plugin_host
