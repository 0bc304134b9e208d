/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A plugin in plain C11, from the C headers alone: labels every block with its number of lines, and
 * uses everything that the context offers.
 */
#include <stdio.h>
#include <stdlib.h>

#include "broadsheet/ext/thread_check.h"
#include "broadsheet/plugin.h"

typedef struct instance_t {
  broadsheet_instance_t base; /* first: the host's pointer is ours */
  broadsheet_text_t scheme;
  char scheme_text[64];
} instance_t;

static void release(broadsheet_instance_t* instance) { free(instance); }

static broadsheet_status_t create(const broadsheet_component_t* component, const broadsheet_options_t* options,
                                  broadsheet_instance_t** out_instance, broadsheet_error_t* error) {
  const broadsheet_text_t scheme = options->get_string(options, broadsheet_text("scheme"));
  instance_t* made = calloc(1, sizeof *made);
  (void)component;
  if (made == NULL) return broadsheet_error_set(error, BROADSHEET_OUT_OF_MEMORY, "out of memory", NULL);
  if (scheme.length_bytes == 0 || scheme.length_bytes >= sizeof made->scheme_text) {
    free(made);
    return broadsheet_error_set(error, BROADSHEET_INVALID_ARGUMENT, "expected a scheme of 1 to 63 bytes",
                                "give the option 'scheme' a shorter name");
  }
  memcpy(made->scheme_text, scheme.data, scheme.length_bytes);
  made->scheme.data = made->scheme_text;
  made->scheme.length_bytes = scheme.length_bytes;
  made->base.struct_size = sizeof made->base;
  made->base.release = release;
  *out_instance = &made->base;
  return BROADSHEET_OK;
}

/* How many segments of the block are copies of the source. */
static unsigned count_copies(const broadsheet_document_t* document, const broadsheet_block_t* block) {
  const broadsheet_array_t segments = document->get_table(document, BROADSHEET_TABLE_SEGMENTS);
  unsigned count = 0;
  for (uint32_t i = 0; i < block->segment_count; ++i) {
    broadsheet_segment_t segment;
    if (!broadsheet_array_get(segments, block->first_segment + i, &segment, sizeof segment)) break;
    count += segment.kind == BROADSHEET_SEGMENT_COPY;
  }
  return count;
}

static broadsheet_status_t label_block(const instance_t* self, uint32_t index, unsigned lines,
                                       broadsheet_annotation_writer_t* writer, broadsheet_error_t* error) {
  char text[32];
  broadsheet_label_spec_t label;
  (void)snprintf(text, sizeof text, "lines_%u", lines);
  memset(&label, 0, sizeof label);
  label.struct_size = sizeof label;
  label.target_kind = BROADSHEET_TARGET_BLOCK;
  label.target_index = index;
  label.scheme = self->scheme;
  label.label = broadsheet_text(text);
  label.score = 1.0;
  return writer->add_label(writer, &label, error);
}

static void report_note(const broadsheet_context_t* context) {
  broadsheet_diagnostic_t note;
  memset(&note, 0, sizeof note);
  note.struct_size = sizeof note;
  note.severity = BROADSHEET_NOTE;
  note.code = broadsheet_text("counted-in-c");
  note.message = broadsheet_text("blocks were counted in C");
  note.source_begin_byte = note.source_end_byte = BROADSHEET_NO_OFFSET;
  context->report_diagnostic(context, &note);
}

static broadsheet_status_t annotate(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                                    const broadsheet_document_t* document, broadsheet_annotation_writer_t* writer,
                                    broadsheet_error_t* error) {
  const instance_t* self = (const instance_t*)instance;
  const broadsheet_array_t blocks = document->get_table(document, BROADSHEET_TABLE_BLOCKS);
  const broadsheet_thread_check_t* threads = context->get_interface(context, BROADSHEET_THREAD_CHECK_INTERFACE);
  for (uint32_t i = 0; i < blocks.count; ++i) {
    broadsheet_block_t block;
    broadsheet_status_t status;
    if (context->is_cancelled(context)) return BROADSHEET_CANCELLED;
    if (!broadsheet_array_get(blocks, i, &block, sizeof block)) break;
    status = label_block(self, i, count_copies(document, &block), writer, error);
    if (status != BROADSHEET_OK) return status;
    context->report_progress(context, (double)(i + 1) / (double)blocks.count);
  }
  report_note(context);
  context->log(context, BROADSHEET_WARNING, broadsheet_text("c_annotator was here"));
  context->add_metric(context, broadsheet_text("c_annotator.blocks"), (double)blocks.count);
  context->add_metric(context, broadsheet_text("c_annotator.has_deadline"),
                      context->time_left_ms(context) != INT64_MAX);
  context->add_metric(context, broadsheet_text("c_annotator.on_worker"), threads != NULL && threads->is_worker());
  return BROADSHEET_OK;
}

static const broadsheet_annotator_t annotator = {sizeof(broadsheet_annotator_t), 0, annotate};

static const void* get_interface(const broadsheet_component_t* component, const char* id) {
  (void)component;
  return strcmp(id, BROADSHEET_ANNOTATOR_INTERFACE) == 0 ? &annotator : NULL;
}

static const broadsheet_component_t component = {
    sizeof(broadsheet_component_t), BROADSHEET_ANNOTATOR, BROADSHEET_PARALLEL, 0, "c_annotator", create, get_interface};

static broadsheet_status_t initialize(const broadsheet_host_t* host, broadsheet_error_t* error) {
  (void)error;
  return host->abi_major == BROADSHEET_ABI_MAJOR ? BROADSHEET_OK : BROADSHEET_UNSUPPORTED;
}
static void shutdown(void) {}
static uint32_t get_component_count(void) { return 1; }
static const broadsheet_component_t* get_component(uint32_t index) { return index == 0 ? &component : NULL; }

const broadsheet_plugin_t* broadsheet_plugin_entry(void) {
  static const broadsheet_plugin_t plugin = {
      sizeof(broadsheet_plugin_t), 1, 0, "c_annotator", "1.0.0", initialize, shutdown, get_component_count,
      get_component};
  return &plugin;
}
