// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>
#include <vector>

#include "broadsheet/cpp/plugin.hpp"

namespace {

class Plugin : public broadsheet::Annotator {
 public:
  explicit Plugin(const broadsheet::Options& options) : word_(options.string("word")) {
    if (word_.empty())
      throw broadsheet::Error(BROADSHEET_INVALID_ARGUMENT, "option 'word' is empty");
  }

  void annotate(const broadsheet::Context& context, const broadsheet::Document& document,
                broadsheet::AnnotationWriter& writer) override {
    for (std::uint32_t block = 0; block < document.blocks().size(); ++block) {
      context.stop_if_cancelled();
      const auto places = find(document.block_text(document.blocks()[block]), block);
      if (places.empty()) continue;
      writer.add_label(BROADSHEET_TARGET_BLOCK, block, "annotator_template", "found", 1.0, places);
    }
  }

 private:
  std::vector<broadsheet_evidence_t> find(std::string_view text, std::uint32_t block) const {
    std::vector<broadsheet_evidence_t> places;
    for (auto at = text.find(word_); at != text.npos; at = text.find(word_, at + word_.size())) {
      places.push_back({at, at + word_.size(), 1.0, block, 0});
    }
    return places;
  }

  std::string word_;
};

}  // namespace

BROADSHEET_PLUGIN("annotator_template", "1.0.0",
                  broadsheet::component<Plugin>("annotator_template", BROADSHEET_PARALLEL))
