// SPDX-License-Identifier: Apache-2.0
// Built by clang++ with libc++, for a host that was built with another compiler and standard
// library: strings, containers, allocation and exceptions of this side stay on this side.
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "broadsheet/cpp/plugin.hpp"

#ifndef _LIBCPP_VERSION
#error "this plugin is for libc++"
#endif

namespace {

class WordCounter : public broadsheet::Annotator {
 public:
  explicit WordCounter(const broadsheet::Options& options) : scheme_(options.string("scheme")) {
    if (scheme_ == "refused") throw std::invalid_argument("libc++ refuses this scheme");
  }

  void annotate(const broadsheet::Context& context, const broadsheet::Document& document,
                broadsheet::AnnotationWriter& writer) override {
    if (document.source_text().find("MISBEHAVE") != std::string_view::npos) {
      throw std::runtime_error("thrown under libc++: " + std::string(40, '!'));
    }
    for (std::uint32_t i = 0; i < document.blocks().size(); ++i) {
      const std::string text(document.block_text(document.blocks()[i]));
      writer.add_label(BROADSHEET_TARGET_BLOCK, i, scheme_, "words_" + std::to_string(count(text)),
                       1.0);
    }
    context.add_metric("libcxx_annotator.documents", 1);
  }

 private:
  static std::size_t count(const std::string& text) {
    std::map<std::string, std::size_t> words;
    std::string word;
    for (const char c : text + " ") {
      if (c != ' ') word += c;
      if (c == ' ' && !word.empty()) ++words[std::exchange(word, {})];
    }
    std::size_t total = 0;
    for (const auto& [key, number] : words) total += number;
    return total;
  }

  std::string scheme_;
};

}  // namespace

BROADSHEET_PLUGIN("libcxx_annotator", "1.0.0",
                  broadsheet::component<WordCounter>("libcxx_annotator",
                                                     BROADSHEET_ONE_CALL_PER_INSTANCE))
