#include "read/arithmetic.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "read/arithmetic_statement.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

using Kind = ArithmeticToken::Kind;

/// Bytes that a relation may begin with: `=`, `->`, `\approx`, and what is not ASCII.
constexpr std::array<bool, 256> kMayRelate = [] {
  std::array<bool, 256> may{};
  for (const char c : {'=', '-', '\\'}) may[static_cast<unsigned char>(c)] = true;
  may[0xE2] = true;  // of ≈, ≃, ≅, →
  return may;
}();

bool may_hold_statement(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!kMayRelate[static_cast<unsigned char>(text[i])]) continue;
    const std::string_view rest = text.substr(i);
    for (const std::string_view sign : {"=", "->", "\\approx", "≈", "≃", "≅", "→"})
      if (rest.starts_with(sign)) return true;
  }
  return false;
}

std::vector<Span> annotations(std::string_view text) {
  std::vector<Span> found;
  for (std::size_t at = 0; (at = text.find("<<", at)) != std::string_view::npos;) {
    const std::uint32_t length = annotation_length(text, at);
    const auto begin = static_cast<std::uint32_t>(at);
    if (length > 0) found.push_back({begin, begin + length});
    at += std::max(length, 2u);
  }
  return found;
}

class Splitter {
 public:
  Splitter(const Fragment& fragment, bool after_formula, bool before_formula, std::vector<Fragment>& out)
      : fragment_(fragment), text_(fragment.text), annotations_(annotations(text_.text())), out_(out) {
    std::uint32_t at = 0;
    for (const Span& a : annotations_) {
      stripped_.append(text_, at, a.begin);
      holes_.push_back(stripped_.size());
      at = a.end;
    }
    stripped_.append(text_, at, text_.size());
    tokens_ = arithmetic_tokens(stripped_.text());
    statements_ = arithmetic_statements(tokens_, after_formula, before_formula);
  }

  bool found() const { return !statements_.empty() || !annotations_.empty(); }

  void write() {
    for (const ArithmeticStatement& s : statements_) {
      prose_until(tokens_[s.first].begin);
      add(FragmentKind::math, formula(s), {}, Arithmetic::prose);
      at_ = tokens_[s.last - 1].end;
    }
    prose_until(stripped_.size());
    annotations_until(stripped_.size());
  }

 private:
  void prose_until(std::uint32_t end) {
    annotations_until(at_);
    while (at_ < end) {
      const std::uint32_t hole = hole_ < holes_.size() ? holes_[hole_] : end;
      const std::uint32_t stop = std::max(at_, std::min(hole, end));
      MappedText prose;
      prose.append(stripped_, at_, stop);
      if (!is_blank_text(prose.text())) add(FragmentKind::prose, std::move(prose), {});
      at_ = stop;
      if (stop < end) annotations_until(stop);
    }
  }

  void annotations_until(std::uint32_t end) {
    for (; hole_ < holes_.size() && holes_[hole_] <= end; ++hole_) {
      const Span whole = annotations_[hole_];
      add(FragmentKind::math, calculation(whole), text_.source(whole.begin, whole.end),
          Arithmetic::annotation);
    }
  }

  /// What a calculator computes: `7//2` is a whole number.
  MappedText calculation(Span whole) const {
    MappedText tex;
    if (text_.text()[whole.begin + 2] == '+') ++whole.begin;
    const std::string_view inner = std::string_view(text_.text()).substr(0, whole.end - 2);
    const std::size_t slashes = inner.find("//", whole.begin), equals = inner.find('=', whole.begin);
    if (slashes == std::string_view::npos || slashes > equals) {
      tex.append(text_, whole.begin + 2, whole.end - 2);
      return tex;
    }
    const auto at = static_cast<std::uint32_t>(slashes), stop = static_cast<std::uint32_t>(equals);
    tex.append_block("\\lfloor ", text_.source(whole.begin, whole.begin + 2));
    tex.append(text_, whole.begin + 2, at + 1);
    tex.append(text_, at + 2, stop);
    tex.append_block("\\rfloor ", text_.source(stop, stop + 1));
    tex.append(text_, stop, whole.end - 2);
    return tex;
  }

  void add(FragmentKind kind, MappedText text, Span span, Arithmetic arithmetic = Arithmetic::none) {
    Fragment& f = out_.emplace_back();
    f.kind = kind;
    f.span = span.empty() ? text.source() : span;
    f.text = std::move(text);
    f.place = fragment_.place;
    f.review = fragment_.review;
    f.quoted = fragment_.quoted;
    f.source = fragment_.source;
    f.arithmetic = arithmetic;
  }

