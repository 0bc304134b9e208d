// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "broadsheet/writers.h"
#include "document/annotation_builder.h"
#include "document/source_builder.h"
#include "document/structure_builder.h"

namespace broadsheet::plugin_host {

/// The ABI's faces of the builders, each of which must outlive its table. Exceptions of the host
/// (memory) become statuses here, since none may reach a plugin.
broadsheet_source_writer_t source_writer_table(document::SourceBuilder& builder);
broadsheet_structure_writer_t structure_writer_table(document::StructureBuilder& builder);
broadsheet_annotation_writer_t annotation_writer_table(document::AnnotationBuilder& builder);

}  // namespace broadsheet::plugin_host
