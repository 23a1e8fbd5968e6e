#include "claim/sentences.hpp"

#include <string_view>

#include "claim/wording.hpp"

namespace reproof {
namespace {

bool asks(std::string_view text, std::size_t end) {
  constexpr std::string_view kFullWidth = "？";
  const std::size_t last = text.find_last_not_of(" \t\r\n*_)", end == text.size() ? text.npos : end);
  if (last == std::string_view::npos) return false;
  return text[last] == '?' || text.substr(0, last + 1).ends_with(kFullWidth) ||
         text.substr(end).starts_with(kFullWidth);
}

}  // namespace

bool same_paragraph(const Document& document, std::uint32_t a, std::uint32_t b) {
  constexpr std::uint32_t kReach = 16;
  const std::uint32_t apart = a > b ? a - b : b - a;
  return apart <= kReach && document.fragments[a].place.block == document.fragments[b].place.block;
}

Sentence sentence_of(const Document& document, std::uint32_t index) {
  Sentence out;
  const auto& all = document.fragments;
  for (std::uint32_t i = index; i-- > 0 && same_paragraph(document, i, index);) {
    if (all[i].kind == FragmentKind::math && ends_sentence(all[i].text.text())) break;
    if (all[i].kind != FragmentKind::prose) continue;
    const std::string_view text = all[i].text.text(), last = last_sentence(text);
    out.before.insert(0, std::string(last) + ' ');
    if (last.size() < text.size()) break;
  }
  if (ends_sentence(all[index].text.text())) return out;
  for (std::uint32_t i = index + 1; i < all.size() && same_paragraph(document, i, index); ++i) {
    if (all[i].kind == FragmentKind::math && ends_sentence(all[i].text.text())) break;
    if (all[i].kind != FragmentKind::prose) continue;
    const std::string_view text = all[i].text.text(), first = first_sentence(text);
    out.after += std::string(first) + ' ';
    out.question = asks(text, first.size());
    if (first.size() < text.size()) break;
  }
  return out;
}

std::string disowned(const Sentence& s) {
  if (states_denial(s.after) || sets_aside(s.after)) return "the text itself says that it does not hold";
  if (shows_mistake(s.before)) return "the text shows it as a mistake";
  if (s.question && asks_whether(s.before, s.after)) return "the text asks whether it holds";
  return {};
}

}  // namespace reproof
