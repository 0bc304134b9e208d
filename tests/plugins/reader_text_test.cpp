// SPDX-License-Identifier: Apache-2.0
// reader_text: encodings, maps to the original bytes, detection, refusals.

#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <fstream>
#include <map>
#include <random>
#include <string>
#include <string_view>

#include "binary_content.h"
#include "encoding_detector.h"
#include "plain_text.h"
#include "text_decoder.h"

namespace broadsheet::text_reader {
namespace {

using namespace std::string_literals;

/// Bytes of a UTF-8 text in another encoding, by ICU; fails the test where a character has none.
std::string encode(std::string_view utf8, const char* icu_name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(icu_name, &status);
  ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  std::string bytes(static_cast<std::size_t>(text.length()) * 8 + 16, '\0');
  const int32_t length =
      ucnv_fromUChars(converter, bytes.data(), static_cast<int32_t>(bytes.size()), text.getBuffer(),
                      text.length(), &status);
  ucnv_close(converter);
  EXPECT_TRUE(U_SUCCESS(status)) << icu_name << ": " << u_errorName(status);
  bytes.resize(static_cast<std::size_t>(length));
  return bytes;
}

/// A UTF-8 text from bytes in another encoding, by ICU's own way of decoding.
std::string decode_by_icu(std::string_view bytes, const char* icu_name) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), icu_name);
  EXPECT_TRUE(U_SUCCESS(status));
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

const std::string kEnglish =
    "Council votes to rebuild the bridge at Mill Street\n\nThe work begins in May.\n";
const std::string kChinese =
    "北河桥完成合龙\n\n昨天夜里，北河桥完成合龙。市民步行过河将缩短二十分钟，桥面预计下月铺装，年底"
    "前可以通车。"
    "记者从市交通局了解到，这个项目总投资一点三亿元，分三年拨付。“我们等这座桥等了十年。”住在河西的"
    "李师傅说。\n";
const std::string kTraditionalChinese =
    "新橋完成合龍\n\n昨天夜裡，北河橋完成合龍。市民步行過河將縮短二十分鐘，橋面預計下月鋪裝，年底前"
    "可以通車。"
    "記者從市政府了解到，這個計畫總經費一點三億元，分三年撥付。「我們等這座橋等了十年。」住在河西的"
    "李先生說。\n";
const std::string kJapanese =
    "橋の工事が終わる\n\n昨夜、北川の橋がつながった。来月には舗装が始まり、年内には車も通れるように"
    "なるという。"
    "市の担当者は「十年も待った橋です。歩いて渡る人の時間が二十分も短くなります」と話している。\n";
const std::string kKorean =
    "다리가 이어졌다\n\n어젯밤 북강 다리가 이어졌다. 다음 달에는 포장 공사를 시작하고 올해 안에 "
    "차가 다닐 수 있을 것으로 보인다. "
    "시 관계자는 \"십 년을 기다린 다리입니다. 걸어서 건너는 시간이 이십 분 줄어듭니다\"라고 "
    "말했다.\n";
const std::string kRussian =
    "Мост через реку готов\n\nВчера ночью строители закончили новый мост. В следующем месяце "
    "начнутся работы на дороге, "
    "а до конца года по нему поедут машины. Жители города ждали этого десять лет.\n";
const std::string kFrench =
    "Le pont est achevé\n\nLa nuit dernière, le nouveau pont a été relié aux deux rives. Les "
    "travaux de la chaussée "
    "commenceront le mois prochain, et l’été venu les voitures passeront. « Nous l’attendions », "
    "dit le maire.\n";
const std::string kPolish =
    "Most jest gotowy\n\nWczoraj w nocy połączono nowy most. W przyszłym miesiącu zaczną się prace "
    "przy jezdni, a jeszcze w "
    "tym roku przejadą nim samochody. Mieszkańcy czekali na to dziesięć lat. Żaden z nich już "
    "jeszcze dziś w to "
    "nie wierzył.\n";
const std::string kGreek =
    "Η γέφυρα είναι έτοιμη\n\nΧθες τη νύχτα ενώθηκε η νέα γέφυρα. Τον επόμενο μήνα αρχίζουν οι "
    "εργασίες στο οδόστρωμα και "
    "μέσα στον χρόνο θα περάσουν τα αυτοκίνητα. Οι κάτοικοι περίμεναν δέκα χρόνια.\n";
