// SPDX-License-Identifier: Apache-2.0
// The words that lexicon.cpp looks for at the heads and ends of lines, and what the first and the
// last character of a line tell of them.
//
// A page has hundreds of lines and there are hundreds of phrases; nearly every line shows none of
// them. One look at a line's first and last character says which phrases are possible at all. The
// table of these characters is made from the lists here, when the program is compiled.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "phrase_list.hpp"

namespace broadsheet::newspaper::phrases {

constexpr View kSurnames =
    U"王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田"
    U"杜丁沈姜范江傅钟卢汪"
    U"戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶"
    U"黎温莫易樊乔文安殷颜"
    U"庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲柯车甘闻童简宁卞单席"
    U"裴盛凌丛戚祁路喻娄"
    U"霍冉游阮岑习晏梅阳项连滕成鲍郁房应卓宗邬蔺边解晋仇涂强党桂蒲古冷池卫云佟楚麦明原岳边鹿包穆甄"
    U"宫司褚谷郎米尤屈"
    // Of the Hundred Family Surnames (百家姓) and after them; those that begin common words left
    // out.
    U"窦奚酆廉湛禹狄臧茅闵刁虞昝裘缪贲钮嵇翁荀芮羿靳邴糜巫隗宓郗栾厉戎韶郜蓟邰胥莘逄姬郦雍璩桑濮扈"
    U"郏"
    U"瞿茹宦艾庾暨匡寇阙殳夔晁訾阚饶鞠巢蒯竺逯桓肖闫佘仝粟檀冼邝缑厍亓笪郇鄢牟芈";
constexpr auto kDoubleSurnames =
    list_of({U"欧阳", U"上官", U"司马", U"司徒", U"诸葛", U"夏侯", U"皇甫",
             U"尉迟", U"公孙", U"慕容", U"令狐", U"宇文", U"长孙", U"端木",
             U"独孤", U"南宫", U"澹台", U"申屠", U"钟离", U"淳于", U"轩辕"});
constexpr View kNumerals = U"一二三四五六七八九十";

constexpr auto kPublicationEnds = list_of(
    {U"日报",         U"晚报",       U"时报",     U"早报",     U"晨报",      U"商报",
     U"新报",         U"都市报",     U"周刊",     U"快报",     U"Courier",   U"Times",
     U"Gazette",      U"Tribune",    U"Herald",   U"Edition",  U"Chronicle", U"Evening Post",
     U"Morning Post", U"Daily News", U"Journal",  U"Examiner", U"Observer",  U"Telegraph",
     U"Guardian",     U"Dispatch",   U"Sentinel", U"Inquirer", U"Free Press"});
// Sections of a paper, as its mastheads name them.
constexpr auto kSections = list_of(
    {U"要闻",    U"综合",       U"国内",    U"国际",     U"时政",      U"经济",       U"财经",
     U"科技",    U"创新",       U"文化",    U"体育",     U"教育",      U"民生",       U"社会",
     U"评论",    U"副刊",       U"理论",    U"健康",     U"生活",      U"产业",       U"县域",
     U"区域",    U"专题",       U"头版",    U"法治",     U"农业",      U"旅游",       U"读书",
     U"观点",    U"视点",       U"智库",    U"深度",     U"人物",      U"乡村",       U"城市",
     U"环境",    U"生态",       U"环球",    U"特刊",     U"焦点",      U"经济观察",   U"News",
     U"Local",   U"Local News", U"Nation",  U"National", U"World",     U"Business",   U"Sports",
     U"Opinion", U"Arts",       U"Science", U"Health",   U"Education", U"Region",     U"Metro",
     U"Life",    U"Style",      U"Books",   U"Travel",   U"Food",      U"Technology", U"Weather",
     U"NEWS",    U"LOCAL",      U"NATION",  U"NATIONAL", U"WORLD",     U"BUSINESS",   U"SPORTS",
     U"OPINION", U"ARTS",       U"SCIENCE", U"HEALTH",   U"EDUCATION", U"REGION",     U"METRO",
     U"LIFE",    U"AGRICULTURE"});
constexpr auto kColumnEnds = list_of(
    {U"调查", U"观察", U"沙龙", U"圆桌", U"来信", U"访谈", U"视野",   U"论坛",  U"时评", U"随笔",
     U"周刊", U"专栏", U"聚焦", U"关注", U"视点", U"纵深", U"对话",   U"特写",  U"手记", U"漫谈",
     U"札记", U"快评", U"短评", U"社论", U"专访", U"直击", U"进行时", U"服务窗"});
constexpr auto kOwnChannels =
    list_of({U"官方网站", U"官方微信", U"官方微博", U"微信公众号", U"http", U"www."});
constexpr auto kReporters = list_of({U"记者", U"通讯员"});
constexpr auto kEditorials = list_of({U"社论", U"社评", U"本报评论", U"EDITORIAL", U"Editorial"});
constexpr auto kTalks = list_of({U"本报", U"记者", U"采访", U"对话", U"专访", U"邀请", U"嘉宾",
                                 U"本刊", U"负责人就", U"回应", U"梳理如下", U"解读"});
// Who writes an introduction, whom it is for, and what was done for them.
constexpr auto kEditors =
    list_of({U"本期", U"本版", U"编者", U"编辑部", U"敬请关注", U"邀您", U"本报日前", U"本报近日",
             U"本报特邀", U"本报记者就此", U"本报邀请", U"本报记者专访", U"特约请", U"推出专题",
             U"请看本报", U"一起学习", U"以飨读者"});
constexpr auto kEnglishEditors =
    list_of({U"special section", U"edited for length", U"our reporter", U"Our reporter",
             U"the editors", U"The editors", U"we invited", U"We invited", U"begin a series",
             U"Readers have been asking", U"what we know so far", U"our mailbag",
             U"a summary of the main points", U"this newspaper’s annual"});
constexpr auto kReaders =
    list_of({U"读者", U"敬请", U"垂注", U"一起了解", U"一起来", U"如下。", U"怎么说。"});
constexpr auto kPublishing =
    list_of({U"梳理", U"选取", U"选登", U"选编", U"选刊", U"摘编", U"摘登",
             U"整理", U"刊发", U"刊登", U"刊出", U"编发", U"推出", U"开设",
             U"约请", U"邀请", U"特约", U"择要", U"专栏", U"栏目", U"系列报道"});
constexpr auto kOwnPaper = list_of({U"本报", U"本刊"});
constexpr auto kSeveralArticles =
    list_of({U"一组", U"几篇", U"系列报道", U"各抒己见", U"各陈其见", U"special section",
             U"begin a series", U"invited by the editors"});
constexpr auto kConnectives = list_of(
    {U"同时",   U"与此同时", U"此外",  U"另外",  U"另一方面",  U"最后",    U"归根到底", U"归根结底",
     U"因此",   U"所以",     U"但",    U"然而",  U"不过",      U"而",      U"于是",     U"其次",
     U"再次",   U"也",       U"还",    U"这",    U"那",        U"总之",    U"二是",     U"三是",
     U"四是",   U"五是",     U"六是",  U"第二",  U"第三",      U"第四",    U"其二",     U"其三",
     U"（二）", U"（三）",   U"对此",  U"为此",  U"不仅",      U"“",       U"他",       U"她",
     U"它",     U"But ",     U"And ",  U"Still", U"Meanwhile", U"However", U"Finally",  U"Also",
     U"He ",    U"She ",     U"They ", U"That ", U"Yet ",      U"Even so", U"Instead"});
// An article's lead begins with none of these either; a section may.
constexpr auto kSecondThoughts =
    list_of({U"例如", U"比如", U"下一步", U"目前", U"据介绍", U"据悉", U"For now"});
// Capital only where a sentence begins (or in a title).
constexpr auto kSentenceOpeners =
    list_of({U"The ",   U"A ",      U"An ",    U"In ",    U"On ",     U"At ",    U"It ",   U"He ",
             U"She ",   U"They ",   U"We ",    U"But ",   U"And ",    U"As ",    U"If ",   U"When ",
             U"For ",   U"This ",   U"These ", U"Those ", U"That ",   U"There ", U"With ", U"From ",
             U"After ", U"Before ", U"While ", U"Since ", U"Still, ", U"Not ",   U"No ",   U"What ",
             U"How ",   U"Under ",  U"His ",   U"Her ",   U"Their ",  U"Its ",   U"By ",   U"Once ",
             U"Some ",  U"Many ",   U"Most ",  U"Each ",  U"Every "});
constexpr auto kStaff = list_of(
    {U"责编",     U"本版统筹", U"版式设计", U"责任编辑", U"本版编辑", U"本版责编", U"编审",
     U"美编",     U"校对",     U"版式",     U"组版",     U"值班主任", U"值班编委", U"本期主编",
     U"执行主编", U"统筹",     U"见习编辑", U"视觉",     U"编辑 ",    U"编辑：",   U"编辑:",
     U"主编 ",    U"主编：",   U"主编:",    U"策划：",   U"策划:"});
constexpr auto kNotices = list_of(
    {U"本报地址",  U"社址",     U"地址：",       U"邮编",        U"新闻热线",  U"广告热线",
     U"订阅",      U"电话：",   U"投稿邮箱",     U"邮箱：",      U"零售",      U"广告许可",
     U"印刷：",    U"国内统一", U"Corrections:", U"Correction:", U"Subscribe", U"Subscription",
     U"Vol. ",     U"VOL. ",    U"Copyright",    U"©",           U"Newsroom:", U"Advertis",
     U"Letters: ", U"Weather, "});
constexpr auto kJumps =
    list_of({U"下转", U"上接", U"Continued on", U"Continued from", U"CONTINUED ON", U"continued on",
             U"Please turn to", U"Turn to Page", U"See page", U"更多报道见"});
constexpr auto kEnglishBylines = list_of(
    {U"By ", U"BY ", U"Text and photographs by ", U"Text and photos by ", U"Story and photos by ",
     U"Story and photographs by ", U"Text by ", U"Story by ", U"Words by "});
// Whole lines, or what stands below a name.
constexpr auto kEnglishDesks = list_of(
    {U"From staff reports", U"From wire reports", U"From news services", U"Staff report",
     U"Staff Report", U"Staff and wire reports", U"Staff Writer", U"Staff writer", U"STAFF WRITER",
     U"Staff Reporter", U"Staff reporter", U"Wire Service", U"News Service", U"Associated Press",
     U"ASSOCIATED PRESS", U"Special Correspondent", U"Special correspondent"});
constexpr auto kBylines =
    list_of({U"本报记者",     U"本报通讯员", U"本报特约",   U"本报评论员", U"本报实习",
             U"本报首席",     U"本报驻",     U"本报全媒体", U"新华社记者", U"新华每日电讯记者",
             U"人民日报记者", U"记者 ",      U"通讯员 ",    U"实习生 ",    U"特约记者",
             U"全媒体记者",   U"见习记者",   U"首席记者",   U"实习记者",   U"文/",
             U"文／",         U"图/",        U"撰文",       U"作者 ",      U"本刊记者",
             U"口述"});
// A byline if 本报 stands before it.
constexpr auto kDeskEnds = list_of({U"热线", U"报道组", U"采访组", U"编辑部", U"评论部"});
constexpr auto kGroupEnds = list_of({U"课题组", U"研究中心课题组", U"联合调研组", U"采访组",
                                     U"报道组", U"评论员", U"研究部", U"编辑部", U"全媒体中心"});
constexpr auto kAgencies = list_of({U"本报讯", U"本报电"});
constexpr auto kWires = list_of({U"新华社", U"中新社"});
constexpr auto kSources =
    list_of({U"供稿：", U"供稿:", U"资料来源", U"来源：", U"来源:", U"据新华社", U"据新华网",
             U"据人民", U"数据来源", U"整理：", U"制图：", U"图表：", U"供图：", U"图片来源",
             U"漫画：", U"插图：", U"本版摄影", U"Source:", U"Sources:"});
constexpr auto kAuthorNotes = list_of(
    {U"作者：", U"作者:", U"作者系", U"作者为", U"作者单位", U"作者分别", U"作者均", U"本文作者",
     U"作者简介", U"执笔", U"课题组成员", U"The writer is", U"The author is", U"The writer, "});
// Of who helped with an article, at its end.
constexpr auto kContributions =
    list_of({U" contributed reporting", U" contributed research", U" contributed to this",
             U"eporting was contributed by", U"esearch was contributed by"});
constexpr auto kHelpers = list_of({U"Additional reporting by", U"Data analysis by", U"Reporting by",
                                   U"Graphics by", U"Edited by"});
// Of who wrote an article or a letter, at its end.
constexpr auto kWriters =
    list_of({U"The writer is ", U"The author is ", U"The writer was ", U"The writer teaches ",
             U"The writer taught ", U"The writer lives ", U"The writer works ", U"The writer runs ",
             U"The author teaches ", U"The author lives ", U" is the author of “",
             U" is the author of the book", U"’s most recent book", U"’s latest book",
             U"’s books include"});
constexpr auto kEditorLabels = list_of({U"编者按", U"编者的话", U"开栏的话", U"编前话", U"核心阅读",
                                        U"编 者 按", U"导读", U"编后", U"引言"});
constexpr auto kEditorNotes =
    list_of({U"编者按", U"编者的话", U"开栏的话", U"编前话", U"核心阅读", U"Editor’s note",
             U"Editor's note", U"Editors’ note", U"EDITOR’S NOTE"});
constexpr auto kQuestions = list_of({U"问：", U"问:", U"记者：", U"记者:", U"Q: ", U"Q. ", U"Q：",
                                     U"本报记者：", U"学生问：", U"提问："});
constexpr auto kHosts = list_of({U"主持"});
constexpr auto kAnswers = list_of({U"答：", U"答:", U"A: ", U"A. ", U"A："});
constexpr auto kCaptions = list_of(
    {U"图为", U"上图", U"下图", U"左图", U"右图", U"图①", U"图②", U"①图", U"题图", U"▲图", U"▲"});
constexpr auto kPhotographers = list_of({U"摄影："});
constexpr auto kCaptionEnds = list_of({U" 摄", U"　摄", U"／摄", U"/摄", U" 供图", U"/图",
                                       U"资料图片", U"资料照片", U"摄）", U"供图）"});
constexpr auto kPhotographs = list_of(
    {U"Photo by", U"Photograph by", U"PHOTO BY", U"PHOTOGRAPH BY", U"Photos by", U"Photographs by",
     U"File photo", U"Courtesy of", U"/The ", U"/THE ", U"/Associated Press", U"/Reuters"});
// Of English captions.
constexpr auto kPlacesInPictures =
    list_of({U", left, ", U", center, ", U", right, ", U", second from left, ", U", from left, ",
             U", above, ", U", foreground, ", U", seen from ", U", shown at ", U", pictured "});

// Of English; they tell nothing of what a text is about.
constexpr auto kFunctionWords =
    list_of({U"the",  U"and",   U"for",   U"with", U"that",  U"this", U"have", U"from",
             U"they", U"are",   U"not",   U"but",  U"was",   U"were", U"will", U"has",
             U"had",  U"their", U"its",   U"who",  U"which", U"said", U"been", U"than",
             U"one",  U"two",   U"his",   U"her",  U"she",   U"you",  U"when", U"would",
             U"can",  U"about", U"there", U"what", U"more",  U"into", U"also", U"after"});

constexpr auto kOfEditors = std::to_array<List>({kEditors, kReaders, kPublishing, kOwnPaper});
// What a line may begin with.
constexpr auto kOfLines = std::to_array<List>(
    {kStaff, kNotices, kJumps, kEnglishBylines, kBylines, kAgencies, kWires, kSources, kAuthorNotes,
     kEditorLabels, kEditorNotes, kQuestions, kHosts, kAnswers, kCaptions, kPhotographers});

// Which kinds of phrase a line may begin with, or end with, going by one character.
using Kinds = std::uint32_t;
constexpr Kinds kStaffKind = 1U << 0U;
constexpr Kinds kNoticeKind = 1U << 1U;
constexpr Kinds kJumpKind = 1U << 2U;
constexpr Kinds kBylineKind = 1U << 3U;
constexpr Kinds kAgencyKind = 1U << 4U;
constexpr Kinds kSignOffKind = 1U << 5U;
constexpr Kinds kAuthorNoteKind = 1U << 6U;
constexpr Kinds kEditorKind = 1U << 7U;
constexpr Kinds kQuestionKind = 1U << 8U;
constexpr Kinds kAnswerKind = 1U << 9U;
constexpr Kinds kCaptionKind = 1U << 10U;
constexpr Kinds kSurnameKind = 1U << 11U;
constexpr Kinds kNumeralKind = 1U << 12U;
constexpr Kinds kPublicationEndKind = 1U << 13U;
constexpr Kinds kBylineEndKind = 1U << 14U;
constexpr Kinds kCaptionEndKind = 1U << 15U;
constexpr Kinds kDoubleSurnameKind = 1U << 16U;
constexpr Kinds kEnglishDeskKind = 1U << 17U;

class CharacterKinds {
 public:
  constexpr CharacterKinds() {
    for (const char32_t c : kSurnames) add(c, kSurnameKind);
    add_heads(kDoubleSurnames, kDoubleSurnameKind);
    for (const char32_t c : kNumerals) add(c, kNumeralKind);
    add_heads(kStaff, kStaffKind);
    add_heads(kNotices, kNoticeKind);
    add_heads(kJumps, kJumpKind);
    add_heads(kEnglishBylines, kBylineKind);
    add_heads(kBylines, kBylineKind);
    add_ends(kEnglishDesks, kEnglishDeskKind);
    add_heads(kAgencies, kAgencyKind);
    add_heads(kWires, kSignOffKind);
    add_heads(kSources, kSignOffKind);
    add_heads(kAuthorNotes, kAuthorNoteKind);
    add_heads(kEditorLabels, kEditorKind);
    add_heads(kEditorNotes, kEditorKind);
    add_heads(kQuestions, kQuestionKind);
    add(U'《', kQuestionKind | kBylineKind);
    add(U'主', kQuestionKind);  // 主持人
    add_heads(kAnswers, kAnswerKind);
    add_heads(kCaptions, kCaptionKind);
    add_heads(kPhotographers, kCaptionKind);
    add_ends(kPublicationEnds, kPublicationEndKind);
    add_ends(kDeskEnds, kBylineEndKind);
    add_ends(kGroupEnds, kBylineEndKind);
    add_ends(kCaptionEnds, kCaptionEndKind);
  }

