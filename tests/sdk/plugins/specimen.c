/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The plugin of the loading tests, compiled in several builds: whole, and with one thing wrong each.
 *   SPECIMEN_BUILD      a number that tells the builds apart (the metric "specimen.build")
 *   SPECIMEN_ABI_MINOR  the ABI that the binary states
 *   SPECIMEN_REFUSES    initialize() refuses
 *   SPECIMEN_NEEDS      calls into a library that is not there
 */
#include "broadsheet/plugin.h"

#ifndef SPECIMEN_BUILD
#define SPECIMEN_BUILD 1
#endif
#ifndef SPECIMEN_ABI_MINOR
#define SPECIMEN_ABI_MINOR 0
#endif

#ifdef SPECIMEN_NEEDS
int missing_library_answer(void);
#endif

static void release(broadsheet_instance_t* instance) { (void)instance; }
static broadsheet_instance_t only_instance = {sizeof(broadsheet_instance_t), 0, release};

static broadsheet_status_t create(const broadsheet_component_t* component, const broadsheet_options_t* options,
                                  broadsheet_instance_t** out_instance, broadsheet_error_t* error) {
  (void)component, (void)options, (void)error;
  *out_instance = &only_instance;
  return BROADSHEET_OK;
}

static broadsheet_status_t annotate(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                                    const broadsheet_document_t* document, broadsheet_annotation_writer_t* writer,
                                    broadsheet_error_t* error) {
  (void)instance, (void)document, (void)writer, (void)error;
  context->add_metric(context, broadsheet_text("specimen.build"), SPECIMEN_BUILD);
  return BROADSHEET_OK;
}

static const broadsheet_annotator_t annotator = {sizeof(broadsheet_annotator_t), 0, annotate};
static const void* get_interface(const broadsheet_component_t* component, const char* id) {
  (void)component;
  return strcmp(id, BROADSHEET_ANNOTATOR_INTERFACE) == 0 ? &annotator : NULL;
}
static const broadsheet_component_t component = {
    sizeof(broadsheet_component_t), BROADSHEET_ANNOTATOR, BROADSHEET_PARALLEL, 0, "specimen", create, get_interface};

static broadsheet_status_t initialize(const broadsheet_host_t* host, broadsheet_error_t* error) {
  (void)host, (void)error;
#ifdef SPECIMEN_REFUSES
  return broadsheet_error_set(error, BROADSHEET_NOT_FOUND, "expected a licence file, found none", "buy one");
#elif defined(SPECIMEN_NEEDS)
  return missing_library_answer() == 42 ? BROADSHEET_OK : BROADSHEET_INTERNAL;
#else
  return BROADSHEET_OK;
#endif
}
static void shutdown(void) {}
static uint32_t get_component_count(void) { return 1; }
static const broadsheet_component_t* get_component(uint32_t index) { return index == 0 ? &component : NULL; }

const broadsheet_plugin_t* broadsheet_plugin_entry(void) {
  static const broadsheet_plugin_t plugin = {sizeof(broadsheet_plugin_t), 1,          SPECIMEN_ABI_MINOR,
                                             "specimen",                  "1.0.0",    initialize,
                                             shutdown,                    get_component_count, get_component};
  return &plugin;
}
