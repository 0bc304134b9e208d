/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_STREAMS_H_
#define BROADSHEET_STREAMS_H_

#include "broadsheet/status.h"
#include "broadsheet/text.h"

BROADSHEET_EXTERN_C_BEGIN

/**
 * An input file, made by the host. Valid until the cursor that was opened on it is released. Never an
 * empty one: the host reports those by itself.
 */
typedef struct broadsheet_input_t {
  uint32_t struct_size;
  uint32_t reserved;
  void* host_data;

  /** The file's name without folders, UTF-8 (bytes that are not become U+FFFD). @thread [any] @since 1.0 */
  broadsheet_text_t (*get_name)(const struct broadsheet_input_t* input);
  /** The file's size. @thread [any] @since 1.0 */
  uint64_t (*get_size_bytes)(const struct broadsheet_input_t* input);
  /**
   * Reads up to `capacity` bytes from `offset_byte`; fewer only at the end of the file.
   *
   * @param out_read  how many bytes were read; 0 at the end
   * @return BROADSHEET_OK
   *         BROADSHEET_IO_ERROR  the file could not be read, or became shorter than it was
   * @thread [any]
   * @since  1.0
   */
  broadsheet_status_t (*read_at)(const struct broadsheet_input_t* input, uint64_t offset_byte, void* buffer,
                                 uint64_t capacity, uint64_t* out_read, broadsheet_error_t* error);
} broadsheet_input_t;

/**
 * Where an exporter writes one document's file, made by the host. Bytes are in the file under its name only
 * when the exporter returned BROADSHEET_OK; otherwise nothing is left.
 */
typedef struct broadsheet_output_t {
  uint32_t struct_size;
  uint32_t reserved;
  void* host_data;

  /** Appends bytes. @return BROADSHEET_IO_ERROR where the disk is full, ... @thread [worker] @since 1.0 */
  broadsheet_status_t (*write)(struct broadsheet_output_t* output, const void* bytes, uint64_t length_bytes,
                               broadsheet_error_t* error);
} broadsheet_output_t;

BROADSHEET_EXTERN_C_END

#endif
