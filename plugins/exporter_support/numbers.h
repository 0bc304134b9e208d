// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_NUMBERS_H_
#define BROADSHEET_EXPORTER_SUPPORT_NUMBERS_H_

#include <string>

namespace broadsheet::exporting {

/// The shortest decimal that reads back as the same number, without exponent, in any locale:
/// "0.93". "NaN", "INF" and "-INF" (as in XML Schema) where it is not finite.
std::string number_text(double number);
/// The same for a float, so that 0.93F is "0.93" and not the nearest double of it.
std::string number_text(float number);

}  // namespace broadsheet::exporting

#endif
