// SPDX-License-Identifier: Apache-2.0
// broadsheet taxonomy lint: what of a taxonomy will not do what its authors expect.
#include <map>
#include <set>

#include "broadsheet/cpp/error.hpp"
#include "commands.h"
#include "cue_labeller.h"

namespace broadsheet::policy {
namespace {

class Linter {
 public:
  Linter(const CueLabeller& cues, std::string path, const Invocation& invocation)
      : cues_(cues), path_(std::move(path)), invocation_(invocation) {}

  std::size_t run() {
    for (std::uint32_t facet = 0; facet < cues_.taxonomy().facets.size(); ++facet) {
      check_collisions(cues_.taxonomy().facets[facet]);
      for (std::uint32_t label = 0; label < cues_.taxonomy().facets[facet].labels.size(); ++label)
        check_label(facet, label);
    }
    return findings_;
  }

 private:
  void tell(std::size_t line, const std::string& message, const std::string& help) {
    ++findings_;
    invocation_.report(BROADSHEET_WARNING, path_, line, 0, message, help);
  }

  // A term of two labels of one facet decides nothing between them.
  void check_collisions(const Facet& facet) {
    std::map<std::string, std::string> owner;
    for (const LabelDefinition& label : facet.labels) {
      for (const Cue& cue : label.cues) {
        const auto [first, is_new] = owner.emplace(cue.term, label.id);
        if (is_new) continue;
        tell(label.line,
             "cue '" + cue.term + "' of label '" + label.id + "' is a cue of '" + first->second +
                 "' too",
             "leave it with one of them, or give it a longer form");
      }
    }
  }

  bool fires(std::uint32_t label_of_all, const std::string& text) {
    cues_.find_cues(text, found_);
    for (const LabelledSentence::Hit& hit : found_.hits) {
      if (hit.label == label_of_all) return true;
    }
    return false;
  }

  void check_label(std::uint32_t facet, std::uint32_t label) {
    const Facet& of = cues_.taxonomy().facets[facet];
    const LabelDefinition& definition = of.labels[label];
    if (definition.cues.empty() && definition.id != of.default_label) {
      tell(definition.line, "label '" + definition.id + "' has no cues",
           "without a model it is never given");
    }
    const std::uint32_t number = cues_.first_label_of(facet) + label;
    for (const LabelExample& example : definition.examples) {
      if (definition.cues.empty() || fires(number, example.text)) continue;
      tell(example.line, "no cue of '" + definition.id + "' fires on its example",
           "add a cue that stands in it, or leave it to a model");
    }
    for (const LabelExample& near : definition.near_misses) {
      if (!fires(number, near.text)) continue;
      tell(near.line, "a cue of '" + definition.id + "' fires on its near miss",
           "add a longer string to 'block', or leave it to a model");
    }
  }

  const CueLabeller& cues_;
  std::string path_;
  const Invocation& invocation_;
  LabelledSentence found_;
  std::size_t findings_ = 0;
};

}  // namespace

int lint_taxonomy(const Invocation& invocation) {
  const ArgumentList arguments(
      "broadsheet taxonomy lint FILE...\nExit code 1 where something was found.", {},
      invocation.arguments());
  if (arguments.asks_help()) {
    invocation.write(arguments.help());
    return 0;
  }
  if (arguments.rest().empty())
    throw Error(BROADSHEET_INVALID_ARGUMENT, "expected a taxonomy file, found none",
                "its options: --help");
  std::size_t findings = 0;
  for (const std::string& path : arguments.rest()) {
    const CueLabeller cues(load_taxonomy(path, invocation));
    const std::size_t here = Linter(cues, path, invocation).run();
    invocation.write(path + ": " + std::to_string(cues.label_count()) + " labels, " +
                     std::to_string(here) + " findings\n");
    findings += here;
  }
  return findings > 0 ? 1 : 0;
}

}  // namespace broadsheet::policy
