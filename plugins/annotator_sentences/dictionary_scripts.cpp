// SPDX-License-Identifier: Apache-2.0
#include "dictionary_scripts.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <memory>
#include <string>

#include "characters.h"

namespace broadsheet::sentences {
namespace {

constexpr std::size_t kParticleBytes = 48;

// Thai, Lao, Burmese, Khmer.
bool is_unspaced(char32_t c) {
  return (c >= 0x0E01 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
         (c >= 0x1780 && c <= 0x17FF);
}

// The words that ICU's dictionary sees in a sentence; opened at the first question.
class DictionaryWords {
 public:
  DictionaryWords(const std::string& language, std::string_view text)
      : language_(language), text_(text) {}

  // Whether a word begins or ends at the byte; true everywhere where ICU has no dictionary.
  bool is_boundary(std::size_t at) {
    if (!was_opened_) open();
    return iterator_ == nullptr || at == text_.size() ||
           ubrk_isBoundary(iterator_.get(), static_cast<std::int32_t>(at)) != 0;
  }

 private:
  void open() {
    was_opened_ = true;
    if (text_.size() > kMostBytes) return;
    UErrorCode status = U_ZERO_ERROR;
    words_.reset(
        utext_openUTF8(nullptr, text_.data(), static_cast<std::int64_t>(text_.size()), &status));
    iterator_.reset(ubrk_open(UBRK_WORD, language_.c_str(), nullptr, 0, &status));
    if (U_SUCCESS(status)) ubrk_setUText(iterator_.get(), words_.get(), &status);
    if (U_FAILURE(status)) iterator_.reset();
  }

  // A run of letters goes through the dictionary as a whole; longer ones are no sentences.
  static constexpr std::size_t kMostBytes = std::size_t{1} << 16U;

  struct Close {
    void operator()(UText* text) const { utext_close(text); }
    void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
  };

  const std::string& language_;
  std::string_view text_;
  bool was_opened_ = false;
  std::unique_ptr<UText, Close> words_;
  std::unique_ptr<UBreakIterator, Close> iterator_;
};

// One sentence by its stops, looked through for ends without one.
class UnspacedSentence {
 public:
  UnspacedSentence(std::string_view text, const LanguageRules& rules)
      : text_(text), lexicon_(rules.lexicon), words_(rules.code, text) {}

  // สวัสดีครับ|สบายดีไหม: a polite particle ends a sentence even where no space follows.
  bool ends_without_space(std::size_t at) {
    const char32_t next = code_point_at(text_, at).value;
    if (!is_unspaced(next) || is_mark(next) || starts_with_kind(at, kFinal)) return false;
    return ends_with_kind(at, kPolite);
  }

  bool ends_at_space(std::size_t at, std::size_t next) {
    if (!is_unspaced(code_point_before(text_, at).value) ||
        !is_unspaced(code_point_at(text_, next).value))
      return false;
    return ends_with_kind(at, kFinal) || starts_with_kind(next, kInitial);
  }

 private:
  // True where a word of the kind ends at `at`.
  bool ends_with_kind(std::size_t at, WordKind kind) {
    std::size_t begin = at;
    while (begin > 0 && at - begin < kParticleBytes) {
      const CodePoint c = code_point_before(text_, begin);
      if (!is_unspaced(c.value)) break;
      begin -= c.length;
      if (lexicon_.is(text_.substr(begin, at - begin), kind) && words_.is_boundary(begin))
        return true;
    }
    return false;
  }

  bool starts_with_kind(std::size_t at, WordKind kind) {
    std::size_t end = at;
    while (end < text_.size() && end - at < kParticleBytes) {
      const CodePoint c = code_point_at(text_, end);
      if (!is_unspaced(c.value)) break;
      end += c.length;
      if (lexicon_.is(text_.substr(at, end - at), kind) && words_.is_boundary(end)) return true;
    }
    return false;
  }

  std::string_view text_;
  const Lexicon& lexicon_;
  DictionaryWords words_;
};

// Cuts one sentence once more, appending its parts.
void split_unspaced(const TextPass& pass, const Sentence& whole, std::vector<Sentence>& out) {
  const std::string_view text =
      pass.text.substr(whole.begin_byte, whole.end_byte - whole.begin_byte);
  UnspacedSentence sentence(text, *pass.rules);
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const std::size_t next = is_space(c.value) ? skip_spaces(text, at) : at;
    const bool ends = next > at ? sentence.ends_at_space(at, next)
                                : at > begin && sentence.ends_without_space(at);
    if (ends && next < text.size()) {
      out.push_back({whole.begin_byte + begin, whole.begin_byte + at, 0});
      begin = next;
    }
    at = next > at ? next : at + c.length;
  }
  out.push_back({whole.begin_byte + begin, whole.end_byte, whole.marks});
}

}  // namespace

void split_dictionary_script(const TextPass& text, std::size_t begin, std::size_t end,
                             std::vector<Sentence>& out) {
  const std::size_t first = out.size();
  split_paragraph(text, begin, end, out);
  const std::size_t found = out.size();
  for (std::size_t i = first; i < found; ++i) {
    const Sentence whole = out[i];
    split_unspaced(text, whole, out);
  }
  out.erase(out.begin() + static_cast<std::ptrdiff_t>(first),
            out.begin() + static_cast<std::ptrdiff_t>(found));
}

}  // namespace broadsheet::sentences
