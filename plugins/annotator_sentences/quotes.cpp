// SPDX-License-Identifier: Apache-2.0
#include "quotes.h"

#include <algorithm>

namespace broadsheet::sentences {
namespace {

struct Closer {
  char32_t mark;
  std::string_view bytes;
};

constexpr Closer kClosers[] = {
    {0x201D, "\xE2\x80\x9D"},
    {0x2019, "\xE2\x80\x99"},
    {0x300D, "\xE3\x80\x8D"},
    {0x300F, "\xE3\x80\x8F"},
    {0x301E, "\xE3\x80\x9E"},
    {0xFE42, "\xEF\xB9\x82"},
    {0xFE44, "\xEF\xB9\x84"},
    {0xFF63, "\xEF\xBD\xA3"},
    {0x00BB, "\xC2\xBB"},
    {0x203A, "\xE2\x80\xBA"},
    {0x201C, "\xE2\x80\x9C"},
    {0x2018, "\xE2\x80\x98"},
    {'"', "\""},
    {'\'', "'"},
    {0xFF02, "\xEF\xBC\x82"},
    {0x00AB, "\xC2\xAB"},
};

// Whether a reader would see the mark as opening from the characters beside it alone.
bool looks_like_opening(char32_t before, char32_t after) {
  const bool free_left = before == 0 || is_space(before) ||
                         class_of(before) == CharClass::kOpenBracket ||
                         class_of(before) == CharClass::kOpenQuote || before == 0x2014 ||
                         before == '-' || before == 0x2013;
  return free_left && after != 0 && !is_space(after);
}

bool looks_like_closing(char32_t before, char32_t after) {
  const bool free_right = after == 0 || is_space(after) || !(is_letter(after) || is_digit(after));
  return before != 0 && !is_space(before) && free_right;
}

// What may stand in the place of a closing mark.
char32_t other_closer(char32_t mark) {
  switch (mark) {
    case '"':
      return 0x201D;
    case 0x201D:
      return '"';
    case 0x301F:  // 〟, low, of 〝
      return 0x301E;
    default:
      return mark;
  }
}

}  // namespace

bool QuoteTracker::is_open(char32_t closer) const {
  for (std::size_t i = 0; i < depth_; ++i) {
    if (open_[i].closer == closer) return true;
  }
  return false;
}

// ' , he said: in text whose marks stand between spaces, a comma follows closing quotes only.
bool QuoteTracker::is_comma_ahead(std::size_t at) const {
  at = skip_spaces(text_, at);
  return at < text_.size() && text_[at] == ',';
}

QuoteTracker::Role QuoteTracker::judge(std::size_t at, CodePoint mark) const {
  // Nearly all marks of Chinese: what stands open decides alone.
  if (mark.value == 0x201C && !is_open(0x201C)) return Role::kOpens;
  if (mark.value == 0x201D && (is_open(0x201D) || is_open(0x201C))) return Role::kCloses;
  const char32_t before = code_point_before(text_, at).value;
  const char32_t after = code_point_at(text_, at + mark.length).value;
  switch (mark.value) {
    case 0x201C:  // “ closes what „ opened
    case 0x2018:
      return is_open(mark.value) && !looks_like_opening(before, after) ? Role::kCloses
                                                                       : Role::kOpens;
    case 0x2019: {  // ’
      if (is_letter(before) && is_letter(after) && !is_cjk(before) && !is_cjk(after))
        return Role::kNone;
      if (is_open(0x2019)) return Role::kCloses;
      if (looks_like_opening(before, after)) return Role::kNone;  // ’tis
      return is_terminator(class_of(before)) ? Role::kCloses : Role::kNone;
    }
    case 0x00BB:  // »
      return !is_open(0x00BB) && looks_like_opening(before, after) && is_letter(after)
                 ? Role::kOpens
                 : Role::kCloses;
    case 0x201D:  // ” opens in Swedish and Finnish
      return looks_like_opening(before, after) && is_letter(after) && !is_cjk(after)
                 ? Role::kOpens
                 : Role::kCloses;
    case 0x00AB:
      return is_open(0x00AB) && looks_like_closing(before, after) ? Role::kCloses : Role::kOpens;
    case '\'':
    case '`': {
      if (is_digit(after) && !is_open('\'')) return Role::kNone;  // '62
      if ((is_letter(before) || is_digit(before)) && is_letter(after)) return Role::kNone;
      if (is_open('\'') && mark.value == '\'' && looks_like_closing(before, after))
        return Role::kCloses;
      if ((before == 0 || is_space(before)) && is_space(after)) {
        if (is_open('\'')) return Role::kCloses;
        return is_comma_ahead(at + mark.length) ? Role::kNone : Role::kOpens;
      }
      if (looks_like_opening(before, after)) return Role::kOpens;
      if (is_open('\'') && mark.value == '\'') return Role::kCloses;
      return is_terminator(class_of(before)) ? Role::kCloses : Role::kNone;
    }
    case '"':
    case 0xFF02: {
      const bool inside_word =
          is_letter(before) && is_letter(after) && !is_cjk(before) && !is_cjk(after);
      if (inside_word && mark.length == 1) return Role::kNone;  // Hebrew abbreviations
      const bool opened = is_open(mark.value);
      if (!opened && is_open(0x201D) && is_terminator(class_of(before)) && !is_space(before))
        return Role::kCloses;  // “…。" as OCR has it
      if (opened && looks_like_closing(before, after)) return Role::kCloses;
      if (!opened && looks_like_opening(before, after)) return Role::kOpens;
      return opened ? Role::kCloses : Role::kOpens;
    }
    default:
      return class_of(mark.value) == CharClass::kOpenQuote ? Role::kOpens : Role::kCloses;
  }
}

QuoteTracker::Role QuoteTracker::pass(std::size_t at, CodePoint mark, std::size_t* opened_at) {
  const Role role = judge(at, mark);
  if (role == Role::kOpens) {
    char32_t closer = closer_of(mark.value);
    if (mark.value == '"' || mark.value == 0xFF02) closer = mark.value;
    if (mark.value == '\'' || mark.value == '`') closer = '\'';
    if (mark.value == 0x201E) closer = 0x201C;  // „
    if (mark.value == 0x201A) closer = 0x2018;  // ‚
    if (mark.value == 0x00BB) closer = 0x00AB;
    if (mark.value == 0x201D) closer = 0x201D;
    open(at, closer);
  } else if (role == Role::kCloses) {
    const std::size_t partner = close(mark.value);
    if (opened_at != nullptr) *opened_at = partner;
  }
  return role;
}

void QuoteTracker::open(std::size_t at, char32_t closer) {
  if (depth_ == kDeepest) {
    std::copy(open_.begin() + 1, open_.end(), open_.begin());
    --depth_;
  }
  open_[depth_++] = {closer, at};
}

std::size_t QuoteTracker::close(char32_t mark) {
  if (!is_open(mark)) mark = other_closer(mark);
  for (std::size_t i = depth_; i-- > 0;) {
    const bool german =
        open_[i].closer == 0x201C && mark == 0x201D;  // „…” of Polish and old prints
    if (open_[i].closer != mark && !german) continue;
    depth_ = i;
    return open_[i].at;
  }
  return kNowhere;
}

bool QuoteTracker::closes_ahead(char32_t closer, std::size_t at) {
  for (std::size_t kind = 0; kind < std::size(kClosers); ++kind) {
    if (kClosers[kind].mark != closer) continue;
    std::size_t& next = next_closer_[kind];
    const bool is_known = ((searched_ >> kind) & 1U) != 0;
    if (!is_known || next < at) next = text_.find(kClosers[kind].bytes, at);
    searched_ |= 1U << kind;
    return next != std::string_view::npos;
  }
  return false;
}

bool QuoteTracker::is_inside(std::size_t at) {
  for (std::size_t i = 0; i < depth_; ++i) {
    if (closes_ahead(open_[i].closer, at)) return true;
  }
  return false;
}

}  // namespace broadsheet::sentences
