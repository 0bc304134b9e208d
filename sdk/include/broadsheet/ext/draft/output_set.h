/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_EXT_DRAFT_OUTPUT_SET_H_
#define BROADSHEET_EXT_DRAFT_OUTPUT_SET_H_

/**
 * Draft: further files of an exporter's call, such as a description of the columns beside a table.
 *
 *     page.csv                      what the call's broadsheet_output_t writes
 *     page.csv.datapackage.json     open_companion("datapackage.json")
 *
 * All files of a document appear under their names together, or none does: companions are under the same
 * promise as the main file. An exporter that can do without asks for the interface by the context's
 * get_interface during write() and goes on where it is NULL: an older host, or an exporter whose output is
 * per_input.
 */

#include "broadsheet/context.h"
#include "broadsheet/streams.h"

BROADSHEET_EXTERN_C_BEGIN

#define BROADSHEET_OUTPUT_SET_INTERFACE "org.broadsheet.output_set/1"

/** Optional interface of the host, from a context's get_interface during an exporter's write(); valid until it returns. */
typedef struct broadsheet_output_set_t {
  uint32_t struct_size;
  uint32_t reserved;
  void* host_data;

  /**
   * The name of the call's main file without folders, "page.csv"; UTF-8. Valid until write() returns.
   * @thread [worker] @since 1.0, draft
   */
  broadsheet_text_t (*get_main_name)(const struct broadsheet_output_set_t* set);
  /**
   * Opens a further file, named as the main one with '.' and `suffix` behind it. The manifest declares it under
   * "companions", for the host to find names that collide before a run.
   *
   * @param suffix      borrowed: letters, digits, '.', '-', '_'; no dot at either end; 64 bytes at most
   * @param out_output  set only on success; made by the host, valid until write() returns; may be written by
   *                    turns with the main output
   * @param error       may be NULL; filled only on failure
   * @return BROADSHEET_OK
   *         BROADSHEET_INVALID_ARGUMENT  the suffix is none, is not declared, or was opened before in this call
   *         BROADSHEET_LIMIT_EXCEEDED    more than 16 files in one call
   *         BROADSHEET_IO_ERROR          the file cannot be made
   * @thread [worker], one call at a time
   * @since  1.0, draft
   */
  broadsheet_status_t (*open_companion)(const struct broadsheet_output_set_t* set, broadsheet_text_t suffix,
                                        broadsheet_output_t** out_output, broadsheet_error_t* error);
} broadsheet_output_set_t;

BROADSHEET_EXTERN_C_END

#endif
