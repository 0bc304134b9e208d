/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_WRITERS_H_
#define BROADSHEET_WRITERS_H_

/**
 * What a component writes into. Each writer is made by the host for one call and collects what that call
 * says; the host checks the whole and takes it over only when the call returns BROADSHEET_OK. A call that
 * fails leaves the document as it was.
 */

#include "broadsheet/document.h"

BROADSHEET_EXTERN_C_BEGIN

/**
 * A reader writes one document's source here: text, how it maps to the original bytes, lines.
 *
 * The host checks: valid UTF-8; ascending, not overlapping lines with nothing but line terminators
 * outside them; ascending runs inside text and origin.
 */
typedef struct broadsheet_source_writer_t {
  uint32_t struct_size;
  uint32_t reserved;
  void* host_data;

  /** Appends to the source text. @param text borrowed, copied @thread [worker] @since 1.0 */
  broadsheet_status_t (*append_text)(struct broadsheet_source_writer_t* writer, broadsheet_text_t text,
                                     broadsheet_error_t* error);
  /** Adds broadsheet_line_t records; copied. @thread [worker] @since 1.0 */
  broadsheet_status_t (*add_lines)(struct broadsheet_source_writer_t* writer, broadsheet_array_t lines,
                                   broadsheet_error_t* error);
  /**
   * Adds broadsheet_encoding_run_t records; copied. Without any, the text is taken for the origin's bytes
   * as they are. @thread [worker] @since 1.0
   */
  broadsheet_status_t (*add_encoding_runs)(struct broadsheet_source_writer_t* writer, broadsheet_array_t runs,
                                           broadsheet_error_t* error);
  /**
   * The bytes [begin, end) of the input that this document was made from; the host hashes them. Without
   * it, the whole input. @thread [worker] @since 1.0
   */
  broadsheet_status_t (*set_origin)(struct broadsheet_source_writer_t* writer, uint64_t begin_byte,
                                    uint64_t end_byte, broadsheet_error_t* error);
  /** A property of the document ("source.encoding", "title", ...); copied. @thread [worker] @since 1.0 */
  broadsheet_status_t (*set_property)(struct broadsheet_source_writer_t* writer, broadsheet_text_t key,
                                      broadsheet_text_t value, broadsheet_error_t* error);
} broadsheet_source_writer_t;

/** One segment of a block to be made. What a field means depends on kind; what is not named is ignored. */
typedef struct broadsheet_segment_spec_t {
  uint32_t kind;              /* BROADSHEET_SEGMENT_... */
  uint32_t reserved;
  uint64_t source_begin_byte; /* COPY, REPLACE, REMOVE: a slice of the source text, inside one line, not empty */
  uint64_t source_end_byte;
  broadsheet_text_t text;     /* INSERT: white space; REPLACE: any text, not empty. Copied */
  broadsheet_text_t reason;   /* INSERT, REPLACE, REMOVE: snake_case, not empty ("line_join"). Copied */
} broadsheet_segment_spec_t;
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_segment_spec_t) == 56, "ABI 1.0");

/**
 * A cleaner writes the document's structure here. It replaces whatever structure was there before.
 *
 * The host checks conservation when the cleaner returns: every character of every line is in exactly one
 * COPY, REPLACE or REMOVE segment, in a block or by itself. White space (and a byte order mark at the
 * source's start) that no segment covers is put on record by the host as removed, reason "white_space".
 * A cleaner that drops, doubles or invents a character is named and its document quarantined.
 */