const std::string kHebrew =
    "הגשר מוכן\n\nאמש חובר הגשר החדש. בחודש הבא יתחילו העבודות בכביש, ועד סוף השנה יעברו בו "
    "מכוניות.\n";
const std::string kArabic =
    "اكتمل الجسر\n\nليلة أمس تم وصل الجسر الجديد. في الشهر القادم تبدأ أعمال الطريق وتمر السيارات "
    "قبل نهاية العام.\n";
const std::string kTurkish =
    "Köprü hazır\n\nDün gece yeni köprü birleştirildi. Gelecek ay yol çalışmaları başlayacak ve "
    "yıl sonuna kadar "
    "arabalar geçecek. Şehir halkı bunun için on yıl bekledi, artık ışıklar yanıyor.\n";

/// A text that each encoding can hold; by the encoding's name.
std::string text_for(std::string_view encoding) {
  static const std::map<std::string_view, std::string> texts = {
      {"GB18030", kChinese + kTraditionalChinese + kRussian + "\U00020000 \U0001F4F0 \u1E3F"},
      {"Big5", kTraditionalChinese},
      {"Shift_JIS", kJapanese + "ｶﾅ"},
      {"EUC-JP", kJapanese + "ｶﾅ 丂"},
      {"EUC-KR", kKorean + "똠"},
      {"Windows-1250", kPolish},
      {"Windows-1251", kRussian},
      {"Windows-1252", kFrench + "€"},
      {"Windows-1253", kGreek},
      {"Windows-1254", kTurkish},
      {"Windows-1255", kHebrew},
      {"Windows-1256", kArabic},
      {"Windows-1257", "Tiltas baigtas: žmonės laukė dešimt metų. Ēka, ķirsis\n"},
      {"Windows-1258", "Cây ơ ư đ ă ê ô\n"},
      {"ISO-8859-1", "Le pont est achevé à côté\n"},
      {"ISO-8859-2", kPolish},
      {"ISO-8859-5", kRussian},
      {"ISO-8859-6", kArabic},
      {"ISO-8859-7", kGreek},
      {"ISO-8859-8", kHebrew},
      {"ISO-8859-9", kTurkish},
      {"ISO-8859-15", "Le prix du pont : 3 € à l'œil\n"},
      {"KOI8-R", kRussian}};
  const auto found = texts.find(encoding);
  return found != texts.end() ? found->second : kEnglish + kChinese + kKorean + "\U0001F4F0\r\n";
}

/// The invariants of every outcome, whatever the bytes were.
void expect_sound(const DecodedText& decoded, std::size_t origin_size) {
  ASSERT_EQ(valid_utf8_length(decoded.text), decoded.text.size());
  ASSERT_EQ(decoded.runs.empty(), decoded.text.empty());
  if (decoded.runs.empty()) return;
  ASSERT_EQ(decoded.runs[0].text_begin_byte, 0U);
  ASSERT_EQ(decoded.runs[0].origin_begin_byte, 0U);
  for (std::size_t i = 0; i + 1 < decoded.runs.size(); ++i) {
    const EncodingRun& run = decoded.runs[i];
    const EncodingRun& next = decoded.runs[i + 1];
    ASSERT_LT(run.text_begin_byte, next.text_begin_byte);
    const std::uint64_t length = next.text_begin_byte - run.text_begin_byte;
    ASSERT_EQ(length % run.text_step_bytes, 0U);
    ASSERT_EQ(run.origin_begin_byte + length / run.text_step_bytes * run.origin_step_bytes,
              next.origin_begin_byte);
  }
  ASSERT_EQ(origin_of(decoded.runs, decoded.text.size()), origin_size);
}

PlainText read(const std::string& bytes, std::optional<Encoding> declared = std::nullopt) {
  auto outcome = read_plain_text(bytes, declared);
  if (const auto* refusal = std::get_if<Refusal>(&outcome)) {
    ADD_FAILURE() << refusal->message;
    return {};
  }
  return std::get<PlainText>(std::move(outcome));
}

std::string refusal_of(const std::string& bytes, std::optional<Encoding> declared = std::nullopt) {
  const auto outcome = read_plain_text(bytes, declared);
  const auto* refusal = std::get_if<Refusal>(&outcome);
  return refusal == nullptr ? "" : refusal->message + " / " + refusal->help;
}

