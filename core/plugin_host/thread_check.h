// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "broadsheet/ext/thread_check.h"

namespace broadsheet::plugin_host {

/// Says that this thread loads plugins (the first to call it is the main thread), or runs
/// documents.
void mark_main_thread();
void mark_worker_thread();

/// The host's interface for plugins that assert which thread they are on.
const broadsheet_thread_check_t* thread_check_interface();

/// The optional interfaces of this host by id; nullptr for others.
const void* host_interface(const char* id);

}  // namespace broadsheet::plugin_host
