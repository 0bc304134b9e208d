// SPDX-License-Identifier: Apache-2.0
// What each piece of evidence about a line weighs, as natural logarithms of odds. Fitted by
// coordinate descent on pages that were typeset for the purpose (columns of random measure, breaks,
// displaced headings), one set for each script.
#pragma once

namespace broadsheet::newspaper {

struct LineWeights {
  // Beginning and ending
  float begin = -0.42F;        // a block begins
  float flush_first = -2.89F;  // its first row has no indent
  float single = -1.36F;       // it is one row long
  float body_head_cue = 0.5F;  // question, speaker, bullet ...
  float kept_indent = 3.0F;
  float lost_indent = -2.6F;  // no indent, on a page that keeps indents
  float lower_case_begin = -4.0F;
  float quote_begin = 0.35F;
  float digit_begin = 0.0F;
  float closing_mark_begin = -5.0F;
  float bound_begin = -3.0F;         // begins with 的, 了, 们 ...
  float early_stop_begin = -3.0F;    // its second or third character ends a sentence,
  float early_comma_begin = -1.95F;  // its second one a clause
  float inner_stop = -2.17F;         // a sentence ends with the row, the paragraph does not
  float full_last = 0.5F;    // times the log of the chance that a last row fills its measure
  float end_quote = -1.95F;  // ends with a quotation mark or bracket, without a stop
  float end_colon = -0.12F;
  float end_semicolon = -0.84F;
  float end_comma = -5.0F;
  float end_none = -4.9F;
  float inside_quotation = 0.0F;  // a block ends between a quotation's marks
  // Going on
  float gap_base = -1.19F;            // the next word would have fitted,
  float gap_rate = -1.33F;            // by so many em
  float over_base = -1.3F;            // the row is longer than its measure,
  float over_rate = -1.1F;            // by so many em
  float over_merged = -2.1F;          // it is two lines merged at a hyphen,
  float over_merged_usually = -1.0F;  // on a page where no row ends with one
  float exact_base = -3.5F;  // either, by more than nothing, where the measure is known exactly
  float slack_em = 0.42F;
  float indent_em = 2.0F;
  float usual_gap_em = 0.2F;       // of a full row
  float upper_case_join = -1.05F;  // a capital after a row without a stop
  float word_join = 2.3F;          // a word runs over the blank line between
  float sentence_join = -2.5F;     // a word that begins sentences, after such a row
  float lower_case_join = -4.0F;   // a small letter after a sentence's stop
  float near_measure = -0.805F;    // the measure changes a little,
  float other_measure = -1.66F;    // more,
  float far_measure = -2.1F;       // a lot
  float blank_share = 0.5F;        // of the blank lines' weight
  // Broken by a column
  float open_tail = -5.46F;
  float open_head = -4.46F;
  float open_head_awaited = -2.8F;  // when a tail above waits for it
  float open_head_whole = -4.0F;    // outside of any measure
  float still_awaited = -0.3F;      // at the page's end
  float open_at_blank = 1.1F;
  float cut_page_bonus = 2.2F;  // on a page whose columns stand in any order,
  float cut_page_row = -0.03F;  // which costs so much a row
  float cut_page = -1.4F;       // and so much once
  float open_without_stop = 0.7F;
  // Display lines
  float display = -1.2F;
  float display_cue = 0.99F;
  float display_numbered = 1.3F;
  float display_body_cue = -3.9F;
  float display_stop = -2.8F;
  float display_question = 0.0F;  // ends with ? or !
  float display_comma = -1.05F;
  float display_colon = -2.6F;
  float display_inner_stop = -2.51F;
  float display_spaced = -1.84F;
  float display_spaced_label = 4.8F;  // of four characters at most, in addition
  float display_repeated = 2.2F;
  float display_leads_caption = 6.0F;
  float display_full = -0.82F;  // as wide as the column
  float display_long = -3.0F;
  float display_set_apart = 1.3F;
  float display_title_case = 1.5F;
  float display_lower_case = -1.5F;
  float display_after_display = 0.05F;
  // Lengths of paragraphs
  float paragraph = 0.0F;  // one more on the page
  float length = 0.0F;     // times the logarithm of its length to the usual one
  // Measures
  float measure_short = -2.4F;
  float measure_first = -1.05F;
  float measure_too_long = -10.46F;
  float measure_merged = -3.0F;          // lines that extraction merged at a hyphen,
  float measure_merged_usually = -2.0F;  // on a page where no row ends with one
  float measure_open = -2.55F;
  float measure_change = -7.8F;
  float measure_change_at_blank = -3.8F;
  float measure_off = -1.092F;    // an em off the width of a full row
  float measure_fit_em = 0.05F;   // the next word would have fitted from here on
  float measure_above_em = 0.3F;  // the measure is usually so much more than a full row's width
  float squeeze_share = 0.51F;    // of what could be squeezed, is
};

constexpr LineWeights first_roman_weights() {
  LineWeights w;
  w.lost_indent = -2.0F;
  w.early_comma_begin = -1.5F;
  w.end_quote = -1.5F;
  w.word_join = 2.0F;
  w.open_tail = -4.2F;
  w.display_numbered = 0.7F;
  w.display_spaced = -1.6F;
  w.paragraph = 0.8F;
  w.length = 1.3F;
  w.digit_begin = -1.5F;
  w.inside_quotation = -3.5F;
  w.begin = -0.5F;
  w.flush_first = -2.23F;
  w.single = -0.09F;
  w.body_head_cue = 0.2F;
  w.lower_case_begin = -5.439F;
  w.quote_begin = 1.0F;
  w.inner_stop = -1.6F;
  w.full_last = 0.65F;
  w.end_colon = -0.4F;
  w.end_none = -4.55F;
  w.gap_base = -0.49F;
  w.gap_rate = -1.36F;
  w.over_base = -0.77F;
  w.over_rate = -0.93F;
  w.slack_em = -0.14F;
  w.indent_em = 0.672F;
  w.usual_gap_em = 2.02F;
  w.upper_case_join = -0.1F;
  w.other_measure = -3.0F;
  w.blank_share = 0.52F;
  w.open_head = -4.06F;
  w.open_head_awaited = -2.99F;
  w.still_awaited = -0.2F;
  w.measure_off = 0.03F;
  w.measure_fit_em = -0.05F;
  w.open_at_blank = 0.65F;
  w.open_without_stop = 0.5F;
  w.display_cue = 5.7F;
  w.display_stop = -2.426F;
  w.display_question = -1.12F;
  w.display_comma = -1.495F;
  w.display_inner_stop = -2.17F;
  w.display_repeated = 4.0F;
  w.display_long = -0.92F;
  w.display_set_apart = 0.34F;
  w.display_title_case = 1.17F;
  w.display_lower_case = -0.8F;
  w.display_after_display = 0.63F;
  w.measure_short = -1.82F;
  w.measure_first = -1.18F;
  w.measure_too_long = -3.5F;
  w.measure_change = -6.8F;
  w.measure_change_at_blank = -3.87F;
  w.end_semicolon = -1.68F;
  w.near_measure = -0.95F;
  w.cut_page = -3.0F;
  w.display = -2.03F;
  w.display_colon = -1.82F;
  w.squeeze_share = 0.663F;
  w.over_merged = -1.25F;
  w.over_merged_usually = -0.7F;
  w.exact_base = -1.93F;
  w.far_measure = -1.65F;
  w.measure_open = -1.78F;
  w.measure_above_em = 0.28F;
  w.sentence_join = -2.88F;
  return w;
}

#ifdef NEWSPAPER_TUNING
extern LineWeights full_width_weights, roman_weights;
#else
inline constexpr LineWeights full_width_weights{};
inline constexpr LineWeights roman_weights = first_roman_weights();
#endif

}  // namespace broadsheet::newspaper
