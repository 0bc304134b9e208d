// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace broadsheet::plugin_host {

/// SHA-256 of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::string_view bytes);
  /// 64 lower-case hexadecimal digits; the object starts anew.
  std::string finish();

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

std::string sha256_of(std::string_view bytes);

}  // namespace broadsheet::plugin_host
