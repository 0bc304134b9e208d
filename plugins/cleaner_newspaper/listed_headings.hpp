// SPDX-License-Identifier: Apache-2.0
// Finds the article of each heading in a list of headings that the extraction tore off.
//
// The list keeps the order of the articles, and an article has several headings or none. A hidden
// Markov model over the list, whose states are an article and how many of the list's headings it
// has so far: a heading is seen the likelier, the more of its words an article holds; going back to
// an article before that of the heading above costs, and so do sections shorter or longer than
// usual and an article with one heading alone. Example: of [选出来的种子, 算出来的效益,
// 把实验室搬进日常] the second shares its words with the article of the third, but then the first
// would be the only one of a long article. The margin of each choice is the difference of
// max-marginals (Viterbi 1967, forwards and backwards). Tested by ListedHeadings.* in
// cleaner_newspaper_parts_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

namespace broadsheet::newspaper {

struct ListedHeading {
  std::vector<float> fit;       // by article, in the order of the list
  float likeness = 0.0F;        // to the heading above it, in form
  bool begins_numbers = false;  // the first of numbered headings
};

struct HeadedArticle {
  std::size_t size = 0;      // in characters
  std::size_t headings = 0;  // that stand in its text
};

struct HeadingChoice {
  std::size_t article = 0;
  float margin = 0.0F;  // to the best choice of another article, in shares of the heading's words
};

// Neither list may be empty; every heading has a fit for each article. Takes time as the product of
// headings and articles.
std::vector<HeadingChoice> choose_articles(const std::vector<ListedHeading>& headings,
                                           const std::vector<HeadedArticle>& articles);

}  // namespace broadsheet::newspaper
