// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/sha256.h"

#include <Poco/Crypto/DigestEngine.h>

namespace broadsheet::plugin_host {

struct Sha256::Engine {
  Poco::Crypto::DigestEngine digest{"SHA256"};
};

Sha256::Sha256() : engine_(std::make_unique<Engine>()) {}
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) { engine_->digest.update(bytes.data(), bytes.size()); }

std::string Sha256::finish() { return Poco::DigestEngine::digestToHex(engine_->digest.digest()); }

std::string sha256_of(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.finish();
}

}  // namespace broadsheet::plugin_host
