/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_TEXT_H_
#define BROADSHEET_TEXT_H_

#include <stdint.h>
#include <string.h>

#include "broadsheet/macros.h"

BROADSHEET_EXTERN_C_BEGIN

/**
 * Borrowed UTF-8, not NUL-terminated. Valid for as long as the function that took or gave it says.
 * `data` may be NULL only where length_bytes is 0. This layout is frozen for ABI major 1.
 */
typedef struct broadsheet_text_t {
  const char* data;
  uint64_t length_bytes;
} broadsheet_text_t;

/**
 * Borrowed records: `count` of them, each `stride_bytes` after the one before.
 *
 * stride_bytes is the size of the record that the maker of the array knew. Read record i at
 * (const char*)records + i * stride_bytes, and of it only the first min(stride_bytes, sizeof(your record))
 * bytes: records grow at their end. This layout is frozen for ABI major 1.
 */
typedef struct broadsheet_array_t {
  const void* records;
  uint64_t count;
  uint32_t stride_bytes;
  uint32_t reserved;
} broadsheet_array_t;

/** A borrowed text over a NUL-terminated string. */
static inline broadsheet_text_t broadsheet_text(const char* nul_terminated) {
  broadsheet_text_t text;
  text.data = nul_terminated;
  text.length_bytes = nul_terminated != NULL ? (uint64_t)strlen(nul_terminated) : 0;
  return text;
}

/**
 * Copies record `index` into `out` of `out_size` bytes; what the array's maker did not know becomes 0.
 *
 * @return 1, or 0 where index is behind the end (out is untouched)
 * @thread [any]
 * @since  1.0
 */
static inline int broadsheet_array_get(broadsheet_array_t array, uint64_t index, void* out, size_t out_size) {
  size_t known = array.stride_bytes < out_size ? array.stride_bytes : out_size;
  if (index >= array.count) return 0;
  memset(out, 0, out_size);
  memcpy(out, (const char*)array.records + index * array.stride_bytes, known);
  return 1;
}

BROADSHEET_EXTERN_C_END

#endif
