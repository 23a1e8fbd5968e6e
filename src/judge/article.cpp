#include "judge/article.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "judge/article_writer.hpp"

namespace reproof {
namespace {

/// A number that stands in running text, code or a formula that was not read.
struct Printed {
  Span span;
  std::string text;
};

ArticleElement element_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::heading:
      return ArticleElement::heading;
    case BlockKind::quote:
      return ArticleElement::quote;
    case BlockKind::code:
      return ArticleElement::code_block;
    case BlockKind::caption:
      return ArticleElement::caption;
    default:
      return ArticleElement::paragraph;
  }
}

class ArticleBuilder {
 public:
  ArticleBuilder(const Document& document, const Claims& claims, const std::string& file)
      : document_(document),
        claims_(claims),
        part_(first_part(document, file)),
        out_(tokens_),
        printed_(document.fragments.size()) {
    for (const LooseNumber& n : claims.loose) printed_[n.fragment].push_back({n.span, n.text});
    for (const auto& [number, fragment] : claims.numbers) {
      if (!claims.formulas[fragment].faults.empty())
        printed_[fragment].push_back({number->literal->span, number->literal->digits});
    }
    for (auto& numbers : printed_)
      std::ranges::stable_sort(numbers, {}, [](const Printed& p) { return p.span.begin; });
  }

  std::vector<ArticleToken> run() {
    for (std::uint32_t i = 0; i < document_.fragments.size(); ++i) {
      const Fragment& f = document_.fragments[i];
      if (f.review || f.kind == FragmentKind::directive || !in_file(f)) continue;
      const std::size_t before = tokens_.size();
      enter(f);
      fragment(i);
      into_file(before);
    }
    leave_to(0);
    return std::move(tokens_);
  }

 private:
  static const Part* first_part(const Document& document, const std::string& file) {
    const auto part = std::ranges::find(document.parts, file, &Part::path);
    return part == document.parts.end() ? nullptr : &*part;
  }

  /// An open element, and what tells it from the next one of its kind.
  struct Level {
    ArticleElement element;
    std::uint32_t id;
    bool operator==(const Level&) const = default;
  };

  bool in_file(const Fragment& f) const {
    return part_ == nullptr || part_at(document_, f.span.begin) == part_;
  }

  /// The offsets of the tokens from `first` on become those of the file.
  void into_file(std::size_t first) {
    for (; part_ != nullptr && first < tokens_.size(); ++first) {
      std::uint32_t& offset = tokens_[first].offset;
      offset = part_at(document_, offset) == part_ ? offset - part_->span.begin : UINT32_MAX;
    }
  }

  /// The number of an item, which readers keep apart from what it says.
  static bool is_marker(const Fragment& f) {
    const std::string_view text = f.text.text();
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const std::string_view rest = text.substr(digits);
    return f.kind == FragmentKind::code && digits > 0 && (rest == "." || rest == ")");
  }

  static std::vector<Level> path_of(const Fragment& f) {
    const Place& p = f.place;
    if (p.kind == BlockKind::list_item && p.container != 0)
      return {{ArticleElement::list, p.container},
              {ArticleElement::item, p.row},
              {is_marker(f) ? ArticleElement::marker : ArticleElement::paragraph, p.block}};
    if (p.kind == BlockKind::table_cell)
      return {{ArticleElement::table, p.container},
              {ArticleElement::table_row, p.row},
              {ArticleElement::table_cell, p.block}};
    return {{element_of(p.kind), p.block}};
  }

  void enter(const Fragment& f) {
    const std::vector<Level> path = path_of(f);
    const auto apart = std::ranges::mismatch(levels_, path);
    leave_to(static_cast<std::size_t>(apart.in1 - levels_.begin()));
    for (auto level = apart.in2; level != path.end(); ++level) {
      out_.open(level->element, f.span.begin);
      const bool leveled =
          level->element == ArticleElement::heading || level->element == ArticleElement::list;
      tokens_.back().level = leveled ? f.place.level : 0;
      levels_.push_back(*level);
    }
  }

  void leave_to(std::size_t depth) {
    for (; levels_.size() > depth; levels_.pop_back()) out_.close(levels_.back().element);
  }

  void fragment(std::uint32_t i) {
    const Fragment& f = document_.fragments[i];
    if (f.kind != FragmentKind::math)
      return with_numbers(i, f.kind == FragmentKind::code ? TokenKind::code : TokenKind::text);
    const Formula& formula = claims_.formulas[i];
    const ArticleElement element = f.display ? ArticleElement::display : ArticleElement::formula;
    if (!formula.faults.empty() || formula.statements.empty()) return with_numbers(i, TokenKind::source);
    out_.in(element, [&] { MathWriter(f.text.text(), out_).formula(formula); });
  }

  /// The text of a fragment, parted at its numbers.
  void with_numbers(std::uint32_t i, TokenKind kind) {
    const MappedText& mapped = document_.fragments[i].text;
    const std::string_view text = mapped.text();
    std::size_t at = 0;
    for (const Printed& number : printed_[i]) {
      const std::size_t found = find(mapped, number, at);
      if (found == std::string_view::npos) continue;
      out_.add(kind, std::string(text.substr(at, found - at)));
      out_.add(TokenKind::number, number.text, number.span.begin);
      at = found + number.text.size();
    }
    out_.add(kind, std::string(text.substr(at)));
  }

  /// Where a number of the file stands in the text that was taken out of it; looked for from `at` on.
  static std::size_t find(const MappedText& mapped, const Printed& number, std::size_t at) {
    const std::string_view text = mapped.text();
    if (number.text.empty()) return std::string_view::npos;
    for (at = text.find(number.text, at); at != std::string_view::npos; at = text.find(number.text, at + 1)) {
      const auto begin = static_cast<std::uint32_t>(at);
      const Span source = mapped.source(begin, begin + static_cast<std::uint32_t>(number.text.size()));
      if (source.begin == number.span.begin) return at;
      if (source.begin > number.span.begin) break;
    }
    return std::string_view::npos;
  }

  const Document& document_;
  const Claims& claims_;
  const Part* part_;  ///< the only one to show; null: the document is one file
  ArticleTokens tokens_;
  ArticleWriter out_;
  std::vector<std::vector<Printed>> printed_;
  std::vector<Level> levels_;
};

}  // namespace

std::vector<ArticleToken> article_of(const Document& document, const Claims& claims,
                                     const std::string& file) {
  return ArticleBuilder(document, claims, file).run();
}

}  // namespace reproof
