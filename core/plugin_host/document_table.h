// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "broadsheet/document.h"
#include "document/document.h"

namespace broadsheet::plugin_host {

/// The ABI's face of a sealed document; `document` must outlive the table.
broadsheet_document_t document_table(const document::Document& document);

}  // namespace broadsheet::plugin_host
