// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_CSV_TABLE_WRITER_H_
#define BROADSHEET_EXPORTER_CSV_TABLE_WRITER_H_

#include "broadsheet/cpp/context.hpp"
#include "broadsheet/cpp/document.hpp"
#include "table_sink.h"

namespace broadsheet::exporting {

/// What a row of the table is.
enum class TableRows { kBlocks, kArticles, kSentences, kLabels, kLayers };

/// Writes the document as one table with a header row (README.md of exporter_csv has the columns).
/// `with_contributions`: rows of labels tell what each piece of evidence adds to the score.
void write_table(const Context& context, const Document& document, TableRows rows, TableSink& table,
                 bool with_contributions = false);

}  // namespace broadsheet::exporting

#endif
