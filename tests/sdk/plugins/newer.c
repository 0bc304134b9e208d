/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plays a plugin that was built with the SDK of a later minor and needs nothing of it: its tables have
 * more slots, its records and structs more fields, and it asks for interfaces that do not exist yet.
 */
#include <stdlib.h>

#include "broadsheet/plugin.h"

static void never(void) { abort(); }

typedef struct later_instance_t { broadsheet_instance_t base; void (*later)(void); uint64_t own[4]; } later_instance_t;
typedef struct later_annotator_t { broadsheet_annotator_t base; void (*later[3])(void); } later_annotator_t;
typedef struct later_component_t { broadsheet_component_t base; void (*later)(void); const char* note; } later_component_t;
typedef struct later_plugin_t { broadsheet_plugin_t base; void (*later[2])(void); } later_plugin_t;
typedef struct later_label_spec_t { broadsheet_label_spec_t base; uint64_t later[2]; } later_label_spec_t;
typedef struct later_evidence_t { broadsheet_evidence_t base; uint64_t later[3]; } later_evidence_t;
typedef struct later_sentence_t { broadsheet_sentence_t base; uint64_t later[2]; } later_sentence_t;
typedef struct later_diagnostic_t { broadsheet_diagnostic_t base; uint64_t later[2]; } later_diagnostic_t;

static const uint64_t kNoise = 0xA5A5A5A5A5A5A5A5U;

static void release(broadsheet_instance_t* instance) { free(instance); }

static broadsheet_status_t create(const broadsheet_component_t* component, const broadsheet_options_t* options,
                                  broadsheet_instance_t** out_instance, broadsheet_error_t* error) {
  later_instance_t* made = calloc(1, sizeof *made);
  (void)component, (void)options;
  if (made == NULL) return broadsheet_error_set(error, BROADSHEET_OUT_OF_MEMORY, "out of memory", NULL);
  made->base.struct_size = sizeof *made;
  made->base.release = release;
  made->later = never;
  *out_instance = &made->base;
  return BROADSHEET_OK;
}

static broadsheet_status_t add_sentences(uint64_t first_byte, uint64_t end_byte, broadsheet_annotation_writer_t* writer,
                                         broadsheet_error_t* error) {
  later_sentence_t sentences[2] = {{{0, first_byte, 0, 0}, {kNoise, kNoise}},
                                   {{first_byte, end_byte, 0, BROADSHEET_SENTENCE_CLAUSE}, {kNoise, kNoise}}};
  const broadsheet_array_t array = {sentences, 2, sizeof sentences[0], 0};
  return writer->add_sentences(writer, array, error);
}

static broadsheet_status_t add_label(broadsheet_annotation_writer_t* writer, broadsheet_error_t* error) {
  later_evidence_t evidence[2] = {{{0, 1, 1.0, 0, 0}, {kNoise, kNoise, kNoise}},
                                  {{1, 2, 1.0, 0, 0}, {kNoise, kNoise, kNoise}}};
  later_label_spec_t label;
  memset(&label, 0xA5, sizeof label);
  label.base.struct_size = sizeof label;
  label.base.target_kind = BROADSHEET_TARGET_BLOCK;
  label.base.target_index = 0;
  label.base.scheme = broadsheet_text("newer");
  label.base.label = broadsheet_text("seen");
  label.base.score = 0.5;
  label.base.evidence.records = evidence;
  label.base.evidence.count = 2;
  label.base.evidence.stride_bytes = sizeof evidence[0];
  return writer->add_label(writer, &label.base, error);
}

static void report_note(const broadsheet_context_t* context) {
  later_diagnostic_t note;
  memset(&note, 0xA5, sizeof note);
  note.base.struct_size = sizeof note;
  note.base.severity = BROADSHEET_WARNING;
  note.base.code = broadsheet_text("newer-note");
  note.base.message = broadsheet_text("a newer plugin was here");
  note.base.help = broadsheet_text("");
  note.base.source_begin_byte = note.base.source_end_byte = 0;
  context->report_diagnostic(context, &note.base);
}

