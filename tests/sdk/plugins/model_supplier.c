/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A plugin whose component supplies a model of another kind to annotator_policy, in plain C11: a sentence of n bytes
 * bears label n modulo the number of labels with 0.75, since its first character says so (0.5 of it). A sentence that
 * begins with '!' gets a score of 2, which no model may give.
 */
#include <stdlib.h>

#include "broadsheet/ext/draft/sentence_model.h"
#include "broadsheet/plugin.h"

typedef struct scorer_t {
  broadsheet_sentence_scorer_t base; /* first: the caller's pointer is ours */
  uint64_t label_count;
} scorer_t;

static void release_scorer(broadsheet_sentence_scorer_t* scorer) { free(scorer); }

static double get_threshold(const broadsheet_sentence_scorer_t* scorer, uint32_t label) {
  (void)scorer;
  (void)label;
  return 0.7;
}

static broadsheet_status_t score(const broadsheet_sentence_scorer_t* scorer, const broadsheet_context_t* context,
                                 broadsheet_array_t sentences, double* out_scores, broadsheet_error_t* error) {
  const uint64_t labels = ((const scorer_t*)(const void*)scorer)->label_count;
  (void)context;
  (void)error;
  for (uint64_t i = 0; i < sentences.count; ++i) {
    broadsheet_model_sentence_t sentence;
    (void)broadsheet_array_get(sentences, i, &sentence, sizeof sentence);
    for (uint64_t label = 0; label < labels; ++label)
      out_scores[i * labels + label] = label == sentence.text.length_bytes % labels ? 0.75 : 0.01;
    if (sentence.text.length_bytes > 0 && sentence.text.data[0] == '!') out_scores[i * labels] = 2;
  }
  return BROADSHEET_OK;
}

static uint64_t first_character(broadsheet_text_t text) {
  uint64_t end = 1;
  while (end < text.length_bytes && ((unsigned char)text.data[end] & 0xC0u) == 0x80u) ++end;
  return end;
}

static broadsheet_status_t explain(const broadsheet_sentence_scorer_t* scorer, const broadsheet_context_t* context,
                                   broadsheet_array_t sentences, broadsheet_array_t questions,
                                   broadsheet_model_answers_t* answers, broadsheet_error_t* error) {
  (void)scorer;
  (void)context;
  (void)error;
  for (uint32_t i = 0; i < questions.count; ++i) {
    broadsheet_model_question_t question;
    broadsheet_model_sentence_t sentence;
    (void)broadsheet_array_get(questions, i, &question, sizeof question);
    (void)broadsheet_array_get(sentences, question.sentence, &sentence, sizeof sentence);
    (void)answers->add_part(answers, i, 0, first_character(sentence.text), 0.5);
    /* Refused, and not taken: a range behind the end. */
    (void)answers->add_part(answers, i, 0, sentence.text.length_bytes + 1, 0.5);
  }
  return BROADSHEET_OK;
}

static broadsheet_status_t open_model(broadsheet_text_t path, broadsheet_text_t taxonomy, broadsheet_array_t labels,
                                      broadsheet_sentence_scorer_t** out_scorer, broadsheet_error_t* error) {
  scorer_t* made;
  (void)taxonomy;
  if (path.length_bytes > 0)
    return broadsheet_error_set(error, BROADSHEET_NOT_FOUND, "model_supplier has no files", "leave 'model' empty");
  made = calloc(1, sizeof *made);
  if (made == NULL) return broadsheet_error_set(error, BROADSHEET_OUT_OF_MEMORY, "out of memory", NULL);
  made->base.struct_size = sizeof made->base;
  made->base.release = release_scorer;
  made->base.get_threshold = get_threshold;
  made->base.score = score;
  made->base.explain = explain;
  made->label_count = labels.count;
  *out_scorer = &made->base;
  return BROADSHEET_OK;
}

static const broadsheet_sentence_model_t model_table = {sizeof(broadsheet_sentence_model_t), 0, open_model};

/* A component has a kind; as a stage of its own this one has nothing to add. */
static void release(broadsheet_instance_t* instance) { free(instance); }

static broadsheet_status_t create(const broadsheet_component_t* component, const broadsheet_options_t* options,
                                  broadsheet_instance_t** out_instance, broadsheet_error_t* error) {
  broadsheet_instance_t* made = calloc(1, sizeof *made);
  (void)component;
  (void)options;
  if (made == NULL) return broadsheet_error_set(error, BROADSHEET_OUT_OF_MEMORY, "out of memory", NULL);
  made->struct_size = sizeof *made;
  made->release = release;
  *out_instance = made;
  return BROADSHEET_OK;
}

static broadsheet_status_t annotate(broadsheet_instance_t* instance, const broadsheet_context_t* context,
                                    const broadsheet_document_t* document, broadsheet_annotation_writer_t* writer,
                                    broadsheet_error_t* error) {
  (void)instance;
  (void)context;
  (void)document;
  (void)writer;
  (void)error;
  return BROADSHEET_OK;
}

static const broadsheet_annotator_t annotator_table = {sizeof(broadsheet_annotator_t), 0, annotate};

static const void* get_interface(const broadsheet_component_t* component, const char* id) {
  (void)component;
  if (strcmp(id, BROADSHEET_ANNOTATOR_INTERFACE) == 0) return &annotator_table;
  return strcmp(id, BROADSHEET_SENTENCE_MODEL_INTERFACE) == 0 ? (const void*)&model_table : NULL;
}

static const broadsheet_component_t component_table = {
    sizeof(broadsheet_component_t), BROADSHEET_ANNOTATOR, BROADSHEET_PARALLEL, 0, "model_supplier", create, get_interface};

static broadsheet_status_t initialize(const broadsheet_host_t* host, broadsheet_error_t* error) {
  (void)host;
  (void)error;
  return BROADSHEET_OK;
}
static void shut_down(void) {}
static uint32_t get_component_count(void) { return 1; }
static const broadsheet_component_t* get_component(uint32_t index) { return index == 0 ? &component_table : NULL; }

BROADSHEET_EXPORT const broadsheet_plugin_t* broadsheet_plugin_entry(void) {
  static const broadsheet_plugin_t plugin = {
      sizeof(broadsheet_plugin_t), 1, 0, "model_supplier", "1.0.0", initialize, shut_down, get_component_count,
      get_component};
  return &plugin;
}
