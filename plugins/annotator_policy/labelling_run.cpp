// SPDX-License-Identifier: Apache-2.0
#include "labelling_run.h"

#include <utility>

namespace broadsheet::policy {

void LabellingRun::begin_article() {
  finish();
  before_ = {};
  heading_ = {};
  index_ = 0;
}

void LabellingRun::add(std::string_view sentence, std::string_view heading) {
  labeller_.extractor().extract(sentence, next_);
  SentenceTraits outer;
  const bool has_outer = !heading.empty() && heading != sentence;
  if (has_outer) {
    labeller_.extractor().extract(heading, heading_sentence_);
    outer = heading_sentence_.traits;
  }
  if (has_current_) flush();
  std::swap(current_, next_);
  has_current_ = true;
  has_outer_heading_ = has_outer;
  outer_heading_ = outer;
}

void LabellingRun::finish() {
  if (!has_current_) return;
  next_.traits = {};
  flush();
  has_current_ = false;
}

// Labels the current sentence; next_ holds the one behind it, or no traits.
void LabellingRun::flush() {
  SentenceContext context;
  context.before = before_;
  context.after = next_.traits;
  context.heading = has_outer_heading_ ? outer_heading_ : heading_;
  context.index = index_++;
  labeller_.extractor().add_context(context, current_.features);
  labeller_.score(current_, scratch_);
  before_ = current_.traits;
  if (current_.traits.is_heading) heading_ = current_.traits;
  done_(place_++, current_, scratch_);
}

}  // namespace broadsheet::policy
