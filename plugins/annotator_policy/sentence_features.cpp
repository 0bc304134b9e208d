// SPDX-License-Identifier: Apache-2.0
#include "sentence_features.h"

#include <algorithm>
#include <array>
#include <bit>

#include "character_class.h"

namespace broadsheet::policy {
namespace {

enum Space : std::uint64_t {
  kUnigram = 1,
  kBigram,
  kTrigram,
  kStart1,
  kStart2,
  kStart3,
  kClauseStart1,
  kClauseStart2,
  kEnd1,
  kEnd2,
  kEnd3,
  kClosingMark,
  kFlag,
  kCueTerm,
  kCueLabel,
  kBefore,
  kAfter,
  kHeading,
  kIndex,
  kLength,
  kCommas,
  kClauseEnd1,
  kClauseEnd2
};

constexpr std::uint64_t kNumberToken = 0x4E554D;  // every run of digits

std::uint64_t mix(std::uint64_t value) {  // the finalizer of SplitMix64 (Steele et al. 2014)
  value += 0x9E3779B97F4A7C15ULL;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31U);
}

// Odd constants keep (space, a, b, c) apart before the one mixing.
std::uint64_t key_of(Space space, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
  return mix(a * 0x9E3779B97F4A7C15ULL + b * 0xD6E8FEB86659FD93ULL + c * 0xCA5A826395121157ULL +
             static_cast<std::uint64_t>(space) * 0xA0761D6478BD642FULL);
}

bool is_one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

constexpr std::u32string_view kClauseMarks = U",;:。!?、";
constexpr std::u32string_view kClosers = U"。!?….;:";
constexpr std::u32string_view kOpenQuotes = U"“\"「『‘";
constexpr std::u32string_view kCloseQuotes = U"”\"」』’";
constexpr std::u32string_view kListMarks = U"▶■●◆□▲○◎★※•·-—";
constexpr std::u32string_view kOpenBrackets = U"(（【[《〈";
constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";

// Flags, in an order that never changes: their numbers are keys of models.
enum Flag : std::uint32_t {
  kEndsQuestion,
  kEndsExclamation,
  kEndsFullStop,
  kEndsEllipsis,
  kEndsColon,
  kEndsDash,
  kHasNoCloser,
  kBeginsQuote,
  kEndsQuote,
  kHasQuote,
  kQuoteThenWords,  // words stand behind a closing quote: he said
  kWordsThenQuote,  // a colon leads into a quote
  kHasNumber,
  kHasManyNumbers,
  kHasPercent,
  kHasYear,
  kBeginsOrdinal,  // 一是, 第二, 首先 by their numerals
  kBeginsListMark,
  kBeginsBracket,
  kIsBracketed,
  kHasDash,
  kHasSemicolon,
  kHasEnumeration,  // three or more items between 、
  kSpeakerPrefix,   // a name of two to four characters and a colon
  kHasBookTitle,
  kIsShort,
  kFlagCount
};

std::uint32_t bucket(std::size_t value, std::initializer_list<std::size_t> bounds) {
  return static_cast<std::uint32_t>(std::upper_bound(bounds.begin(), bounds.end(), value) -
                                    bounds.begin());
}

}  // namespace

void FeatureExtractor::tokenize(FeaturedSentence& out) const {
  const CharacterClasses& classes = CharacterClasses::get();
  out.tokens.clear();
  const FoldedText& folded = out.cues.folded;
  const std::string_view text = folded.text();
  enum class Run { kNone, kWord, kNumber } run = Run::kNone;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == ' ') {
      run = Run::kNone;
      continue;
    }
    const std::uint8_t kind = classes.of(c);
    const Run own = (kind & kDigit) != 0          ? Run::kNumber
                    : (kind & kSpacedLetter) != 0 ? Run::kWord
                                                  : Run::kNone;
    const auto origin_end = static_cast<std::uint32_t>(folded.origin_end(at));
    if (own != Run::kNone && own == run) {
      if (own == Run::kWord) out.tokens.back().id = mix(out.tokens.back().id ^ c);
      out.tokens.back().end_byte = origin_end;
    } else {
      out.tokens.push_back({own == Run::kNumber ? kNumberToken : c,
                            static_cast<std::uint32_t>(folded.origin_begin(begin)), origin_end, c,
                            (kind & kMark) != 0});
    }
    run = own;
  }
}

void FeatureExtractor::add_grams(FeaturedSentence& out) const {
  const auto& tokens = out.tokens;
  const auto count = static_cast<std::uint32_t>(tokens.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    out.features.push_back({key_of(kUnigram, tokens[i].id), i, i + 1});
    if (longest_gram_ >= 2 && i + 1 < count)
      out.features.push_back({key_of(kBigram, tokens[i].id, tokens[i + 1].id), i, i + 2});
    if (longest_gram_ >= 3 && i + 2 < count) {
      out.features.push_back(
          {key_of(kTrigram, tokens[i].id, tokens[i + 1].id, tokens[i + 2].id), i, i + 3});
    }
  }
}

