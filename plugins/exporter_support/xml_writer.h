// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_SUPPORT_XML_WRITER_H_
#define BROADSHEET_EXPORTER_SUPPORT_XML_WRITER_H_

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

/// Writes XML piece by piece (over tinyxml2's XMLPrinter) into a sink; never holds more than one
/// text.
///
///   XmlWriter xml(sink, XmlWriter::Layout::kIndented);
///   xml.declaration().open("div").attribute("n", 1);          // <?xml ...?> <div n="1">
///   xml.open_inline("p").text("a ").element("hi", "b").close();  //   <p>a <hi>b</hi></p>
///   xml.close();                                              // </div>
///
/// Names are string literals (their pointers are kept until the element is closed). Texts may be
/// anything: they are escaped, and characters that XML cannot hold become U+FFFD and are counted.
/// Line feeds and tabs in attributes and carriage returns anywhere are written as references, so
/// that a parser gives them back.
class XmlWriter {
 public:
  enum class Layout {
    kIndented,  // elements on lines of their own, except inside open_inline()
    kCompact    // no white space that the caller did not write
  };

  XmlWriter(ByteSink& sink, Layout layout);
  ~XmlWriter();
  XmlWriter(const XmlWriter&) = delete;
  XmlWriter& operator=(const XmlWriter&) = delete;

  XmlWriter& declaration(bool is_standalone = false);
  /// Opens an element whose content is elements only (or nothing).
  XmlWriter& open(const char* name);
  /// Opens an element with text in it: nothing inside gains white space.
  XmlWriter& open_inline(const char* name);
  /// Right behind open() or open_inline() of its element.
  XmlWriter& attribute(const char* name, std::string_view value);
  template <std::integral Integer>
  XmlWriter& attribute(const char* name, Integer value) {
    return attribute(name, std::string_view(std::to_string(value)));
  }
  XmlWriter& text(std::string_view text);
  XmlWriter& close();
  /// An element with nothing but text in it.
  XmlWriter& element(const char* name, std::string_view content) {
    return open_inline(name).text(content).close();
  }
  /// How many elements are open.
  std::size_t depth() const;
  /// How many characters were replaced by U+FFFD so far.
  std::uint64_t replaced_characters() const { return replaced_characters_; }

 private:
  class Printer;

  std::unique_ptr<Printer> printer_;
  std::size_t inline_depth_ = 0;  // open elements from the outermost inline one inwards
  std::size_t depth_ = 0;
  std::uint64_t replaced_characters_ = 0;
  std::string clean_;  // reused: the printer wants its texts NUL-terminated
};

}  // namespace broadsheet::exporting

#endif
