// SPDX-License-Identifier: Apache-2.0
#include "batch/input_file.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "scratch_folder.h"

namespace broadsheet::batch {
namespace {

using testing::ScratchFolder;

// Why a file is not taken.
document::Outcome refusal_of(const std::filesystem::path& file) {
  document::Outcome failure;
  EXPECT_EQ(InputFile::open(file, failure), nullptr);
  EXPECT_FALSE(failure.is_ok());
  EXPECT_FALSE(failure.help.empty());
  return failure;
}

std::unique_ptr<InputFile> opened(const std::filesystem::path& file) {
  document::Outcome failure;
  auto input = InputFile::open(file, failure);
  EXPECT_NE(input, nullptr) << failure.message;
  return input;
}

TEST(InputFile, ReadsAnyPartOfAFile) {
  const ScratchFolder folder;
  const auto input = opened(folder.write("page.txt", "0123456789"));
  EXPECT_EQ(input->name(), "page.txt");
  EXPECT_EQ(input->size_bytes(), 10U);
  char buffer[32];
  std::uint64_t length = 0;
  ASSERT_TRUE(input->read_at(3, buffer, 4, &length).is_ok());
  EXPECT_EQ(std::string_view(buffer, length), "3456");
  ASSERT_TRUE(input->read_at(8, buffer, sizeof buffer, &length).is_ok());
  EXPECT_EQ(std::string_view(buffer, length), "89");
  for (const std::uint64_t behind : {std::uint64_t{10}, std::uint64_t{11}, UINT64_MAX}) {
    ASSERT_TRUE(input->read_at(behind, buffer, sizeof buffer, &length).is_ok());
    EXPECT_EQ(length, 0U);
  }
}

TEST(InputFile, HashesRanges) {
  const ScratchFolder folder;
  const auto input = opened(folder.write("page.txt", "xabcx"));
  std::string sha256;
  ASSERT_TRUE(input->hash(1, 4, sha256).is_ok());
  EXPECT_EQ(sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  ASSERT_TRUE(input->hash(5, 99, sha256).is_ok());
  EXPECT_EQ(sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  ASSERT_TRUE(input->hash(3, 1, sha256).is_ok());
  EXPECT_EQ(sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(InputFile, SaysItsNameInUtf8) {
  const ScratchFolder folder;
  EXPECT_EQ(opened(folder.write("a\xff.txt", "x"))->name(), "a\xef\xbf\xbd.txt");
}

TEST(InputFile, RefusesWhatIsNotThere) {
  const ScratchFolder folder;
  EXPECT_EQ(refusal_of(folder / "none.txt").message, "no such file or folder");
  EXPECT_EQ(refusal_of(folder / "none.txt").status, BROADSHEET_NOT_FOUND);
  EXPECT_EQ(refusal_of("").message, "no such file or folder");
  std::filesystem::create_symlink("nowhere", folder / "link.txt");
  EXPECT_EQ(refusal_of(folder / "link.txt").message, "is a link to a file that does not exist");
}

TEST(InputFile, RefusesLinksThatLeadInACircle) {
  const ScratchFolder folder;
  std::filesystem::create_symlink("b.txt", folder / "a.txt");
  std::filesystem::create_symlink("a.txt", folder / "b.txt");
  EXPECT_EQ(refusal_of(folder / "a.txt").message, "is a link that leads back to itself");
}

TEST(InputFile, RefusesAnEmptyFile) {
  const ScratchFolder folder;
  EXPECT_EQ(refusal_of(folder.write("page.txt", "")).message, "the file is empty");
}

// Would hang for ever, or touch the device, if it were opened for reading like a file.
TEST(InputFile, RefusesWhatIsNotAFile) {
  const ScratchFolder folder;
  EXPECT_EQ(refusal_of(folder.path()).message, "expected a file, found a folder");
  ASSERT_EQ(::mkfifo((folder / "pipe.txt").c_str(), 0600), 0);
  EXPECT_EQ(refusal_of(folder / "pipe.txt").message, "expected a file, found a FIFO (named pipe)");
  EXPECT_EQ(refusal_of("/dev/zero").message, "expected a file, found a device");
  std::filesystem::create_symlink("/dev/zero", folder / "zero.txt");
  EXPECT_EQ(refusal_of(folder / "zero.txt").message, "expected a file, found a device");
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = (folder / "socket.txt").string();
  ASSERT_LT(name.size(), sizeof address.sun_path);
  name.copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(refusal_of(name).message, "expected a file, found a socket");
  ::close(socket);
}

TEST(InputFile, RefusesAFileThatItMayNotRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const ScratchFolder folder;
  const auto file = folder.write("page.txt", "x");
  ASSERT_EQ(::chmod(file.c_str(), 0), 0);
  EXPECT_EQ(refusal_of(file).message, "cannot open: Permission denied");
  EXPECT_EQ(refusal_of(file).help, "check its permissions");
}

TEST(InputFile, SaysWhenAFileIsCutShortWhileItIsRead) {
  const ScratchFolder folder;
  const auto file = folder.write("page.txt", std::string(100000, 'x'));
  const auto input = opened(file);
  std::filesystem::resize_file(file, 70000);
  std::string buffer(100000, ' ');
  std::uint64_t length = 0;
  const document::Outcome read = input->read_at(0, buffer.data(), buffer.size(), &length);
  EXPECT_EQ(read.status, BROADSHEET_IO_ERROR);
  EXPECT_EQ(read.message, "the file became shorter while it was read");
  EXPECT_EQ(read.help, "run again when nothing writes to it");
  std::string sha256;
  EXPECT_FALSE(input->hash(0, 100000, sha256).is_ok());
  EXPECT_TRUE(input->hash(0, 70000, sha256).is_ok());
}

TEST(InputFile, ReadsAFileThatWasDeletedWhileItWasOpen) {
  const ScratchFolder folder;
  const auto file = folder.write("page.txt", "text");
  const auto input = opened(file);
  std::filesystem::remove(file);
  char buffer[8];
  std::uint64_t length = 0;
  ASSERT_TRUE(input->read_at(0, buffer, sizeof buffer, &length).is_ok());
  EXPECT_EQ(std::string_view(buffer, length), "text");
}

}  // namespace
}  // namespace broadsheet::batch
