// SPDX-License-Identifier: Apache-2.0
// Components that misbehave, each in one way, on documents that say MISBEHAVE; on others they
// behave. The host has to catch each by name (zoo_test.cpp).
#include <chrono>
#include <limits>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "broadsheet/cpp/plugin.hpp"

namespace {

using broadsheet::BlockText;
using broadsheet::Context;
using broadsheet::Document;
using broadsheet::StructureWriter;

constexpr std::string_view kTrigger = "MISBEHAVE";

bool is_triggered(std::string_view text) { return text.find(kTrigger) != text.npos; }

void add_paragraph(StructureWriter& writer, std::uint32_t article, const BlockText& text) {
  writer.add_block(article, BROADSHEET_ROLE_PARAGRAPH, 1.0F, text);
}

// A paragraph a line; the first line is where the misbehaving happens.
class LineCleaner : public broadsheet::Cleaner {
 public:
  explicit LineCleaner(const broadsheet::Options&) {}

  void clean(const Context& context, const Document& document, StructureWriter& writer) override {
    const std::uint32_t article = writer.add_article();
    bool is_first = is_triggered(document.source_text());
    for (const broadsheet_line_t line : document.lines()) {
      if (line.begin_byte == line.end_byte) continue;
      if (is_first) {
        misbehave(context, document, line, article, writer);
      } else {
        add_paragraph(writer, article, BlockText().copy(line.begin_byte, line.end_byte));
      }
      is_first = false;
    }
  }

 protected:
  virtual void misbehave(const Context&, const Document&, const broadsheet_line_t& line,
                         std::uint32_t article, StructureWriter& writer) {
    add_paragraph(writer, article, BlockText().copy(line.begin_byte, line.end_byte));
  }
};

#define ZOO_CLEANER(name)                                                                     \
  class name : public LineCleaner {                                                           \
   public:                                                                                    \
    using LineCleaner::LineCleaner;                                                           \
                                                                                              \
   protected:                                                                                 \
    void misbehave(const Context& context, const Document& document,                          \
                   const broadsheet_line_t& line, std::uint32_t article,                      \
                   StructureWriter& writer) override;                                         \
  };                                                                                          \
  void name::misbehave(                                                                       \
      [[maybe_unused]] const Context& context, [[maybe_unused]] const Document& document,     \
      [[maybe_unused]] const broadsheet_line_t& line, [[maybe_unused]] std::uint32_t article, \
      [[maybe_unused]] StructureWriter& writer)

ZOO_CLEANER(Dropping) {}

ZOO_CLEANER(DroppingOne) {
  add_paragraph(writer, article, BlockText().copy(line.begin_byte, line.end_byte - 1));
}

ZOO_CLEANER(Doubling) {
  add_paragraph(writer, article, BlockText().copy(line.begin_byte, line.end_byte));
  add_paragraph(writer, article, BlockText().copy(line.begin_byte, line.end_byte));
}

ZOO_CLEANER(Overlapping) {
  add_paragraph(writer, article,
                BlockText()
                    .copy(line.begin_byte, line.begin_byte + 3)
                    .copy(line.begin_byte + 2, line.end_byte));
}

ZOO_CLEANER(Inventing) {
  add_paragraph(writer, article,
                BlockText().copy(line.begin_byte, line.end_byte).insert("x", "line_join"));
}

// The host refuses the invention, and the cleaner keeps quiet about it: the line is missing then.
ZOO_CLEANER(Hushing) {
  try {
    add_paragraph(writer, article,
                  BlockText().copy(line.begin_byte, line.end_byte).insert("x", "line_join"));
  } catch (const broadsheet::Error&) {
  }
}

// The pages' first character takes two bytes.
ZOO_CLEANER(Cutting) {
  add_paragraph(writer, article, BlockText().copy(line.begin_byte + 1, line.end_byte));
}

ZOO_CLEANER(Outside) {
  add_paragraph(writer, article, BlockText().copy(line.begin_byte, line.end_byte + 2));
}

ZOO_CLEANER(FarOutside) {
  constexpr std::uint64_t kFar = std::uint64_t{1} << 60U;
  add_paragraph(writer, article, BlockText().copy(kFar, kFar + 1));
}

ZOO_CLEANER(Unreasoned) {
  add_paragraph(writer, article, BlockText().replace(line.begin_byte, line.end_byte, "y", ""));
}

ZOO_CLEANER(Throwing) { throw std::runtime_error("thrown inside the plugin"); }

ZOO_CLEANER(ThrowingNumber) { throw 7; }

// Deaf to its deadline: the test's config gives it less time than this.
ZOO_CLEANER(Late) {
  std::this_thread::sleep_for(std::chrono::milliseconds(150));
  add_paragraph(writer, article, BlockText().copy(line.begin_byte, line.end_byte));
}

ZOO_CLEANER(Chatty) {
  for (int i = 0; i < 100000; ++i) {
    context.report(BROADSHEET_NOTE, "chatter", "message " + std::to_string(i));
  }
  add_paragraph(writer, article, BlockText().copy(line.begin_byte, line.end_byte));
}

class WildSentences : public broadsheet::Annotator {
 public:
  explicit WildSentences(const broadsheet::Options&) {}
  void annotate(const Context&, const Document& document,
                broadsheet::AnnotationWriter& writer) override {
    if (!is_triggered(document.source_text())) return;
    const broadsheet_sentence_t sentence{1, 3, 0, 0};  // begins inside a character
    writer.add_sentences({&sentence, 1});
  }
};

class WildLabels : public broadsheet::Annotator {
 public:
  explicit WildLabels(const broadsheet::Options&) {}
  void annotate(const Context&, const Document& document,
                broadsheet::AnnotationWriter& writer) override {
    if (!is_triggered(document.source_text())) return;
    writer.add_label(BROADSHEET_TARGET_BLOCK, 0, "zoo", "wild",
                     std::numeric_limits<double>::quiet_NaN());
  }
};

enum class Fault { gap, bytes, descending, second_document };

// Lines of an input, with one fault.
class LineCursor : public broadsheet::Cursor {
 public:
  LineCursor(std::string text, Fault fault)
      : text_(std::move(text)), fault_(fault), is_faulty_(is_triggered(text_)) {}