typedef struct broadsheet_structure_writer_t {
  uint32_t struct_size;
  uint32_t reserved;
  void* host_data;

  /** Adds an article behind those there are. @param out_article its index @thread [worker] @since 1.0 */
  broadsheet_status_t (*add_article)(struct broadsheet_structure_writer_t* writer, uint32_t* out_article,
                                     broadsheet_error_t* error);
  /**
   * Adds a block behind the article's other blocks. Blocks may come in any order of articles.
   *
   * @param article     an index from add_article, or BROADSHEET_NONE for furniture
   * @param role        BROADSHEET_ROLE_...
   * @param confidence  0..1
   * @param segments    broadsheet_segment_spec_t records, in the order of the text; copied
   * @param out_block   a handle for set_property; may be NULL
   * @return BROADSHEET_OK
   *         BROADSHEET_INVALID_ARGUMENT  a slice outside the lines, a text that is not UTF-8, ...; nothing is added
   * @thread [worker]
   * @since  1.0
   */
  broadsheet_status_t (*add_block)(struct broadsheet_structure_writer_t* writer, uint32_t article, uint32_t role,
                                   float confidence, broadsheet_array_t segments, uint32_t* out_block,
                                   broadsheet_error_t* error);
  /** Puts a slice on record as removed, outside of any block. @thread [worker] @since 1.0 */
  broadsheet_status_t (*add_removal)(struct broadsheet_structure_writer_t* writer, uint64_t source_begin_byte,
                                     uint64_t source_end_byte, broadsheet_text_t reason, broadsheet_error_t* error);
  /**
   * A property of the document, an article or a block. @param target_index an index from add_article or a
   * handle from add_block @thread [worker] @since 1.0
   */
  broadsheet_status_t (*set_property)(struct broadsheet_structure_writer_t* writer, uint32_t target_kind,
                                      uint32_t target_index, broadsheet_text_t key, broadsheet_text_t value,
                                      broadsheet_error_t* error);
} broadsheet_structure_writer_t;

/** A label to be added. */
typedef struct broadsheet_label_spec_t {
  uint32_t struct_size;
  uint32_t target_kind;
  uint32_t target_index;
  uint32_t reserved;
  broadsheet_text_t scheme;
  broadsheet_text_t label;
  double score;                /* 0..1 */
  broadsheet_array_t evidence; /* broadsheet_evidence_t records */
} broadsheet_label_spec_t;

/** An attribute of a layer to be declared. */
typedef struct broadsheet_attribute_spec_t {
  broadsheet_text_t name;
  uint32_t type; /* BROADSHEET_TYPE_... */
  uint32_t reserved;
} broadsheet_attribute_spec_t;

/** A value of an annotation to be added: the member that the attribute's type asks for counts. */
typedef struct broadsheet_value_spec_t {
  uint32_t attribute; /* index among the layer's attributes */
  uint32_t reserved;
  int64_t integer;    /* also for booleans: 0 or 1 */
  double number;
  broadsheet_text_t string;
} broadsheet_value_spec_t;

/** An annotator writes here; it adds to what earlier stages wrote and can change nothing of it. */
typedef struct broadsheet_annotation_writer_t {
  uint32_t struct_size;
  uint32_t reserved;
  void* host_data;

  /**
   * Adds sentences: broadsheet_sentence_t records in ascending order within a block; ranges on code-point
   * boundaries of the block's text that do not overlap. Copied. Index of the first = number of sentences so
   * far. @return INVALID_ARGUMENT where a range is wrong; then none is added @thread [worker] @since 1.0
   */
  broadsheet_status_t (*add_sentences)(struct broadsheet_annotation_writer_t* writer, broadsheet_array_t sentences,
                                       broadsheet_error_t* error);
  /** Adds a label; everything is copied. @thread [worker] @since 1.0 */
  broadsheet_status_t (*add_label)(struct broadsheet_annotation_writer_t* writer, const broadsheet_label_spec_t* label,
                                   broadsheet_error_t* error);
  /**
   * Adds an annotation layer with its attributes (broadsheet_attribute_spec_t records); a name is used once.
   *
   * @param out_layer  its index, for add_annotation
   * @thread [worker]
   * @since  1.0
   */
  broadsheet_status_t (*add_layer)(struct broadsheet_annotation_writer_t* writer, broadsheet_text_t name,
                                   broadsheet_array_t attributes, uint32_t* out_layer, broadsheet_error_t* error);
  /** Adds an annotation with broadsheet_value_spec_t records. @thread [worker] @since 1.0 */
  broadsheet_status_t (*add_annotation)(struct broadsheet_annotation_writer_t* writer, uint32_t layer,
                                        uint32_t target_kind, uint32_t target_index, uint64_t begin_byte,
                                        uint64_t end_byte, broadsheet_array_t values, broadsheet_error_t* error);
} broadsheet_annotation_writer_t;

BROADSHEET_EXTERN_C_END

#endif
