/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_MACROS_H_
#define BROADSHEET_MACROS_H_

#include <stddef.h>

#ifdef __cplusplus
#define BROADSHEET_EXTERN_C_BEGIN extern "C" {
#define BROADSHEET_EXTERN_C_END }
#define BROADSHEET_NOEXCEPT noexcept
#define BROADSHEET_STATIC_ASSERT(condition, text) static_assert(condition, text)
#else
#define BROADSHEET_EXTERN_C_BEGIN
#define BROADSHEET_EXTERN_C_END
#define BROADSHEET_NOEXCEPT
#define BROADSHEET_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#endif

/** Marks the one symbol that a plugin exports. */
#define BROADSHEET_EXPORT __attribute__((visibility("default")))

/**
 * True where the struct that `pointer` refers to, made by a host or plugin of any age, has `member`.
 *
 * Every struct of the ABI starts with struct_size, the size its maker knew. A member that lies within
 * it is never NULL; a member behind it is not there and must not be read.
 */
#define BROADSHEET_HAS(pointer, type, member) \
  ((pointer)->struct_size >= offsetof(type, member) + sizeof((pointer)->member))

#endif
