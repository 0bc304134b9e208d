// SPDX-License-Identifier: Apache-2.0
#include "listed_headings.hpp"

#include <algorithm>
#include <cmath>

#include "article_weights.hpp"

namespace broadsheet::newspaper {
namespace {

constexpr float kNever = -1e9F;
constexpr float kNumbersBeginAgain = -0.5F;  // a list of one article has one beginning

constexpr std::size_t kMostCounted = 8;  // headings of one article; more count as many

// A state is an article and how many headings of the list it has, this one included.
class HeadingChain {
 public:
  HeadingChain(const std::vector<ListedHeading>& headings,
               const std::vector<HeadedArticle>& articles)
      : headings_(headings), count_(articles.size()) {
    std::size_t size = 0, sections = headings.size();
    for (const HeadedArticle& article : articles) {
      size += article.size;
      sections += article.headings + 1;
    }
    const float usual =
        static_cast<float>(std::max<std::size_t>(size, 1)) / static_cast<float>(sections);
    leave_.reserve(articles.size() * kMostCounted);
    for (const HeadedArticle& article : articles) {
      for (std::size_t n = 1; n <= kMostCounted; ++n)
        leave_.push_back(-cost_of(article, n + article.headings, usual));
    }
  }

  std::vector<HeadingChoice> run() {
    go_forward();
    go_backward();
    std::vector<HeadingChoice> choices;
    choices.reserve(headings_.size());
    for (std::size_t h = 0; h < headings_.size(); ++h) choices.push_back(choose(h));
    return choices;
  }

 private:
  using Row = std::vector<float>;
  // A row of states for each heading.
  float* forward(std::size_t h) { return forward_.data() + h * leave_.size(); }
  float* backward(std::size_t h) { return backward_.data() + h * leave_.size(); }

  static float cost_of(const HeadedArticle& article, std::size_t headings, float usual) {
    const auto size = static_cast<float>(std::max<std::size_t>(article.size, 1));
    const float ratio = std::log(size / static_cast<float>(headings + 1) / usual);
    return article_weights.uneven_headings * ratio * ratio +
           (headings == 1 ? article_weights.lone_heading : 0.0F);
  }
  static std::size_t state(std::size_t article, std::size_t n) {
    return article * kMostCounted + n - 1;
  }
  // One more heading of the same article.
  float go_on(std::size_t h) const {
    return headings_[h].likeness + (headings_[h].begins_numbers ? kNumbersBeginAgain : 0.0F);
  }

  void go_forward() {
    forward_.assign(headings_.size() * leave_.size(), kNever);
    for (std::size_t a = 0; a < count_; ++a) forward(0)[state(a, 1)] = headings_[0].fit[a];
    Row ended(count_), entered(count_);
    for (std::size_t h = 1; h < headings_.size(); ++h) {
      leave(forward(h - 1), ended);
      enter(ended, false, entered);
      for (std::size_t a = 0; a < count_; ++a) {
        const float fit = headings_[h].fit[a];
        forward(h)[state(a, 1)] = entered[a] + fit;
        for (std::size_t n = 1; n <= kMostCounted; ++n) {
          float& next = forward(h)[state(a, std::min(n + 1, kMostCounted))];
          next = std::max(next, forward(h - 1)[state(a, n)] + go_on(h) + fit);
        }
      }
    }
  }

  void go_backward() {
    backward_.resize(forward_.size());
    std::copy(leave_.begin(), leave_.end(), backward(headings_.size() - 1));
    Row begun(count_), entered(count_);
    for (std::size_t h = headings_.size() - 1; h-- > 0;) {
      for (std::size_t a = 0; a < count_; ++a)
        begun[a] = headings_[h + 1].fit[a] + backward(h + 1)[state(a, 1)];
      enter(begun, true, entered);
      for (std::size_t a = 0; a < count_; ++a) {
        for (std::size_t n = 1; n <= kMostCounted; ++n) {
          const float goes_on = headings_[h + 1].fit[a] + go_on(h + 1) +
                                backward(h + 1)[state(a, std::min(n + 1, kMostCounted))];
          backward(h)[state(a, n)] = std::max(goes_on, entered[a] + leave_[state(a, n)]);
        }
      }
    }
  }

  // By article: the best of a row whose article ends there.
  void leave(const float* row, Row& best) const {
    std::fill(best.begin(), best.end(), kNever);
    for (std::size_t i = 0; i < leave_.size(); ++i)
      best[i / kMostCounted] = std::max(best[i / kMostCounted], row[i] + leave_[i]);
  }

  // By article: the best of another article, with what going back costs; backwards in the list, to
  // an article after it.
  void enter(const Row& from, bool is_backwards, Row& best) const {
    std::fill(best.begin(), best.end(), kNever);
    float above = kNever, below = kNever;
    for (std::size_t i = 0; i < count_; ++i) {
      const std::size_t last = count_ - 1 - i;
      const float above_cost = is_backwards ? article_weights.heading_backward : 0.0F;
      const float below_cost = article_weights.heading_backward - above_cost;
      best[i] = std::max(best[i], above - above_cost);
      best[last] = std::max(best[last], below - below_cost);
      above = std::max(above, from[i]);
      below = std::max(below, from[last]);
    }
  }

  // The best of all chains through each article at heading h.
  HeadingChoice choose(std::size_t h) {
    HeadingChoice choice;
    float best = kNever, second = kNever;
    for (std::size_t a = 0; a < count_; ++a) {
      float through = kNever;
      for (std::size_t n = 1; n <= kMostCounted; ++n)
        through = std::max(through, forward(h)[state(a, n)] + backward(h)[state(a, n)]);
      if (through > best) {
        second = best;
        best = through;
        choice.article = a;
      } else {
        second = std::max(second, through);
      }
    }
    choice.margin = best - second;
    return choice;
  }

  const std::vector<ListedHeading>& headings_;
  std::size_t count_;  // of articles
  Row leave_;          // by state: what it costs that no more headings of the article follow
  Row forward_, backward_;
};

}  // namespace

std::vector<HeadingChoice> choose_articles(const std::vector<ListedHeading>& headings,
                                           const std::vector<HeadedArticle>& articles) {
  return HeadingChain(headings, articles).run();
}

}  // namespace broadsheet::newspaper
