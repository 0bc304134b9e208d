/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BROADSHEET_DOCUMENT_H_
#define BROADSHEET_DOCUMENT_H_

/**
 * The document as every component sees it: read-only, columnar, in one contiguous region.
 *
 *   source text   UTF-8, decoded once by the reader       encoding runs map it to the original bytes
 *   lines         physical lines of the source text       the evidence; never changed
 *   blocks        a role, and a text made of segments     the interpretation
 *   segments      slices of the source, or changes with a reason: the exact map between the two
 *   articles      blocks in reading order                 furniture: blocks that belong to no article
 *   sentences, labels with evidence, layers               annotations on top
 *
 * All of it is tables of plain records (below) plus a few text arenas. Offsets count UTF-8 bytes.
 * Records only ever grow at their end; tables and texts that a host does not know are empty.
 */

#include "broadsheet/status.h"
#include "broadsheet/text.h"

BROADSHEET_EXTERN_C_BEGIN

/** "Belongs to none": a furniture block's article, a label of the whole document. */
#define BROADSHEET_NONE UINT32_MAX

/** What a block is. Meanings are those of newspaper page-structure gold data; values are never renumbered. */
enum {
  BROADSHEET_ROLE_PARAGRAPH = 0,
  BROADSHEET_ROLE_KICKER = 1,      /* a line above the headline that leads into it */
  BROADSHEET_ROLE_HEADLINE = 2,    /* the article's title */
  BROADSHEET_ROLE_DECK = 3,        /* the sub-title under the headline */
  BROADSHEET_ROLE_BYLINE = 4,      /* who wrote it */
  BROADSHEET_ROLE_EDITOR_NOTE = 5, /* editor's note, the introduction of a page or feature */
  BROADSHEET_ROLE_HEADING = 6,     /* a heading inside the body */
  BROADSHEET_ROLE_QUESTION = 7,    /* a question of the interviewer */
  BROADSHEET_ROLE_LIST_ITEM = 8,
  BROADSHEET_ROLE_PULL_QUOTE = 9,   /* a sentence lifted from the body and set apart */
  BROADSHEET_ROLE_CAPTION = 10,     /* a picture's caption */
  BROADSHEET_ROLE_AUTHOR_NOTE = 11, /* who the author is */
  BROADSHEET_ROLE_CREDIT = 12,      /* source, agency sign-off, editors, photographers */
  BROADSHEET_ROLE_FURNITURE = 13,   /* masthead, section name, page number: the page's, not an article's */
  BROADSHEET_ROLE_COUNT = 14
};

/** What a segment of a block's text is. */
enum {
  BROADSHEET_SEGMENT_COPY = 0,    /* a slice of the source, unchanged */
  BROADSHEET_SEGMENT_INSERT = 1,  /* white space that the source does not have, for a reason (line_join) */
  BROADSHEET_SEGMENT_REPLACE = 2, /* other text in the place of a slice of the source, for a reason */
  BROADSHEET_SEGMENT_REMOVE = 3   /* a slice of the source that the result leaves out, for a reason */
};

/** What a label or an annotation is about. */
enum {
  BROADSHEET_TARGET_DOCUMENT = 0,
  BROADSHEET_TARGET_ARTICLE = 1,
  BROADSHEET_TARGET_BLOCK = 2,
  BROADSHEET_TARGET_SENTENCE = 3
};

/** Marks of the boundary that ends a sentence (broadsheet_sentence_t.marks), a bit each. */
enum {
  BROADSHEET_SENTENCE_INNER_QUOTE = 1, /* the sentence ends inside a quotation that goes on */
  BROADSHEET_SENTENCE_CLAUSE = 2       /* a clause, not a sentence, ends here */
};

/** Types of a layer's attributes. */
enum { BROADSHEET_TYPE_STRING = 0, BROADSHEET_TYPE_INTEGER = 1, BROADSHEET_TYPE_NUMBER = 2, BROADSHEET_TYPE_BOOLEAN = 3 };

/** A physical line. Lines ascend, do not overlap, and hold no line terminator. */
typedef struct broadsheet_line_t {
  uint64_t begin_byte; /* in the source text */
  uint64_t end_byte;
  uint32_t page;    /* from 1 */
  uint32_t has_box; /* 1 where left..bottom are known */
  float left, top, right, bottom; /* in the page's own units, from its top left corner */
  float font_size;  /* in points, 0 where not known */
  float confidence; /* of the recognition, 0..1; 1 for text that was not recognised */
} broadsheet_line_t;

