/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_EXT_THREAD_CHECK_H_
#define BROADSHEET_EXT_THREAD_CHECK_H_

#include <stdint.h>

#include "broadsheet/macros.h"

BROADSHEET_EXTERN_C_BEGIN

#define BROADSHEET_THREAD_CHECK_INTERFACE "org.broadsheet.thread_check/1"

/** Optional interface of the host: on which kind of thread does this call run? For a plugin's own assertions. */
typedef struct broadsheet_thread_check_t {
  uint32_t struct_size;
  uint32_t reserved;
  /** 1 on the thread that loads plugins and makes instances. @thread [any] @since 1.0 */
  uint32_t (*is_main)(void);
  /** 1 on a thread that runs documents. The main thread may be one. @thread [any] @since 1.0 */
  uint32_t (*is_worker)(void);
} broadsheet_thread_check_t;

BROADSHEET_EXTERN_C_END

#endif
