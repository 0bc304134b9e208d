// SPDX-License-Identifier: Apache-2.0
#include "cjk_rules.h"

#include <algorithm>

#include "phrases.h"

namespace broadsheet::sentences {
namespace {

constexpr std::size_t kTailBytes = 120;    // a reporting tail is at most 40 characters
constexpr std::size_t kSeriesBytes = 240;  // look-ahead over quotes side by side
constexpr int kSeriesQuotes = 6;

// Words that end a reporting tail: “…！”孩子们喊道。
constexpr std::string_view kSpeechEndingWords[] = {
    "说",   "說",   "説",   "问",       "問",       "喊",     "叫",       "答",       "表示",
    "介绍", "介紹", "回忆", "回憶",     "强调",     "強調",   "指出",     "认为",     "認為",
    "坦言", "直言", "感叹", "感嘆",     "感慨",     "解释",   "解釋",     "补充",     "補充",
    "透露", "呼吁", "呼籲", "告诉记者", "告訴記者", "告诉我", "告诉我们", "告诉笔者", "问记者",
    "问我", "大喊", "高喊", "呼喊",     "惊呼",     "驚呼",   "提醒",     "回答",     "反问",
    "反問", "追问", "追問", "宣布",     "宣佈",     "称赞",   "稱讚",     "抱怨",     "叮嘱",
    "叮囑", "嘱咐", "囑咐", "总结",     "總結",     "判断",   "谈到",     "談到",     "建议",
    "建議", "自嘲", "调侃", "調侃",     "吆喝",     "嘀咕",   "催促",     "保证",     "保證",
    "承诺", "承諾", "质疑", "質疑",     "追忆",     "追憶",   "感言",     "寄语",     "劝说",
    "嘟囔", "喃喃",
};
// Before 道 these make a verb of speech: 喊道, 叹息道; 街道 and 渠道 are none.
constexpr std::u32string_view kBeforeDao =
    U"说說説问問喊叫答叹嘆笑哭骂罵吼写寫嚷劝勸赞讚回续續补補解怒促释釋充慨息呼诉訴语語嘱囑责責斥"
    U"驳駁辩辯唤喚念吟唱咐询詢复復忆憶调調喃囔咕嘲言称稱评評";
// Words that only look like speech: 小说, 访问, 顾问.
constexpr std::string_view kNotSpeechWords[] = {
    "小说",   "小說", "传说", "傳說", "学说", "學說", "访问", "訪問",
    "顾问",   "顧問", "疑问", "疑問", "慰问", "慰問", "学问", "學問",
    "呐喊声", "名叫", "解说", "解說", "胡说", "据说", "據說",
};
// What is said not to be said: “你去吗？”她没有回答。
constexpr std::string_view kUnsaidWords[] = {
    "没有回答", "沒有回答", "没回答", "沒回答", "未回答", "不回答",
    "没有说",   "没说",     "沒說",   "没答",   "不作答",
};

constexpr Phrases kSpeechEndings(kSpeechEndingWords);
constexpr Phrases kNotSpeech(kNotSpeechWords);
constexpr Phrases kUnsaid(kUnsaidWords);

bool ends_in_speech(std::string_view tail) {
  if (tail.ends_with("道")) {
    const char32_t before = code_point_before(tail, tail.size() - 3).value;
    return before != 0 && kBeforeDao.find(before) != std::u32string_view::npos;
  }
  return kSpeechEndings.any_ends(tail) && !kNotSpeech.any_ends(tail) && !kUnsaid.any_ends(tail);
}

bool is_continuing_mark(char32_t c) {  // ， 、 ； ： and their ASCII forms
  return c == 0xFF0C || c == 0x3001 || c == 0xFF1B || c == 0xFF1A || c == ',' || c == ';' ||
         c == ':';
}

bool is_dash(char32_t c) { return c == 0x2014 || c == 0x2015 || c == 0x2500; }

// “…。”市住房保障中心主任方敏在发布会上表示。 The mark that closes the tail, 0 for no tail, and 。
// at the paragraph's end.
char32_t reporting_tail(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  const std::size_t limit = std::min(text.size(), at + kTailBytes);
  while (at < text.size() && at < limit + 3) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead >= 0xE4 && lead <= 0xE9 && at + 3 <= limit) {  // an ideograph
      at += 3;
      continue;
    }
    const CodePoint c = code_point_at(text, at);
    const CharClass kind = class_of(c.value);
    if (is_continuing_mark(c.value) || is_terminator(kind) || kind == CharClass::kOpenQuote ||
        kind == CharClass::kDoubleQuote || kind == CharClass::kOpenBracket || is_dash(c.value)) {
      break;
    }
    if (at >= limit) return 0;
    at += c.length;
  }
  const std::string_view tail = text.substr(begin, skip_spaces_back(text, at, begin) - begin);
  if (!ends_in_speech(tail)) return 0;
  const char32_t closer = code_point_at(text, at).value;
  return closer == 0 ? 0x3002 : closer;
}