  MappedText formula(const ArithmeticStatement& s) const {
    MappedText tex;
    for (const ArithmeticSide& side : s.sides) {
      if (&side != &s.sides.front()) write_token(side.first - 1, false, tex);
      const std::uint32_t last = side.unit.empty() ? side.last : side.last - 1;
      for (std::uint32_t i = side.first; i < last; ++i) {
        const bool mixed = std::find(side.mixed.begin(), side.mixed.end(), i) != side.mixed.end();
        if (mixed)
          write_mixed(i, tex), i += 3;
        else if (tokens_[i].kind == Kind::power && !tokens_[i].text.ends_with('}'))
          write_power(i, tex), ++i;
        else
          write_token(i, s.plain_percent, tex);
      }
    }
    return tex;
  }

  void copy(std::uint32_t i, MappedText& tex) const {
    tex.append(stripped_, tokens_[i].begin, tokens_[i].end);
  }

  void write_token(std::uint32_t i, bool plain_percent, MappedText& tex) const {
    const ArithmeticToken& t = tokens_[i];
    if (t.kind == Kind::percent && plain_percent) return;
    if (t.kind == Kind::currency && !(i + 1 < tokens_.size() && tokens_[i + 1].kind == Kind::number)) return;
    const std::string_view replacement = t.kind == Kind::word ? "\\times " : t.tex;
    if (replacement.empty()) return copy(i, tex);
    tex.append_block(replacement, stripped_.source(t.begin, t.end));
  }

  /// `1 1/2`
  void write_mixed(std::uint32_t i, MappedText& tex) const {
    const Span slash = stripped_.source(tokens_[i + 2].begin, tokens_[i + 2].end);
    copy(i, tex);
    tex.append_block("\\frac{", slash);
    copy(i + 1, tex);
    tex.append_block("}{", slash);
    copy(i + 3, tex);
    tex.append_block("}", slash);
  }

  void write_power(std::uint32_t i, MappedText& tex) const {
    const Span sign = stripped_.source(tokens_[i].begin, tokens_[i].end);
    tex.append_block("^{", sign);
    copy(i + 1, tex);
    tex.append_block("}", sign);
  }

  const Fragment& fragment_;
  const MappedText& text_;
  std::vector<Span> annotations_;
  std::vector<Fragment>& out_;
  MappedText stripped_;
  std::vector<std::uint32_t> holes_;  ///< where the annotations stood in `stripped_`
  std::vector<ArithmeticToken> tokens_;
  std::vector<ArithmeticStatement> statements_;
  std::uint32_t at_ = 0;
  std::size_t hole_ = 0;
};

/// Is the neighbour a formula of the same paragraph?
bool formula_beside(const std::vector<Fragment>& all, std::size_t index, std::size_t neighbour) {
  return neighbour < all.size() && all[neighbour].kind == FragmentKind::math &&
         all[neighbour].place.block == all[index].place.block;
}

/// The fragment at `index` gives way to `count` others.
struct Replacement {
  std::size_t index, count;
};

/// In place, from the back; the pieces stand in the order of the replacements.
void replace(std::vector<Fragment>& all, std::span<const Replacement> replacements,
             std::span<Fragment> pieces) {
  auto from = static_cast<std::ptrdiff_t>(all.size());
  all.resize(all.size() + pieces.size() - replacements.size());
  auto to = all.end();
  auto piece = pieces.end();
  for (; !replacements.empty(); replacements = replacements.first(replacements.size() - 1)) {
    const auto [index, count] = replacements.back();
    const auto behind = all.begin() + static_cast<std::ptrdiff_t>(index) + 1, end = all.begin() + from;
    if (end != to)
      to = std::move_backward(behind, end, to);
    else
      to = behind;
    from = static_cast<std::ptrdiff_t>(index);
    const auto first = piece - static_cast<std::ptrdiff_t>(count);
    to = std::move_backward(first, piece, to);
    piece = first;
  }
}

}  // namespace

std::uint32_t annotation_length(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 400;
  const std::string_view rest = text.substr(at, kLongest);
  if (!rest.starts_with("<<")) return 0;
  const std::size_t end = rest.find_first_not_of("0123456789+-*/.,=() ", 2);
  if (end == std::string_view::npos || !rest.substr(end).starts_with(">>")) return 0;
  const bool statement = std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(end), '=') == 1;
  return statement ? static_cast<std::uint32_t>(end) + 2 : 0;
}

void find_arithmetic(Document& document) {
  std::vector<Fragment>& all = document.fragments;
  std::vector<Fragment> pieces;
  std::vector<Replacement> replacements;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].kind != FragmentKind::prose || !may_hold_statement(all[i].text.text())) continue;
    const std::size_t before = pieces.size();
    Splitter split(all[i], i > 0 && formula_beside(all, i, i - 1), formula_beside(all, i, i + 1), pieces);
    if (!split.found()) continue;
    split.write();
    replacements.push_back({i, pieces.size() - before});
  }
  replace(all, replacements, pieces);
}

}  // namespace reproof
