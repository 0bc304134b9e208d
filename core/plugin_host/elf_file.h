// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace broadsheet::plugin_host {

/// Why the dynamic linker must not be given this file: it is no shared library, or a part of it is
/// missing (the linker maps what the headers promise, and the first touch behind the end is a
/// SIGBUS). Empty where nothing is missing.
std::string find_elf_damage(int descriptor);

}  // namespace broadsheet::plugin_host
