#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "math/expr.hpp"
#include "reproof/article.hpp"

namespace reproof {

using ArticleTokens = std::vector<ArticleToken>;
using TokenKind = ArticleToken::Kind;

/// Appends tokens, and keeps the number of children that an element of MathML wants.
class ArticleWriter {
 public:
  explicit ArticleWriter(ArticleTokens& out) : out_(&out) {}

  void open(ArticleElement element, std::uint32_t offset = 0) {
    out_->push_back({TokenKind::open, element, {}, offset});
  }
  void close(ArticleElement element) { out_->push_back({TokenKind::close, element}); }
  void add(TokenKind kind, std::string text, std::uint32_t offset = 0) {
    if (!text.empty()) out_->push_back({kind, ArticleElement::paragraph, std::move(text), offset});
  }
  void sign(std::string_view text) { add(TokenKind::sign, std::string(text)); }
  void word(std::string_view text) { add(TokenKind::identifier, std::string(text)); }

  template <class Write>
  void in(ArticleElement element, Write write) {
    open(element);
    write();
    close(element);
  }

  /// What `write` adds becomes exactly one child.
  template <class Write>
  void child(Write write) {
    const std::size_t begin = out_->size();
    write();
    if (children(begin) == 1) return;
    out_->insert(out_->begin() + static_cast<std::ptrdiff_t>(begin), {TokenKind::open, ArticleElement::row});
    close(ArticleElement::row);
  }

  ArticleTokens& tokens() { return *out_; }
  /// Writes somewhere else from now on.
  void redirect(ArticleTokens& out) { out_ = &out; }

 private:
  std::size_t children(std::size_t begin) const;

  ArticleTokens* out_;
};

/// A name as TeX writes it (`\hat{y}`, `\mathbf{w}`, `\delta`, `W'`), its label superscript apart.
void write_name(std::string_view tex, ArticleWriter& base, ArticleWriter& label);

/// The character of a command, or its own word.
std::string sign_of_command(std::string_view command);

/// A word of TeX and the sign that stands for it.
struct SignRow {
  std::string_view word;
  std::string_view sign;
};

template <std::size_t N>
std::string_view sign_in(const std::array<SignRow, N>& table, std::string_view word,
                         std::string_view otherwise) {
  const auto row = std::ranges::find(table, word, &SignRow::word);
  return row == table.end() ? otherwise : row->sign;
}

/// Mathematics of one fragment, from its trees. `tex` is the fragment's text, into which the trees' spans
/// point: signs that a tree does not keep are read there.
class MathWriter {
 public:
  MathWriter(std::string_view tex, ArticleWriter& out) : tex_(tex), out_(out) {}

  void formula(const Formula& formula);

 private:
  struct Row {
    ArticleTokens left, right;
    bool split = false;
  };

  void statement(const Statement& s, std::uint32_t end_of_last);
  void relation(Relation relation, std::uint32_t begin, std::uint32_t end);
  /// Punctuation, words and line ends between two parts of a formula.
  void gap(std::uint32_t begin, std::uint32_t end);
  void gap_command(std::string_view command, std::uint32_t& at, std::uint32_t end);
  void next_row();
  void rows(std::size_t first);

  void expr(const Expr& e);
  void one(const Expr& e) {
    out_.child([&] { expr(e); });
  }
  void list(const std::vector<const Expr*>& args, std::size_t from = 0, std::string_view separator = ",");
  void number(const Expr& e);
  void name(const Expr& e);
  void apply(const Expr& e);
  void call(const Expr& e);
  void function(const Expr& e);
  bool special_call(const Expr& e);
  void sum(const Expr& e);
  void product(const Expr& e);
  void quotient(const Expr& e);
  void power(const Expr& e);
  void bracketed(std::string_view open, std::string_view close, const std::vector<const Expr*>& args,
                 std::size_t from = 0);
  void grid(const Expr& e, std::uint32_t columns);
  void matrix(const Expr& e);
  void big(const Expr& e);
  void bounds_below(const Expr& e);
  void derivative(const Expr& e);
  void differential(const Expr& e, std::string_view d);
  void evaluate(const Expr& e);
  void cases(const Expr& e);
  void norm(const Expr& e);
  void index(const Expr& e);

  std::string_view between(const Expr& left, const Expr& right) const;
  bool bracket_before(const Expr& index) const;

  std::string_view tex_;
  ArticleWriter& out_;
  std::vector<Row> rows_;
};

}  // namespace reproof
