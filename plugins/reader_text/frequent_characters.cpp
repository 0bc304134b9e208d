// SPDX-License-Identifier: Apache-2.0
#include "frequent_characters.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace broadsheet::text_reader {
namespace {

constexpr std::u32string_view kPunctuation = U"，。、；：？！“”‘’（）《》「」『』…—·　";
constexpr std::u32string_view kHanOfBothScripts =
    U"的一是了我不人在他有上到大地中子你生年着就那和要也得自以可下而天去能小多心之都好看起成只如事"
    U"把用第想作"
    U"情己面最女但前些所同日手又行意期它位分因很名法世什次使身者被高已其此常部工全化公市主本方法民"
    U"政新";
constexpr std::u32string_view kSimplified =
    U"这个们来时为说国着出里后会家过对学么发当没还样道种开总从无现动头经长儿回爱给间斯两亲进话与员"
    U"业产务济设机"
    U"关报实记党华区级体东北省县";
constexpr std::u32string_view kTraditional =
    U"這個們來時為說國著出裡後會家過對學麼發當沒還樣道種開總從無現動頭經長兒回愛給間斯兩親進話與員"
    U"業產務濟設機"
    U"關報實記黨華區級體臺灣台港府";
constexpr std::u32string_view kHangul =
    U"이다는을의에가고하도로은지한사를서자기리어인시정그부해대보나일아스수라들전국으과니장조만상여"
    U"원제주년있우"
    U"것했된할및등와성공동";

/// Sorted, so that membership is a binary search.
std::u32string sorted_set(std::u32string_view first, std::u32string_view second = {},
                          std::u32string_view third = {}) {
  std::u32string all(kPunctuation);
  all.append(first).append(second).append(third);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

bool is_kana(char32_t c) { return c >= 0x3041 && c <= 0x30FF; }

}  // namespace

bool is_frequent_character(char32_t character, Encoding encoding) {
  static const std::u32string chinese = sorted_set(kHanOfBothScripts, kSimplified, kTraditional);
  static const std::u32string traditional = sorted_set(kHanOfBothScripts, kTraditional);
  static const std::u32string korean = sorted_set(kHangul);
  static const std::u32string japanese = sorted_set({});
  const auto is_in = [&](const std::u32string& set) {
    return std::binary_search(set.begin(), set.end(), character);
  };
  switch (encoding) {
    case Encoding::kGb18030:
      return is_in(chinese);
    case Encoding::kBig5:
      return is_in(traditional);
    case Encoding::kEucKr:
      return is_in(korean);
    case Encoding::kShiftJis:
    case Encoding::kEucJp:
      return is_kana(character) || is_in(japanese);
    default:
      return false;
  }
}

}  // namespace broadsheet::text_reader