// How the sentence and its clauses begin and end, closing marks and list marks aside.
void FeatureExtractor::add_edges(FeaturedSentence& out) const {
  const auto& tokens = out.tokens;
  std::size_t first = 0;
  std::size_t end = tokens.size();
  while (first < end && tokens[first].is_mark) ++first;
  while (end > first && tokens[end - 1].is_mark) --end;
  const auto add = [&](Space space, std::size_t from, std::size_t count) {
    if (from < first || from + count > end) return;
    out.features.push_back({key_of(space, tokens[from].id, count > 1 ? tokens[from + 1].id : 0,
                                   count > 2 ? tokens[from + 2].id : 0),
                            static_cast<std::uint32_t>(from),
                            static_cast<std::uint32_t>(from + count), Feature::kStructure});
  };
  add(kStart1, first, 1);
  add(kStart2, first, 2);
  add(kStart3, first, 3);
  if (end >= first + 1) add(kEnd1, end - 1, 1);
  if (end >= first + 2) add(kEnd2, end - 2, 2);
  if (end >= first + 3) add(kEnd3, end - 3, 3);
  for (std::size_t i = first + 1; i < end; ++i) {
    if (!tokens[i - 1].is_mark || tokens[i].is_mark ||
        !is_one_of(tokens[i - 1].first, kClauseMarks))
      continue;
    add(kClauseStart1, i, 1);
    add(kClauseStart2, i, 2);
    if (i < first + 2) continue;
    add(kClauseEnd1, i - 2, 1);
    if (i >= first + 3) add(kClauseEnd2, i - 3, 2);
  }
  if (end < tokens.size()) {
    const auto at = static_cast<std::uint32_t>(end);
    out.features.push_back({key_of(kClosingMark, tokens[end].id), at, at + 1, Feature::kStructure});
  }
}

void FeatureExtractor::find_cue_tokens(FeaturedSentence& out) const {
  out.cue_tokens.clear();
  const FoldedText& folded = out.cues.folded;
  const auto& tokens = out.tokens;
  for (const LabelledSentence::Hit& hit : out.cues.hits) {
    const std::size_t begin = folded.origin_begin(hit.begin_byte);
    const std::size_t end = folded.origin_end(hit.end_byte);
    const auto from =
        std::lower_bound(tokens.begin(), tokens.end(), begin,
                         [](const auto& token, std::size_t at) { return token.begin_byte < at; });
    auto to = from;
    while (to != tokens.end() && to->begin_byte < end) ++to;
    out.cue_tokens.emplace_back(from - tokens.begin(), to - tokens.begin());
  }
}

void FeatureExtractor::add_cues(FeaturedSentence& out) const {
  out.cue_weight.assign(labeller_.label_count(), 0.0);
  for (std::size_t i = 0; i < out.cues.hits.size(); ++i) {
    const LabelledSentence::Hit& hit = out.cues.hits[i];
    if (!hit.is_first) continue;
    const auto [begin, end] = out.cue_tokens[i];
    out.features.push_back(
        {key_of(kCueTerm, labeller_.key_of_term(hit.term)), begin, end, Feature::kCue});
    const bool is_first = out.cue_weight[hit.label] == 0;
    out.cue_weight[hit.label] += hit.weight;
    if (is_first || out.cue_weight[hit.label] - hit.weight < 2) {
      out.features.push_back(
          {key_of(kCueLabel, hit.label, is_first ? 1 : 2), begin, end, Feature::kCue});
    }
  }
}

