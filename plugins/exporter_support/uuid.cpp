// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/uuid.h"

#include <Poco/SHA1Engine.h>
#include <Poco/UUID.h>
#include <Poco/UUIDGenerator.h>

namespace broadsheet::exporting {

std::string uuid_of_name(std::string_view name) {
  Poco::UUIDGenerator generator;
  Poco::SHA1Engine sha1;
  const Poco::UUID broadsheet = generator.createFromName(
      Poco::UUID::uri(), "https://broadsheet.example/", sha1, Poco::UUID::UUID_NAME_BASED_SHA1);
  return generator
      .createFromName(broadsheet, std::string(name), sha1, Poco::UUID::UUID_NAME_BASED_SHA1)
      .toString();
}

}  // namespace broadsheet::exporting