  // False for nearly all characters that have no kinds.
  constexpr bool may_have(char32_t c) const {
    return (may_have_[c % kFilter / 64] >> (c % 64) & 1U) != 0;
  }
  constexpr Kinds of(char32_t c) const {
    if (!may_have(c)) return 0;
    std::size_t at = slot_of(c);
    while (slots_[at].character != 0 && slots_[at].character != c) at = (at + 1) % kSlots;
    return slots_[at].kinds;
  }

 private:
  static constexpr std::size_t kSlots = 2048, kFilter = 0x8000;
  struct Slot {
    char32_t character = 0;
    Kinds kinds = 0;
  };

  static constexpr std::size_t slot_of(char32_t c) { return (c * 0x9E3779B1U >> 16U) % kSlots; }
  constexpr void add(char32_t c, Kinds kinds) {
    std::size_t at = slot_of(c);
    while (slots_[at].character != 0 && slots_[at].character != c) at = (at + 1) % kSlots;
    slots_[at].character = c;
    slots_[at].kinds |= kinds;
    may_have_[c % kFilter / 64] |= std::uint64_t{1} << (c % 64);
  }
  constexpr void add_heads(List list, Kinds kinds) {
    for (const View phrase : list) add(phrase.front(), kinds);
  }
  constexpr void add_ends(List list, Kinds kinds) {
    for (const View phrase : list) add(phrase.back(), kinds);
  }

