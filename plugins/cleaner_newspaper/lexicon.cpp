// SPDX-License-Identifier: Apache-2.0
#include "lexicon.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "characters.hpp"

namespace broadsheet::newspaper {
namespace {

using View = std::u32string_view;

constexpr View kSurnames =
    U"王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田"
    U"杜丁沈姜范江傅钟卢汪"
    U"戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶"
    U"黎温莫易樊乔文安殷颜"
    U"庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲柯车甘闻童简宁卞单席"
    U"裴盛凌丛戚祁路喻娄"
    U"霍冉游阮岑习晏梅阳项连滕成鲍郁房应卓宗邬蔺边解晋仇涂强党桂蒲古冷池卫云佟楚麦明原岳边鹿包穆甄"
    U"宫司褚谷郎米尤屈";

bool starts(View line, View with) { return line.substr(0, with.size()) == with; }
bool ends(View line, View with) {
  return line.size() >= with.size() && line.substr(line.size() - with.size()) == with;
}
bool has(View line, View part) { return line.find(part) != View::npos; }
bool starts_any(View line, std::initializer_list<View> list) {
  return std::any_of(list.begin(), list.end(), [&](View w) { return starts(line, w); });
}
bool ends_any(View line, std::initializer_list<View> list) {
  return std::any_of(list.begin(), list.end(), [&](View w) { return ends(line, w); });
}
bool has_any(View line, std::initializer_list<View> list) {
  return std::any_of(list.begin(), list.end(), [&](View w) { return has(line, w); });
}

bool has_sentence(View line) { return has_any(line, {U"。", U"！", U"？", U"；"}); }

View without_marks_at_head(View line) {
  while (!line.empty() && (is_opening(line[0]) || is_space(line[0]) || is_bullet(line[0]))) {
    line.remove_prefix(1);
  }
  return line;
}

bool is_page_number(View line) {
  if (line.size() > 6) return false;
  if (starts(line, U"第") && ends(line, U"版")) return true;
  std::size_t digits = 0;
  for (const char32_t c : line) {
    if (is_digit(c)) {
      ++digits;
    } else if (!is_upper(c) && c != U'版' && !is_dash(c) && c != U'-' && c != U'·' && c != U' ') {
      return false;
    }
  }
  const std::size_t letters =
      static_cast<std::size_t>(std::count_if(line.begin(), line.end(), is_upper));
  return digits >= 1 && digits <= 3 && letters <= 1;
}

bool has_date(View line) {
  if (has(line, U"年") && has(line, U"月") && has_any(line, {U"日", U"号"})) {
    return std::any_of(line.begin(), line.end(), is_digit);
  }
  static constexpr std::array<View, 7> kDays = {U"Monday", U"Tuesday",  U"Wednesday", U"Thursday",
                                                U"Friday", U"Saturday", U"Sunday"};
  const bool has_day =
      std::any_of(kDays.begin(), kDays.end(), [&](View day) { return has(line, day); });
  return has_day && has_any(line, {U", 19", U", 20"});
}

bool is_page_line(View line) {
  if (line.size() > 60 || has_sentence(line) || has(line, U"，")) return false;
  if (has_date(line)) {
    return line.size() <= 14 ||
           has_any(line, {U"星期", U"农历", U"日报", U"晚报", U"时报", U"day,", U" "});
  }
  if (line.size() > 30) return false;
  if (ends_any(line, {U"日报", U"晚报", U"时报", U"早报", U"晨报", U"商报", U"新报", U"都市报",
                      U"周刊", U"快报", U"Courier", U"Times", U"Gazette", U"Tribune", U"Herald",
                      U"Edition", U"Chronicle"})) {
    return line.size() <= 8 || (line.size() <= 30 && !is_full_width(line[0]));
  }
  return false;
}

bool is_staff(View line) {
  line = without_marks_at_head(line);
  if (line.size() > 60 || has(line, U"。")) return false;
  if (starts_any(line, {U"责编", U"责任编辑", U"本版编辑", U"本版责编", U"编审", U"美编", U"校对",
                        U"版式", U"组版", U"值班主任", U"值班编委", U"本期主编", U"执行主编",
                        U"统筹", U"见习编辑", U"视觉"})) {
    return true;
  }
  return starts_any(
      line, {U"编辑 ", U"编辑：", U"编辑:", U"主编 ", U"主编：", U"主编:", U"策划：", U"策划:"});
}

bool is_notice(View line) {
  return line.size() <= 80 &&
         starts_any(line,
                    {U"本报地址",    U"社址",      U"地址：",       U"邮编",     U"新闻热线",
                     U"广告热线",    U"订阅",      U"电话：",       U"投稿邮箱", U"邮箱：",
                     U"零售",        U"广告许可",  U"印刷：",       U"国内统一", U"Corrections:",
                     U"Correction:", U"Subscribe", U"Subscription", U"Vol. ",    U"VOL. ",
                     U"Copyright",   U"©",         U"Newsroom:",    U"Advertis"});
}

bool is_jump(View line) {
  if (line.size() > 40) return false;
  const View bare = without_marks_at_head(line);
  return starts_any(
      bare, {U"下转", U"上接", U"Continued on", U"Continued from", U"CONTINUED ON", U"continued on",
             U"Please turn to", U"Turn to Page", U"See page", U"更多报道见"});
}

bool is_name(View word) {
  if (word.size() < 2 || word.size() > 4) return false;
  return kSurnames.find(word[0]) != View::npos &&
         std::all_of(word.begin(), word.end(), is_ideograph);
}

// Names only: 周弘毅 林采薇. A two-character name may be set with a space inside: 张 辉.
bool is_names(View line) {
  if (line.size() < 2 || line.size() > 24) return false;
  if (line.size() == 3 && is_space(line[1])) {
    return kSurnames.find(line[0]) != View::npos && is_ideograph(line[2]);
  }
  std::size_t at = 0, count = 0;
  while (at < line.size()) {
    std::size_t end = at;
    while (end < line.size() && !is_space(line[end]) && line[end] != U'、') ++end;
    if (!is_name(line.substr(at, end - at))) return false;
    ++count;
    at = end + 1;
  }
  return count >= 1 && (count > 1 || line.size() <= 3);
}

bool is_english_byline(View line) {
  if (!starts_any(line, {U"By ", U"BY "}) || line.size() > 70) return false;
  return line.size() > 3 && is_upper(line[3]) && !has(line, U". ") && line.back() != U'.';
}

bool is_byline(View line) {
  if (is_english_byline(line)) return true;
  const View bare = without_marks_at_head(line);
  if (bare.size() > 36 || has_sentence(bare) || has_any(bare, {U"，", U"："})) return false;
  if (ends_any(bare, {U"摄", U"供图", U"制图"})) return false;
  return starts_any(
             bare,
             {U"本报记者",     U"本报通讯员", U"本报特约",   U"本报评论员", U"本报实习",
              U"本报首席",     U"本报驻",     U"本报全媒体", U"新华社记者", U"新华每日电讯记者",
              U"人民日报记者", U"记者 ",      U"通讯员 ",    U"实习生 ",    U"特约记者",
              U"全媒体记者",   U"见习记者",   U"首席记者",   U"实习记者",   U"文/",
              U"文／",         U"图/",        U"撰文",       U"作者 ",      U"本刊记者",
              U"口述"}) ||
         (starts(bare, U"本报") && bare.size() <= 10 &&
          ends_any(bare, {U"热线", U"报道组", U"采访组", U"编辑部", U"评论部"})) ||
         (bare.size() <= 20 && ends_any(bare, {U"课题组", U"研究中心课题组", U"联合调研组",
                                               U"采访组", U"报道组", U"评论员"}));
}

bool is_agency(View line) {
  const View bare = without_marks_at_head(line);
  if (!starts_any(bare, {U"本报讯", U"本报电"}) || bare.size() > 24) return false;
  return bare.size() <= 4 || ends(bare, U"）") || ends(bare, U")") ||
         !has_any(bare, {U"）", U"，", U"。"});
}

bool is_sign_off(View line) {
  const View bare = without_marks_at_head(line);
  if (bare.size() > 50 || has(bare, U"，")) return false;
  if (starts_any(bare, {U"新华社", U"中新社"}) && bare.size() <= 24 &&
      ends_any(bare, {U"电", U"电）"}))
    return true;
  if (starts_any(bare, {U"供稿：", U"供稿:", U"资料来源", U"来源：", U"来源:", U"据新华社",
                        U"据新华网", U"据人民", U"数据来源", U"整理：", U"制图：", U"图表：",
                        U"Source:", U"Sources:"})) {
    return true;
  }
  return starts(line, U"（") && ends(line, U"）") && bare.size() <= 20 &&
         has_any(bare, {U"综合", U"供稿", U"整理", U"制图", U"摄影", U"撰稿", U"本版"});
}

bool is_author_note(View line) {
  const View bare = without_marks_at_head(line);
  return starts_any(bare, {U"作者：", U"作者:", U"作者系", U"作者为", U"作者单位", U"作者分别",
                           U"作者均", U"本文作者", U"作者简介", U"执笔", U"课题组成员",
                           U"The writer is", U"The author is", U"The writer, "});
}

bool is_editor_label(View line) {
  if (line.size() > 8) return false;
  const View bare = without_marks_at_head(line);
  return starts_any(bare, {U"编者按", U"编者的话", U"开栏的话", U"编前话", U"核心阅读", U"编 者 按",
                           U"导读", U"编后", U"引言"});
}

bool is_editor_note(View line) {
  const View bare = without_marks_at_head(line);
  return line.size() > 8 &&
         starts_any(bare, {U"编者按", U"编者的话", U"开栏的话", U"编前话", U"核心阅读",
                           U"Editor’s note", U"Editor's note", U"Editors’ note", U"EDITOR’S NOTE"});
}

bool is_question(View line) {
  if (starts_any(line, {U"问：", U"问:", U"记者：", U"记者:", U"Q: ", U"Q. ", U"Q：", U"本报记者：",
                        U"学生问：", U"提问："}))
    return true;
  if (starts(line, U"《")) {
    const std::size_t at = line.find(U"》");
    return at != View::npos && at < 12 &&
           starts_any(line.substr(at + 1), {U"记者：", U"：", U"记者:"});
  }
  return starts(line, U"主持人：") && has(line, U"？");
}

bool is_answer(View line) { return starts_any(line, {U"答：", U"答:", U"A: ", U"A. ", U"A："}); }

// A name, perhaps with its office in brackets, and a colon: 霍文柏（临海市低空办主任）：
bool is_speaker(View line) {
  const std::size_t colon = line.substr(0, 40).find_first_of(U"：:");
  const std::size_t bracket = line.substr(0, 8).find(U'（');
  const View name = line.substr(0, std::min(colon, bracket));
  if (name.size() < 2 || name.size() > 6) return false;
  if (starts(line, U"主持人")) return colon != View::npos;
  if (!std::all_of(name.begin(), name.end(), is_ideograph) || name.size() > 4) return false;
  if (kSurnames.find(name[0]) == View::npos) return false;
  return bracket != View::npos
             ? name.size() <= 4 && line.size() > bracket + 3 && colon != View::npos
             : colon != View::npos;
}

bool is_numbered(View line) {
  constexpr View kNumerals = U"一二三四五六七八九十";
  if (line.size() > 2 && kNumerals.find(line[0]) != View::npos) {
    if (line[1] == U'、' || (line[2] == U'、' && kNumerals.find(line[1]) != View::npos))
      return true;
  }
  if (line.size() > 3 && line[0] == U'（' && kNumerals.find(line[1]) != View::npos)
    return line[2] == U'）';
  std::size_t digits = 0;
  while (digits < line.size() && digits < 3 && line[digits] >= U'0' && line[digits] <= U'9')
    ++digits;
  if (digits == 0 || digits > 2 || line.size() < digits + 3) return false;
  const char32_t mark = line[digits];
  return (mark == U'.' && !is_digit(line[digits + 1])) || mark == U'、' || mark == U'．' ||
         mark == U')' || mark == U'）';
}

bool is_caption(View line) {
  if (line.size() > 120) return false;
  if (starts_any(line, {U"图为", U"上图", U"下图", U"左图", U"右图", U"图①", U"图②", U"①图",
                        U"题图", U"▲图", U"▲"}))
    return true;
  if (has_any(line, {U"Photo by", U"Photograph by", U"PHOTO BY", U"Photos by", U"File photo",
                     U"Courtesy of"}))
    return true;
  if (line.size() > 60) return false;
  return ends_any(line, {U" 摄", U"　摄", U"／摄", U"/摄", U" 供图", U"/图", U"资料图片",
                         U"资料照片", U"摄）", U"供图）"}) ||
         (ends(line, U"摄") && has(line, U"记者")) || starts_any(line, {U"摄影："});
}

// The place in capitals and a dash at an article's start.
bool is_dateline(View line) {
  std::size_t capitals = 0, at = 0;
  while (at < line.size() && at < 40 &&
         (is_upper(line[at]) || is_space(line[at]) || line[at] == U',' || line[at] == U'.')) {
    capitals += is_upper(line[at]) ? 1 : 0;
    ++at;
  }
  return capitals >= 4 && at < line.size() && (is_dash(line[at]) || starts(line.substr(at), U"("));
}

bool is_circled_number(char32_t c) {
  return (c >= 0x2460 && c <= 0x2473) || (c >= 0x2776 && c <= 0x277F);
}

}  // namespace

Cue find_cue(View line) {
  if (line.empty()) return Cue::none;
  if (is_page_number(line)) return Cue::page_number;
  if (is_jump(line)) return Cue::jump;
  if (is_page_line(line)) return Cue::page_line;
  if (is_editor_label(line)) return Cue::editor_label;
  if (is_editor_note(line)) return Cue::editor_note;
  if (is_author_note(line)) return Cue::author_note;
  if (is_staff(line)) return Cue::staff;
  if (is_notice(line)) return Cue::notice;
  if (is_caption(line)) return Cue::caption;
  if (is_agency(line)) return Cue::agency;
  if (is_sign_off(line)) return Cue::sign_off;
  if (is_question(line)) return Cue::question;
  if (is_answer(line)) return Cue::answer;
  if (is_byline(line)) return Cue::byline;
  if (is_names(line)) return Cue::names;
  if (is_speaker(line)) return Cue::speaker;
  if ((is_bullet(line[0]) || is_circled_number(line[0])) && line.size() > 1) return Cue::bullet;
  if (is_numbered(line)) return Cue::numbered;
  if (is_dash(line[0]) && line.size() >= 6) return Cue::deck_dash;
  if (is_dateline(line)) return Cue::dateline;
  return Cue::none;
}

bool is_display_cue(Cue cue) {
  switch (cue) {
    case Cue::page_number:
    case Cue::page_line:
    case Cue::staff:
    case Cue::notice:
    case Cue::jump:
    case Cue::byline:
    case Cue::names:
    case Cue::agency:
    case Cue::sign_off:
    case Cue::editor_label:
    case Cue::deck_dash:
    case Cue::caption:
      return true;
    default:
      return false;
  }
}

bool is_body_head_cue(Cue cue) {
  switch (cue) {
    case Cue::author_note:
    case Cue::editor_note:
    case Cue::question:
    case Cue::answer:
    case Cue::speaker:
    case Cue::bullet:
    case Cue::numbered:
    case Cue::dateline:
      return true;
    default:
      return false;
  }
}

bool reads_like_editor(View text) {
  return has_any(text, {U"本期", U"本版", U"编者", U"敬请关注", U"邀您", U"本报日前", U"本报近日",
                        U"本报特邀", U"本报记者就此", U"本报邀请", U"本报记者专访", U"特约请",
                        U"推出专题", U"请看本报", U"一起学习", U"以飨读者"});
}

bool opens_article(View text) {
  return starts_any(text, {U"本报讯", U"本报电", U"新华社", U"中新社", U"本报北京", U"据新华社"}) ||
         is_dateline(text);
}

bool names_editorial(View text) {
  return has_any(text, {U"社论", U"社评", U"本报评论", U"EDITORIAL", U"Editorial"});
}

bool introduces_talk(View text) {
  return has_any(text, {U"本报", U"记者", U"采访", U"对话", U"专访", U"邀请", U"嘉宾", U"本刊",
                        U"负责人就", U"回应", U"梳理如下", U"解读"});
}

bool takes_up_what_was_said(View text) {
  return starts_any(
      text, {U"同时",    U"此外",     U"另外",   U"另一方面", U"最后",   U"归根到底",  U"归根结底",
             U"因此",    U"所以",     U"但",     U"然而",     U"不过",   U"而",        U"于是",
             U"其次",    U"再次",     U"例如",   U"比如",     U"也",     U"还",        U"这",
             U"总之",    U"与此同时", U"二是",   U"三是",     U"四是",   U"五是",      U"第二",
             U"第三",    U"下一步",   U"目前",   U"对此",     U"据介绍", U"据悉",      U"“",
             U"他",      U"她",       U"But ",   U"And ",     U"Still",  U"Meanwhile", U"However",
             U"Finally", U"Also",     U"He ",    U"She ",     U"They ",  U"That ",     U"Yet ",
             U"Even so", U"For now",  U"Instead"});
}

bool is_title_case(View line) {
  std::size_t words = 0, capital = 0;
  bool at_start = true;
  std::size_t length = 0;
  bool upper = false;
  const auto close = [&] {
    if (length > 3 || (length > 0 && words == 0)) {
      ++words;
      capital += upper ? 1 : 0;
    }
    length = 0;
  };
  for (const char32_t c : line) {
    if (is_space(c) || c == U'-') {
      close();
      at_start = true;
      continue;
    }
    if (is_latin_letter(c)) {
      if (at_start) upper = is_upper(c);
      at_start = false;
      ++length;
    }
  }
  close();
  return words >= 1 && capital == words;
}

bool is_all_caps(View line) {
  std::size_t upper = 0, lower = 0;
  for (const char32_t c : line) {
    upper += is_upper(c) ? 1 : 0;
    lower += is_lower(c) ? 1 : 0;
  }
  return upper >= 3 && lower == 0;
}

}  // namespace broadsheet::newspaper
