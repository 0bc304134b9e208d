// SPDX-License-Identifier: Apache-2.0
#include "sentence_splitter.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "annotator_sentences_scoring.h"

namespace broadsheet::sentences {
namespace {

// --- Chinese: the numbers are those of the README ---

TEST(CjkRules, EndASentenceAtTerminatorsAndTheirRuns) {
  expect_split("谁来管这条断头路？|居民等了六年！|街道办给出了时间表。");
  expect_split("这样的账单也敢寄出来？！|用户直呼离谱！！！|供热公司致歉。。");
  expect_split("渔船今晨返港｡|舱里装满带鱼｡");
}

TEST(CjkRules, TakeAsciiMarksBetweenIdeographs) {
  expect_split("这么大的坑谁来填?|已经有三辆电动车摔倒!|养护单位答应抢修.");
  expect_split("县里新修水渠四十里.|旱田变成了水浇地.");
  expect_split("门诊量上升12%.|其中儿童约占一半.");
}

TEST(CjkRules, LeaveNumbersNamesAndAddressesWhole) {
  expect_split("气温为23.6℃，偏高1.8℃。|价格上涨０．７％。");
  expect_split("2023.11.08起停用，3.2.1版上线。");
  expect_split("早年的Yahoo!邮箱已停用。|登录www.example.com.cn查询。");
  expect_split("他读完Ph.D.后回国。|公司名叫Green Leaf Inc.，总部在西部。");
}

TEST(CjkRules, EndAtAFullWidthStopBehindAnAbbreviation) {
  expect_split("公司与Apple Inc.。|双方签约。");
  expect_split("他毕业于M.I.T.。|现居北京。");
}

TEST(CjkRules, CloseAQuotationByTheMarkThatOcrMadeOfIt) {
  expect_split("“大桥合龙。\"|工人欢呼。");
  expect_split("\"大桥合龙。”|工人欢呼。|“明年通车。”|众人鼓掌。");
  expect_split("〝大橋合龍。〞|工人歡呼。|〝明年通車。〟|眾人鼓掌。");
}

TEST(CjkRules, AttachClosersFootnotesAndShortBracketsToTheLeft) {
  expect_split("“质量是饭碗。 ”|工人们报以掌声。");
  expect_split("学界仍有争论。［2］|木牍提供了线索。[3]|后来又有发现。①|人们不再怀疑。");
  expect_split("代表团今天离京。（完）");
  expect_split("首批学员已经结业。（记者 温岭）|第二批下月入学。");
}

TEST(CjkRules, TakeABracketWithItsOwnTerminatorForASentence) {
  expect_split("剧情在此反转。|（她早就知道了。只是没有说。）|观众席传来惊呼。");
}

TEST(CjkRules, EndNothingInsideBracketsAndTitles) {
  expect_split("他给出的理由（谁信呢？）很快被推翻。|警方已介入。");
  expect_split("电影《别怕，有我！》今日首映。|他唱完《你好吗？》走下舞台。");
  expect_split("【你问我答！第12期】读者来信询问手续。");
}

TEST(CjkRules, GoOnAfterABracketThatNeverCloses) {
  expect_split("工程总投资（含征地费1.3亿元，分三年拨付。|首期款已经到位。");
}

TEST(CjkRules, SplitInsideQuotationsAndMarkIt) {
  const std::string text = "村支书说：“路通了。我们等了三代人。”他擦了擦眼角。";
  expect_split("村支书说：“路通了。|我们等了三代人。”|他擦了擦眼角。");
  const std::vector<Sentence> sentences = split(text, {});
  ASSERT_EQ(sentences.size(), 3U);
  EXPECT_EQ(sentences[0].marks, kInnerQuote);
  EXPECT_EQ(sentences[1].marks, 0U);
  Options keep;
  keep.quotes = Quotes::kKeep;
  expect_split("村支书说：“路通了。我们等了三代人。”|他擦了擦眼角。", keep);
}

TEST(CjkRules, GoOnWhereAQuestionOrACallIsPartOfItsSentence) {
  expect_split(
      "“再来一个！”的喊声持续了五分钟。|“搬不搬？”之争从未停过，“补多少？”等问题也悬而未决。");
  expect_split("导游刚说完“集合！”，雨点就砸了下来。");
  expect_split("队员们高呼“冲上去！”翻过了最后一道坎。|观众席一片沸腾。");
  expect_split("“加油！”“别停！”的呼声响成一片。");
  expect_split("“水退了！”孩子们喊道。|大堤上的人坐下来喘口气。");
  expect_split("“要是早点送医院……”邻居叹息道。|救护车开了四十分钟。");
}

TEST(CjkRules, EndWhereANewSentenceFollowsTheQuotation) {
  expect_split("“你们村还缺老师吗？”|电话那头沉默了很久。");
  expect_split("队长一挥手：“开闸！”|河水涌进了干渠。");
  expect_split("“药费少了三成。”|她翻着病历说，“现在只要一百多块。”");
}

TEST(CjkRules, TakeWhatIsNotSaidForNoReportingTail) {
  expect_split("“你去吗？”|她没有回答。");
  expect_split("“你去吗？”她问。|他没说。");
}

TEST(CjkRules, KeepAReportingTailAndASignatureWithTheirQuotation) {
  expect_split("“今年的桃子甜得很。”果农秦大山说。|他家的果园已经订出。");
  expect_split("“种树的人不一定乘凉。”——一位护林员的留言");
  expect_split("「船票還有嗎？」她急著問。|售票員搖了搖頭。");
}

TEST(CjkRules, BeginAnewAfterAQuotationThatHasItsReportingClauseInFront) {
  expect_split("王明表示：“企业是创新主体。”|他还说，政府要当好店小二。");
  expect_split("“天黑了，快走吧。”母亲催促道，声音有些发抖。");
}

TEST(CjkRules, GoOnWhereTheQuotationIsTheSubject) {
  expect_split("“谁来养老？”“怎么养老？”是摆在社会面前的难题。");
  expect_split("“注意安全！”字样随处可见。|墙上写着“请勿攀爬。”四个大字。");
  expect_split("“真的吗？”|“当然是真的！”|老李拍着胸脯。");
}

TEST(CjkRules, TakeQuotesSideBySideForOne) {
  expect_split("他把“为什么？”“怎么办？”“谁来干？”写在黑板上。|同学们陷入沉思。");
  expect_split("“走吧！”|“等等我！”|孩子们跑远了。");
}

TEST(CjkRules, BeginATurnAtADashBeforeAQuotation) {
  expect_split("——“是谁？”|——“是我。”");
  expect_split("“人民是水。”——摘自老人的日记");
}

TEST(CjkRules, GoOnAtSemicolonsColonsDashesAndEllipses) {
  expect_split("东片区先修管网；西片区先拆违建。|这条路——准确地说是条土埂——一下雨就断。");
  expect_split("从挑水、打井到自来水……这个村走了四十年。|水费用手机就能缴。");
  Options clauses;
  clauses.clauses = true;
  expect_split("东片区先修管网；|西片区先拆违建。|措施如下：|增开列车。", clauses);
  EXPECT_EQ(split("先修管网；再拆违建。", clauses)[0].marks, kClause);
}

TEST(CjkRules, KeepListMarksWithTheirItems) {
  expect_split("1. 先关闭燃气阀门。|2. 打开门窗通风。|3．到室外拨打电话。");
  expect_split("需要以下材料：1. 身份证复印件；2. 房产证明。");
  expect_split("本次调整涉及：（1）5路公交延长。|（2）18路公交缩短间隔。");
  expect_split("流程如下：①网上预约。|②现场核验。|③领取证件。");
  expect_split("会议明确了两点。|一是资金不得挪用。|二是工期不得拖延。");
}

TEST(CjkRules, BeginASentenceAtASpeakerOnlyAfterATerminator) {
  expect_split("问：补贴标准变了吗？|答：每亩提高三十元。");
  expect_split("主持人：那我们先从水渠…… 老吴：我来讲吧。|主持人：好的。");
}

// A wrapped line has no space before its line feed, and is as wide as the others.
TEST(CjkRules, EndALineThatAPersonEnded) {
  expect_split(
      "春の集い \n|会場は駅前の広場です、雨の日は市民会館の大きな部屋になります。 \n|入場無料",
      in_language("ja"));
  expect_split("活动安排 \n|上午九点在广场集合，由志愿者带队前往新落成的图书馆参观。");
  expect_split("これは父の \n家です。", in_language("ja"));  // as wide as the widest
  expect_split("活动安排\n上午九点在广场集合，由志愿者带队前往新落成的图书馆参观。");  // no space
  expect_split("The meeting \nwas moved to the hall behind the church, as it rained.");
}

TEST(CjkRules, BeginANoteAtItsMark) {
  expect_split("定員は三十名です\n|※先着順となります", in_language("ja"));
  expect_split("票价三十元\n|※ 六十岁以上免费");
  expect_split("表中带※的为重点项目。");
}

// ASCII digits begin sentences too (golden-ja-0010 and -0011 want none there).
TEST(CjkRules, EndBeforeDigits) {
  expect_split("港は閉じられた。|1953年、橋が架かった。|３本目は木の橋である。", in_language("ja"));
  expect_split("馆中的恐龙化石展出。|1355年，城墙建成。");
}

TEST(CjkRules, EndEveryParagraph) {
  expect_split("“这里以前是盐碱地。|现在一年收两季。\n\n|张家湾的变化只是开始。");
  expect_split("环城东路将实行\n\n|单向通行，为期三个月。");
  expect_split("成果\n转化要靠市场。|也要靠政府。");
}

// --- English and other alphabetic languages ---

TEST(AlphabeticRules, LeaveTitlesAndAbbreviationsWhole) {
  expect_split("Mr. Doyle arrived late. |Mrs. Doyle had left.");
  expect_split("Gov. Alice Merrow met Lt. Col. James Reddy and Prof. Adair.");
  expect_split("Some goods, e.g. lamps, were saved. |Clocks, chairs, etc., will be auctioned.");
  expect_split("In Harlan v. City of Dunmore, the court sided with the tenants.");
}

TEST(AlphabeticRules, EndAfterAnAbbreviationWhereAStarterFollows) {
  expect_split("The U.S. Navy towed the barge. |It is sold across the U.S. |The company exports.");
  expect_split("Its only rival is Bexley Inc. |Both trade over the counter.");
  expect_split("She runs Apple Inc. |Shares rose. |It stood on Elm St. |Neighbors called.");
  expect_split("The fire spread to Elm St. |No one was hurt at St. Brendan's Church.");
  expect_split(
      "The march began in Washington, D.C. |Police closed six blocks. |D.C. officials praised it.");
}

TEST(AlphabeticRules, LookAtTheSideOfATimePhrase) {
  expect_split(
      "At 5 a.m. Mr. Smith went to the bank. |He left at 6 P.M. |Mr. Smith then went home.");
  expect_split(
      "Doors open at 9 a.m. Saturday. |The last tour leaves at 4:30 p.m. |Admission is free.");
  expect_split("In 44 B.C. Caesar was killed. |Rome was founded in 753 B.C. |Augustus came later.");
}

TEST(AlphabeticRules, TellNumbersAndUnitsFromWords) {
  expect_split(
      "He lives at No. 14 Canal Row. |Asked to sell, he said no. |His neighbors were relieved.");
  expect_split("The lot has 500 sq. ft. |Neighbors laughed.");
  expect_split("She weighed 5 lb. |Tom was impressed. |Come in. |Sit down.");
  expect_split("Rates rose 0.25 points to 4.75 percent. |Ortega hit .312 with 2.9%. |Wages grew.");
  expect_split("The plant closed in 1998. |40 workers stayed.");
}

TEST(AlphabeticRules, TellInitialsFromTheEndOfASentence) {
  expect_split("J. R. Whitlock bought it from E. B. Stone. |Ann M. Foley asked for a recount.");
  expect_split("We make a good team, you and I. |Did you see Albert I. Jones?");
  expect_split("The town went with Plan B. |It cost less.");
}

// A letter with digits is no initial.
TEST(AlphabeticRules, EndAfterLettersWithDigits) {
  expect_split("He was in his 40s. |Police arrested him.");
  expect_split("The hall dates from the 1920s. |Critics loved it.");
  expect_split("The port tests 5G. |Drivers flew an F-16. |Leaders met at the G7. |Japan hosted.");
  expect_split("It cost 5s. 6d. a yard.");
}

TEST(AlphabeticRules, KnowAbbreviationsOfOldPapers) {
  expect_split("The 2d Regt. N. Y. Vols. left with Adjt. Jones and Sergt. Brown. |Crowds cheered.");
  expect_split("Off Lat. 40, lon. 70, and cor. Fulton-st. and Broadway. |P.S. I am well.");
  expect_split("See Rev. ii. 17, and 1 Cor. xiii. 4. |The text is plain.");
  expect_split("“No. |Never,” he said. |He likes pop. |Stars do.");
}

TEST(AlphabeticRules, KnowTitlesOfSeveralPersons) {
  expect_split("Sens. Hale and Ortiz met Reps. Bell and Cole. |Drs. Hill and Poe did not.");
  expect_split("Ald. Burke thanked the Rt. Hon. William Hart.");
}

TEST(AlphabeticRules, EndAfterTheNumberOfAWar) {
  expect_split("He served in World War I. |Germany lost.");
}

TEST(AlphabeticRules, TakeAnEllipsisAtTheBeginningWithItsSentence) {
  expect_split("... But the war went on. |No one knew why.");
  expect_split("It ended. |“... But the war went on,” he wrote.");
}

TEST(AlphabeticRules, KnowHeadingsByTheirAbbreviation) {
  expect_split("Sec. 5. Penalties are due yearly. |Sec. 6. The mayor shall publish them.");
}

TEST(AlphabeticRules, GoOnAfterAQuotationWithAnAttribution) {
  expect_split("“Why?” I asked. |He shrugged. |“Why?” |I turned away.");
  expect_split("“Where is the money?” he asked. |No one replied.");
  expect_split("“Is the bridge safe?” Harper asked. |The engineer shook his head.");
  expect_split("“Get out!” shouted Mrs. Lindqvist. |“Who will pay?” |The room fell silent.");
  expect_split("“It was dark. |We could hear the water,” she said.");
}

TEST(AlphabeticRules, TakeEllipsesByWhatFollows) {
  expect_split("“I thought ... well, I hoped,” she said. |He did not.");
  expect_split("“The treaty is dead. ... |We must begin again,” he wrote.");
  expect_split(
      "I never meant that.... |She left. |I wasn’t really ... well . . . I didn’t mean it.");
}

TEST(AlphabeticRules, TakeBracketsLikeTheChineseRules) {
  expect_split("The bill (remember it?) is back. |(Two members had left early.) |It meets Monday.");
  expect_split("He teaches science (He worked as an engineer.) at the University.");
}

TEST(AlphabeticRules, KeepListMarksWithTheirItems) {
  expect_split("1. Boil all water. |2. Throw out soft food.");
  expect_split("1) The first item |2) The second item");
  expect_split("• 9. The first item |• 10. The second item");
  expect_split("The plan has three parts: 1) a levee, 2) a pump and 3) a siren.");
  expect_split("Q. Why raise the fare now? |A. Fuel costs doubled.");
  expect_split("Here are the rules:\n|* Be kind.\n|* Be honest.");
}

// Where lines were joined by a space, the splitter is told; a column's lines are no items.
TEST(AlphabeticRules, FindListItemsWhereLinesOfTheSourceEnded) {
  const auto joined = [](std::string text) {  // '/' stands for the end of a line
    std::vector<LineEnd> line_ends;
    for (std::size_t at = 0; (at = text.find('/', at)) != std::string::npos; text[at] = ' ')
      line_ends.push_back({at, false});
    std::vector<Sentence> sentences;
    split(text, in_language("en"), sentences, line_ends);
    for (std::size_t i = sentences.size(); i-- > 1;) text.insert(sentences[i].begin_byte, 1, '|');
    return text;
  };
  EXPECT_EQ(joined("The rules:/• Be kind/• Be honest"), "The rules: |• Be kind |• Be honest");
  EXPECT_EQ(joined("Bring:/a) a lamp/b) a coat/They were all there when we came."),
            "Bring: |a) a lamp |b) a coat |They were all there when we came.");
  EXPECT_EQ(joined("1. The council of/Washington met and/2. it rose."),
            "1. The council of Washington met and |2. it rose.");
  EXPECT_EQ(joined("The great war of King Charles/I. was long and/the people were poor."),
            "The great war of King Charles I. was long and the people were poor.");
}

TEST(CjkRules, EndALineThatAPersonEndedWhereItWasJoined) {
  const std::string text = "春の集い会場は駅前の広場です、雨の日は市民会館になります。";
  for (const bool had_space : {true, false}) {
    const LineEnd ends[] = {{12, had_space}};
    std::vector<Sentence> sentences;
    split(text, in_language("ja"), sentences, ends);
    EXPECT_EQ(sentences.size(), had_space ? 2U : 1U);
  }
}

TEST(AlphabeticRules, LeaveAddressesWholeAndFindLostSpaces) {
  expect_split(
      "Write to j.r.hale@example.org or see www.example.org/fair. |Visit https://example.com. "
      "|Enter free.");
  expect_split("Write to a.b@c.org. |Phone the hall. |Read un.org. |Delegates do.");
  expect_split("The gates shut at noon.|The crowd drifted home.|Nobody complained.");
}

TEST(AlphabeticRules, EndBeforeBrandsWrittenSmallAndAfterBrandsWithAMark) {
  expect_split("Phone sales fell. |iPhone owners keep theirs. |Yahoo! shares slipped.");
}

TEST(AlphabeticRules, LeaveDatelinesAndDashesWhole) {
  expect_split("ST. LOUIS, Mo., Aug. 4 (UPI) — The river crested. |Levees held.");
  expect_split("NEW YORK, Nov. 3. — Stocks fell. |He died Nov. 3. |— Bonds rose.");
  expect_split("PORTSMOUTH, N.H., Oct. 12.—The schooner Alma went ashore; all were saved.");
}

TEST(AlphabeticRules, KnowOtherLanguages) {
  expect_split("Am 12. Juni kam Dr. Meyer, z. B. mit dem Zug. |Er blieb bis 3. Mai.",
               in_language("de"));
  expect_split("Er starb am 3. 4. 1871. |Niemand kam. |Es stand 3:2. |Trainer Meier ging.",
               in_language("de"));
  expect_split("Se. Maj. der König empfing den Abg. Dr. Lasker. |Preis 3 Mk. 50 Pf. |Er dankte.",
               in_language("de"));
  expect_split("Le kilo coûte 5 fr. 50. |C'est cher.", in_language("fr"));
  expect_split("Ayer salieron SS. MM. los Reyes. |Volvieron hoy.", in_language("es"));
  expect_split("»Wirklich?« |»Ja, absolut!«", in_language("de"));
  expect_split("Voir fig. 3 du chap. 5. |M. Dupont arrive.", in_language("fr"));
  expect_split("Л. Н. Толстой жил на ул. Мира и т.д. |Он писал.", in_language("ru"));
  expect_split("В 2010 г. Иванов приехал в г. Москву. |Он родился в 1950 г. |Умер в 2000 г.",
               in_language("ru"));
  expect_split("Er wohnt in der Hauptstr. 5. |Sie auch.", in_language("de"));
  expect_split("モーニング娘。のコンサートが開かれた。|分からない……。|でも行く！");
  expect_split("यह एक वाक्य है। |डॉ. सिंह आए।", in_language("hi"));
  expect_split("하이큐!! 새 시즌이 나왔어요. |정말 좋아요! |또 봐요.", in_language("ko"));
  expect_split("ما اسمك؟ |اسمي أحمد.", in_language("ar"));
  expect_split("ሰላም እንዴት ነህ። |ዛሬ ጥሩ ቀን ነው።", in_language("am"));
  expect_split("สวัสดีครับ |วันนี้อากาศดีจัง", in_language("th"));
  expect_split("「そんなわけないだろう。」と彼は言った。|しかし誰も信じなかった。");
}

TEST(AlphabeticRules, EndBeforeAnInvertedMark) {
  expect_split("Le escribo a Ud. |¿Cuándo llega el tren?", in_language("es"));
  expect_split("Vino de EE. UU. |¡Qué viaje!", in_language("es"));
}

TEST(AlphabeticRules, KnowTheEnglishPronounInEnglishOnly) {
  expect_split("Guarda... |I bambini dormono.", in_language("it"));
  expect_split("But... I never saw it.", in_language("en"));
}

TEST(AlphabeticRules, TakeSpacedAbbreviationsForNoListMark) {
  expect_split("Sie hat ca. 300 Mitglieder, u. a. in Berlin. |Er kam um 14.30 Uhr.",
               in_language("de"));
  expect_split("Bring these. |a. a lamp |b. a coat", in_language("en"));
}

TEST(AlphabeticRules, TakeTheUsersAbbreviationsFirst) {
  Lexicon own;
  ASSERT_TRUE(own.add("# mine\nnever: Bspw Plk\ntitle: Kdt\n", nullptr));
  Options options;
  options.abbreviations = &own;
  expect_split("The Kdt. Miller left with Plk. Other men stayed.", options);
  expect_split("The Kdt. |Miller left.");
}

TEST(AlphabeticRules, ReadMarksBetweenSpacesByWhatFollows) {
  expect_split("' The pumps are on , ' she wrote . |' Why did nobody come ?");
}

// --- the README ---

// The examples, in backticks, of the section that begins with `heading`, a trailing … filled in,
// and line feeds for ⏎.
std::vector<std::string> readme_examples(const std::string& heading, const std::string& filler) {
  std::ifstream file(std::filesystem::path(BROADSHEET_SOURCE_DIR) /
                     "plugins/annotator_sentences/README.md");
  std::stringstream text;
  text << file.rdbuf();
  std::string section = text.str();
  section.erase(0, section.find(heading) + heading.size());
  section.erase(section.find("\n##"));
  std::vector<std::string> examples;
  for (std::size_t open = section.find('`'); open != std::string::npos;) {
    const std::size_t close = section.find('`', open + 1);
    std::string example = section.substr(open + 1, close - open - 1);
    if (example.ends_with("|…")) example.replace(example.size() - 3, 3, filler);
    for (std::size_t at = 0; (at = example.find("⏎")) != std::string::npos;)
      example.replace(at, std::string("⏎").size(), "\n");
    examples.push_back(example);
    open = section.find('`', close + 1);
  }
  return examples;
}

TEST(Readme, ShowsForChineseWhatTheSplitterDoes) {
  const std::vector<std::string> examples = readme_examples("### Chinese", "后来又有消息。");
  EXPECT_GE(examples.size(), 20U);
  for (const std::string& example : examples) expect_split(example);
}

TEST(Readme, ShowsForEnglishWhatTheSplitterDoes) {
  const std::vector<std::string> examples =
      readme_examples("### English and other alphabetic languages", "They went home.");
  EXPECT_GE(examples.size(), 10U);
  for (const std::string& example : examples) expect_split(example, in_language("en"));
}

// --- cases written by the convention, and public cases where they are at hand ---

TEST(NewsCases, AreAllSplitByTheConvention) {
  const std::filesystem::path folder =
      std::filesystem::path(BROADSHEET_SOURCE_DIR) / "tests/plugins/data";
  const Score chinese = score(folder / "annotator_sentences_zh_news.jsonl");
  const Score english = score(folder / "annotator_sentences_en_news.jsonl");
  EXPECT_EQ(chinese.cases, 90U);
  EXPECT_EQ(chinese.exact, chinese.cases);
  EXPECT_EQ(english.cases, 70U);
  EXPECT_EQ(english.exact, english.cases);
}

TEST(GoldenCases, ReachTheirFigures) {
  const char* given = std::getenv("BROADSHEET_SHARED");
  const std::filesystem::path shared =
      given != nullptr ? std::filesystem::path(given)
                       : std::filesystem::path(BROADSHEET_SOURCE_DIR) / "../shared";
  const std::filesystem::path folder = shared / "sentences";
  if (!std::filesystem::exists(folder / "golden_en.jsonl"))
    GTEST_SKIP() << "no golden cases at " << folder;
  const std::pair<const char*, double> floors[] = {
      {"en", 0.92}, {"zh", 0.95}, {"ja", 0.90}, {"ko", 0.86}, {"de", 0.90}, {"fr", 0.96},
      {"es", 0.96}, {"it", 0.95}, {"pt", 0.97}, {"ru", 0.95}, {"pl", 0.95}, {"cs", 0.95},
      {"uk", 0.98}, {"ar", 0.91}, {"hi", 0.94}, {"th", 0.97}, {"my", 0.94}};
  for (const auto& [language, floor] : floors) {
    EXPECT_GE(score(folder / (std::string("golden_") + language + ".jsonl")).share(), floor)
        << language;
  }
  const Score rules = score(folder / "golden_en.jsonl", true);
  EXPECT_EQ(rules.exact, rules.cases);
}

}  // namespace
}  // namespace broadsheet::sentences
