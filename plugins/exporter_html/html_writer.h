// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_EXPORTER_HTML_HTML_WRITER_H_
#define BROADSHEET_EXPORTER_HTML_HTML_WRITER_H_

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "exporter_support/byte_sink.h"

namespace broadsheet::exporting {

/// Writes HTML that is well-formed XML at the same time, so that every parser reads the same: no
/// element is self-closing but the void ones, every attribute is quoted. Texts may be anything;
/// characters that XML cannot hold become U+FFFD and are counted. Gains no white space but what
/// line() writes between blocks.
class HtmlWriter {
 public:
  explicit HtmlWriter(ByteSink& sink) : sink_(sink) {}

  HtmlWriter& raw(std::string_view markup);
  /// Names are literals. Attributes follow right behind.
  HtmlWriter& open(std::string_view name);
  HtmlWriter& attribute(std::string_view name, std::string_view value);
  template <std::integral Integer>
  HtmlWriter& attribute(std::string_view name, Integer value) {
    return attribute(name, std::string_view(std::to_string(value)));
  }
  HtmlWriter& text(std::string_view text);
  HtmlWriter& close();
  /// An element that cannot have content: <meta/>, <input/>.
  HtmlWriter& close_void();
  HtmlWriter& element(std::string_view name, std::string_view content) {
    return open(name).text(content).close();
  }
  HtmlWriter& line() { return raw("\n"); }

  std::uint64_t replaced_characters() const { return replaced_characters_; }

 private:
  void end_tag_begun();
  void escape(std::string_view text, bool is_attribute);

  ByteSink& sink_;
  std::vector<std::string_view> open_;
  bool is_in_tag_ = false;
  std::uint64_t replaced_characters_ = 0;
  std::string clean_;
};

}  // namespace broadsheet::exporting

#endif
