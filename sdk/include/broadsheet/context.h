/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_CONTEXT_H_
#define BROADSHEET_CONTEXT_H_

#include "broadsheet/status.h"
#include "broadsheet/text.h"

BROADSHEET_EXTERN_C_BEGIN

/** How much a message matters. */
enum {
  BROADSHEET_NOTE = 0,    /* of interest: a margin was low, a default was taken */
  BROADSHEET_WARNING = 1, /* the result may be poorer than it could be */
  BROADSHEET_ERROR = 2    /* something of the document could not be done; the document goes on */
};

/** A message about the document at hand; it goes into the document's record and the run's report. */
typedef struct broadsheet_diagnostic_t {
  uint32_t struct_size;
  uint32_t severity;          /* BROADSHEET_NOTE ... BROADSHEET_ERROR */
  broadsheet_text_t code;     /* stable, kebab-case: "undecodable-bytes" */
  broadsheet_text_t message;  /* lower case, no full stop */
  broadsheet_text_t help;     /* how to mend it, or empty */
  uint64_t source_begin_byte; /* the place in the document's source text; BROADSHEET_NO_OFFSET: none */
  uint64_t source_end_byte;
} broadsheet_diagnostic_t;

/**
 * What a component may ask of, and tell, the host during one call. Made by the host for one call on one
 * document; valid until that call returns; never NULL.
 */
typedef struct broadsheet_context_t {
  uint32_t struct_size;
  uint32_t reserved;
  void* host_data;

  /**
   * 1 where the call should stop soon: the user interrupted the run, or the stage's time is over. Return
   * BROADSHEET_CANCELLED then. Cheap enough to ask once a line. @thread [any] @since 1.0
   */
  uint32_t (*is_cancelled)(const struct broadsheet_context_t* context);
  /** Milliseconds until the stage's deadline; INT64_MAX where it has none. @thread [any] @since 1.0 */
  int64_t (*time_left_ms)(const struct broadsheet_context_t* context);
  /** How far this call is, 0 to 1. @thread [any] @since 1.0 */
  void (*report_progress)(const struct broadsheet_context_t* context, double fraction);
  /** A line for the run's log, at BROADSHEET_NOTE or above; copied. @thread [any] @since 1.0 */
  void (*log)(const struct broadsheet_context_t* context, uint32_t severity, broadsheet_text_t message);
  /** A figure for the run's report, summed over documents by name; the name is copied. @thread [any] @since 1.0 */
  void (*add_metric)(const struct broadsheet_context_t* context, broadsheet_text_t name, double value);
  /** A message about this document; all texts are copied. @thread [any] @since 1.0 */
  void (*report_diagnostic)(const struct broadsheet_context_t* context, const broadsheet_diagnostic_t* diagnostic);
  /** An optional interface of the host ("org.broadsheet.NAME/1"), or NULL. @thread [any] @since 1.0 */
  const void* (*get_interface)(const struct broadsheet_context_t* context, const char* id);
} broadsheet_context_t;

BROADSHEET_EXTERN_C_END

#endif