TEST(Utf8, AgreesWithIcuOnAllShortSequences) {
  const std::string alphabet =
      "A\x7F\x80\x8F\x90\x9F\xA0\xBF\xC1\xC2\xDF\xE0\xE1\xED\xEF\xF0\xF1\xF4\xF5\xFF";
  std::size_t checked = 0;
  for (std::size_t number = 0; number < 20 * 20 * 20 * 20; ++number) {
    std::string bytes;
    for (std::size_t rest = number, i = 0; i < 4; ++i, rest /= 20)
      bytes.push_back(alphabet[rest % 20]);
    const DecodedText decoded = decode_text(std::string_view(bytes), Encoding::kUtf8);
    ASSERT_EQ(decoded.text, decode_by_icu(bytes, "UTF-8")) << number;
    expect_sound(decoded, bytes.size());
    ++checked;
  }
  EXPECT_EQ(checked, 160000U);
}

TEST(Utf8, KeepsValidTextAsOneRun) {
  const DecodedText decoded = decode_text(kChinese + kRussian + "\U0001F4F0", Encoding::kUtf8);
  EXPECT_EQ(decoded.text, kChinese + kRussian + "\U0001F4F0");
  EXPECT_EQ(decoded.runs, (std::vector<EncodingRun>{{0, 0, 1, 1}}));
}

TEST(Utf8, ReplacesMaximalSubpartsAndKeepsTheirPlaces) {
  const DecodedText decoded = decode_text("A\xE4\xB8"s + "B\xFF中"s, Encoding::kUtf8);
  EXPECT_EQ(decoded.text, "A\uFFFDB\uFFFD中");
  EXPECT_EQ(decoded.runs,
            (std::vector<EncodingRun>{
                {0, 0, 1, 1}, {1, 1, 3, 2}, {4, 3, 1, 1}, {5, 4, 3, 1}, {8, 5, 1, 1}}));
  ASSERT_EQ(decoded.broken.size(), 2U);
  EXPECT_EQ(decoded.broken[1].origin_begin_byte, 4U);
  EXPECT_EQ(decoded.broken[0].origin_bytes, "\xE4\xB8");
}

TEST(TextDecoder, MapsEveryCharacterToItsBytesInEveryEncoding) {
  for (std::size_t i = 0; i < encoding_specs().size(); ++i) {
    const EncodingSpec& spec = encoding_specs()[i];
    SCOPED_TRACE(spec.name);
    const std::string text = text_for(spec.name);
    const std::string bytes = encode(text, spec.icu_name);
    const DecodedText decoded = decode_text(std::string_view(bytes), static_cast<Encoding>(i));
    ASSERT_EQ(decoded.text, text);
    EXPECT_EQ(decoded.broken_count, 0U);
    expect_sound(decoded, bytes.size());
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t length = decode_utf8(text, at).length_bytes;
      const std::uint64_t begin = origin_of(decoded.runs, at);
      const std::uint64_t end = origin_of(decoded.runs, at + length);
      ASSERT_EQ(decode_by_icu(std::string_view(bytes).substr(begin, end - begin), spec.icu_name),
                text.substr(at, length));
      at += length;
    }
  }
}

TEST(TextDecoder, DecodesAllPairsThatIcuDecodes) {
  for (const Encoding encoding :
       {Encoding::kGb18030, Encoding::kShiftJis, Encoding::kEucJp, Encoding::kEucKr}) {
    SCOPED_TRACE(spec_of(encoding).name);
    std::string bytes;
    for (int lead = 0x81; lead < 0xFF; ++lead) {
      for (int trail = 0x40; trail < 0xFF; ++trail) {
        const std::string pair = {static_cast<char>(lead), static_cast<char>(trail)};
        const Decoded decoded = CharacterDecoder(encoding)(pair, 0);
        if (decoded.is_valid && decoded.length_bytes == 2) bytes += pair;
      }
    }
    EXPECT_GT(bytes.size() / 2, 6000U);
    EXPECT_EQ(decode_text(std::string_view(bytes), encoding).text,
              decode_by_icu(bytes, spec_of(encoding).icu_name));
  }
}