/* The first block of the test's pages has ASCII letters only. */
static broadsheet_status_t annotate(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                                    const broadsheet_document_t* document, broadsheet_annotation_writer_t* writer,
                                    broadsheet_error_t* error) {
  const char* later = "org.broadsheet.of_a_later_minor/1";
  broadsheet_status_t status;
  (void)instance;
  if (context->get_interface(context, later) != NULL || document->get_interface(document, later) != NULL)
    return broadsheet_error_set(error, BROADSHEET_INTERNAL, "the host made up an interface", NULL);
  if (document->get_table(document, 4711).count != 0 || document->get_arena(document, 4711).length_bytes != 0)
    return broadsheet_error_set(error, BROADSHEET_INTERNAL, "the host made up a table", NULL);
  report_note(context);
  status = add_sentences(2, 5, writer, error);
  return status == BROADSHEET_OK ? add_label(writer, error) : status;
}

static broadsheet_status_t stub(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                                const broadsheet_document_t* document, broadsheet_annotation_writer_t* writer,
                                broadsheet_error_t* error) {
  (void)instance, (void)context, (void)document, (void)writer, (void)error;
  return BROADSHEET_UNSUPPORTED; /* a slot that was taken out */
}

static broadsheet_status_t odd_status(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                                      const broadsheet_document_t* document, broadsheet_annotation_writer_t* writer,
                                      broadsheet_error_t* error) {
  (void)instance, (void)context, (void)document, (void)writer;
  memset(error->message, 0xFF, sizeof error->message); /* neither UTF-8 nor NUL-terminated */
  return 9999;
}

static broadsheet_status_t negative_status(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                                           const broadsheet_document_t* document,
                                           broadsheet_annotation_writer_t* writer, broadsheet_error_t* error) {
  (void)instance, (void)context, (void)document, (void)writer, (void)error;
  return INT32_MIN;
}

static broadsheet_status_t end_status(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                                      const broadsheet_document_t* document, broadsheet_annotation_writer_t* writer,
                                      broadsheet_error_t* error) {
  (void)instance, (void)context, (void)document, (void)writer, (void)error;
  return BROADSHEET_END; /* no status for an annotator */
}

#define LATER_TABLE(function) {{sizeof(later_annotator_t), 0, function}, {never, never, never}}
static const later_annotator_t tables[] = {LATER_TABLE(annotate), LATER_TABLE(stub), LATER_TABLE(odd_status),
                                           LATER_TABLE(negative_status), LATER_TABLE(end_status)};

static const void* get_interface(const broadsheet_component_t* component, const char* id);

#define LATER_COMPONENT(name) \
  {{sizeof(later_component_t), BROADSHEET_ANNOTATOR, BROADSHEET_PARALLEL, 0, name, create, get_interface}, never, "later"}
static const later_component_t components[] = {LATER_COMPONENT("newer_whole"), LATER_COMPONENT("newer_stub"),
                                               LATER_COMPONENT("newer_odd_status"),
                                               LATER_COMPONENT("newer_negative_status"),
                                               LATER_COMPONENT("newer_end_status")};
enum { kComponentCount = sizeof components / sizeof components[0] };

static const void* get_interface(const broadsheet_component_t* component, const char* id) {
  if (strcmp(id, BROADSHEET_ANNOTATOR_INTERFACE) != 0) return NULL;
  for (size_t i = 0; i < kComponentCount; ++i) {
    if (strcmp(components[i].base.id, component->id) == 0) return &tables[i];
  }
  return NULL;
}

static broadsheet_status_t initialize(const broadsheet_host_t* host, broadsheet_error_t* error) {
  if (host->get_interface(host, "org.broadsheet.of_a_later_minor/1") == NULL) return BROADSHEET_OK;
  return broadsheet_error_set(error, BROADSHEET_INTERNAL, "the host made up an interface", NULL);
}
static void shutdown(void) {}
static uint32_t get_component_count(void) { return kComponentCount; }
static const broadsheet_component_t* get_component(uint32_t index) {
  return index < kComponentCount ? &components[index].base : NULL;
}

const broadsheet_plugin_t* broadsheet_plugin_entry(void) {
  static const later_plugin_t plugin = {
      {sizeof plugin, 1, 0, "newer", "1.0.0", initialize, shutdown, get_component_count, get_component},
      {never, never}};
  return &plugin.base;
}
