// SPDX-License-Identifier: Apache-2.0
#include "paragraph_splitter.h"

#include "alphabetic_rules.h"
#include "brackets.h"
#include "cjk_rules.h"
#include "list_marker.h"
#include "mark_scan.h"
#include "next_word.h"
#include "paragraph.h"
#include "plain_end.h"
#include "quotes.h"
#include "source_lines.h"

namespace broadsheet::sentences {
namespace {

constexpr std::string_view kKhmerEtcetera = "ល។";  // behind ។: and so on
constexpr char32_t kReferenceMark = 0x203B;        // ※, which begins a note

class Pass {
 public:
  Pass(const TextPass& whole, std::size_t begin, std::size_t end, std::vector<Sentence>& out)
      : paragraph_{whole.text.substr(begin, end - begin), whole.rules, whole.options->abbreviations,
                   &english_rules().lexicon, 0},
        text_(paragraph_.text),
        offset_(begin),
        marks_(*whole.marks),
        options_(*whole.options),
        lines_(text_, begin, whole.line_ends),
        quotes_(text_),
        out_(out) {
    begin_ = paragraph_.sentence_begin = skip_spaces(text_, 0);
  }

  void run() {
    std::size_t at = begin_;
    FoundMark mark = next_mark(at);
    std::size_t line_end = lines_.next_end(at);
    while (true) {
      if (line_end < mark.at_byte - offset_) {
        at = step_line_feed(line_end);
        if (offset_ + at > mark.at_byte) mark = next_mark(at);
      } else {
        if (mark.kind == CharClass::kOther) break;
        at = step(mark.at_byte - offset_, mark.kind);
        mark = next_mark(at);
      }
      if (line_end <= at) line_end = lines_.next_end(at);
    }
    const std::size_t end = skip_spaces_back(text_, text_.size(), begin_);
    if (end > begin_) out_.push_back({offset_ + begin_, offset_ + end, 0});
  }

 private:
  FoundMark next_mark(std::size_t at) { return marks_.next(offset_ + at, offset_ + text_.size()); }
  bool begins_item(std::size_t line_end, std::size_t next);
  std::size_t step(std::size_t at, CharClass kind);
  std::size_t step_quote(std::size_t at, CodePoint mark);
  bool is_apostrophe(std::size_t at, CodePoint mark) const;
  std::size_t step_bracket(std::size_t at, CodePoint opener);
  std::size_t step_line_feed(std::size_t at);
  std::size_t step_clause(std::size_t at, CodePoint mark);
  std::size_t step_terminator(std::size_t at, CodePoint mark, CharClass kind);
  std::size_t judge(std::size_t at, Ending& ending, bool is_cjk);
  std::size_t read_terminators(std::size_t at, Ending& ending) const;
  std::size_t read_closers(std::size_t at, Ending& ending);
  std::size_t read_notes(std::size_t at, Ending& ending, bool is_cjk);
  bool is_stray_closer(std::size_t at, CodePoint mark) const;
  bool is_spaced_terminator(std::size_t at) const;
  bool begins_sentence(std::size_t at) const;
  bool goes_on_with_list(std::size_t at);
  const ListMarker& own_marker();
  CodePoint quote_mark_at(std::size_t at) const;
  void cut(std::size_t end, std::uint32_t marks);
  void cut_between(std::size_t end, std::size_t next, std::uint32_t marks);

