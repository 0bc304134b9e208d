// SPDX-License-Identifier: Apache-2.0
#include "plugin_host/stream_tables.h"

#include <gtest/gtest.h>

#include <new>
#include <string>

#include "broadsheet/cpp/abi.hpp"

namespace broadsheet::plugin_host {
namespace {

class ThrowingSource : public ByteSource {
 public:
  std::string_view name() const override { return "page.txt"; }
  std::uint64_t size_bytes() const override { return 7; }
  document::Outcome read_at(std::uint64_t offset_byte, void*, std::uint64_t,
                            std::uint64_t*) const override {
    if (offset_byte == 0) throw std::bad_alloc();
    return document::Outcome::refused(BROADSHEET_IO_ERROR, "cannot read", "look at the disk");
  }
};

class CollectingSink : public ByteSink {
 public:
  document::Outcome write(std::string_view bytes) override {
    if (bytes == "full") return document::Outcome::refused(BROADSHEET_IO_ERROR, "disk is full");
    text += bytes;
    return document::Outcome::ok();
  }
  std::string text;
};

TEST(StreamTables, TurnFailuresAndExceptionsOfTheHostIntoStatuses) {
  const ThrowingSource source;
  const broadsheet_input_t input = input_table(source);
  EXPECT_EQ(view(input.get_name(&input)), "page.txt");
  EXPECT_EQ(input.get_size_bytes(&input), 7U);
  char buffer[4];
  std::uint64_t length = 0;
  broadsheet_error_t error = broadsheet_error_empty();
  EXPECT_EQ(input.read_at(&input, 0, buffer, 4, &length, &error), BROADSHEET_OUT_OF_MEMORY);
  EXPECT_EQ(input.read_at(&input, 1, buffer, 4, &length, &error), BROADSHEET_IO_ERROR);
  EXPECT_STREQ(error.message, "cannot read");
  EXPECT_STREQ(error.help, "look at the disk");
  EXPECT_EQ(input.read_at(&input, 1, buffer, 4, &length, nullptr), BROADSHEET_IO_ERROR);
}

TEST(StreamTables, HandBytesOnToTheSink) {
  CollectingSink sink;
  broadsheet_output_t output = output_table(sink);
  broadsheet_error_t error = broadsheet_error_empty();
  EXPECT_EQ(output.write(&output, "ab\0c", 4, &error), BROADSHEET_OK);
  EXPECT_EQ(output.write(&output, nullptr, 0, &error), BROADSHEET_OK);
  EXPECT_EQ(output.write(&output, "full", 4, &error), BROADSHEET_IO_ERROR);
  EXPECT_STREQ(error.message, "disk is full");
  EXPECT_EQ(sink.text, std::string("ab\0c", 4));
}

}  // namespace
}  // namespace broadsheet::plugin_host
