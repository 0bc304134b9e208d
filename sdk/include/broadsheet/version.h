/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_VERSION_H_
#define BROADSHEET_VERSION_H_

/**
 * The version of the plugin ABI that these headers describe.
 *
 * MAJOR changes when compiled plugins would stop working; MINOR when something is added. A plugin
 * states the lowest minor that it needs (broadsheet_plugin_t), not the one it was compiled with: a host
 * runs every plugin of its own major whose needed minor is at most the host's. docs/abi.md has the rules.
 */
#define BROADSHEET_ABI_MAJOR 1
#define BROADSHEET_ABI_MINOR 0

#endif
