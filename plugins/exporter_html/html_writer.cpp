// SPDX-License-Identifier: Apache-2.0
#include "html_writer.h"

#include "exporter_support/xml_characters.h"

namespace broadsheet::exporting {
namespace {

std::string_view reference_of(char c, bool is_attribute) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return is_attribute ? "&quot;" : "";
    case '\n':
      return is_attribute ? "&#10;" : "";
    case '\t':
      return is_attribute ? "&#9;" : "";
    case '\r':
      return "&#13;";  // a parser would make a line feed of it
    default:
      return "";
  }
}

}  // namespace

void HtmlWriter::end_tag_begun() {
  if (is_in_tag_) sink_.put('>');
  is_in_tag_ = false;
}

void HtmlWriter::escape(std::string_view text, bool is_attribute) {
  clean_.clear();
  replaced_characters_ += append_xml_characters(text, clean_);
  std::size_t from = 0;
  for (std::size_t at = 0; at < clean_.size(); ++at) {
    const std::string_view reference = reference_of(clean_[at], is_attribute);
    if (reference.empty()) continue;
    sink_.write(std::string_view(clean_).substr(from, at - from));
    sink_.write(reference);
    from = at + 1;
  }
  sink_.write(std::string_view(clean_).substr(from));
}

HtmlWriter& HtmlWriter::raw(std::string_view markup) {
  end_tag_begun();
  sink_.write(markup);
  return *this;
}

HtmlWriter& HtmlWriter::open(std::string_view name) {
  end_tag_begun();
  sink_.put('<');
  sink_.write(name);
  open_.push_back(name);
  is_in_tag_ = true;
  return *this;
}

HtmlWriter& HtmlWriter::attribute(std::string_view name, std::string_view value) {
  sink_.put(' ');
  sink_.write(name);
  sink_.write("=\"");
  escape(value, true);
  sink_.put('"');
  return *this;
}

HtmlWriter& HtmlWriter::text(std::string_view text) {
  end_tag_begun();
  escape(text, false);
  return *this;
}

HtmlWriter& HtmlWriter::close() {
  end_tag_begun();
  sink_.write("</");
  sink_.write(open_.back());
  sink_.put('>');
  open_.pop_back();
  return *this;
}

HtmlWriter& HtmlWriter::close_void() {
  sink_.write("/>");
  is_in_tag_ = false;
  open_.pop_back();
  return *this;
}

}  // namespace broadsheet::exporting
