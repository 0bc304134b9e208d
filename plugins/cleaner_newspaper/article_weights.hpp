// SPDX-License-Identifier: Apache-2.0
// What speaks for two stretches of text being one article, as natural logarithms of odds, and for a
// heading standing above a text. Fitted by coordinate descent on typeset pages (./dev fit).
#pragma once

namespace broadsheet::newspaper {

struct ArticleWeights {
  float same_measure = 1.05F;
  float near_measure = 0.42F;  // within a twelfth, and near in the source
  float other_measure = -3.38F;
  float lead_above = 0.4F;  // a few wide rows above, as a lead or editor's note
  float lead_elsewhere = -0.78F;
  float kinship = 1.0F;
  float most_kinship = 8.0F;
  float least_kinship = -3.5F;
  float near = 0.8F;         // next to each other in the source
  float one_talks = -0.85F;  // one is a conversation, the other is none
  float two_titles = -6.0F;
  float lower_title = -2.4F;
  float two_openings = -4.0F;  // each has a dateline or an agency
  float lower_opening = -1.5F;
  float lower_introduction = -6.0F;  // an editor's note opens it, and no headline stands above
  float two_notes = -2.0F;           // an author's note ends each
  float note_between = -2.4F;
  float merge_anyway = 1.17F;   // needed where there are no more stretches than headlines
  float merge_to_fit = -0.28F;  // and while there are
  // A match of all of very few words is none of all: as the weight of further words.
  float few_words = 1.0F;
  float few_english_words = 6.0F;
  // Bodies of several articles
  float divide_least = 3.0F;    // what must speak for it
  float divide_titles = 5.0F;   // times what two titles cover of both halves more than one of all
  float divide_kinship = 1.0F;  // times the log odds that both halves are one
  // A paragraph that a column's end cut: its tail and its head
  float pair_same_measure = 2.0F;
  float pair_other_measure = -3.0F;
  float pair_forward = 0.8F;
  float pair_backward = -0.3F;
  float pair_distance = -0.06F;     // for each open head between
  float pair_quote_closed = 2.0F;   // the head closes a quotation that the tail opened,
  float pair_quote_open = -1.0F;    // or does not
  float pair_quote_stray = -1.5F;   // it closes what was not opened
  float pair_seen = 1.5F;           // the characters that meet have met elsewhere on the page
  float pair_word = 1.6F;           // they make a word of the dictionary,
  float pair_no_word = -0.3F;       // or do not
  float pair_display_tail = -1.5F;  // the tail was taken for a heading
  float pair_least = 0.0F;
  // Headings that the extraction listed apart, as shares of a heading's words
  float heading_words = 1.5F;
  float heading_above = 0.6F;     // the last of a list stands right above the article's text
  float heading_backward = 0.3F;  // one belongs to an article before that of the one above it
  float lone_heading = 0.3F;      // the only one of its article
  float uneven_headings = 0.5F;   // times the square of the log of sections' length to the usual
  // The order of sections, as shares of a heading's words
  float uneven_sections = 0.6F;      // times the square of the share longer or shorter than usual
  float section_connective = -1.6F;  // its first paragraph begins with "also", "this" and the like
  float section_inversion = 0.3F;    // a section stands above that of an earlier heading
  float heading_least = 0.5F;        // below it, one above the whole body is no section's
  float heading_in_place = 2.0F;     // it stands there in the source
  float heading_below_label = 2.0F;  // as others of the box do
  float stray_paragraph = 0.3F;      // above the first section
  float column_top = 0.8F;           // a section begins where only columns have blank lines
  float lead_moved = 0.8F;           // a chunk goes to the front of an article without headings
  float no_lead = 0.35F;
  float lead_first = 0.2F;           // the lead is the first paragraph of the source
  float lead_title = 0.4F;           // times the share of the title's words that it holds
  float lead_below_headline = 2.0F;  // it stands right below the headline, deck and byline between,
  float lead_below_byline = 0.6F;    // or below a byline that the extraction may have put anywhere
  float lead_dateline = 0.6F;
  float lead_connective = -0.35F;  // begins with "also", "finally" and the like
};

#ifdef NEWSPAPER_TUNING
extern ArticleWeights article_weights;
#else
inline constexpr ArticleWeights article_weights{};
#endif

}  // namespace broadsheet::newspaper
