// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_SIGNATURE_H_
#define BROADSHEET_EXPORTER_SUPPORT_SIGNATURE_H_

namespace broadsheet::exporting {

/// How exporters sign: application, generator, last modified by, author of comments.
inline constexpr const char* kProgramVersion = "1.0.0";
inline constexpr const char* kSignature = "Broadsheet 1.0.0";

}  // namespace broadsheet::exporting

#endif