void FeatureExtractor::add_flags(std::string_view sentence, FeaturedSentence& out) const {
  const auto& tokens = out.tokens;
  std::array<bool, kFlagCount> on{};
  std::size_t letters = 0, numbers = 0, commas = 0, listed = 0, open_quote = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const char32_t c = tokens[i].first;
    if (tokens[i].id == kNumberToken) ++numbers;
    if (!tokens[i].is_mark) {
      ++letters;
      continue;
    }
    commas += c == U',' ? 1U : 0U;
    listed += c == U'、' ? 1U : 0U;
    on[kHasPercent] |= c == U'%' || c == U'‰';
    on[kHasDash] |= c == U'—' || c == U'–';
    on[kHasSemicolon] |= c == U';';
    on[kHasBookTitle] |= c == U'《';
    if (is_one_of(c, kOpenQuotes)) {
      on[kHasQuote] = true;
      if (i > 0 && tokens[i - 1].first == U':') on[kWordsThenQuote] = true;
      open_quote = i;
    }
    if (is_one_of(c, kCloseQuotes) && i + 2 < tokens.size() && i > open_quote + 6 &&
        is_one_of(tokens[i - 1].first, U",。!?")) {
      on[kQuoteThenWords] = true;
    }
  }
  on[kHasNumber] = numbers > 0;
  on[kHasManyNumbers] = numbers > 2;
  on[kHasEnumeration] = listed >= 2;
  on[kIsShort] = letters <= 12;
  for (const auto& token : tokens) {
    if (token.id == kNumberToken && token.end_byte - token.begin_byte == 4) on[kHasYear] = true;
  }
  if (!tokens.empty()) {
    const char32_t first = tokens.front().first;
    std::size_t last = tokens.size() - 1;
    on[kBeginsQuote] = is_one_of(first, kOpenQuotes);
    on[kBeginsListMark] = is_one_of(first, kListMarks);
    on[kBeginsBracket] = is_one_of(first, kOpenBrackets);
    on[kEndsQuote] = is_one_of(tokens[last].first, kCloseQuotes);
    on[kIsBracketed] = on[kBeginsBracket] && is_one_of(tokens[last].first, U")）】]");
    while (last > 0 && is_one_of(tokens[last].first, kCloseQuotes)) --last;
    const char32_t close = tokens[last].first;
    on[kEndsQuestion] = close == U'?';
    on[kEndsExclamation] = close == U'!';
    on[kEndsFullStop] = close == U'。' || close == U'.';
    on[kEndsEllipsis] = close == U'…' || sentence.ends_with("...");
    on[kEndsColon] = close == U':';
    on[kEndsDash] = close == U'—';
    on[kHasNoCloser] = !is_one_of(close, kClosers) && !on[kEndsDash];
    const std::size_t at = first == U'第' ? 1 : 0;
    on[kBeginsOrdinal] = tokens.size() > at + 1 && is_one_of(tokens[at].first, kNumerals) &&
                         (at == 1 || is_one_of(tokens[1].first, U"是要、"));
    for (std::size_t i = 2; i <= 4 && i < tokens.size(); ++i) {
      if (tokens[i].first != U':') continue;
      on[kSpeakerPrefix] = std::none_of(tokens.begin(), tokens.begin() + static_cast<long>(i),
                                        [](const auto& token) { return token.is_mark; });
    }
  }
  out.traits = {};
  out.traits.is_heading = (on[kHasNoCloser] || on[kEndsDash]) && letters <= 36;
  for (std::uint32_t flag = 0; flag < kFlagCount; ++flag) {
    if (!on[flag]) continue;
    out.traits.bits |= std::uint64_t{1} << flag;
    out.features.push_back({key_of(kFlag, flag), 0, 0, Feature::kStructure});
  }
  out.features.push_back(
      {key_of(kLength, bucket(letters, {6, 12, 20, 32, 48, 72, 110})), 0, 0, Feature::kStructure});
  out.features.push_back(
      {key_of(kCommas, bucket(commas, {1, 2, 3, 5})), 0, 0, Feature::kStructure});
}

void FeatureExtractor::extract(std::string_view sentence, FeaturedSentence& out) const {
  out.features.clear();
  labeller_.find_cues(sentence, out.cues);
  tokenize(out);
  find_cue_tokens(out);
  add_grams(out);
  add_edges(out);
  add_cues(out);
  add_flags(sentence, out);
  // Neighbours are told which labels of single facets have a cue here, as far as bits go.
  constexpr std::uint32_t kCueBits = 64 - kFlagCount;
  std::uint32_t bit = 0;
  for (std::uint32_t label = 0; label < labeller_.label_count() && bit < kCueBits; ++label) {
    if (!labeller_.is_single(label)) continue;
    if (out.cue_weight[label] > 0) out.traits.bits |= std::uint64_t{1} << (kFlagCount + bit);
    ++bit;
  }
}

void FeatureExtractor::add_context(const SentenceContext& context,
                                   std::vector<Feature>& features) const {
  const auto add = [&](Space space, std::uint64_t bits) {
    for (; bits != 0; bits &= bits - 1) {
      const auto bit = static_cast<std::uint64_t>(std::countr_zero(bits));
      features.push_back({key_of(space, bit), 0, 0, Feature::kContext});
    }
  };
  add(kBefore, context.before.bits);
  add(kAfter, context.after.bits);
  add(kHeading, context.heading.bits);
  // A sentence all by itself is not first and last of an article: nothing is known of its place.
  if (context.before.bits == 0 && context.after.bits == 0) return;
  if (context.before.bits == 0) features.push_back({key_of(kBefore, 64), 0, 0, Feature::kContext});
  if (context.after.bits == 0) features.push_back({key_of(kAfter, 64), 0, 0, Feature::kContext});
  features.push_back(
      {key_of(kIndex, bucket(context.index, {1, 2, 3, 5, 10})), 0, 0, Feature::kContext});
}

}  // namespace broadsheet::policy
