/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_STATUS_H_
#define BROADSHEET_STATUS_H_

#include <stdint.h>
#include <string.h>

#include "broadsheet/macros.h"

BROADSHEET_EXTERN_C_BEGIN

/** What every fallible function of the ABI returns. Values are never renumbered. */
typedef int32_t broadsheet_status_t;
enum {
  BROADSHEET_OK = 0,
  BROADSHEET_END = 1,               /* nothing more to read: not an error */
  BROADSHEET_INVALID_ARGUMENT = 2,  /* the caller broke the function's contract; the callee is unchanged */
  BROADSHEET_UNSUPPORTED = 3,       /* this host or plugin does not have the function, or took it out */
  BROADSHEET_NOT_FOUND = 4,         /* a file or name that was asked for does not exist */
  BROADSHEET_BAD_INPUT = 5,         /* the document's own content is at fault */
  BROADSHEET_IO_ERROR = 6,          /* reading or writing failed */
  BROADSHEET_OUT_OF_MEMORY = 7,
  BROADSHEET_CANCELLED = 8,         /* the context asked to stop and the callee did */
  BROADSHEET_TIMED_OUT = 9,         /* the context's deadline passed */
  BROADSHEET_LIMIT_EXCEEDED = 10,   /* a bound set by option or host was reached */
  BROADSHEET_INTERNAL = 11          /* a fault of the callee */
};

/** "No offset is known" in broadsheet_error_t.offset_byte. */
#define BROADSHEET_NO_OFFSET UINT64_MAX

/**
 * What went wrong, in words. Owned by the caller, filled by the callee, and only on failure.
 *
 * message: lower case, no full stop, says what was expected and what was found.
 * help:    how to mend it, or empty.
 * Both are UTF-8 and NUL-terminated; longer texts are cut at a code point by broadsheet_error_set().
 */
typedef struct broadsheet_error_t {
  uint32_t struct_size;
  broadsheet_status_t code;
  uint64_t offset_byte; /* in the input's original bytes, or BROADSHEET_NO_OFFSET */
  uint32_t line;        /* in the input, from 1; 0 where not known */
  uint32_t column;      /* in code points, from 1; 0 where not known */
  uint32_t is_retryable; /* 1 where the same call may succeed later (a network share that is away) */
  uint32_t reserved;
  char message[512];
  char help[256];
} broadsheet_error_t;
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_error_t) == 800, "the error struct of ABI 1.0 has 800 bytes");

/** An error struct that is ready to be passed to a function of the ABI. */
static inline broadsheet_error_t broadsheet_error_empty(void) {
  broadsheet_error_t error;
  memset(&error, 0, sizeof error);
  error.struct_size = (uint32_t)sizeof error;
  error.offset_byte = BROADSHEET_NO_OFFSET;
  return error;
}

/** Copies at most `capacity - 1` bytes of `length_bytes`, never cutting a UTF-8 sequence, and a NUL. */
static inline void broadsheet_copy_cut(char* out, size_t capacity, const char* text, size_t length_bytes) {
  size_t length = length_bytes < capacity - 1 ? length_bytes : capacity - 1;
  if (length < length_bytes) {
    while (length > 0 && ((unsigned char)text[length] & 0xC0U) == 0x80U) --length;
  }
  memcpy(out, text, length);
  out[length] = '\0';
}

/**
 * Fills a caller's error struct and returns `code`, so that a plugin can `return broadsheet_error_set(...)`.
 *
 * @param error    may be NULL
 * @param message  NUL-terminated UTF-8, copied
 * @param help     NUL-terminated UTF-8, copied; may be NULL
 * @thread [any]
 * @since  1.0
 */
static inline broadsheet_status_t broadsheet_error_set(broadsheet_error_t* error, broadsheet_status_t code,
                                                       const char* message, const char* help) {
  if (error != NULL && BROADSHEET_HAS(error, broadsheet_error_t, help)) {
    error->code = code;
    broadsheet_copy_cut(error->message, sizeof error->message, message, strlen(message));
    broadsheet_copy_cut(error->help, sizeof error->help, help != NULL ? help : "", help != NULL ? strlen(help) : 0);
  }
  return code;
}

BROADSHEET_EXTERN_C_END

#endif