  bool next(const Context&, broadsheet::SourceWriter& writer) override {
    const int limit = is_faulty_ && fault_ == Fault::second_document ? 2 : 1;
    if (count_++ == limit) return false;
    std::vector<broadsheet_line_t> lines;
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      lines.push_back({begin, end, 1, 0, 0, 0, 0, 0, 0, 1});
      begin = end + 1;
    }
    if (is_faulty_ && fault_ == Fault::gap) lines.erase(lines.begin());
    if (is_faulty_ && fault_ == Fault::descending) std::swap(lines.front(), lines.back());
    if (is_faulty_ && fault_ == Fault::bytes) text_[0] = '\xFF';
    writer.append_text(text_);
    writer.add_lines(lines);
    return true;
  }

 private:
  std::string text_;
  Fault fault_;
  bool is_faulty_;
  int count_ = 0;
};

template <Fault fault>
class FaultyReader : public broadsheet::Reader {
 public:
  explicit FaultyReader(const broadsheet::Options&) {}
  std::uint32_t probe(const broadsheet::Input&) override { return 100; }
  std::unique_ptr<broadsheet::Cursor> open(const Context&,
                                           const broadsheet::Input& input) override {
    return std::make_unique<LineCursor>(input.read_first(1U << 20U), fault);
  }
};

// Stops in the middle of its file.
class HalfExporter : public broadsheet::Exporter {
 public:
  explicit HalfExporter(const broadsheet::Options&) {}
  void write(const Context&, const Document& document, broadsheet::Output& output) override {
    output.write("the first half");
    if (is_triggered(document.source_text())) throw std::runtime_error("stopped half way");
    output.write(", the second half\n");
  }
};

}  // namespace

#define ZOO_COMPONENT(Class, id) broadsheet::component<Class>(id, BROADSHEET_PARALLEL)

BROADSHEET_PLUGIN(
    "zoo", "1.0.0", ZOO_COMPONENT(LineCleaner, "zoo_behaving"),
    ZOO_COMPONENT(Dropping, "zoo_dropping"), ZOO_COMPONENT(DroppingOne, "zoo_dropping_one"),
    ZOO_COMPONENT(Doubling, "zoo_doubling"), ZOO_COMPONENT(Overlapping, "zoo_overlapping"),
    ZOO_COMPONENT(Inventing, "zoo_inventing"), ZOO_COMPONENT(Hushing, "zoo_hushing"),
    ZOO_COMPONENT(Cutting, "zoo_cutting"), ZOO_COMPONENT(Outside, "zoo_outside"),
    ZOO_COMPONENT(FarOutside, "zoo_far_outside"), ZOO_COMPONENT(Unreasoned, "zoo_unreasoned"),
    ZOO_COMPONENT(Throwing, "zoo_throwing"), ZOO_COMPONENT(ThrowingNumber, "zoo_throwing_number"),
    ZOO_COMPONENT(Late, "zoo_late"), ZOO_COMPONENT(Chatty, "zoo_chatty"),
    ZOO_COMPONENT(WildSentences, "zoo_wild_sentences"),
    ZOO_COMPONENT(WildLabels, "zoo_wild_labels"),
    ZOO_COMPONENT(FaultyReader<Fault::gap>, "zoo_gap_reader"),
    ZOO_COMPONENT(FaultyReader<Fault::bytes>, "zoo_bytes_reader"),
    ZOO_COMPONENT(FaultyReader<Fault::descending>, "zoo_descending_reader"),
    ZOO_COMPONENT(FaultyReader<Fault::second_document>, "zoo_two_documents_reader"),
    ZOO_COMPONENT(HalfExporter, "zoo_half_exporter"))
