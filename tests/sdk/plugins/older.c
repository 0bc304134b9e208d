/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plays a plugin of an ABI older than 1.0: its tables and records are cut to what it knows and stand at
 * the end of a page, with a forbidden page behind. A host that reads behind struct_size dies of it.
 */
#define _GNU_SOURCE
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

#include "broadsheet/plugin.h"

/* A copy of the first `size` bytes that nothing may be read behind of. */
static void* guarded_copy(const void* bytes, size_t size) {
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  char* pages = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) return NULL;
  if (mprotect(pages + page, page, PROT_NONE) != 0) return NULL;
  return memcpy(pages + page - size, bytes, size);
}

/* The instance knows no release. */
static broadsheet_status_t create(const broadsheet_component_t* component, const broadsheet_options_t* options,
                                  broadsheet_instance_t** out_instance, broadsheet_error_t* error) {
  static broadsheet_instance_t* instance;
  const uint32_t head[2] = {sizeof head, 0};
  (void)component, (void)options;
  if (instance == NULL) instance = guarded_copy(head, sizeof head);
  if (instance == NULL) return broadsheet_error_set(error, BROADSHEET_OUT_OF_MEMORY, "out of memory", NULL);
  *out_instance = instance;
  return BROADSHEET_OK;
}

/* Sentences without marks. */
static broadsheet_status_t add_sentence(uint32_t block, uint64_t length_bytes, broadsheet_annotation_writer_t* writer,
                                        broadsheet_error_t* error) {
  const size_t known = offsetof(broadsheet_sentence_t, marks);
  const broadsheet_sentence_t sentence = {0, length_bytes, block, 0};
  broadsheet_array_t array = {NULL, 1, 0, 0};
  array.records = guarded_copy(&sentence, known);
  array.stride_bytes = (uint32_t)known;
  return writer->add_sentences(writer, array, error);
}

/* A label that knows no evidence. */
static broadsheet_status_t add_label(uint32_t block, broadsheet_annotation_writer_t* writer,
                                     broadsheet_error_t* error) {
  broadsheet_label_spec_t label;
  memset(&label, 0, sizeof label);
  label.struct_size = offsetof(broadsheet_label_spec_t, evidence);
  label.target_kind = BROADSHEET_TARGET_BLOCK;
  label.target_index = block;
  label.scheme = broadsheet_text("older");
  label.label = broadsheet_text("seen");
  label.score = 0.5;
  return writer->add_label(writer, guarded_copy(&label, label.struct_size), error);
}

/* A message that knows neither help nor place. */
static void report_note(const broadsheet_context_t* context) {
  broadsheet_diagnostic_t note;
  memset(&note, 0, sizeof note);
  note.struct_size = offsetof(broadsheet_diagnostic_t, help);
  note.severity = BROADSHEET_WARNING;
  note.code = broadsheet_text("older-note");
  note.message = broadsheet_text("an older plugin was here");
  context->report_diagnostic(context, guarded_copy(&note, note.struct_size));
}

static broadsheet_status_t annotate(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                                    const broadsheet_document_t* document, broadsheet_annotation_writer_t* writer,
                                    broadsheet_error_t* error) {
  const broadsheet_array_t blocks = document->get_table(document, BROADSHEET_TABLE_BLOCKS);
  (void)instance;
  report_note(context);
  for (uint32_t i = 0; i < blocks.count; ++i) {
    struct { uint64_t text_begin_byte, text_end_byte; } range; /* all it knows of a block */
    broadsheet_status_t status;
    if (!broadsheet_array_get(blocks, i, &range, sizeof range)) break;
    status = add_sentence(i, range.text_end_byte - range.text_begin_byte, writer, error);
    if (status == BROADSHEET_OK) status = add_label(i, writer, error);
    if (status != BROADSHEET_OK) return status;
  }
  return BROADSHEET_OK;
}

static const void* table_of(const char* id, uint32_t size) {
  static const void* tables[2];
  broadsheet_annotator_t table = {0, 0, annotate};
  const void** kept = &tables[size == sizeof table];
  if (strcmp(id, BROADSHEET_ANNOTATOR_INTERFACE) != 0) return NULL;
  table.struct_size = size;
  if (*kept == NULL) *kept = guarded_copy(&table, size);
  return *kept;
}

static const void* get_interface(const broadsheet_component_t* component, const char* id) {
  (void)component;
  return table_of(id, sizeof(broadsheet_annotator_t));
}
static const void* get_empty_interface(const broadsheet_component_t* component, const char* id) {
  (void)component;
  return table_of(id, offsetof(broadsheet_annotator_t, annotate));
}
static const void* get_null_interface(const broadsheet_component_t* component, const char* id) {
  static const broadsheet_annotator_t table = {sizeof table, 0, NULL};
  (void)component;
  return strcmp(id, BROADSHEET_ANNOTATOR_INTERFACE) == 0 ? &table : NULL;
}

/* older_whole works; the others lack something, each in its own way. */
static const broadsheet_component_t components[] = {
    {sizeof(broadsheet_component_t), BROADSHEET_ANNOTATOR, BROADSHEET_PARALLEL, 0, "older_whole", create,
     get_interface},
    {sizeof(broadsheet_component_t), BROADSHEET_ANNOTATOR, BROADSHEET_PARALLEL, 0, "older_without_slot", create,
     get_empty_interface},
    {sizeof(broadsheet_component_t), BROADSHEET_ANNOTATOR, BROADSHEET_PARALLEL, 0, "older_null_slot", create,
     get_null_interface},
    {sizeof(broadsheet_component_t), BROADSHEET_ANNOTATOR, BROADSHEET_PARALLEL, 0, "older_null_functions", NULL,
     NULL},
    {offsetof(broadsheet_component_t, get_interface), BROADSHEET_ANNOTATOR, BROADSHEET_PARALLEL, 0,
     "older_without_interface", create, NULL},
};
enum { kComponentCount = sizeof components / sizeof components[0] };

static uint32_t get_component_count(void) { return kComponentCount; }
static const broadsheet_component_t* get_component(uint32_t index) {
  static const broadsheet_component_t* copies[kComponentCount];
  if (index >= kComponentCount) return NULL;
  if (copies[index] == NULL) copies[index] = guarded_copy(&components[index], components[index].struct_size);
  return copies[index];
}

/* Needs neither initialize nor shutdown. */
const broadsheet_plugin_t* broadsheet_plugin_entry(void) {
  static const broadsheet_plugin_t* copy;
  static const broadsheet_plugin_t plugin = {
      sizeof(broadsheet_plugin_t), 1, 0, "older", "1.0.0", NULL, NULL, get_component_count, get_component};
  if (copy == NULL) copy = guarded_copy(&plugin, sizeof plugin);
  return copy;
}
