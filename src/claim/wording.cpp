#include "claim/wording.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace reproof {
namespace {

constexpr std::array<std::string_view, 34> kAgainst = {
    "to",          "down to",  "up to",   "→",          "->",          "vs",
    "vs.",         "versus",   "against", "instead of", "rather than", "compared with",
    "compared to", "and then", "but now", "now",        "before and",  "before, and",
    "到",          "至",       "降到",    "降至",       "降低到",      "减少到",
    "减少至",      "减小到",   "下降到",  "升到",       "升至",        "增加到",
    "上升到",      "提高到",   "变为",    "变成"};

constexpr std::array<std::string_view, 5> kCompare = {"compared with", "compared to", "instead of",
                                                      "rather than", "as against"};

constexpr std::array<std::string_view, 44> kOutcome = {
    "report",     "reports",   "reported", "reach",      "reaches",  "reached", "achieve",  "achieves",
    "achieved",   "obtain",    "obtains",  "obtained",   "yield",    "yields",  "yielded",  "resulted",
    "results in", "result of", "drops to", "dropped to", "falls to", "fell to", "rises to", "rose to",
    "came out",   "comes out", "ended up", "ends up",    "scores",   "scored",  "attains",  "attained",
    "turned out", "turns out", "we get",   "we find",    "we found", "得到",    "得出",     "报告",
    "达到",       "结果为",    "降到",     "算出"};

constexpr std::array<std::string_view, 40> kChoice = {
    "set",         "use",      "uses",    "using", "with",    "choose", "chose",    "chosen",
    "take",        "takes",    "taking",  "let",   "fix",     "fixed",  "assume",   "default",
    "at most",     "at least", "below",   "above", "between", "about",  "measured", "threshold",
    "recommended", "typical",  "rate of", "need",  "needs",   "target", "设",       "取",
    "令",          "选",       "若",      "假设",  "默认",    "阈值",   "测得",     "通常"};

constexpr std::array<std::string_view, 23> kPropose = {
    "let",    "suppose",  "assume",       "if",       "setting", "we set",     "taking",      "we take",
    "either", "choosing", "substituting", "plugging", "putting", "first case", "second case", "in case",
    "设",     "令",       "取",           "若",       "如果",    "假设",       "当"};

constexpr std::array<std::string_view, 16> kDenial = {
    "contradiction", "contradicts", "impossible", "not true",  "is false",    "are false",
    "be false",      "was false",   "absurd",     "not equal", "no solution", "not hold",
    "not correct",   "矛盾",        "不成立",     "不可能"};

constexpr std::array<std::string_view, 26> kMistake = {"common mistake",   "common error",
                                                       "typical mistake",  "typical error",
                                                       "the mistake",      "mistake is",
                                                       "mistake of",       "wrong answer",
                                                       "wrong result",     "mistakenly",
                                                       "wrongly",          "incorrectly",
                                                       "erroneously",      "forgetting",
                                                       "forgets",          "fallacy",
                                                       "misconception",    "常见错误",
                                                       "错误地",           "误区",
                                                       "误以为",           "错误的",
                                                       "error común",      "häufiger fehler",
                                                       "erreur fréquente", "❌"};

/// At the beginning of a question, or behind a colon in it.
constexpr std::array<std::string_view, 22> kAsks = {
    "is",   "are", "was", "were", "does",  "do",     "did",      "can", "could", "should", "would",
    "will", "why", "ist", "sind", "warum", "est-ce", "pourquoi", "¿",   "是否",  "难道",   "为什么"};

constexpr std::array<std::string_view, 6> kSetsAside = {"instead of",   "rather than", "is wrong",
                                                        "is incorrect", "而不是",      "❌"};

constexpr std::string_view kStops[] = {". ", ".\n", "? ", "! ", "; ", "。", "；", "？", "！"};

bool letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return out;
}

/// As a word of its own where letters have word boundaries.
bool contains_word(const std::string& text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const bool left = at == 0 || !letter(text[at - 1]) || !letter(word.front());
    const std::size_t end = at + word.size();
    const bool right = end == text.size() || !letter(text[end]) || !letter(word.back());
    if (left && right) return true;
  }
  return false;
}

std::string stripped(std::string_view text) {
  constexpr std::string_view kMarkup = " \t\r\n*_()[]{}\"'";
  std::string out(text);
  out.erase(0, std::min(out.find_first_not_of(kMarkup), out.size()));
  out.erase(std::min(out.find_last_not_of(kMarkup) + 1, out.size()));
  return out;
}

}  // namespace

std::string_view last_sentence(std::string_view text) {
  std::size_t from = 0;
  for (const std::string_view stop : kStops)
    if (const std::size_t at = text.rfind(stop); at != std::string_view::npos)
      from = std::max(from, at + stop.size());
  return text.substr(from);
}

std::string_view first_sentence(std::string_view text) {
  std::size_t to = text.size();
  for (const std::string_view stop : kStops) to = std::min(to, text.find(stop));
  return text.substr(0, to);
}

bool ends_sentence(std::string_view formula) {
  const std::size_t last = formula.find_last_not_of(" \t\r\n");
  return last != std::string_view::npos && formula[last] == '.';
}