/** A run of characters of equal width on both sides of the decoding; runs ascend and do not overlap. */
typedef struct broadsheet_encoding_run_t {
  uint64_t text_begin_byte;   /* in the source text; the run ends where the next begins */
  uint64_t origin_begin_byte; /* in the input's original bytes */
  uint32_t text_step_bytes;   /* one character takes so many bytes in the text ... */
  uint32_t origin_step_bytes; /* ... and so many in the original */
} broadsheet_encoding_run_t;

/** A block: its text, what it is, where it belongs. Blocks of an article stand together, in reading order. */
typedef struct broadsheet_block_t {
  uint64_t text_begin_byte; /* in the block text arena */
  uint64_t text_end_byte;
  uint64_t first_segment;
  uint32_t segment_count;
  uint32_t role;
  uint32_t article; /* index, or BROADSHEET_NONE for furniture, which stands behind all articles */
  float confidence; /* 0..1 */
} broadsheet_block_t;

/** A piece of a block's text and where it came from. Segments with block == BROADSHEET_NONE are removals. */
typedef struct broadsheet_segment_t {
  uint64_t source_begin_byte; /* in the source text; begin == end for an insertion */
  uint64_t source_end_byte;
  uint64_t text_begin_byte; /* in the block's own text; begin == end for a removal */
  uint64_t text_end_byte;
  uint32_t kind;   /* BROADSHEET_SEGMENT_... */
  uint32_t reason; /* a string id ("line_join", "hyphen", "letter_spacing", ...); 0 for a copy */
  uint32_t block;
  uint32_t reserved;
} broadsheet_segment_t;

/** An article: the blocks [first_block, first_block + block_count). */
typedef struct broadsheet_article_t {
  uint32_t first_block;
  uint32_t block_count;
} broadsheet_article_t;

/** A key and a value (string ids) of the document, an article or a block ("title", "date", "section"). */
typedef struct broadsheet_property_t {
  uint32_t target_kind;
  uint32_t target_index;
  uint32_t key;
  uint32_t value;
} broadsheet_property_t;

/** A sentence: a range of its block's text, with no white space at its ends. Ordered by block, then begin. */
typedef struct broadsheet_sentence_t {
  uint64_t begin_byte; /* in the block's own text */
  uint64_t end_byte;
  uint32_t block;
  uint32_t marks; /* BROADSHEET_SENTENCE_... */
} broadsheet_sentence_t;

/** A label of a scheme, with how sure its maker is and the words that decided it. */
typedef struct broadsheet_label_t {
  double score;            /* 0..1 */
  uint64_t first_evidence;
  uint32_t evidence_count;
  uint32_t scheme;         /* string id: "<taxonomy id>.<facet id>" */
  uint32_t label;          /* string id: the taxonomy's id of the label */
  uint32_t target_kind;
  uint32_t target_index;
  uint32_t stage;          /* who said so: index into the stages */
} broadsheet_label_t;

/** A range of a block's text that speaks for (or, below 0, against) a label. */
typedef struct broadsheet_evidence_t {
  uint64_t begin_byte; /* in the block's own text */
  uint64_t end_byte;
  double contribution;
  uint32_t block;
  uint32_t reserved;
} broadsheet_evidence_t;

/** A named layer of annotations with its attributes, as declared in the plugin's manifest. */
typedef struct broadsheet_layer_t {
  uint32_t name; /* string id */
  uint32_t stage;
  uint32_t first_attribute;
  uint32_t attribute_count;
} broadsheet_layer_t;

/** A typed attribute of a layer. */
typedef struct broadsheet_attribute_t {
  uint32_t name; /* string id */
  uint32_t type; /* BROADSHEET_TYPE_... */
} broadsheet_attribute_t;

/** One annotation of a layer; begin == end where it is about its whole target. */
typedef struct broadsheet_annotation_t {
  uint64_t begin_byte; /* in the text of the target's block */
  uint64_t end_byte;
  uint64_t first_value;
  uint32_t value_count;
  uint32_t layer;
  uint32_t target_kind;
  uint32_t target_index;
} broadsheet_annotation_t;

/** The value of an attribute of an annotation. */
typedef struct broadsheet_value_t {
  uint32_t attribute; /* index among the layer's attributes */
  uint32_t type;
  int64_t integer; /* an integer, a boolean (0, 1), or a string id */
  double number;
} broadsheet_value_t;

/** A component that made or changed this document, in the order in which they did. */
typedef struct broadsheet_stage_t {
  uint32_t component; /* string ids */
  uint32_t version;
  uint32_t sha256; /* of the plugin's file */
  uint32_t reserved;
} broadsheet_stage_t;

