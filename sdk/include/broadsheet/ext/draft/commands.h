/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_EXT_DRAFT_COMMANDS_H_
#define BROADSHEET_EXT_DRAFT_COMMANDS_H_

/**
 * DRAFT: commands that a component brings to the program's command line ("train policy", "taxonomy lint").
 *
 * The manifest names them ("commands" of the component, docs/manifest.md), so that the program knows who
 * serves a command without loading code. It hands on what stands behind the command's words, unread; the
 * component reads its own arguments, "--help" among them. Files are the component's own affair; what people
 * and other programs see goes through the invocation. A draft keeps its id when it becomes stable; until then
 * its tables may still change.
 */

#include "broadsheet/component.h"

BROADSHEET_EXTERN_C_BEGIN

#define BROADSHEET_COMMANDS_INTERFACE "org.broadsheet.commands/1"

/** A message about a file, as a compiler gives them. */
typedef struct broadsheet_file_message_t {
  uint32_t struct_size;
  uint32_t severity;      /* BROADSHEET_NOTE ... BROADSHEET_ERROR */
  broadsheet_text_t file; /* empty: of no file */
  uint32_t line, column;  /* from 1; 0: not known */
  broadsheet_text_t message;
  broadsheet_text_t help; /* how to mend it, or empty */
} broadsheet_file_message_t;

/** One use of a command, made by the host; valid until run() returns; borrowed. */
typedef struct broadsheet_invocation_t {
  uint32_t struct_size;
  uint32_t argument_count;
  void* host_data;
  /** The command's words as the manifest names them, "train policy". */
  broadsheet_text_t command;
  /** An argument behind them; empty behind the end. @thread [main] @since draft */
  broadsheet_text_t (*get_argument)(const struct broadsheet_invocation_t* invocation, uint32_t index);
  /** Data, to standard output. @return BROADSHEET_IO_ERROR where nobody reads it any more @thread [main] @since draft */
  broadsheet_status_t (*write_output)(const struct broadsheet_invocation_t* invocation, broadsheet_text_t bytes);
  /** A message to people, on standard error; texts are copied. @thread [main] @since draft */
  void (*report)(const struct broadsheet_invocation_t* invocation, const broadsheet_file_message_t* message);
  /** How far the command is, 0 to 1. @thread [any], one call at a time @since draft */
  void (*report_progress)(const struct broadsheet_invocation_t* invocation, double fraction);
  /** 1 where the user asked to stop. @thread [any] @since draft */
  uint32_t (*is_cancelled)(const struct broadsheet_invocation_t* invocation);
} broadsheet_invocation_t;

/** What a component's get_interface gives for BROADSHEET_COMMANDS_INTERFACE. */
typedef struct broadsheet_commands_t {
  uint32_t struct_size;
  uint32_t reserved;
  /**
   * Runs a command.
   *
   * @param out_exit_code  0: all went well; 1: it ran and found fault (lint). Looked at where OK is returned
   * @return BROADSHEET_OK, or why it did not run: the program prints the error and exits with 2
   * @thread [main]; the component may use threads of its own meanwhile
   * @since  draft
   */
  broadsheet_status_t (*run)(const broadsheet_invocation_t* invocation, int32_t* out_exit_code,
                             broadsheet_error_t* error);
} broadsheet_commands_t;

BROADSHEET_EXTERN_C_END

#endif