  Paragraph paragraph_;
  std::string_view text_;
  std::size_t offset_;  // of the paragraph in the text
  MarkScan& marks_;
  const Options& options_;
  SourceLines lines_;
  QuoteTracker quotes_;
  std::vector<Sentence>& out_;
  ListMarker own_marker_;  // of the sentence that begins at own_marker_for_
  std::size_t own_marker_for_ = kNowhere;
  std::size_t begin_ = 0;  // of the sentence that will be written next
};

// '' and `` of old type count as one double mark.
CodePoint Pass::quote_mark_at(std::size_t at) const {
  const CodePoint mark = code_point_at(text_, at);
  const bool doubled = (mark.value == '\'' || mark.value == '`') && at + 1 < text_.size() &&
                       text_[at + 1] == text_[at];
  return doubled ? CodePoint{'"', 2} : mark;
}

std::size_t Pass::step(std::size_t at, CharClass kind) {
  if (is_plain_end(paragraph_, at, kind)) {
    const bool is_ascii = static_cast<unsigned char>(text_[at]) < 0x80;
    const std::size_t end = at + (is_ascii ? 1 : 3);
    const bool is_spaced = is_ascii && end < text_.size();
    cut_between(end, is_spaced ? end + 1 : end, quotes_.is_inside(end) ? kInnerQuote : 0U);
    return end;
  }
  const CodePoint mark = code_point_at(text_, at);
  switch (kind) {
    case CharClass::kOther:
      return at + mark.length;
    case CharClass::kLineFeed:
      return step_line_feed(at);
    case CharClass::kOpenBracket:
      return step_bracket(at, mark);
    case CharClass::kCloseBracket:
      goes_on_with_list(at);
      return at + mark.length;
    case CharClass::kOpenQuote:
    case CharClass::kCloseQuote:
    case CharClass::kDoubleQuote:
    case CharClass::kSingleQuote:
      return step_quote(at, quote_mark_at(at));
    case CharClass::kBullet: {
      const bool same = class_at(text_, paragraph_.sentence_begin) == CharClass::kBullet;
      if (same && at > paragraph_.sentence_begin) cut(at, 0);
      return at + mark.length;
    }
    case CharClass::kClauseMark: {
      if (mark.value == ':' && paragraph_.rules->colon_ends) break;
      if (mark.value == ';' && paragraph_.rules->semicolon_asks) break;
      return step_clause(at, mark);
    }
    default:
      break;
  }
  return step_terminator(at, mark, kind);
}

std::size_t Pass::step_quote(std::size_t at, CodePoint mark) {
  if (is_apostrophe(at, mark)) return at + mark.length;
  quotes_.pass(at, mark, nullptr);
  return at + mark.length;
}

// Inside a word of ASCII letters; most single quotes are.
bool Pass::is_apostrophe(std::size_t at, CodePoint mark) const {
  const auto is_ascii_letter = [&](std::size_t i) {
    return static_cast<unsigned char>((text_[i] | 0x20) - 'a') < 26;
  };
  return (mark.value == '\'' || mark.value == 0x2019) && at > 0 &&
         at + mark.length < text_.size() && is_ascii_letter(at - 1) &&
         is_ascii_letter(at + mark.length);
}

bool Pass::begins_sentence(std::size_t at) const {
  std::size_t i = paragraph_.sentence_begin;
  while (i < at) {
    const CodePoint c = code_point_at(text_, i);
    const CharClass kind = class_of(c.value);
    if (kind != CharClass::kOpenQuote && kind != CharClass::kDoubleQuote &&
        kind != CharClass::kSingleQuote)
      return false;
    i = skip_spaces(text_, i + c.length);
  }
  return true;
}

// Goes over a matched bracket in one step; a bracket that is a sentence of its own ends like one.
std::size_t Pass::step_bracket(std::size_t at, CodePoint opener) {
  const std::size_t closer = find_closing_bracket(text_, at, opener);
  if (closer == kNowhere) return at + opener.length;
  const std::size_t after = closer + code_point_at(text_, closer).length;
  const bool title = opener.value == 0x300A || opener.value == 0x3008 || opener.value == 0x3010;
  if (title || !begins_sentence(at)) return after;
  const BracketContent content = describe_bracket(text_, at + opener.length, closer);
  if (!content.ends_in_terminator) return after;
  Ending ending;
  ending.begin_byte = closer;
  ending.has_closer = true;
  const bool cjk = opener.value > 0x7F || is_cjk(code_point_before(text_, closer).value);
  return judge(after, ending, cjk);
}

// Whether a new line begins a sentence though none ended: an item of a list, a note, the line after
// one that a person ended.
bool Pass::begins_item(std::size_t line_end, std::size_t next) {
  const CodePoint first = code_point_at(text_, next);
  if (class_of(first.value) == CharClass::kBullet || first.value == kReferenceMark) return true;
  if (first.value == '*' || first.value == '-')
    return is_space(code_point_at(text_, next + 1).value);
  const std::size_t line_text_end = skip_spaces_back(text_, line_end, paragraph_.sentence_begin);
  if (is_cjk(code_point_before(text_, line_text_end).value) && lines_.was_cut_short(line_end))
    return true;
  const ListMarker own = own_marker();
  const ListMarker marker = marker_at(text_, next);
  if (own.is_followed_by(marker)) return true;
  if (marker.exists() && (marker.value == 1 || marker.roman == 1)) {
    const char32_t before = code_point_before(text_, line_text_end).value;
    return is_terminator(class_of(before)) || class_of(before) == CharClass::kClauseMark ||
           lines_.was_ended_on_purpose(line_end, next);
  }
  return own.exists() && is_upper(first.value) &&
         lines_.was_ended_on_purpose(line_end, next);  // the text after a list
}

// A line that begins with the mark of a list item begins a sentence.
std::size_t Pass::step_line_feed(std::size_t at) {
  const std::size_t next = skip_spaces(text_, at);
  if (next > paragraph_.sentence_begin && begins_item(at, next)) cut(at, 0);
  lines_.begin_line(next);
  return next;
}

std::size_t Pass::step_clause(std::size_t at, CodePoint mark) {
  std::size_t after = at + mark.length;
  if (!options_.clauses) return after;
  while (code_point_at(text_, after).value == mark.value) after += mark.length;
  const bool dash = mark.value == 0x2014;
  const bool ascii = mark.value < 0x80;
  if (ascii && !is_space(code_point_at(text_, after).value)) return after;
  if (dash && after == at + mark.length) return after;  // a single dash joins words
  cut(after, kClause);
  return after;
}

bool Pass::is_spaced_terminator(std::size_t at) const {
  const CodePoint c = code_point_at(text_, at);
  if (!is_terminator(class_of(c.value))) return false;
  const char32_t next = code_point_at(text_, at + c.length).value;
  return !is_letter(next) && !is_digit(next);
}

std::size_t Pass::read_terminators(std::size_t at, Ending& ending) const {
  bool exclamation = ending.kind == Ending::Kind::kExclamation;
  bool ellipsis = ending.kind == Ending::Kind::kEllipsis;
  bool cjk_stop = false;
  while (at < text_.size()) {
    const CodePoint c = code_point_at(text_, at);
    const CharClass kind = class_of(c.value);
    const bool colon = (c.value == ':' && paragraph_.rules->colon_ends) ||
                       (c.value == ';' && paragraph_.rules->semicolon_asks);
    if (is_terminator(kind) || colon) {
      exclamation =
          exclamation || kind == CharClass::kExclamation || kind == CharClass::kCjkExclamation;
      ellipsis = ellipsis || kind == CharClass::kEllipsis;
      cjk_stop = cjk_stop || kind == CharClass::kCjkStop;
      ending.has_cjk_mark =
          ending.has_cjk_mark || kind == CharClass::kCjkStop || kind == CharClass::kCjkExclamation;
      ending.is_script_stop = ending.is_script_stop || kind == CharClass::kScriptStop || colon;
      if (kind == CharClass::kDot) ++ending.dots;
      at += c.length;
      continue;
    }
    const std::size_t next = skip_spaces(text_, at);
    if (next == at || !is_spaced_terminator(next)) break;
    at = next;
  }
  ellipsis = (ellipsis || ending.dots >= 3) && !cjk_stop && !ending.is_script_stop;
  if (exclamation) {
    ending.kind = Ending::Kind::kExclamation;
  } else {
    ending.kind = ellipsis ? Ending::Kind::kEllipsis : Ending::Kind::kStop;
  }
  return at;
}

std::size_t Pass::read_closers(std::size_t at, Ending& ending) {
  while (at < text_.size()) {
    const std::size_t next = skip_spaces(text_, at);
    const CodePoint mark = quote_mark_at(next);
    const CharClass kind = class_of(mark.value);
    const bool spaced = next != at;
    if (kind == CharClass::kCloseBracket && !spaced) {
      ending.has_closer = true;
    } else if (kind == CharClass::kCloseQuote || kind == CharClass::kDoubleQuote ||
               kind == CharClass::kSingleQuote || kind == CharClass::kOpenQuote) {
      const QuoteTracker::Role role = quotes_.judge(next, mark);
      const bool stray =
          role == QuoteTracker::Role::kOpens && spaced && is_stray_closer(next, mark);
      if (role != QuoteTracker::Role::kCloses && !stray) break;
      const bool undirected = kind == CharClass::kDoubleQuote || kind == CharClass::kSingleQuote ||
                              kind == CharClass::kOpenQuote;
      const char32_t after = code_point_at(text_, next + mark.length).value;
      if (spaced && undirected &&
          !(after == 0 || is_space(after) || is_cjk(after) || class_of(after) != CharClass::kOther))
        break;
      if (spaced && mark.value == 0x2019 && is_letter(after) && !is_cjk(after)) break;
      std::size_t opened_at = kNowhere;
      if (!stray) quotes_.pass(next, mark, &opened_at);
      ending.has_closer = ending.closes_quote = true;
      if (opened_at != kNowhere) ending.quote_opened_at = opened_at;
    } else {
      break;
    }
    at = next + mark.length;
  }
  return at;
}

// do ? '' Graham: an undirected mark between spaces that has no partner on either side closes what
// an earlier paragraph opened.
bool Pass::is_stray_closer(std::size_t at, CodePoint mark) const {
  constexpr std::size_t kReachBytes = 400;
  const std::size_t after = at + mark.length;
  if (!is_space(code_point_at(text_, after).value) && after < text_.size()) return false;
  const std::string_view bytes = text_.substr(at, mark.length);
  const std::size_t floor = at > kReachBytes ? at - kReachBytes : 0;
  return text_.substr(after, kReachBytes).find(bytes) == std::string_view::npos &&
         text_.substr(floor, at - floor).find(bytes) == std::string_view::npos;
}

// Footnote marks and short brackets that belong to the sentence on their left.
std::size_t Pass::read_notes(std::size_t at, Ending& ending, bool cjk) {
  constexpr std::size_t kShortBracketBytes = 150;
  for (int notes = 0; notes < 4; ++notes) {
    const std::size_t next = skip_spaces(text_, at);
    const CodePoint c = code_point_at(text_, next);
    if (const int number = circled_number(c.value); number > 0) {
      if (is_circled_list_item(paragraph_, next, number)) break;
      ending.has_footnote = true;
      at = next + c.length;
      continue;
    }
    if (next == at && (c.value == 0xB9 || c.value == 0xB2 || c.value == 0xB3 ||
                       (c.value >= 0x2070 && c.value <= 0x2079))) {
      ending.has_footnote = true;
      at += c.length;
      continue;
    }
    if (class_of(c.value) != CharClass::kOpenBracket) break;
    const std::size_t closer = find_closing_bracket(text_, next, c);
    if (closer == kNowhere) break;
    const BracketContent content = describe_bracket(text_, next + c.length, closer);
    const bool round = c.value == '(' || c.value == 0xFF08;
    const std::size_t after = closer + code_point_at(text_, closer).length;
    const bool short_note = round && cjk && !content.is_list_mark && !content.ends_in_terminator &&
                            closer - next <= kShortBracketBytes;
    const bool footnote =
        !round && content.is_footnote && (c.value == '[' || c.value == 0xFF3B || c.value == 0x3014);
    if (!short_note && !footnote) break;
    ending.has_footnote = ending.has_footnote || !round;
    ending.has_footnote = ending.has_footnote || (cjk && ending.kind != Ending::Kind::kEllipsis);
    at = after;
  }
  return at;
}

// (type 2).10 This: digits of a note set small in print.
std::size_t skip_note_digits(std::string_view text, std::size_t at, std::size_t terminator) {
  if (terminator == 0 || text[terminator - 1] != ')') return at;
  std::size_t end = at;
  while (end < text.size() && end - at < 3 && is_ascii_digit(static_cast<unsigned char>(text[end])))
    ++end;
  return end > at && end < text.size() && text[end] == ' ' ? end : at;
}

std::size_t Pass::judge(std::size_t at, Ending& ending, bool cjk) {
  for (int rounds = 0; rounds < 64; ++rounds) {  // “…！”。 and '' American Dad ! '' .
    const std::size_t after = read_closers(read_terminators(at, ending), ending);
    const std::size_t next = skip_spaces(text_, after);
    at = after;
    if (next == after ? !is_terminator(class_at(text_, next)) : !is_spaced_terminator(next)) break;
    at = next;
  }
  if (const std::size_t digits = skip_note_digits(text_, at, ending.begin_byte); digits != at) {
    ending.has_footnote = true;
    at = digits;
  }
  cjk = cjk || ending.has_cjk_mark;  // 与Apple Inc.。
  at = read_notes(at, ending, cjk);
  ending.end_byte = at;
  const bool ends =
      cjk ? ends_cjk_sentence(paragraph_, ending) : ends_alphabetic_sentence(paragraph_, ending);
  if (ends) {
    cut(at, quotes_.is_inside(at) ? kInnerQuote : 0U);
  } else if (options_.clauses && cjk && ending.kind == Ending::Kind::kEllipsis) {
    cut(at, kClause);
  }
  return at;
}

std::size_t Pass::step_terminator(std::size_t at, CodePoint mark, CharClass kind) {
  const char32_t next = code_point_at(text_, at + mark.length).value;
  const char32_t before = code_point_before(text_, at).value;
  if (kind == CharClass::kExclamation && mark.value < 0x80 && is_space(before) && is_letter(next) &&
      !is_cjk(next)) {
    return at + 1;  // !Kung
  }
  if (kind == CharClass::kDot || kind == CharClass::kFullwidthDot) {
    const ListMarker& own = own_marker();
    if (own.exists() && own.begin_byte <= at && own.end_byte > at) return own.end_byte;
  }
  if (kind == CharClass::kDot) {
    if (goes_on_with_list(at)) return at + 1;
    const bool inside_number_or_name = is_ascii_digit(next) ? before != ')' : is_lower(next);
    if (inside_number_or_name || (is_space(before) && (is_letter(next) || is_digit(next))))
      return at + 1;
  }
  if (mark.value == 0x104F && !is_space(next) && next != 0) return at + mark.length;  // ၏ in a word
  if (mark.value == 0x17D4 && text_.substr(at + mark.length).starts_with(kKhmerEtcetera))
    return at + mark.length + kKhmerEtcetera.size();
  const bool cjk = is_cjk_ending(paragraph_, at, mark);
  if (cjk && (kind == CharClass::kDot || kind == CharClass::kFullwidthDot) && next != 0 &&
      !is_space(next) && !is_cjk_letter(next) && class_of(next) == CharClass::kOther) {
    return at + mark.length;
  }
  if (!cjk && kind == CharClass::kFullwidthDot && !is_space(next) && !is_upper(next) && next != 0) {
    return at + mark.length;
  }
  Ending ending;
  ending.begin_byte = at;
  return judge(at, ending, cjk);
}

// "1) The first item 2) The second": the mark that ends at `at` begins the next item of the list
// that the sentence under way belongs to. Cuts before it.
bool Pass::goes_on_with_list(std::size_t at) {
  if (!own_marker().exists()) return false;
  constexpr std::size_t kMarkerBytes = 8;
  std::size_t begin = at;
  while (begin > paragraph_.sentence_begin &&
         at - begin<kMarkerBytes&& static_cast<unsigned char>(text_[begin - 1])> ' ')
    --begin;
  if (begin <= paragraph_.sentence_begin || begin == at ||
      static_cast<unsigned char>(text_[begin - 1]) > ' ')
    return false;
  const ListMarker marker = marker_at(text_, begin);
  if (!marker.exists() || marker.end_byte <= at) return false;
  const std::size_t end = skip_spaces_back(text_, begin, paragraph_.sentence_begin);
  const char32_t before = code_point_before(text_, end).value;
  if (!is_letter(before) && !is_digit(before) && !is_terminator(class_of(before)) &&
      class_of(before) != CharClass::kCloseQuote && before != ')')
    return false;
  const ListMarker own = own_marker();
  if (!own.is_followed_by(marker) || skip_spaces(text_, own.end_byte) >= begin) return false;
  cut(end, 0);
  return true;
}

// The list mark that the sentence under way begins with.
const ListMarker& Pass::own_marker() {
  if (own_marker_for_ != paragraph_.sentence_begin) {
    own_marker_for_ = paragraph_.sentence_begin;
    own_marker_ = marker_at(text_, own_marker_for_);
  }
  return own_marker_;
}

void Pass::cut(std::size_t end, std::uint32_t marks) {
  end = skip_spaces_back(text_, end, begin_);
  cut_between(end, skip_spaces(text_, end), marks);
}

// The same where it is known that the next sentence begins at `next`.
void Pass::cut_between(std::size_t end, std::size_t next, std::uint32_t marks) {
  if ((marks & kClause) == 0) paragraph_.sentence_begin = next;
  if ((marks & kInnerQuote) != 0 && options_.quotes == Quotes::kKeep) return;
  if (end <= begin_) return;
  if (next == text_.size()) marks &= ~static_cast<std::uint32_t>(kClause);
  out_.push_back({offset_ + begin_, offset_ + end, marks});
  begin_ = next;
}

}  // namespace

void split_paragraph(const TextPass& text, std::size_t begin, std::size_t end,
                     std::vector<Sentence>& out) {
  Pass(text, begin, end, out).run();
}

}  // namespace broadsheet::sentences