TEST(TextDecoder, DecodesHongKongCharactersInBig5) {
  const DecodedText decoded = decode_text("\x9E\x55\x9D\xF8\xA4\xA4"s, Encoding::kBig5);
  EXPECT_EQ(decoded.text, "冧啲中");
  EXPECT_EQ(decoded.broken_count, 0U);
}

TEST(TextDecoder, KeepsAsciiBehindABrokenLeadByte) {
  for (const Encoding encoding : {Encoding::kGb18030, Encoding::kBig5, Encoding::kShiftJis,
                                  Encoding::kEucJp, Encoding::kEucKr}) {
    const DecodedText decoded = decode_text("a\x9F\nb\x9F"s, encoding);
    EXPECT_EQ(decoded.text, "a\uFFFD\nb\uFFFD") << spec_of(encoding).name;
    EXPECT_EQ(decoded.broken[1].origin_begin_byte, 4U);
  }
}

TEST(TextDecoder, ReplacesBrokenQuadsOfGb18030ByteByByte) {
  EXPECT_EQ(decode_text("\x81\x30\x81"s, Encoding::kGb18030).text, "\uFFFD0\uFFFD");
  EXPECT_EQ(decode_text("\xFE\x39\xFE\x39"s, Encoding::kGb18030).text, "\uFFFD9\uFFFD9");
  EXPECT_EQ(decode_text("\x84\x31\x95\x33"s, Encoding::kGb18030).text, "\uFEFF");
  EXPECT_EQ(decode_text("\xE3\x32\x9A\x35"s, Encoding::kGb18030).text, "\U0010FFFF");
}

TEST(TextDecoder, ReplacesUnpairedSurrogatesAndCutUnits) {
  EXPECT_EQ(decode_text("\x00\xD8\x41\x00\x00\xDC"s, Encoding::kUtf16Le).text, "\uFFFDA\uFFFD");
  EXPECT_EQ(decode_text("\x00\x41\xD8\x3D\xDC\xF0\x00"s, Encoding::kUtf16Be).text,
            "A\U0001F4F0\uFFFD");
  EXPECT_EQ(
      decode_text("\x00\xD8\x00\x00\x41\x00\x00\x00\x00\x00\x11\x00\x42\x00"s, Encoding::kUtf32Le)
          .text,
      "\uFFFDA\uFFFD\uFFFD");
  const DecodedText decoded = decode_text("\x00\xD8\x41\x00\x01"s, Encoding::kUtf16Le);
  EXPECT_EQ(decoded.broken[1].origin_begin_byte, 4U);
  expect_sound(decoded, 5);
}

TEST(TextDecoder, IsSoundOnRandomBytesInEveryEncoding) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    std::string bytes(random() % 300, '\0');
    for (char& byte : bytes)
      byte = static_cast<char>(round % 2 == 0 ? random()
                                              : "a\n\r\x81\x30\xB0\xA1\xE4\x80\xFF"[random() % 10]);
    for (std::size_t i = 0; i < encoding_specs().size(); ++i) {
      SCOPED_TRACE(encoding_specs()[i].name);
      const DecodedText decoded = decode_text(std::string_view(bytes), static_cast<Encoding>(i));
      expect_sound(decoded, bytes.size());
      EXPECT_EQ(decoded.text, decode_text(std::string_view(bytes), static_cast<Encoding>(i)).text);
    }
  }
}

TEST(EncodingDetector, FindsTheEncodingOfNewsInTenLanguages) {
  const std::pair<const std::string&, const char*> cases[] = {
      {kChinese, "UTF-8"},           {kEnglish, "UTF-8"},        {kChinese, "GB18030"},
      {kTraditionalChinese, "Big5"}, {kJapanese, "Shift_JIS"},   {kJapanese, "EUC-JP"},
      {kKorean, "EUC-KR"},           {kRussian, "Windows-1251"}, {kRussian, "KOI8-R"},
      {kRussian, "ISO-8859-5"},      {kFrench, "Windows-1252"},  {kPolish, "Windows-1250"},
      {kPolish, "ISO-8859-2"},       {kGreek, "ISO-8859-7"},     {kHebrew, "Windows-1255"},
      {kArabic, "Windows-1256"},     {kTurkish, "Windows-1254"}, {kTraditionalChinese, "GB18030"},
      {kEnglish, "UTF-16LE"},        {kEnglish, "UTF-16BE"},     {kChinese, "UTF-16LE"},
      {kRussian, "UTF-16BE"},        {kKorean, "UTF-16LE"},      {kChinese, "UTF-32LE"},
      {kEnglish, "UTF-32BE"}};
  for (const auto& [text, encoding] : cases) {
    const std::string bytes = encode(text, spec_of(*find_encoding(encoding)).icu_name);
    const PlainText source = read(bytes);
    EXPECT_EQ(source.text, text) << encoding << " taken for " << source.encoding << ", confidence "
                                 << source.confidence;
  }
}

