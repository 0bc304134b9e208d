// SPDX-License-Identifier: Apache-2.0
// What the words of English lines and blocks tell of their roles.

#include <gtest/gtest.h>

#include <string>

#include "cleaner_newspaper_texts.h"
#include "lexicon.hpp"
#include "newspaper.hpp"

namespace broadsheet::newspaper {
namespace {

TEST(EnglishLexicon, KnowsBylinesOfNamesWithInitialsAndOfDesks) {
  for (const char32_t* const line :
       {U"By Ann B. Lee", U"By ANN B. LEE and J. Roe", U"By the Editorial Board",
        U"Text and photographs by Esme Vandermeer", U"Northern Wire Service",
        U"From staff reports"})
    EXPECT_EQ(find_cue(line), Cue::byline) << testing::PrintToString(std::u32string(line));
  for (const char32_t* const line :
       {U"By the end of the first week", U"By Monday it was gone. Nobody",
        U"he had been a staff writer", U"By Friday the storm had passed."})
    EXPECT_NE(find_cue(line), Cue::byline) << testing::PrintToString(std::u32string(line));
}

const char* const kInn =
    "The inn at the light has five rooms, and the\n"
    "flowers in them are plastic, since goats came\n"
    "and ate the others. We met her there in May.\n\n"
    "How does a banker buy a lighthouse?\n\n"
    "I was supposed to close it down, and the fog\n"
    "came in, and it took me two days to make a\n"
    "list of all that stood in the kitchen.\n\n"
    "What did your family say?\n\n"
    "My husband said nothing for a week, and then\n"
    "he asked how we would get the piano across,\n"
    "and so I knew that he was coming.\n\n";

TEST(PlainQuestions, AreOfAConversationWhereSeveralStandAboveAnswers) {
  const std::string page = std::string(kInn) +
                           "Would you ever go back?\n\n"
                           "To the bank? They asked me last spring, and a\n"
                           "very nice man came out to make the offer.\n";
  EXPECT_EQ(role_of(page, "What did your"), "question");
  EXPECT_EQ(role_of(page, "My husband"), "paragraph");
}

TEST(PlainQuestions, MayBeRhetoricWhereThereAreTwo) {
  EXPECT_EQ(role_of(kInn, "What did your"), "paragraph");
}

const char* const kCount =
    "QUINTAL BAY — Every ten minutes, day and night,\n"
    "from the middle of June to the end of August,\n"
    "somebody climbs a tower at the river’s mouth and\n"
    "clicks a counter for each fish.\n"
    "In an ordinary year that person will count about\n"
    "two hundred fish in an hour, and be bored.\n";

TEST(EnglishTitles, MayBeSentences) {
  const std::string page = std::string(
                               "FISHERIES\nSalmon Are Back in Record\nNumbers. No One Is Quite\n"
                               "Sure Why.\nBy Desmond Lee\n\n") +
                           kCount;
  EXPECT_EQ(role_of(page, "FISHERIES"), "kicker");
  EXPECT_EQ(role_of(page, "Salmon Are Back in Record Numbers. No One Is Quite Sure Why."),
            "headline");
}

TEST(EnglishTitles, GoOnBelowARowThatEndsASentence) {
  const std::string page =
      std::string("Your Heating Bills Will Rise Again.\nHere Is What You Can Do.\nBy Ann Lee\n\n") +
      kCount;
  EXPECT_EQ(role_of(page, "Your Heating Bills Will Rise Again. Here Is What You Can Do."),
            "headline");
}

TEST(EnglishTitles, AreNoCaptionsThoughTheirLastWordsReadLikeAName) {
  const std::string page =
      std::string("Heating Bills Will Rise Again.\nHere Is What\n\nBy Ann Lee\n\n") + kCount;
  EXPECT_EQ(role_of(page, "Heating Bills Will Rise Again. Here Is What"), "headline");
}

TEST(PlainItems, AreThreeLinesOfTwoPartsInARow) {
  const std::string above =
      std::string(kCount) + "\nEarly wheat: 41 acres\n\nLate wheat: 37 acres\n\n";
  EXPECT_EQ(role_of(above + "Barley: 18 acres\n\n" + kCount, "Late wheat"), "list_item");
  EXPECT_NE(role_of(above + kCount, "Late wheat"), "list_item");
  EXPECT_NE(role_of(above + "Barley: it was not counted.\n\n" + kCount, "Late wheat"), "list_item");
}

TEST(EnglishNotes, TellOfTheWriterThoughAHyphenCutsTheWords) {
  const std::string above = std::string(kCount) + "\n";
  EXPECT_EQ(role_of(above + "MARGUERITE LEE, Eastgate. The wri-\nter taught at Barlow High.\n",
                    "MARGUERITE"),
            "author_note");
  EXPECT_EQ(role_of(above + "Marguerite Lee of Eastgate said that a wri-\nter taught at Barlow.\n",
                    "Marguerite"),
            "paragraph");
}

TEST(EnglishNotes, SayWhatTheEditorsKnow) {
  EXPECT_TRUE(reads_like_editor(U"The council spoke of the dam. Here is what we know so far."));
  EXPECT_FALSE(reads_like_editor(U"The council spoke of the dam. We know it so far."));
}

TEST(EnglishCaptions, SayWhoStandsWhere) {
  const std::string above = std::string(kCount) + "\n";
  EXPECT_EQ(role_of(above + "Emmett Lee, center, leaving the court on Tuesday.\n", "Emmett"),
            "caption");
  EXPECT_EQ(role_of(above + "Emmett Lee, the driver, left the court on Tuesday.\n", "Emmett"),
            "paragraph");
}

}  // namespace
}  // namespace broadsheet::newspaper