bool proposes(std::string_view sentence) {
  const std::string text = lower(sentence);
  return std::any_of(kPropose.begin(), kPropose.end(),
                     [&](std::string_view w) { return contains_word(text, w); });
}

bool states_denial(std::string_view sentence) {
  const std::string text = lower(sentence);
  return std::any_of(kDenial.begin(), kDenial.end(),
                     [&](std::string_view w) { return contains_word(text, w); });
}

bool shows_mistake(std::string_view sentence) {
  const std::string text = lower(sentence);
  return std::ranges::any_of(kMistake, [&](std::string_view w) { return contains_word(text, w); });
}

bool asks_whether(std::string_view before, std::string_view after) {
  const std::string rest = stripped(lower(after));
  for (const std::string_view end : {"", "?", "？", "吗", "吗?", "吗？"})
    if (rest == end) return true;
  const std::string text = stripped(lower(before.substr(before.rfind(':') + 1)));
  return std::ranges::any_of(kAsks, [&](std::string_view w) {
    const bool letters = letter(w.back());
    return text.starts_with(w) && (!letters || text.size() == w.size() || !letter(text[w.size()]));
  });
}

bool sets_aside(std::string_view after) {
  const std::string text = stripped(lower(after));
  return std::ranges::any_of(kSetsAside, [&](std::string_view w) { return text.starts_with(w); });
}

bool only_or(std::string_view between) {
  const std::string text = stripped(lower(between));
  return text == "or" || text == ", or" || text == "or else" || text == "或" || text == "或者";
}

bool sets_against(std::string_view between) {
  const std::string text = stripped(lower(between));
  if (std::find(kAgainst.begin(), kAgainst.end(), text) != kAgainst.end()) return true;
  constexpr std::size_t kShort = 40;  // a unit and a comma may stand before the words that compare
  const auto ends = [&](std::string_view words) { return text.ends_with(words); };
  return text.size() <= kShort && text.find(". ") == std::string::npos &&
         std::any_of(kCompare.begin(), kCompare.end(), ends);
}

bool states_outcome(std::string_view sentence) {
  const std::string text = lower(sentence);
  const auto in_text = [&](std::string_view w) { return contains_word(text, w); };
  return std::any_of(kOutcome.begin(), kOutcome.end(), in_text) &&
         std::none_of(kChoice.begin(), kChoice.end(), in_text);
}

bool speaks_of_distribution(std::string_view text) {
  constexpr std::size_t kSentence = 200;
  std::string last = lower(text.substr(text.size() - std::min(text.size(), kSentence)));
  if (const std::size_t stop = last.rfind(". "); stop != std::string::npos) last.erase(0, stop);
  constexpr std::string_view kWords[] = {"softmax", "distribution", "分布"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view w) { return contains_word(last, w); });
}

bool speaks_of_cases(std::string_view text) {
  constexpr std::string_view kWords[] = {
      "otherwise", "else",      "other",   "others",   "diagonal", "off-diagonal", "offdiagonal", "distinct",
      "different", "differ",    "same",    "coincide", "case",     "cases",        "cross",       "mixed",
      "unequal",   "remaining", "matches", "否则",     "其他",     "其它",         "对角",        "不同",
      "相同",      "情况",      "情形",    "同一",     "相等",     "不等"};
  const std::string words = lower(text);
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view w) { return contains_word(words, w); });
}

bool speaks_of_symmetry(std::string_view text) {
  constexpr std::string_view kWords[] = {"symmetric", "covariance", "definite", "semidefinite", "hessian",
                                         "gram",      "对称",       "协方差",   "正定",         "半正定"};
  const std::string words = lower(text);
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view w) { return contains_word(words, w); });
}

bool speaks_of(std::string_view text, std::span<const std::string_view> words) {
  std::string lowered = lower(text);
  std::ranges::replace(lowered, '\n', ' ');
  return std::ranges::any_of(words, [&](std::string_view w) { return contains_word(lowered, w); });
}

bool states_hypothesis(std::string_view before) {
  constexpr std::size_t kSentence = 80;
  std::string last = lower(before.substr(before.size() - std::min(before.size(), kSentence)));
  if (const std::size_t stop = last.rfind(". "); stop != std::string::npos) last.erase(0, stop);
  constexpr std::string_view kWords[] = {"if",    "suppose",   "assume",    "case", "when",      "either",
                                         "or",    "otherwise", "unless",    "root", "roots",     "then",
                                         "hence", "solution",  "solutions", "thus", "therefore", "gives",
                                         "get",   "must",      "如果",      "若",   "假设"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view w) { return contains_word(last, w); });
}

bool poses_equation(std::string_view before) {
  constexpr std::string_view kWords[] = {
      "solve",      "solves",  "solving",  "satisfies", "satisfy", "satisfying", "set",
      "setting",    "require", "requires", "suppose",   "assume",  "optimality", "stationary",
      "where does", "求解",    "满足",     "解方程",    "假设",    "设",         "令"};
  const std::string text = lower(last_sentence(before));
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view w) { return contains_word(text, w); });
}

}  // namespace reproof
