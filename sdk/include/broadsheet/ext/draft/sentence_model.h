/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_EXT_DRAFT_SENTENCE_MODEL_H_
#define BROADSHEET_EXT_DRAFT_SENTENCE_MODEL_H_

/**
 * DRAFT: a model that scores sentences for the labels of a taxonomy, so that one of another kind (a
 * transformer, say) can take the place of annotator_policy's own.
 *
 * A component of any kind gives the table broadsheet_sentence_model_t by its get_interface; the option
 * `model_component` of annotator_policy names the component. The model says how likely each label is and,
 * for the labels that are given, which words speak for it. What is given (thresholds, the best of a single
 * facet, how many at most), silence, evidence in the document, groups, shares and all outputs stay with the
 * annotator. docs/sentence_model.md walks through it; annotator_policy's own model can be had this way too.
 */

#include "broadsheet/component.h"
#include "broadsheet/context.h"

BROADSHEET_EXTERN_C_BEGIN

#define BROADSHEET_SENTENCE_MODEL_INTERFACE "org.broadsheet.sentence_model/1"

/** A label of the taxonomy; labels are counted over all facets, in the taxonomy's order. Record: arrays have a stride. */
typedef struct broadsheet_model_label_t {
  broadsheet_text_t facet;
  broadsheet_text_t label;
  uint32_t is_single; /* 1: one label of the facet is given a sentence; 0: any number */
  uint32_t reserved;
} broadsheet_model_label_t;

/** A sentence of an article. Record: arrays have a stride. */
typedef struct broadsheet_model_sentence_t {
  broadsheet_text_t text; /* UTF-8 */
} broadsheet_model_sentence_t;

/** "Why has this sentence this label?" Record: arrays have a stride. */
typedef struct broadsheet_model_question_t {
  uint32_t sentence; /* index into the sentences of the call */
  uint32_t label;    /* index into the labels of open() */
} broadsheet_model_question_t;

/** Where explain() puts its answers; made by the caller, valid during the call. */
typedef struct broadsheet_model_answers_t {
  uint32_t struct_size;
  uint32_t reserved;
  void* caller_data;
  /**
   * Bytes [begin, end) of the sentence of question `question` add `contribution` to its score; negative: they speak
   * against it. What the parts leave of the score is put down to the whole sentence. At most 64 parts a question.
   *
   * @return BROADSHEET_OK, or BROADSHEET_INVALID_ARGUMENT for a range that is none or not on code-point boundaries
   */
  broadsheet_status_t (*add_part)(struct broadsheet_model_answers_t* answers, uint32_t question, uint64_t begin_byte,
                                  uint64_t end_byte, double contribution);
} broadsheet_model_answers_t;

/** A model, opened for one taxonomy. Made by the supplier. */
typedef struct broadsheet_sentence_scorer_t {
  uint32_t struct_size;
  uint32_t reserved;
  /** Frees the scorer; no other call is under way. @thread [main] @since draft */
  void (*release)(struct broadsheet_sentence_scorer_t* scorer);
  /**
   * The score from which on a label of a multi facet is given, 0 to 1. Missing slot: 0.5. @thread [any] @since draft
   */
  double (*get_threshold)(const struct broadsheet_sentence_scorer_t* scorer, uint32_t label);
  /**
   * Scores sentences that follow each other: an article, or 4096 sentences of a longer one.
   *
   * @param sentences   array of broadsheet_model_sentence_t; borrowed
   * @param out_scores  [sentence][label], 0 to 1; room for all of them. Those of a single facet add up to 1
   * @thread [worker], any number at once
   * @since  draft
   */
  broadsheet_status_t (*score)(const struct broadsheet_sentence_scorer_t* scorer, const broadsheet_context_t* context,
                               broadsheet_array_t sentences, double* out_scores, broadsheet_error_t* error);
  /**
   * Tells which words speak for the labels that were given. Missing slot, or UNSUPPORTED: no words are named.
   *
   * @param sentences  those of the score() call before
   * @param questions  array of broadsheet_model_question_t, ordered by sentence; borrowed
   * @thread [worker], any number at once
   * @since  draft
   */
  broadsheet_status_t (*explain)(const struct broadsheet_sentence_scorer_t* scorer, const broadsheet_context_t* context,
                                 broadsheet_array_t sentences, broadsheet_array_t questions,
                                 broadsheet_model_answers_t* answers, broadsheet_error_t* error);
} broadsheet_sentence_scorer_t;

/** What a component's get_interface gives for BROADSHEET_SENTENCE_MODEL_INTERFACE. */
typedef struct broadsheet_sentence_model_t {
  uint32_t struct_size;
  uint32_t reserved;
  /**
   * Opens a model.
   *
   * @param path        of the model's file or folder, as the user gave it; may be empty
   * @param taxonomy    the taxonomy's YAML, for models that use more of it than its labels; borrowed
   * @param labels      array of broadsheet_model_label_t; borrowed, copy what you need
   * @param out_scorer  set only on success
   * @return BROADSHEET_OK; BROADSHEET_NOT_FOUND, BROADSHEET_BAD_INPUT: no such model; BROADSHEET_INVALID_ARGUMENT: it
   *         is one of other labels
   * @thread [main]
   * @since  draft
   */
  broadsheet_status_t (*open)(broadsheet_text_t path, broadsheet_text_t taxonomy, broadsheet_array_t labels,
                              broadsheet_sentence_scorer_t** out_scorer, broadsheet_error_t* error);
} broadsheet_sentence_model_t;

BROADSHEET_EXTERN_C_END

#endif