// 他说：“…” has its reporting clause already; what follows begins anew.
bool has_lead_in(const Paragraph& paragraph, std::size_t opened_at) {
  if (opened_at == kNowhere) return false;
  return is_continuing_mark(
      code_point_before(paragraph.text, skip_spaces_back(paragraph.text, opened_at, 0)).value);
}

bool has_reporting_tail(const Paragraph& paragraph, const Ending& ending, std::size_t next) {
  if (has_lead_in(paragraph, ending.quote_opened_at)) return false;
  const char32_t closer = reporting_tail(paragraph.text, next);
  if (closer == 0x3002 || closer == '.' || closer == 0xFF61) return true;
  if (closer == 0xFF0C && ending.kind == Ending::Kind::kStop) {
    // “…。”他说，“…” begins anew; “…。”他说，目前… goes on.
    const std::size_t after =
        skip_spaces(paragraph.text, paragraph.text.find("\xEF\xBC\x8C", next) + 3);
    return class_at(paragraph.text, after) != CharClass::kOpenQuote &&
           class_at(paragraph.text, after) != CharClass::kDoubleQuote;
  }
  return ending.kind != Ending::Kind::kStop && (closer == 0xFF0C || closer == 0xFF1A);
}

// What makes the quotation before it the subject, or a name, of a sentence that goes on.
bool starts_with_predicate(std::string_view rest) {
  static constexpr std::string_view kWords[] = {
      "是",   "成为", "成為", "成了", "已成", "变成", "變成", "不是", "既是", "正是", "曾是",
      "也是", "都是", "口号", "口號", "标语", "標語", "字样", "字樣", "一文", "一书", "一書",
      "一词", "一詞", "一语", "一語", "一句", "几个", "幾個", "二字", "两个", "三个", "四个",
      "四個", "大字", "喊声", "喊聲", "呼声", "呼聲", "叫声", "叫聲", "声声", "牌子"};
  static constexpr Phrases kPredicates(kWords);
  return kPredicates.any_begins(rest);
}

bool starts_with_particle(std::string_view rest, bool japanese) {
  static constexpr std::string_view kChineseWords[] = {"的", "地", "之", "等"};
  static constexpr std::string_view kJapaneseWords[] = {"と", "って", "など", "の",
                                                        "を", "が",   "に",   "という"};
  static constexpr Phrases kChinese(kChineseWords), kJapanese(kJapaneseWords);
  return (japanese ? kJapanese : kChinese).any_begins(rest);
}

// A word directly before the opening quote makes it part of its sentence: 高呼“冲上去！”翻过了…
// So it does for quotes side by side: 把“为什么？”“怎么办？”写在黑板上
bool is_embedded(const Paragraph& paragraph, std::size_t opened_at) {
  for (int quotes = 0; quotes < kSeriesQuotes; ++quotes) {
    if (opened_at == kNowhere || opened_at <= paragraph.sentence_begin) return false;
    const char32_t before = code_point_before(paragraph.text, opened_at).value;
    if (is_han(before)) return true;
    if (before != 0x201D || code_point_at(paragraph.text, opened_at).value != 0x201C) return false;
    const std::size_t floor =
        std::max(paragraph.sentence_begin, opened_at > kSeriesBytes ? opened_at - kSeriesBytes : 0);
    const std::size_t opener =
        paragraph.text.substr(floor, opened_at - floor).rfind("\xE2\x80\x9C");
    opened_at = opener == std::string_view::npos ? kNowhere : floor + opener;
  }
  return false;
}

// ——“谁？”——“我。”: a dash before a quotation is the turn of another speaker, no signature.
bool begins_turn(std::string_view text, std::size_t at) {
  while (is_dash(code_point_at(text, at).value)) at += code_point_at(text, at).length;
  return class_at(text, at) == CharClass::kOpenQuote;
}

// “A！”“B！”的呼声: quotes side by side are one where what follows the last of them goes on.
bool runs_on_after_series(std::string_view text, std::size_t at) {
  const std::size_t limit = std::min(text.size(), at + kSeriesBytes);
  for (int quotes = 0; quotes < kSeriesQuotes; ++quotes) {
    const CodePoint opener = code_point_at(text, at);
    if (class_of(opener.value) != CharClass::kOpenQuote) {
      return is_continuing_mark(opener.value) || starts_with_particle(text.substr(at), false) ||
             starts_with_predicate(text.substr(at));
    }
    const char32_t closer = closer_of(opener.value);
    CharClass last = CharClass::kOther;
    at += opener.length;
    for (; at < limit; at += code_point_at(text, at).length) {
      const char32_t c = code_point_at(text, at).value;
      if (c == closer) break;
      last = class_of(c);
    }
    if (at >= limit || (last != CharClass::kCjkExclamation && last != CharClass::kExclamation))
      return false;
    at = skip_spaces(text, at + 3);
  }
  return false;
}