TEST(EncodingDetector, FindsChineseBehindALongEnglishPreface) {
  std::string text;
  while (text.size() < 100000) text += kEnglish;
  const PlainText source = read(encode(text + kChinese, "gb18030"));
  EXPECT_EQ(source.encoding, "GB18030");
  ASSERT_EQ(source.diagnostics.size(), 1U);
  EXPECT_EQ(source.diagnostics[0].code, "encoding-detected");
}

TEST(EncodingDetector, TakesAShortHeadlineForWhatItIs) {
  EXPECT_EQ(read(encode("我们的新桥", "gb18030")).text, "我们的新桥");
  EXPECT_EQ(read("caf\xE9 society\n").text, "café society\n");
  EXPECT_EQ(read(encode("¡Hola señorita!", "windows-1252")).text, "¡Hola señorita!");
}

TEST(EncodingDetector, StaysWithUtf8WhereSomeOfItIsBroken) {
  std::string bytes = kChinese;
  bytes.erase(bytes.find("昨") + 1, 1);
  const PlainText source = read(bytes);
  EXPECT_EQ(source.encoding, "UTF-8");
  EXPECT_GE(source.diagnostics.size(), 2U);
}

TEST(EncodingDetector, IsNotMisledByAStrayNul) {
  std::string bytes = kEnglish + kEnglish;
  bytes[61] = '\0';
  const PlainText source = read(bytes);
  EXPECT_EQ(source.encoding, "UTF-8");
  EXPECT_EQ(source.text, bytes);
}

TEST(PlainText, KeepsTheByteOrderMarkAsFirstCharacter) {
  const std::string mark = "\uFEFF";
  const char* encodings[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "GB18030"};
  for (const char* name : encodings) {
    const PlainText source = read(encode(mark + kChinese, spec_of(*find_encoding(name)).icu_name));
    EXPECT_EQ(source.text, mark + kChinese) << name;
    EXPECT_EQ(source.encoding, name);
    EXPECT_EQ(source.lines[0].begin_byte, 0U);
  }
}

TEST(PlainText, FollowsTheMarkAgainstTheDeclaredEncodingAndSaysSo) {
  const PlainText source = read("\uFEFF" + kChinese, Encoding::kBig5);
  EXPECT_EQ(source.encoding, "UTF-8");
  ASSERT_EQ(source.diagnostics.size(), 1U);
  EXPECT_EQ(source.diagnostics[0].code, "encoding-mark");
}

TEST(PlainText, FollowsTheDeclaredEncodingAgainstAppearances) {
  const PlainText source = read("caf\xC3\xA9 society", find_encoding("windows-1252"));
  EXPECT_EQ(source.text, "cafÃ© society");
  EXPECT_TRUE(source.diagnostics.empty());
}

TEST(PlainText, ReportsTwentyBrokenPlacesAndCountsTheRest) {
  std::string bytes = kChinese + kChinese;
  const std::size_t begin = bytes.size();
  for (int i = 0; i < 25; ++i) bytes += "桥\xFF";
  const PlainText source = read(bytes, Encoding::kUtf8);
  ASSERT_EQ(source.diagnostics.size(), 21U);
  EXPECT_EQ(source.diagnostics[0].message,
            "byte FF at offset " + std::to_string(begin + 3) + " not valid in UTF-8");
  EXPECT_EQ(source.diagnostics[0].text_begin_byte, begin + 3);
  EXPECT_EQ(source.diagnostics[20].message, "5 more places not valid in UTF-8, 25 in all");
}

TEST(PlainText, KeepsNulAndOtherControlCharacters) {
  const std::string bytes = "Page 1\x1A\n" + kEnglish + "\0\n"s;
  EXPECT_EQ(read(bytes).text, bytes);
}

