/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_COMPONENT_H_
#define BROADSHEET_COMPONENT_H_

/**
 * Components: what a plugin brings. A component makes instances; an instance works through the interface
 * of its kind, which the host asks for by id. Growth is by further interfaces, never by changing one.
 */

#include "broadsheet/context.h"
#include "broadsheet/options.h"
#include "broadsheet/streams.h"
#include "broadsheet/writers.h"

BROADSHEET_EXTERN_C_BEGIN

/** How the calls of a component's instances may meet. 0 is the safest. */
enum {
  BROADSHEET_ONE_CALL_PER_PROCESS = 0,  /* never two calls at once, over all instances */
  BROADSHEET_ONE_CALL_PER_INSTANCE = 1, /* instances work side by side, each one call at a time */
  BROADSHEET_PARALLEL = 2               /* any number of calls at once on one instance */
};

/** What a component does. */
enum { BROADSHEET_READER = 1, BROADSHEET_CLEANER = 2, BROADSHEET_ANNOTATOR = 3, BROADSHEET_EXPORTER = 4 };

/** A component at work, with one set of options. Plugin-made; the plugin's own fields stand behind these. */
typedef struct broadsheet_instance_t {
  uint32_t struct_size;
  uint32_t reserved;
  /** Ends the instance. Called once, when no other call is under way. @thread [main] @since 1.0 */
  void (*release)(struct broadsheet_instance_t* instance);
} broadsheet_instance_t;

/** The documents of one input, one after the other. Plugin-made. */
typedef struct broadsheet_cursor_t {
  uint32_t struct_size;
  uint32_t reserved;
  /** Ends the cursor. Called once. @thread [worker] @since 1.0 */
  void (*release)(struct broadsheet_cursor_t* cursor);
  /**
   * Writes the next document.
   *
   * @return BROADSHEET_OK   a document was written
   *         BROADSHEET_END  there is none; the writer is untouched
   *         otherwise       this document could not be read; the host reports it and calls again for the one
   *                         behind it, so a cursor must move on, or return BROADSHEET_END from then on
   * @thread [worker], one call at a time
   * @since  1.0
   */
  broadsheet_status_t (*next)(struct broadsheet_cursor_t* cursor, const broadsheet_context_t* context,
                              broadsheet_source_writer_t* writer, broadsheet_error_t* error);
} broadsheet_cursor_t;

#define BROADSHEET_READER_INTERFACE "org.broadsheet.reader/1"
/** Turns an input's bytes into documents of lines. */
typedef struct broadsheet_reader_t {
  uint32_t struct_size;
  uint32_t reserved;
  /**
   * How well this reader can read the input, judged by name and first bytes: 0 (not at all) to 100. The first
   * reader of the config whose answer is not 0 takes it. @thread as the component's concurrency says @since 1.0
   */
  uint32_t (*probe)(broadsheet_instance_t* instance, const broadsheet_input_t* input);
  /** Opens the input. @param out_cursor owned by the host @thread as the concurrency says @since 1.0 */
  broadsheet_status_t (*open)(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                              const broadsheet_input_t* input, broadsheet_cursor_t** out_cursor,
                              broadsheet_error_t* error);
} broadsheet_reader_t;

#define BROADSHEET_CLEANER_INTERFACE "org.broadsheet.cleaner/1"
/** Turns lines into blocks and articles. */
typedef struct broadsheet_cleaner_t {
  uint32_t struct_size;
  uint32_t reserved;
  /** @thread as the component's concurrency says @since 1.0 */
  broadsheet_status_t (*clean)(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                               const broadsheet_document_t* document, broadsheet_structure_writer_t* writer,
                               broadsheet_error_t* error);
} broadsheet_cleaner_t;

#define BROADSHEET_ANNOTATOR_INTERFACE "org.broadsheet.annotator/1"
/** Adds sentences, labels or layers of its own. */
typedef struct broadsheet_annotator_t {
  uint32_t struct_size;
  uint32_t reserved;
  /** @thread as the component's concurrency says @since 1.0 */
  broadsheet_status_t (*annotate)(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                                  const broadsheet_document_t* document, broadsheet_annotation_writer_t* writer,
                                  broadsheet_error_t* error);
} broadsheet_annotator_t;

#define BROADSHEET_EXPORTER_INTERFACE "org.broadsheet.exporter/1"
/** Writes a document as a file. */
typedef struct broadsheet_exporter_t {
  uint32_t struct_size;
  uint32_t reserved;
  /** Same document and options, same bytes. @thread as the component's concurrency says @since 1.0 */
  broadsheet_status_t (*write)(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                               const broadsheet_document_t* document, broadsheet_output_t* output,
                               broadsheet_error_t* error);
} broadsheet_exporter_t;

/** A component of a plugin. Lives as long as the plugin is loaded. */
typedef struct broadsheet_component_t {
  uint32_t struct_size;
  uint32_t kind;        /* BROADSHEET_READER ... */
  uint32_t concurrency; /* BROADSHEET_ONE_CALL_PER_PROCESS ... */
  uint32_t reserved;
  const char* id; /* the name that a config uses: "exporter_json" */
  /**
   * Makes an instance.
   *
   * @param options       borrowed for this call
   * @param out_instance  owned by the host, ended by its release
   * @return BROADSHEET_OK, or why not: the host shows it as an error of the config
   * @thread [main]
   * @since  1.0
   */
  broadsheet_status_t (*create)(const struct broadsheet_component_t* component, const broadsheet_options_t* options,
                                broadsheet_instance_t** out_instance, broadsheet_error_t* error);
  /** An interface by id: that of the kind, and optional ones; NULL for others. @thread [any] @since 1.0 */
  const void* (*get_interface)(const struct broadsheet_component_t* component, const char* id);
} broadsheet_component_t;

BROADSHEET_EXTERN_C_END

#endif
