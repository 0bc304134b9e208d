// SPDX-License-Identifier: Apache-2.0
#ifndef BROADSHEET_TESTS_SUPPORT_SAMPLE_PAGES_H_
#define BROADSHEET_TESTS_SUPPORT_SAMPLE_PAGES_H_

// Documents that every exporter is tried on.

#include <string>

#include "fake_document.h"

namespace broadsheet::testing {

/// A page with one of everything: two articles, all roles, furniture, every kind of segment,
/// sentences with marks, labels on every kind of target, a layer, messages, two pages.
inline void fill_sample_page(FakeDocument& page) {
  page.set_property("source.path", "pages/0007.txt");
  page.set_property("source.sha256", std::string(64, 'a'));
  page.set_property("source.bytes", "1234");
  page.set_property("source.media_type", "text/plain");
  page.set_property("source.encoding", "UTF-8");
  page.set_property("pipeline.name", "newspaper");
  page.set_property("pipeline.fingerprint", std::string(64, 'b'));
  page.set_property("title", "示例日报");
  page.set_property("date", "2024年6月24日");
  page.set_property("language", "zh-Hans");
  page.add_stage("reader_text", "1.0.0", std::string(64, 'c'));
  page.add_stage("annotator_policy", "1.1.0", std::string(64, 'd'));

  page.add_line("07");                                 // 0
  page.add_line("加快科技创新");                       // 1
  page.add_line("本报记者 张辉");                      // 2
  page.add_line("科技兴则民族兴，科技 强则国家强。");  // 3
  page.add_line("");                                   // 4
  page.add_line("“持续推进。”他说，会有100亿元in-");   // 5
  page.add_line("vestment. The end.");                 // 6
  page.add_line("Plain news", 2);                      // 7
  page.add_line("One sentence only.", 2);              // 8
  page.add_line("\x0C", 2);                            // 9

  const std::uint32_t article = page.add_article();
  page.set_property(BROADSHEET_TARGET_ARTICLE, article, "headline", "加快科技创新");
  page.set_property(BROADSHEET_TARGET_ARTICLE, article, "byline", "本报记者 张辉");
  page.set_property(BROADSHEET_TARGET_ARTICLE, article, "column", "要闻");
  page.add_block(article, BROADSHEET_ROLE_HEADLINE, {copy(1)}, 0.93F);
  page.add_block(article, BROADSHEET_ROLE_BYLINE, {copy(2)}, 0.8F);
  const std::uint32_t body = page.add_block(
      article, BROADSHEET_ROLE_PARAGRAPH,
      {copy(3, 0, 30), remove(3, 30, 31, "letter_spacing"), copy(3, 31),
       replace(5, 0, 3, "「", "quote"), copy(5, 3, 47), remove(5, 47, 48, "hyphen"), copy(6)},
      0.5F);
  const std::string text = page.block_texts.substr(page.blocks[body].text_begin_byte);
  const std::size_t first_end = text.find("。") + 3;
  page.add_sentence(body, 0, first_end);
  const std::size_t quote_end = text.find("”") + 3;
  page.add_sentence(body, first_end, quote_end, BROADSHEET_SENTENCE_INNER_QUOTE);
  page.add_sentence(body, quote_end, text.size());
  page.add_label(BROADSHEET_TARGET_SENTENCE, 0, "policy.topic", "science", 0.91,
                 {{body, 0, 6, 0.75}, {body, 9, 12, -0.25}});
  page.add_label(BROADSHEET_TARGET_SENTENCE, 2, "policy.instrument", "funding", 0.875,
                 {{body, text.find("100"), text.find("100") + 3}});
  page.add_label(BROADSHEET_TARGET_BLOCK, body, "policy.function", "announcement", 0.5);
  page.add_label(BROADSHEET_TARGET_ARTICLE, article, "policy.topic", "science", 0.7,
                 {{body, 0, 6}});
  page.add_label(BROADSHEET_TARGET_DOCUMENT, 0, "page.kind", "news", 1.0);

  const std::uint32_t second = page.add_article();
  page.add_block(second, BROADSHEET_ROLE_HEADLINE, {copy(7)});
  page.add_block(second, BROADSHEET_ROLE_PARAGRAPH, {copy(8)});
  page.add_block(BROADSHEET_NONE, BROADSHEET_ROLE_FURNITURE, {copy(0)});
  page.add_removal(9, 0, 1, "control_character");

  const std::uint32_t layer = page.add_layer("places", {{"name", BROADSHEET_TYPE_STRING},
                                                        {"count", BROADSHEET_TYPE_INTEGER},
                                                        {"weight", BROADSHEET_TYPE_NUMBER},
                                                        {"is_capital", BROADSHEET_TYPE_BOOLEAN}});
  page.add_annotation(layer, BROADSHEET_TARGET_BLOCK, body, 0, 6,
                      {{0, BROADSHEET_TYPE_STRING, page.string_id("成都"), 0},
                       {1, BROADSHEET_TYPE_INTEGER, -3, 0},
                       {2, BROADSHEET_TYPE_NUMBER, 0, 0.25},
                       {3, BROADSHEET_TYPE_BOOLEAN, 1, 0}});
  page.add_annotation(layer, BROADSHEET_TARGET_ARTICLE, second, 0, 0, {});
  page.add_message(BROADSHEET_WARNING, "control-character", "a form feed was left out",
                   "none needed", page.lines[9].begin_byte, page.lines[9].end_byte);
  page.add_message(BROADSHEET_NOTE, "low-margin", "a margin was low", "");
}

/// Every role, with texts that break formats: markup, quotes, formulas, control characters, white
/// space.
inline void fill_hostile_page(FakeDocument& page) {
  const std::string nul_and_controls("nul \0 bell \x07 escape \x1B delete \x7F", 31);
  const std::string hostile[] = {
      "<p>&amp; ]]> \"quoted\" 'single'",
      "=1+1",
      "-2",
      "+3",
      "@SUM(A1)",
      "\ttab first",
      "\rcarriage",
      nul_and_controls,
      "\xEF\xBF\xBE nonchar \xEF\xBF\xBF",
      "\xF0\x9F\x93\xB0\xF0\xA0\x80\x80 beyond the BMP",
      "a,b;\"c\"\td",
      "  white  space  ",
      "--><!-- comment -->",
      "e\xCC\x81 combining \xE2\x80\xAE override \xE2\x80\xA8 separator"};
  page.set_property("source.path", "pages/<a> & \"b\"\n.txt");
  page.set_property("title", hostile[7]);
  page.set_property("language", "not a language!");
  page.set_property("date", "yesterday");
  page.add_article();  // without blocks
  for (std::uint32_t role = 0; role < BROADSHEET_ROLE_COUNT; ++role) {
    const std::uint32_t article = page.add_article();
    page.set_property(BROADSHEET_TARGET_ARTICLE, article, "headline", hostile[role]);
    page.set_property(BROADSHEET_TARGET_ARTICLE, article, "date", hostile[role]);
    for (std::uint32_t again = 0; again < 2; ++again)
      page.add_text_block(article, role, hostile[role]);
    page.add_block(article, role, {});  // an empty block
    page.add_text_block(article, BROADSHEET_ROLE_COUNT + role,
                        hostile[role]);  // roles of a newer host
  }
  const std::uint32_t mixed = page.add_article();  // all roles in an order that no page has
  for (std::uint32_t role = BROADSHEET_ROLE_COUNT; role-- > 0;)
    page.add_text_block(mixed, role, hostile[role]);
  for (const std::string& text : hostile) page.add_furniture(text);
  for (std::uint32_t block = 0; block < page.blocks.size(); ++block) {
    const std::uint64_t length =
        page.blocks[block].text_end_byte - page.blocks[block].text_begin_byte;
    if (length == 0) continue;
    const std::uint32_t sentence = page.add_sentence(block, 0, length);
    page.add_label(BROADSHEET_TARGET_SENTENCE, sentence, "1 scheme<>.&", "label \"\x01\"",
                   0.123456789);
    page.add_label(BROADSHEET_TARGET_BLOCK, block, "", "", 1.0, {{block, 0, length}});
  }
  const std::uint32_t layer = page.add_layer("layer <&>", {{"", BROADSHEET_TYPE_STRING}});
  page.add_annotation(layer, BROADSHEET_TARGET_DOCUMENT, 0, 0, 0,
                      {{0, BROADSHEET_TYPE_STRING, page.string_id(hostile[7]), 0}});
  page.add_message(BROADSHEET_ERROR, "hostile", hostile[7], hostile[0]);
}

}  // namespace broadsheet::testing

#endif