/** A message about the document. */
typedef struct broadsheet_message_t {
  uint64_t source_begin_byte; /* BROADSHEET_NO_OFFSET where it has no place */
  uint64_t source_end_byte;
  uint32_t severity;
  uint32_t code, message, help; /* string ids */
  uint32_t stage;
  uint32_t reserved;
} broadsheet_message_t;

BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_line_t) == 48, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_encoding_run_t) == 24, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_block_t) == 40, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_segment_t) == 48, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_article_t) == 8, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_property_t) == 16, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_sentence_t) == 24, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_label_t) == 40, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_evidence_t) == 32, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_layer_t) == 16, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_attribute_t) == 8, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_annotation_t) == 40, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_value_t) == 24, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_stage_t) == 16, "ABI 1.0");
BROADSHEET_STATIC_ASSERT(sizeof(broadsheet_message_t) == 40, "ABI 1.0");

/** The tables of a document, by the record they hold. Values are never renumbered. */
enum {
  BROADSHEET_TABLE_LINES = 1,
  BROADSHEET_TABLE_ENCODING_RUNS = 2,
  BROADSHEET_TABLE_BLOCKS = 3,
  BROADSHEET_TABLE_SEGMENTS = 4,
  BROADSHEET_TABLE_ARTICLES = 5,
  BROADSHEET_TABLE_PROPERTIES = 6,
  BROADSHEET_TABLE_SENTENCES = 7,
  BROADSHEET_TABLE_LABELS = 8,
  BROADSHEET_TABLE_EVIDENCE = 9,
  BROADSHEET_TABLE_LAYERS = 10,
  BROADSHEET_TABLE_ATTRIBUTES = 11,
  BROADSHEET_TABLE_ANNOTATIONS = 12,
  BROADSHEET_TABLE_VALUES = 13,
  BROADSHEET_TABLE_STAGES = 14,
  BROADSHEET_TABLE_MESSAGES = 15
};

/** The text arenas of a document. */
enum {
  BROADSHEET_ARENA_SOURCE = 1, /* the decoded source */
  BROADSHEET_ARENA_BLOCKS = 2  /* the texts of all blocks, one behind the other */
};

/** A place in the source, for people and for citation. */
typedef struct broadsheet_location_t {
  uint32_t struct_size;
  uint32_t line;   /* from 1 */
  uint32_t page;   /* from 1 */
  uint32_t column; /* in code points, from 1 */
  uint64_t origin_byte; /* in the input's original bytes */
} broadsheet_location_t;

/**
 * A document, made by the host; valid until the call that received it returns. Everything it gives is
 * borrowed from it. Safe to read from several threads of the plugin during that call.
 */
typedef struct broadsheet_document_t {
  uint32_t struct_size;
  uint32_t reserved;
  const void* host_data;

  /** A table, by BROADSHEET_TABLE_...; empty where this host does not know it. @thread [any] @since 1.0 */
  broadsheet_array_t (*get_table)(const struct broadsheet_document_t* document, uint32_t table);
  /** A text arena, by BROADSHEET_ARENA_...; empty where unknown. @thread [any] @since 1.0 */
  broadsheet_text_t (*get_arena)(const struct broadsheet_document_t* document, uint32_t arena);
  /** The string of an id; empty for 0 and for ids that do not exist. @thread [any] @since 1.0 */
  broadsheet_text_t (*get_string)(const struct broadsheet_document_t* document, uint32_t id);
  /**
   * A property of the document as a whole, or empty. Set by the host: "source.path", "source.sha256", "source.bytes",
   * "pipeline.name", "pipeline.fingerprint", "run.date", "article.number" (of one article's own file, from 1); by
   * readers: "source.media_type", "source.encoding", "id", "title", "language", "date". @thread [any] @since 1.0
   */
  broadsheet_text_t (*get_property)(const struct broadsheet_document_t* document, broadsheet_text_t key);
  /**
   * The place of a byte of the source text. Takes time in proportion to the line's length.
   *
   * @param out_location  struct_size set by the caller
   * @return BROADSHEET_OK, or BROADSHEET_INVALID_ARGUMENT where the offset is behind the source's end
   * @thread [any]
   * @since  1.0
   */
  broadsheet_status_t (*locate)(const struct broadsheet_document_t* document, uint64_t source_byte,
                                broadsheet_location_t* out_location);
  /** An optional interface of this document, or NULL. @thread [any] @since 1.0 */
  const void* (*get_interface)(const struct broadsheet_document_t* document, const char* id);
} broadsheet_document_t;

BROADSHEET_EXTERN_C_END

#endif