TEST(PlainText, RefusesBinaryFilesByNamingThem) {
  EXPECT_NE(refusal_of("%PDF-1.7\n1 0 obj").find("a PDF document / read it with"),
            std::string::npos);
  EXPECT_NE(refusal_of("PK\x03\x04 x").find("a ZIP archive or an office document"),
            std::string::npos);
  EXPECT_NE(refusal_of("\x7F"
                       "ELF\x02")
                .find("a program"),
            std::string::npos);
  EXPECT_NE(refusal_of("\x89PNG\r\n\x1A\n").find("a PNG image"), std::string::npos);
  EXPECT_NE(refusal_of("\xFF\xD8\xFF\xE0").find("a JPEG image"), std::string::npos);
  EXPECT_NE(refusal_of("\x1F\x8B\x08").find("a gzip file"), std::string::npos);
  EXPECT_NE(refusal_of(std::string(5000, '\0')).find("5000 of the first 5000 characters"),
            std::string::npos);
  EXPECT_NE(refusal_of("").find("the file is empty"), std::string::npos);
}

TEST(PlainText, RefusesBytesWithoutAnyMeaning) {
  std::mt19937 random(7);
  int taken = 0;
  for (int round = 0; round < 200; ++round) {
    std::string bytes(1000, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    taken += std::holds_alternative<PlainText>(read_plain_text(bytes, std::nullopt)) ? 1 : 0;
  }
  EXPECT_EQ(taken, 0);
}

TEST(PlainText, RefusesTooLargeFilesByNamingTheOption) {
  const auto refusal = check_size(301, 300);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->message, "the file has 301 bytes, more than option 'max_bytes' allows: 300");
  EXPECT_FALSE(check_size(300, 300));
}

TEST(PlainText, IsSoundOrRefusedOnRandomBytes) {
  std::mt19937 random(3);
  for (int round = 0; round < 400; ++round) {
    std::string bytes(1 + random() % 400, '\0');
    const char low = round % 2 == 0 ? '\x20' : '\x00';
    for (char& byte : bytes) byte = static_cast<char>(static_cast<unsigned char>(random()) | low);
    const auto outcome = read_plain_text(bytes, std::nullopt);
    if (const auto* source = std::get_if<PlainText>(&outcome)) {
      EXPECT_EQ(valid_utf8_length(source->text), source->text.size());
      EXPECT_EQ(origin_of(source->runs, source->text.size()), bytes.size());
      EXPECT_LE(source->diagnostics.size(), 22U);
    }
  }
}

TEST(PlainText, TakesLinearTimeOnHostileInput) {
  const std::string patterns[] = {"\x81\x30"s, "a\xFF"s, "\r"s, "\xE4\xB8"s, "\xD6\xD0 "s, "\n\f"s};
  for (const std::string& pattern : patterns) {
    std::string bytes;
    while (bytes.size() < 4U << 20U) bytes += pattern;
    read_plain_text(bytes, std::nullopt);
    read_plain_text(bytes, Encoding::kGb18030);
  }
}

TEST(Manifest, OffersEveryEncoding) {
  std::ifstream file(BROADSHEET_SOURCE_DIR "/plugins/reader_text/reader_text.manifest.json");
  const std::string manifest{std::istreambuf_iterator<char>(file), {}};
  for (const EncodingSpec& spec : encoding_specs()) {
    EXPECT_NE(manifest.find('"' + std::string(spec.name) + '"'), std::string::npos) << spec.name;
  }
}

TEST(Probe, TakesTextByNameOrByContent) {
  EXPECT_EQ(probe_plain_text("page.txt", "anything"), 90U);
  EXPECT_EQ(probe_plain_text("PAGE.TXT", "anything"), 90U);
  EXPECT_EQ(probe_plain_text("page", kEnglish), 30U);
  EXPECT_EQ(probe_plain_text("page", encode(kChinese, "gb18030")), 30U);
  EXPECT_EQ(probe_plain_text("page.xml", "<?xml version=\"1.0\"?>"), 0U);
  EXPECT_EQ(probe_plain_text("page.txt", "%PDF-1.4"), 90U);
  EXPECT_EQ(probe_plain_text("page", "%PDF-1.4"), 0U);
  EXPECT_EQ(probe_plain_text("page", std::string(100, '\x01')), 0U);
}

}  // namespace
}  // namespace broadsheet::text_reader
