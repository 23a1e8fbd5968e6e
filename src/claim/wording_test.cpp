#include "claim/wording.hpp"

#include <boost/test/unit_test.hpp>
#include <set>
#include <span>
#include <string>

#include "read/testing.hpp"

using namespace reproof;

namespace {

/// A row of a table, a text that it triggers, and one that only looks like it.
struct Row {
  const char* word;
  const char* hit;
  const char* miss;
};

constexpr Row kAgainst[] = {
    {"to", " to ", " into "},
    {"down to", " down to ", " down "},
    {"up to", " up to ", " up "},
    {"→", " → ", " ⇒ "},
    {"->", " -> ", " - "},
    {"vs", " vs ", " vs the "},
    {"vs.", " vs. ", " vs.. "},
    {"versus", " versus ", " verses "},
    {"against", " against ", " again "},
    {"instead of", " instead of ", " instead "},
    {"rather than", " rather than ", " rather "},
    {"compared with", " compared with ", " compared "},
    {"compared to", " compared to ", " compared "},
    {"and then", " and then ", " and "},
    {"but now", " but now ", " but "},
    {"now", " now ", " know "},
    {"before and", " before and ", " before "},
    {"before, and", " before, and ", " before, "},
    {"到", " 到 ", " 倒 "},
    {"至", " 至 ", " 致 "},
    {"降到", " 降到 ", " 降 "},
    {"降至", " 降至 ", " 降 "},
    {"降低到", " 降低到 ", " 降低 "},
    {"减少到", " 减少到 ", " 减少 "},
    {"减少至", " 减少至 ", " 减少 "},
    {"减小到", " 减小到 ", " 减小 "},
    {"下降到", " 下降到 ", " 下降 "},
    {"升到", " 升到 ", " 升 "},
    {"升至", " 升至 ", " 升 "},
    {"增加到", " 增加到 ", " 增加 "},
    {"上升到", " 上升到 ", " 上升 "},
    {"提高到", " 提高到 ", " 提高 "},
    {"变为", " 变为 ", " 变 "},
    {"变成", " 变成 ", " 变 "},
};

constexpr Row kCompare[] = {
    {"compared with", " ms, compared with ", " ms, compared along "},
    {"compared to", " ms, compared to ", " ms, compared "},
    {"instead of", " ms, instead of ", " ms, instead "},
    {"rather than", " ms, rather than ", " ms, rather "},
    {"as against", " ms, as against ", " ms, as "},
};

constexpr Row kOutcome[] = {
    {"report", "We report 0.9", "The reporter wrote 0.9"},
    {"reports", "The paper reports 0.9", "The reportship is 0.9"},
    {"reported", "They reported 0.9", "Unreported: 0.9"},
    {"reach", "Both runs reach 0.9", "Beyond its outreach: 0.9"},
    {"reaches", "The run reaches 0.9", "The peaches weigh 0.9"},
    {"reached", "The run reached 0.9", "It preached 0.9"},
    {"achieve", "Both runs achieve 0.9", "An achievement of 0.9"},
    {"achieves", "The run achieves 0.9", "The achiever has 0.9"},
    {"achieved", "The run achieved 0.9", "An overachieved 0.9"},
    {"obtain", "Both runs obtain 0.9", "An obtainable 0.9"},
    {"obtains", "The run obtains 0.9", "The obtainment is 0.9"},
    {"obtained", "It obtained 0.9", "It reobtained 0.9"},
    {"yield", "These steps yield 0.9", "An unyielding 0.9"},
    {"yields", "This step yields 0.9", "The yielder has 0.9"},
    {"yielded", "This step yielded 0.9", "The yielding step is 0.9"},
    {"resulted", "It resulted in 0.9", "The resulting step is 0.9"},
    {"results in", "This step results in 0.9", "The results include 0.9"},
    {"result of", "A result of 0.9", "A result offered at 0.9"},
    {"drops to", "The loss drops to 0.9", "The loss drops towards 0.9"},
    {"dropped to", "The loss dropped to 0.9", "The loss dropped by 0.9"},
    {"falls to", "The loss falls to 0.9", "The loss falls by 0.9"},
    {"fell to", "The loss fell to 0.9", "The loss fell by 0.9"},
    {"rises to", "The loss rises to 0.9", "The loss rises by 0.9"},
    {"rose to", "The loss rose to 0.9", "The loss rose by 0.9"},
    {"came out", "It came out as 0.9", "It became outdated: 0.9"},
    {"comes out", "It comes out as 0.9", "It comes outside 0.9"},
    {"ended up", "It ended up as 0.9", "It ended uphill: 0.9"},
    {"ends up", "It ends up as 0.9", "It ends upwards of 0.9"},
    {"scores", "The model scores 0.9", "The underscores number 0.9"},
    {"scored", "The model scored 0.9", "It outscored 0.9"},
    {"attains", "The run attains 0.9", "The stains cover 0.9"},
    {"attained", "The run attained 0.9", "The stained part is 0.9"},
    {"turned out", "It turned out as 0.9", "It returned outwards 0.9"},
    {"turns out", "It turns out as 0.9", "It turns outwards by 0.9"},
    {"we get", "Here we get 0.9", "Here we getter 0.9"},
    {"we find", "Here we find 0.9", "Here we finder 0.9"},
    {"we found", "Here we found 0.9", "Here we founder on 0.9"},
    {"得到", "我们得到 0.9", "我们得知 0.9"},
    {"得出", "我们得出 0.9", "我们提出 0.9"},
    {"报告", "论文报告 0.9", "论文广告 0.9"},
    {"达到", "模型达到 0.9", "模型到达 0.9"},
    {"结果为", "结果为 0.9", "结果与 0.9"},
    {"降到", "损失降到 0.9", "损失降低 0.9"},
    {"算出", "我们算出 0.9", "我们输出 0.9"},
};

/// After a sentence that states an outcome.
constexpr Row kChoice[] = {
    {"set", "It reached 0.9, set 0.5", "It reached 0.9, upset 0.5"},
    {"use", "It reached 0.9, use 0.5", "It reached 0.9, fuse 0.5"},
    {"uses", "It reached 0.9, uses 0.5", "It reached 0.9, fuses 0.5"},
    {"using", "It reached 0.9, using 0.5", "It reached 0.9, fusing 0.5"},
    {"with", "It reached 0.9, with 0.5", "It reached 0.9, within 0.5"},
    {"choose", "It reached 0.9, choose 0.5", "It reached 0.9, chooser 0.5"},
    {"chose", "It reached 0.9, chose 0.5", "It reached 0.9, nose 0.5"},
    {"chosen", "It reached 0.9, chosen 0.5", "It reached 0.9, choosy 0.5"},
    {"take", "It reached 0.9, take 0.5", "It reached 0.9, stake 0.5"},
    {"takes", "It reached 0.9, takes 0.5", "It reached 0.9, stakes 0.5"},
    {"taking", "It reached 0.9, taking 0.5", "It reached 0.9, staking 0.5"},
    {"let", "It reached 0.9, let 0.5", "It reached 0.9, outlet 0.5"},
    {"fix", "It reached 0.9, fix 0.5", "It reached 0.9, prefix 0.5"},
    {"fixed", "It reached 0.9, fixed 0.5", "It reached 0.9, prefixed 0.5"},
    {"assume", "It reached 0.9, assume 0.5", "It reached 0.9, assumed 0.5"},
    {"default", "It reached 0.9, default 0.5", "It reached 0.9, defaulted 0.5"},
    {"at most", "It reached 0.9, at most 0.5", "It reached 0.9, at mostly 0.5"},
    {"at least", "It reached 0.9, at least 0.5", "It reached 0.9, at leastways 0.5"},
    {"below", "It reached 0.9, below 0.5", "It reached 0.9, bellow 0.5"},
    {"above", "It reached 0.9, above 0.5", "It reached 0.9, abovementioned 0.5"},
    {"between", "It reached 0.9, between 0.5", "It reached 0.9, betweenness 0.5"},
    {"about", "It reached 0.9, about 0.5", "It reached 0.9, roundabout 0.5"},
    {"measured", "It reached 0.9, measured 0.5", "It reached 0.9, measure 0.5"},
    {"threshold", "It reached 0.9, threshold 0.5", "It reached 0.9, thresholds 0.5"},
    {"recommended", "It reached 0.9, recommended 0.5", "It reached 0.9, recommend 0.5"},
    {"typical", "It reached 0.9, typical 0.5", "It reached 0.9, typically 0.5"},
    {"rate of", "It reached 0.9, rate of 0.5", "It reached 0.9, rate offered 0.5"},
    {"need", "It reached 0.9, need 0.5", "It reached 0.9, needle 0.5"},
    {"needs", "It reached 0.9, needs 0.5", "It reached 0.9, needless 0.5"},
    {"target", "It reached 0.9, target 0.5", "It reached 0.9, targeted 0.5"},
    {"设", "It reached 0.9, 设 0.5", "It reached 0.9, 谁 0.5"},
    {"取", "It reached 0.9, 取 0.5", "It reached 0.9, 最 0.5"},
    {"令", "It reached 0.9, 令 0.5", "It reached 0.9, 今 0.5"},
    {"选", "It reached 0.9, 选 0.5", "It reached 0.9, 先 0.5"},
    {"若", "It reached 0.9, 若 0.5", "It reached 0.9, 苦 0.5"},
    {"假设", "It reached 0.9, 假设 0.5", "It reached 0.9, 真假 0.5"},
    {"默认", "It reached 0.9, 默认 0.5", "It reached 0.9, 默默 0.5"},
    {"阈值", "It reached 0.9, 阈值 0.5", "It reached 0.9, 数值 0.5"},
    {"测得", "It reached 0.9, 测得 0.5", "It reached 0.9, 测量 0.5"},
    {"通常", "It reached 0.9, 通常 0.5", "It reached 0.9, 正常 0.5"},
};

constexpr Row kHypothesis[] = {
    {"if", "so if ", "so specific "},
    {"suppose", "so suppose ", "so supposed "},
    {"assume", "so assume ", "so assumed "},
    {"case", "so case ", "so cases "},
    {"when", "so when ", "so whenever "},
    {"either", "so either ", "so neither "},
    {"or", "so or ", "so for "},
    {"otherwise", "so otherwise ", "so other "},
    {"unless", "so unless ", "so useless "},
    {"root", "so root ", "so rooted "},
    {"roots", "so roots ", "so rootstock "},
    {"then", "so then ", "so the "},
    {"hence", "so hence ", "so hens "},
    {"solution", "so solution ", "so resolution "},
    {"solutions", "so solutions ", "so resolutions "},
    {"thus", "so thus ", "so enthusiast "},
    {"therefore", "so therefore ", "so there "},
    {"gives", "so gives ", "so given "},
    {"get", "so get ", "so target "},
    {"must", "so must ", "so mustard "},
    {"如果", "so 如果 ", "so 结果 "},
    {"若", "so 若 ", "so 苦 "},
    {"假设", "so 假设 ", "so 真假 "},
};

constexpr Row kDistribution[] = {
    {"softmax", "the softmax is ", "the softmaxed is "},
    {"distribution", "the distribution is ", "the distributions is "},
    {"分布", "the 分布 is ", "the 公布 is "},
};

constexpr Row kPropose[] = {
    {"let", "now let ", "now outlet "},
    {"suppose", "so suppose ", "so supposed "},
    {"assume", "so assume ", "so assumed "},
    {"if", "so if ", "so specific "},
    {"setting", "setting ", "settings "},
    {"we set", "we set ", "we settle "},
    {"taking", "taking ", "overtaking "},
    {"we take", "we take ", "we taken "},
    {"either", "so either ", "so neither "},
    {"choosing", "choosing ", "chosen "},
    {"substituting", "substituting ", "substitute "},
    {"plugging", "plugging ", "unplugging "},
    {"putting", "putting ", "inputting "},
    {"first case", "in the first case ", "in the first cases "},
    {"second case", "in the second case ", "in the second cases "},
    {"in case", "in case ", "in cases "},
    {"设", "设 ", "谁 "},
    {"令", "令 ", "今 "},
    {"取", "取 ", "最 "},
    {"若", "若 ", "苦 "},
    {"如果", "如果 ", "结果 "},
    {"假设", "假设 ", "真假 "},
    {"当", "当 ", "挡 "},
};

constexpr Row kDenial[] = {
    {"contradiction", " a contradiction", " contradictory"},
    {"contradicts", " which contradicts it", " which contradicted it"},
    {"impossible", " impossible", " impossibly"},
    {"not true", " is not true", " is not truer"},
    {"is false", " this is false", " the false positives"},
    {"are false", " both are false", " of false positives"},
    {"be false", " must be false", " be falsely"},
    {"was false", " was false", " was falsely"},
    {"absurd", " absurd", " absurdly"},
    {"not equal", " they are not equal", " they are not equally"},
    {"no solution", " has no solution", " has no solutions"},
    {"not hold", " may not hold", " may not holding"},
    {"not correct", " not correct", " not correctly"},
    {"矛盾", " 矛盾", " 矛头"},
    {"不成立", " 不成立", " 不成"},
    {"不可能", " 不可能", " 可能"},
};

constexpr Row kMistake[] = {
    {"common mistake", " a common mistake is ", " a common misuse is "},
    {"common error", " a common error is ", " the common errors are "},
    {"typical mistake", " a typical mistake is ", " a typical mistrust is "},
    {"typical error", " a typical error is ", " of typical errors "},
    {"the mistake", " the mistake gives ", " the mistaken one gives "},
    {"mistake is", " one mistake is ", " one mistake isolates "},
    {"mistake of", " by a mistake of sign ", " by a mistake often made "},
    {"wrong answer", " a wrong answer: ", " wrong answers: "},
    {"wrong result", " a wrong result: ", " wrong results: "},
    {"mistakenly", " is mistakenly ", " is mistaken "},
    {"wrongly", " wrongly gives ", " wrong "},
    {"incorrectly", " incorrectly gives ", " incorrect "},
    {"erroneously", " erroneously gives ", " erroneous "},
    {"forgetting", " forgetting the root gives ", " unforgetting "},
    {"forgets", " who forgets the root finds ", " who forgot "},
    {"fallacy", " the gambler's fallacy: ", " fallacious: "},
    {"misconception", " a misconception: ", " misconceptions: "},
    {"常见错误", "常见错误是", "常见问题是"},
    {"错误地", "错误地得到", "确实得到"},
    {"误区", "误区：", "区间："},
    {"误以为", "误以为", "认为"},
    {"错误的", "错误的写法", "正确的写法"},
    {"error común", " un error común es ", " un error comúnmente "},
    {"häufiger fehler", " ein häufiger fehler ist ", " häufiger fehlern "},
    {"erreur fréquente", " une erreur fréquente est ", " erreurs fréquentes "},
    {"❌", " ❌ ", " ✓ "},
};

constexpr Row kSetsAside[] = {
    {"instead of", " instead of ", " in place of "},
    {"rather than", " rather than ", " rather "},
    {"is wrong", " is wrong ", " is right "},
    {"is incorrect", " is incorrect ", " is correct "},
    {"而不是", "而不是", "而是"},
    {"❌", " ❌", " ✓"},
};

constexpr Row kAsks[] = {
    {"is", " is ", " It is "},
    {"are", " are ", " There are "},
    {"was", " was ", " It was "},
    {"were", " were ", " They were "},
    {"does", " does ", " It does "},
    {"do", " do ", " They do "},
    {"did", " did ", " We did "},
    {"can", " can ", " Cans "},
    {"could", " could it be that ", " It could be that "},
    {"should", " should it be ", " It should be "},
    {"would", " would it be ", " It would be "},
    {"will", " will it be ", " It will be "},
    {"why", " why ", " This is why "},
    {"ist", " ist ", " Istanbul "},
    {"sind", " sind ", " Es sind "},
    {"warum", " warum gilt ", " Worum "},
    {"est-ce", " est-ce que ", " C'est "},
    {"pourquoi", " pourquoi ", " Pour "},
    {"¿", " ¿es cierto que ", " Es "},
    {"是否", "是否 ", "是"},
    {"难道", "难道", "难以"},
    {"为什么", "为什么", "因为"},
};

std::string without(std::string text, const std::string& word) {
  const std::size_t at = text.find(word);
  BOOST_REQUIRE(at != text.npos);
  return text.erase(at, word.size());
}

/// Each row is what makes its text count: with it yes, without it and beside it no.
template <typename Says>
void check(std::span<const Row> rows, const Says& says) {
  for (const Row& row : rows) BOOST_TEST_CONTEXT(row.word) {
      BOOST_TEST(says(row.hit));
      BOOST_TEST(!says(without(row.hit, row.word)));
      BOOST_TEST(!says(row.miss));
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wording)

BOOST_AUTO_TEST_CASE(words_that_set_one_number_against_another) {
  check(kAgainst, sets_against);
  check(kCompare, sets_against);
}

BOOST_AUTO_TEST_CASE(markup_and_case_do_not_matter_but_other_words_do) {
  BOOST_TEST(sets_against("** To _("));
  BOOST_TEST(!sets_against(""));
  BOOST_TEST(!sets_against(" and "));
  BOOST_TEST(!sets_against(" ms. It is fast compared with "));
  BOOST_TEST(!sets_against(" which is a good deal more than was hoped for, compared with "));
}

BOOST_AUTO_TEST_CASE(words_that_state_an_outcome) {
  check(kOutcome, states_outcome);
  BOOST_TEST(states_outcome("It REACHED 0.9"));
}

BOOST_AUTO_TEST_CASE(words_of_choice_outweigh_an_outcome) {
  BOOST_TEST(states_outcome("It reached 0.9"));
  check(kChoice, [](std::string_view text) { return !states_outcome(text); });
}

BOOST_AUTO_TEST_CASE(words_that_make_a_hypothesis) {
  check(kHypothesis, states_hypothesis);
  BOOST_TEST(!states_hypothesis("If so, stop. The value is "));
  BOOST_TEST(!states_hypothesis("If " + std::string(80, 'x')));
}

BOOST_AUTO_TEST_CASE(words_that_propose_and_words_that_deny) {
  check(kPropose, proposes);
  check(kDenial, states_denial);
  check(kMistake, shows_mistake);
  check(kSetsAside, sets_aside);
}

BOOST_AUTO_TEST_CASE(words_that_begin_a_question) {
  check(kAsks, [](std::string_view text) { return asks_whether(text, " the case?"); });
  BOOST_TEST(asks_whether("**Check**: does ", " hold?"));
  for (const char* after : {"?", " ", " 吗？"}) BOOST_TEST(asks_whether("The price is ", after));
  BOOST_TEST(!asks_whether("How much is ", " dollars?"));
}

BOOST_AUTO_TEST_CASE(a_lone_or) {
  for (const char* text : {" or ", ", or ", "或"}) BOOST_TEST(only_or(text));
  for (const char* text : {"", " for ", " or equivalently ", " and "}) BOOST_TEST(!only_or(text));
}

BOOST_AUTO_TEST_CASE(sentences_end_at_their_stops) {
  BOOST_TEST(last_sentence("One. Two is ") == "Two is ");
  BOOST_TEST(last_sentence("a value of 0.5 is ") == "a value of 0.5 is ");
  BOOST_TEST(first_sentence(" holds. Then ") == " holds");
  BOOST_TEST(ends_sentence("x = 1. "));
  BOOST_TEST(!ends_sentence("x = 1,"));
}

BOOST_AUTO_TEST_CASE(words_that_introduce_a_distribution) {
  check(kDistribution, speaks_of_distribution);
  BOOST_TEST(!speaks_of_distribution("The distribution is known. The value is "));
  BOOST_TEST(!speaks_of_distribution("A softmax " + std::string(200, 'x')));
}

BOOST_AUTO_TEST_CASE(no_row_is_without_its_texts) {
  const auto complete = [&](const std::string& declaration, std::span<const Row> rows) {
    std::multiset<std::string> words;
    for (const Row& row : rows) words.insert(row.word);
    BOOST_TEST(words == testing::table_words("claim/wording.cpp", declaration),
               boost::test_tools::per_element());
  };
  complete(" kAgainst = {", kAgainst);
  complete(" kCompare = {", kCompare);
  complete(" kOutcome = {", kOutcome);
  complete(" kChoice = {", kChoice);
  complete(" kPropose = {", kPropose);
  complete(" kDenial = {", kDenial);
  complete(" kMistake = {", kMistake);
  complete(" kSetsAside = {", kSetsAside);
  complete(" kAsks = {", kAsks);
  complete("kWords[] = {\"softmax\"", kDistribution);
  complete("kWords[] = {\"if\"", kHypothesis);
}

BOOST_AUTO_TEST_SUITE_END()
