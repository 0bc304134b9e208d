// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/sha256.h"

#include <Poco/Crypto/DigestEngine.h>
#include <Poco/Crypto/OpenSSLInitializer.h>

namespace broadsheet::plugin_host {

namespace {

// Poco counts its users of OpenSSL and cleans up after the last one; when another thread begins at
// that moment, both free the same memory. One user that stays keeps the count above 0.
void keep_openssl() { static const Poco::Crypto::OpenSSLInitializer kKept; }

}  // namespace

struct Sha256::Engine {
  Poco::Crypto::DigestEngine digest{"SHA256"};
};

Sha256::Sha256() {
  keep_openssl();
  engine_ = std::make_unique<Engine>();
}
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) { engine_->digest.update(bytes.data(), bytes.size()); }

std::string Sha256::finish() { return Poco::DigestEngine::digestToHex(engine_->digest.digest()); }

std::string sha256_of(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.finish();
}

}  // namespace broadsheet::plugin_host
