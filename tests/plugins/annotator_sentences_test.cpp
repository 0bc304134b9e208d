// SPDX-License-Identifier: Apache-2.0
#include "sentence_splitter.h"

#include <gtest/gtest.h>
TEST(Splitter, Starts) {}
