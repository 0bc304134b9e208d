// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/sha256.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace broadsheet::plugin_host {
namespace {

TEST(Sha256, GivesTheExamplesOfTheStandard) {
  EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, DoesNotMindHowTheBytesArePieced) {
  Sha256 hash;
  const std::string million(1000000, 'a');
  for (std::size_t at = 0; at < million.size(); at += 997)
    hash.add(std::string_view(million).substr(at, 997));
  hash.add("");
  EXPECT_EQ(hash.finish(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, StartsAnewWhenItIsFinished) {
  Sha256 hash;
  hash.add("something");
  hash.finish();
  hash.add("abc");
  EXPECT_EQ(hash.finish(), sha256_of("abc"));
}

// Each hash comes and goes: what the library sets up for the first must not be torn down under
// another.
TEST(Sha256, BearsManyThreadsThatBeginAndEnd) {
  const std::string expected = sha256_of("abc");
  std::atomic<int> wrong_count{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 5000; ++n) wrong_count += sha256_of("abc") == expected ? 0 : 1;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong_count, 0);
}

}  // namespace
}  // namespace broadsheet::plugin_host
