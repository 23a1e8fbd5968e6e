#include "read/exercises.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "read/utf8.hpp"

namespace reproof {
namespace {

/// In lower case as far as ASCII goes. A number or a single letter, or a colon or the end of the line, must
/// follow.
constexpr std::string_view kWords[] = {
    "example",  "exercise", "problem",   "question",   "quiz",      "puzzle",   "scenario", "task",
    "beispiel", "aufgabe",  "übung",     "exemple",    "exercice",  "problème", "ejemplo",  "ejercicio",
    "problema", "exemplo",  "exercício", "esempio",    "esercizio", "пример",   "задача",   "упражнение",
    "Übung",    "Пример",   "Задача",    "Упражнение", "例",        "例题",     "例子",     "练习",
    "习题",     "问题",     "案例",      "例題",       "練習",      "習題",     "問題",     "演習",
    "예제",     "문제",     "연습"};

constexpr std::string_view kEnvironments[] = {"example", "examples", "exercise", "problem", "question",
                                              "task",    "exmp",     "prob",     "eg"};

constexpr std::array<bool, 256> bytes(std::string_view members) {
  std::array<bool, 256> set{};
  for (const char c : members) set[static_cast<unsigned char>(c)] = true;
  return set;
}

constexpr std::array<bool, 256> kMarks = bytes(" \t\r\n*_#>-(");

/// The bytes with which an exercise may open: most blocks are seen through at the first.
constexpr std::array<bool, 256> kOpening = [] {
  std::array<bool, 256> set{};
  for (const std::string_view word : kWords) {
    set[static_cast<unsigned char>(word[0])] = true;
    if (is_ascii_letter(word[0])) set[static_cast<unsigned char>(word[0] - 'a' + 'A')] = true;
  }
  return set;
}();

constexpr std::uint32_t kParagraph = 7;  ///< ranks below all headings

/// `[!note]-`, `>`, `**`, `(`: what may stand before the first word.
std::string_view without_marks(std::string_view text) {
  while (!text.empty() && kMarks[static_cast<unsigned char>(text[0])]) text.remove_prefix(1);
  if (text.starts_with("[!")) {
    text.remove_prefix(std::min(text.find(']'), text.size() - 1) + 1);
    return without_marks(text);
  }
  return text;
}

/// Does `text` begin with the word, which is in lower case, in whatever case of ASCII letters?
bool begins_with(std::string_view text, std::string_view word) {
  constexpr auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(),
                                                  [&](char w, char c) { return w == c || w == lower(c); });
}

/// The number or letter behind the word: `8`, `2.1`, `B`.
std::string_view number_of(std::string_view rest) {
  constexpr std::string_view kBefore = " \t#(*_";
  rest.remove_prefix(std::min(rest.find_first_not_of(kBefore), rest.size()));
  std::size_t end = 0;
  while (end < rest.size() && (is_ascii_digit(rest[end]) || (end > 0 && rest[end] == '.'))) ++end;
  while (end > 0 && rest[end - 1] == '.') --end;
  if (end > 0) return rest.substr(0, end);
  const bool letter = !rest.empty() && rest[0] >= 'A' && rest[0] <= 'Z';
  const bool alone = rest.size() == 1 || (rest.size() > 1 && !is_ascii_letter(rest[1]) && rest[1] != '\'');
  return letter && alone ? rest.substr(0, 1) : std::string_view{};
}

bool ends_label(std::string_view rest) {
  constexpr std::string_view kFullWidthColon = "：";
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t*_"), rest.size()));
  return rest.empty() || rest[0] == ':' || rest[0] == '\n' || rest.starts_with(kFullWidthColon);
}

}  // namespace

bool is_exercise_environment(std::string_view name) {
  if (name.ends_with('*')) name.remove_suffix(1);
  return std::ranges::find(kEnvironments, name) != std::end(kEnvironments);
}

std::string exercise_opened_by(std::string_view block) {
  constexpr std::size_t longest = 80;
  const std::string_view text = without_marks(block.substr(0, longest));
  if (text.empty() || !kOpening[static_cast<unsigned char>(text[0])]) return {};
  std::string_view word;
  for (const std::string_view w : kWords)
    if (w.size() > word.size() && begins_with(text, w)) word = w;
  if (word.empty() || (text.size() > word.size() && is_ascii_letter(text[word.size()]))) return {};
  const std::string_view rest = text.substr(word.size());
  const std::string_view number = number_of(rest);
  if (number.empty() && !ends_label(rest)) return {};
  return std::string(word) + ' ' + std::string(number);
}

namespace {

class Numbering {
 public:
  explicit Numbering(Document& document) : document_(document) {}

  void run() {
    document_.exercises = {0};
    std::uint32_t block = 0, begun = 0;
    for (Fragment& f : document_.fragments) {
      Place& place = f.place;
      const std::uint32_t read = place.exercise;  // as the reader has it
      const bool opens = f.kind == FragmentKind::prose && place.block != block;
      if (opens) block_of_text(f);
      if (read != begun && read != 0) begin(kParagraph, "");
      begun = read;
      block = place.block;
      place.exercise = open_.empty() ? 0 : open_.back().id;
    }
  }

 private:
  struct Open {
    std::uint32_t id, rank;
  };

  void block_of_text(const Fragment& f) {
    const bool heading = f.place.kind == BlockKind::heading;
    const std::uint32_t rank = heading ? std::clamp(f.place.level, 1U, kParagraph - 1) : kParagraph;
    const std::string label = exercise_opened_by(f.text.text());
    if (!label.empty()) return begin(rank, label);
    if (heading) end(rank);
  }

  void end(std::uint32_t rank) {
    while (!open_.empty() && open_.back().rank >= rank) open_.pop_back();
  }

  /// A label that was there before, `Example 1`, goes on with that exercise; one without a number is another
  /// each time.
  void begin(std::uint32_t rank, const std::string& label) {
    end(rank);
    const std::uint32_t outer = open_.empty() ? 0 : open_.back().id;
    const auto next = static_cast<std::uint32_t>(document_.exercises.size());
    std::uint32_t id = next;
    if (!label.empty() && label.back() != ' ')
      id = ids_.try_emplace(std::to_string(outer) + '/' + label, next).first->second;
    if (id == next) document_.exercises.push_back(outer);
    open_.push_back({id, rank});
  }

  Document& document_;
  std::vector<Open> open_;
  std::unordered_map<std::string, std::uint32_t> ids_;
};

}  // namespace

void number_exercises(Document& document) {
  Numbering(document).run();
}

}  // namespace reproof