  std::array<Slot, kSlots> slots_{};
  std::array<std::uint64_t, kFilter / 64> may_have_{};  // a bit for characters of one remainder
};

constexpr Kinds kNameKinds = kSurnameKind | kDoubleSurnameKind | kNumeralKind;
constexpr Kinds kEndKinds =
    kPublicationEndKind | kBylineEndKind | kCaptionEndKind | kEnglishDeskKind;

// Which two characters a text may begin with if it begins with a phrase of the lists.
class PhraseHeads {
 public:
  constexpr explicit PhraseHeads(std::span<const List> lists) {
    for (const List list : lists) {
      for (const View phrase : list) add(phrase);
    }
  }

  constexpr bool may_begin(View line) const {
    return line.size() > 1 && (bits_[slot_of(line) / 64] >> (slot_of(line) % 64) & 1U) != 0;
  }

 private:
  static constexpr std::size_t kBits = 4096;

  static constexpr std::size_t slot_of(View line) {
    return ((line[0] * 0x9E3779B1U + line[1]) * 0x85EBCA6BU >> 20U) % kBits;
  }
  constexpr void add(View phrase) {
    if (phrase.size() < 2) return;  // a mark
    bits_[slot_of(phrase) / 64] |= std::uint64_t{1} << (slot_of(phrase) % 64);
  }

  std::array<std::uint64_t, kBits / 64> bits_{};
};

}  // namespace broadsheet::newspaper::phrases
