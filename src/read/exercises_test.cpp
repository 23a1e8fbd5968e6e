#include <boost/test/unit_test.hpp>

#include "read/exercises.hpp"
#include "read/testing.hpp"

using namespace reproof;
using namespace reproof::testing;

namespace {

/// The exercise of each block with text, one letter each: `.` for none.
std::string exercises(std::string_view text, std::string_view format = "markdown") {
  std::string out;
  std::uint32_t block = 0;
  for (const Fragment& f : read(std::string(text), std::string(format)).fragments) {
    if (f.place.block == block) continue;
    block = f.place.block;
    out += f.place.exercise == 0 ? '.' : static_cast<char>('a' + f.place.exercise - 1);
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exercises_of_a_document)

BOOST_AUTO_TEST_CASE(labels) {
  BOOST_TEST(exercise_opened_by("Problem 8") == "problem 8");
  BOOST_TEST(exercise_opened_by("Example 2.1. Let x be") == "example 2.1");
  BOOST_TEST(exercise_opened_by("Exercise B: find") == "exercise B");
  BOOST_TEST(exercise_opened_by("[!sq]- Question 4\nGiven") == "question 4");
  BOOST_TEST(exercise_opened_by("例题 3") == "例题 3");
  BOOST_TEST(exercise_opened_by("Example: take") == "example ");
  BOOST_TEST(exercise_opened_by("Example of a loss") == "");
  BOOST_TEST(exercise_opened_by("Examples 1") == "");
  BOOST_TEST(exercise_opened_by("Problem A's answer") == "");
  BOOST_TEST(exercise_opened_by("The problem 8") == "");
}

BOOST_AUTO_TEST_CASE(every_word_opens_an_exercise) {
  std::multiset<std::string> words = {
      "example",    "exercise", "problem",   "question", "quiz",      "puzzle",   "scenario", "task",
      "beispiel",   "aufgabe",  "übung",     "exemple",  "exercice",  "problème", "ejemplo",  "ejercicio",
      "problema",   "exemplo",  "exercício", "esempio",  "esercizio", "пример",   "задача",   "упражнение",
      "Übung",      "Пример",   "Задача",    "例",       "例题",      "例子",     "练习",     "习题",
      "Упражнение", "问题",     "案例",      "例題",     "練習",      "習題",     "問題",     "演習",
      "예제",       "문제",     "연습"};
  for (const std::string& word : words) BOOST_TEST(exercise_opened_by(word + " 3") == word + " 3");
  BOOST_TEST(words == table_words("read/exercises.cpp", " kWords[] = {"), boost::test_tools::per_element());
  BOOST_TEST(exercise_opened_by("BEISPIEL 3") == "beispiel 3");
}

BOOST_AUTO_TEST_CASE(every_environment_is_an_exercise) {
  std::multiset<std::string> names = {"example", "examples", "exercise", "problem", "question",
                                      "task",    "exmp",     "prob",     "eg"};
  for (const std::string& name : names) BOOST_TEST(is_exercise_environment(name + "*"));
  BOOST_TEST(names == table_words("read/exercises.cpp", " kEnvironments[] = {"),
             boost::test_tools::per_element());
  BOOST_TEST(!is_exercise_environment("examp"));
}

BOOST_AUTO_TEST_CASE(they_end_with_the_next_of_their_rank) {
  BOOST_TEST(exercises("a\n\n# Example 1\n\nb\n\n## Part\n\nc\n\n# Example 2\n\nd\n\n# End\n\ne") ==
             ".aaaabb..");
  BOOST_TEST(exercises("# Problem 1\n\n**Question 1.** a\n\n**Question 2.** b\n\n# Problem 2\n\nc") ==
             "abcdd");
  BOOST_TEST(exercises("Example 1: a\n\nExample 2: b\n\nExample 1, again: c") == "aba");
  BOOST_TEST(exercises("Example: a\n\nExample: b") == "ab");
}

BOOST_AUTO_TEST_CASE(environments_are_exercises) {
  BOOST_TEST(exercises("\\begin{document}a\\begin{exercise}b\\end{exercise}\\begin{solution}c\\end{solution}"
                       "\\begin{exercise}d\\end{exercise}\\section{e}f\\end{document}",
                       "latex") == ".aab..");
}

BOOST_AUTO_TEST_SUITE_END()
