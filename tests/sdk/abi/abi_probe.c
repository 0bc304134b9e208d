/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every public type of the ABI, reachable from an exported function, so that abidiff sees them all; and
 * what debug information does not hold, the values of constants, as assertions. A new struct goes here too.
 */
#include "broadsheet/ext/thread_check.h"
#include "broadsheet/plugin.h"

#define PROBE(type)                                                         \
  void probe_##type(const broadsheet_##type##_t* value);                    \
  __attribute__((visibility("default"))) void probe_##type(const broadsheet_##type##_t* value) { (void)value; }

PROBE(text) PROBE(array) PROBE(error) PROBE(status)
PROBE(diagnostic) PROBE(context) PROBE(options) PROBE(input) PROBE(output)
PROBE(line) PROBE(encoding_run) PROBE(block) PROBE(segment) PROBE(article) PROBE(property)
PROBE(sentence) PROBE(label) PROBE(evidence) PROBE(layer) PROBE(attribute) PROBE(annotation)
PROBE(value) PROBE(stage) PROBE(message) PROBE(location) PROBE(document)
PROBE(source_writer) PROBE(segment_spec) PROBE(structure_writer) PROBE(label_spec)
PROBE(attribute_spec) PROBE(value_spec) PROBE(annotation_writer)
PROBE(instance) PROBE(cursor) PROBE(reader) PROBE(cleaner) PROBE(annotator) PROBE(exporter) PROBE(component)
PROBE(host) PROBE(plugin) PROBE(thread_check)

__attribute__((visibility("default"))) const broadsheet_plugin_t* broadsheet_plugin_entry(void) { return NULL; }

#define VALUE(name, number) _Static_assert(BROADSHEET_##name == (number), "a value of ABI 1.0 was changed: " #name)

VALUE(ABI_MAJOR, 1);
VALUE(OK, 0); VALUE(END, 1); VALUE(INVALID_ARGUMENT, 2); VALUE(UNSUPPORTED, 3); VALUE(NOT_FOUND, 4);
VALUE(BAD_INPUT, 5); VALUE(IO_ERROR, 6); VALUE(OUT_OF_MEMORY, 7); VALUE(CANCELLED, 8); VALUE(TIMED_OUT, 9);
VALUE(LIMIT_EXCEEDED, 10); VALUE(INTERNAL, 11);
VALUE(NO_OFFSET, UINT64_MAX); VALUE(NONE, UINT32_MAX);
VALUE(NOTE, 0); VALUE(WARNING, 1); VALUE(ERROR, 2);
VALUE(ROLE_PARAGRAPH, 0); VALUE(ROLE_KICKER, 1); VALUE(ROLE_HEADLINE, 2); VALUE(ROLE_DECK, 3);
VALUE(ROLE_BYLINE, 4); VALUE(ROLE_EDITOR_NOTE, 5); VALUE(ROLE_HEADING, 6); VALUE(ROLE_QUESTION, 7);
VALUE(ROLE_LIST_ITEM, 8); VALUE(ROLE_PULL_QUOTE, 9); VALUE(ROLE_CAPTION, 10); VALUE(ROLE_AUTHOR_NOTE, 11);
VALUE(ROLE_CREDIT, 12); VALUE(ROLE_FURNITURE, 13);
VALUE(SEGMENT_COPY, 0); VALUE(SEGMENT_INSERT, 1); VALUE(SEGMENT_REPLACE, 2); VALUE(SEGMENT_REMOVE, 3);
VALUE(TARGET_DOCUMENT, 0); VALUE(TARGET_ARTICLE, 1); VALUE(TARGET_BLOCK, 2); VALUE(TARGET_SENTENCE, 3);
VALUE(SENTENCE_INNER_QUOTE, 1); VALUE(SENTENCE_CLAUSE, 2);
VALUE(TYPE_STRING, 0); VALUE(TYPE_INTEGER, 1); VALUE(TYPE_NUMBER, 2); VALUE(TYPE_BOOLEAN, 3);
VALUE(TABLE_LINES, 1); VALUE(TABLE_ENCODING_RUNS, 2); VALUE(TABLE_BLOCKS, 3); VALUE(TABLE_SEGMENTS, 4);
VALUE(TABLE_ARTICLES, 5); VALUE(TABLE_PROPERTIES, 6); VALUE(TABLE_SENTENCES, 7); VALUE(TABLE_LABELS, 8);
VALUE(TABLE_EVIDENCE, 9); VALUE(TABLE_LAYERS, 10); VALUE(TABLE_ATTRIBUTES, 11); VALUE(TABLE_ANNOTATIONS, 12);
VALUE(TABLE_VALUES, 13); VALUE(TABLE_STAGES, 14); VALUE(TABLE_MESSAGES, 15);
VALUE(ARENA_SOURCE, 1); VALUE(ARENA_BLOCKS, 2);
VALUE(ONE_CALL_PER_PROCESS, 0); VALUE(ONE_CALL_PER_INSTANCE, 1); VALUE(PARALLEL, 2);
VALUE(READER, 1); VALUE(CLEANER, 2); VALUE(ANNOTATOR, 3); VALUE(EXPORTER, 4);

#define ID(name, text) _Static_assert(sizeof name == sizeof text, "an interface id of ABI 1.0 was changed: " text)
ID(BROADSHEET_READER_INTERFACE, "org.broadsheet.reader/1");
ID(BROADSHEET_CLEANER_INTERFACE, "org.broadsheet.cleaner/1");
ID(BROADSHEET_ANNOTATOR_INTERFACE, "org.broadsheet.annotator/1");
ID(BROADSHEET_EXPORTER_INTERFACE, "org.broadsheet.exporter/1");
ID(BROADSHEET_THREAD_CHECK_INTERFACE, "org.broadsheet.thread_check/1");