// What goes on after an embedded quotation with a stop: 写着“请勿攀爬。”四个大字
bool runs_on_after_embedded(std::string_view rest) {
  static constexpr std::string_view kWords[] = {
      "的",   "地",   "之",   "等",   "为",   "為",   "是",   "作为", "作為", "来",   "來",
      "并",   "並",   "而",   "以",   "让",   "讓",   "使",   "给",   "給",   "后",   "後",
      "时",   "時",   "中",   "上",   "这句", "這句", "这一", "這一", "这样", "這樣", "一句",
      "一词", "一詞", "一语", "几个", "幾個", "四个", "四個", "字样", "字樣", "大字", "几句"};
  static constexpr Phrases kContinuations(kWords);
  return kContinuations.any_begins(rest);
}

bool ends_after_quote(const Paragraph& paragraph, const Ending& ending, std::size_t next_at) {
  const std::string_view text = paragraph.text;
  const bool japanese = paragraph.rules->code == "ja";
  const bool is_stop = ending.kind == Ending::Kind::kStop;
  const char32_t next = code_point_at(text, next_at).value;
  if (is_continuing_mark(next)) return false;
  if (is_dash(next)) return begins_turn(text, next_at);
  if (!japanese && starts_with_predicate(text.substr(next_at)) &&
      !has_lead_in(paragraph, ending.quote_opened_at))
    return false;
  if ((japanese || !is_stop) && starts_with_particle(text.substr(next_at), japanese)) return false;
  if (class_of(next) == CharClass::kOpenQuote) {
    return is_stop ||
           !(is_embedded(paragraph, ending.quote_opened_at) || runs_on_after_series(text, next_at));
  }
  if (!japanese && is_embedded(paragraph, ending.quote_opened_at)) {
    if (!is_stop || runs_on_after_embedded(text.substr(next_at))) return false;
  }
  return !has_reporting_tail(paragraph, ending, next_at);
}

bool ends_plain(const Paragraph& paragraph, const Ending& ending, std::size_t next_at) {
  const std::string_view rest = paragraph.text.substr(next_at);
  if (is_continuing_mark(code_point_at(rest, 0).value)) return false;
  if (next_at != ending.end_byte) return true;
  if (paragraph.rules->code == "ja" && rest.starts_with("の")) {  // モーニング娘。のコンサート
    const char32_t after = code_point_at(rest, 3).value;
    if (is_han(after) || (after >= 0x30A1 && after <= 0x30FA)) return false;
  }
  if (ending.kind != Ending::Kind::kExclamation) return true;
  if (rest.starts_with("的")) return false;  // 排球少年！！的热播
  if (paragraph.rules->code != "ja") return true;
  return !(rest.starts_with("の") || rest.starts_with("を") || rest.starts_with("が") ||
           rest.starts_with("という"));
}

}  // namespace

bool is_cjk_ending(const Paragraph& paragraph, std::size_t at, CodePoint mark) {
  const std::string_view text = paragraph.text;
  const CharClass kind = class_of(mark.value);
  if (kind == CharClass::kCjkStop || kind == CharClass::kCjkExclamation) return true;
  const std::size_t before_end = skip_spaces_back(text, at, paragraph.sentence_begin);
  const CodePoint before = code_point_before(text, before_end);
  const CodePoint next = code_point_at(text, at + mark.length);
  const bool between_cjk = is_cjk(before.value) && !is_digit(before.value) &&
                           !(before.value >= 0xFF21 && before.value <= 0xFF5A);
  if (kind == CharClass::kDot || kind == CharClass::kFullwidthDot) {
    const bool percent = before.value == '%' || before.value == 0xFF05;
    if (percent && is_han(next.value)) return true;
    return between_cjk && !is_digit(next.value);
  }
  if (kind == CharClass::kEllipsis) return between_cjk || is_cjk(next.value);
  if (kind != CharClass::kExclamation) return false;
  if (between_cjk) return true;
  return class_of(before.value) == CharClass::kCloseQuote && is_cjk(next.value);
}

bool ends_cjk_sentence(const Paragraph& paragraph, const Ending& ending) {
  const std::size_t next_at = skip_spaces(paragraph.text, ending.end_byte);
  if (next_at >= paragraph.text.size()) return true;
  if (ending.has_footnote) return true;
  if (ending.closes_quote) return ends_after_quote(paragraph, ending, next_at);
  if (ending.kind == Ending::Kind::kEllipsis) return false;
  return ends_plain(paragraph, ending, next_at);
}

bool is_circled_list_item(const Paragraph& paragraph, std::size_t at, int number) {
  constexpr std::size_t kReachBytes = 600;
  const std::string_view text = paragraph.text;
  const auto circled = [](int n) {
    const char32_t c = 0x2460 + static_cast<char32_t>(n) - 1;
    return std::string{static_cast<char>(0xE2), static_cast<char>(0x80 | ((c >> 6U) & 0x3FU)),
                       static_cast<char>(0x80 | (c & 0x3FU))};
  };
  if (number > 1) {
    const std::size_t floor =
        std::max(paragraph.sentence_begin, at > kReachBytes ? at - kReachBytes : 0);
    return text.substr(floor, at - floor).find(circled(number - 1)) != std::string_view::npos;
  }
  const std::size_t second = text.substr(at, kReachBytes).find(circled(2));
  return second != std::string_view::npos && code_point_before(text, at + second).value == 0xFF1B;
}

}  // namespace broadsheet::sentences
