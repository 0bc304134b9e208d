/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_PLUGIN_H_
#define BROADSHEET_PLUGIN_H_

/**
 * The one symbol that a plugin exports, and the table behind it. Everything else is reached from here.
 *
 *     host                                     plugin .so
 *     ----                                     ----------
 *     broadsheet_plugin_entry()            ->  broadsheet_plugin_t
 *     initialize(host)                     ->  keeps the host for as long as it is loaded
 *     get_component(0..component_count-1)  ->  broadsheet_component_t
 *     create(options)                      ->  broadsheet_instance_t
 *     get_interface("org.broadsheet.cleaner/1") -> broadsheet_cleaner_t, called with the instance
 *
 * Threads: [main] is the thread that loads plugins, one at a time; [worker] one of the run's threads;
 * [any] either. No function may let an exception out.
 */

#include "broadsheet/component.h"
#include "broadsheet/version.h"

BROADSHEET_EXTERN_C_BEGIN

/** The program that loaded the plugin. Valid from initialize to shutdown. */
typedef struct broadsheet_host_t {
  uint32_t struct_size;
  uint16_t abi_major; /* what this host provides */
  uint16_t abi_minor;
  const void* host_data;
  /** The host's name and version, "broadsheet 1.0.0". @thread [any] @since 1.0 */
  broadsheet_text_t (*get_name)(const struct broadsheet_host_t* host);
  /** The folder with the plugin's resources, absolute: <folder of the .so>/<plugin id>. @thread [any] @since 1.0 */
  broadsheet_text_t (*get_resource_folder)(const struct broadsheet_host_t* host);
  /** An optional interface of the host ("org.broadsheet.NAME/1"), or NULL. @thread [any] @since 1.0 */
  const void* (*get_interface)(const struct broadsheet_host_t* host, const char* id);
} broadsheet_host_t;

/** A plugin. Static: lives as long as the .so is loaded. */
typedef struct broadsheet_plugin_t {
  uint32_t struct_size;
  uint16_t abi_major; /* the lowest ABI that this plugin needs; must agree with its manifest */
  uint16_t abi_minor;
  const char* id;      /* as in the manifest, and the file's name without .so */
  const char* version; /* as in the manifest */
  /** Called once, before anything else. @return not OK: the plugin is refused @thread [main] @since 1.0 */
  broadsheet_status_t (*initialize)(const broadsheet_host_t* host, broadsheet_error_t* error);
  /** Called once, after all instances are released; only where initialize returned OK. @thread [main] @since 1.0 */
  void (*shutdown)(void);
  /** @thread [any] @since 1.0 */
  uint32_t (*get_component_count)(void);
  /** NULL behind the end. @thread [any] @since 1.0 */
  const broadsheet_component_t* (*get_component)(uint32_t index);
} broadsheet_plugin_t;

/** The entry that every plugin defines, with BROADSHEET_EXPORT. Never NULL. @thread [main] @since 1.0 */
BROADSHEET_EXPORT const broadsheet_plugin_t* broadsheet_plugin_entry(void) BROADSHEET_NOEXCEPT;

BROADSHEET_EXTERN_C_END

#endif
