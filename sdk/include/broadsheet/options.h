/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_OPTIONS_H_
#define BROADSHEET_OPTIONS_H_

#include "broadsheet/text.h"

BROADSHEET_EXTERN_C_BEGIN

/**
 * The options of one use of a component in a pipeline, made by the host.
 *
 * The host has already checked the config against the JSON Schema in the plugin's manifest and filled in
 * the defaults, so that every option of the schema has a value of its type; paths are absolute. Texts
 * are valid as long as the options are: until create() returns.
 *
 * Asking for a name that the schema does not have, or with another type, gives the type's empty value.
 */
typedef struct broadsheet_options_t {
  uint32_t struct_size;
  uint32_t reserved;
  const void* host_data;

  /** Type "string". @thread [any] @since 1.0 */
  broadsheet_text_t (*get_string)(const struct broadsheet_options_t* options, broadsheet_text_t name);
  /** Type "integer". @thread [any] @since 1.0 */
  int64_t (*get_integer)(const struct broadsheet_options_t* options, broadsheet_text_t name);
  /** Type "number" (or "integer"). @thread [any] @since 1.0 */
  double (*get_number)(const struct broadsheet_options_t* options, broadsheet_text_t name);
  /** Type "boolean": 0 or 1. @thread [any] @since 1.0 */
  uint32_t (*get_boolean)(const struct broadsheet_options_t* options, broadsheet_text_t name);
  /** Type "array" of strings: how many. @thread [any] @since 1.0 */
  uint64_t (*get_list_count)(const struct broadsheet_options_t* options, broadsheet_text_t name);
  /** Type "array" of strings: one of them; empty behind the end. @thread [any] @since 1.0 */
  broadsheet_text_t (*get_list_item)(const struct broadsheet_options_t* options, broadsheet_text_t name, uint64_t index);
} broadsheet_options_t;

BROADSHEET_EXTERN_C_END

#endif
