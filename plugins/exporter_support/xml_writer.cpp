// SPDX-License-Identifier: Apache-2.0
#include "exporter_support/xml_writer.h"

#include <tinyxml2.h>

#include "exporter_support/xml_characters.h"

namespace broadsheet::exporting {

/// tinyxml2's printer with its memory taken away: everything goes straight to the sink. It escapes
/// markup; white space that a parser would normalise is escaped here, since it passes through
/// Write() unchanged.
class XmlWriter::Printer : public tinyxml2::XMLPrinter {
 public:
  Printer(ByteSink& sink, bool is_compact) : XMLPrinter(nullptr, is_compact), sink_(sink) {}

  void push_attribute(const char* name, const char* value) {
    is_in_attribute_ = true;
    PushAttribute(name, value);
    is_in_attribute_ = false;
  }

 protected:
  void PrintSpace(int depth) override {
    for (int i = 0; i < depth; ++i) sink_.write("  ");
  }
  void Putc(char byte) override { sink_.put(byte); }
  void Write(const char* bytes, size_t size) override {
    const std::string_view text(bytes, size);
    const auto next = [&](std::size_t at) {
      return is_in_attribute_ ? text.find_first_of("\t\n\r", at) : text.find('\r', at);
    };
    std::size_t from = 0;
    for (std::size_t at = next(0); at != std::string_view::npos; at = next(from)) {
      sink_.write(text.substr(from, at - from));
      sink_.write(text[at] == '\t' ? "&#9;" : text[at] == '\n' ? "&#10;" : "&#13;");
      from = at + 1;
    }
    sink_.write(text.substr(from));
  }

 private:
  ByteSink& sink_;
  bool is_in_attribute_ = false;
};

XmlWriter::XmlWriter(ByteSink& sink, Layout layout)
    : printer_(std::make_unique<Printer>(sink, layout == Layout::kCompact)) {
  if (layout == Layout::kCompact) inline_depth_ = 1;
}

XmlWriter::~XmlWriter() = default;

XmlWriter& XmlWriter::declaration(bool is_standalone) {
  printer_->PushDeclaration(is_standalone
                                ? "xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\""
                                : "xml version=\"1.0\" encoding=\"UTF-8\"");
  return *this;
}

XmlWriter& XmlWriter::open(const char* name) {
  printer_->OpenElement(name, inline_depth_ > 0);
  ++depth_;
  if (inline_depth_ > 0) ++inline_depth_;
  return *this;
}

XmlWriter& XmlWriter::open_inline(const char* name) {
  printer_->OpenElement(name, inline_depth_ > 0);
  ++depth_;
  ++inline_depth_;
  return *this;
}

XmlWriter& XmlWriter::attribute(const char* name, std::string_view value) {
  clean_.clear();
  replaced_characters_ += append_xml_characters(value, clean_);
  printer_->push_attribute(name, clean_.c_str());
  return *this;
}

XmlWriter& XmlWriter::text(std::string_view text) {
  if (text.empty()) return *this;
  clean_.clear();
  replaced_characters_ += append_xml_characters(text, clean_);
  printer_->PushText(clean_.c_str());
  return *this;
}

XmlWriter& XmlWriter::close() {
  printer_->CloseElement(inline_depth_ > 0);
  --depth_;
  if (inline_depth_ > 0) --inline_depth_;
  return *this;
}

std::size_t XmlWriter::depth() const { return depth_; }

}  // namespace broadsheet::exporting
