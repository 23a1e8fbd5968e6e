#include <algorithm>
#include <array>

#include "judge/article_writer.hpp"
#include "math/functions.hpp"
#include "number/rational.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

constexpr std::array<SignRow, 8> products{{
    {"\\cdot", "⋅"},
    {"\\times", "×"},
    {"\\ast", "∗"},
    {"*", "∗"},
    {"\\div", "÷"},
    {"\\bullet", "∙"},
    {"×", "×"},
    {"·", "⋅"},
}};

constexpr std::array<SignRow, 6> closers{{
    {"(", ")"},
    {"[", "]"},
    {"{", "}"},
    {"\\{", "}"},
    {"\\langle", "⟩"},
    {"|", "|"},
}};

std::string_view opener(std::string_view bracket) {
  return bracket == "\\{" ? "{" : bracket == "\\langle" ? "⟨" : bracket;
}

/// Digits as printed, without the braces and spaces that TeX wants; a repeating group is overlined.
std::string digits_of(const Literal& literal) {
  std::string out;
  bool overlined = false;
  for (const char c : literal.digits) {
    if (literal.repeating && c == '\\') overlined = true;
    if (!is_ascii_digit(c) && c != '.' && c != ',') continue;
    out += c;
    if (overlined && is_ascii_digit(c)) out += "\u0305";
  }
  return out;
}

std::string_view command_at(std::string_view tex, std::size_t at) {
  std::size_t end = at + 1;
  while (end < tex.size() && is_ascii_letter(tex[end])) ++end;
  return tex.substr(at + 1, end - at - 1);
}

/// The word of a function as it was written, if the table knows it for this function.
std::string_view written_word(std::string_view tex, const Expr& e) {
  if (!tex.starts_with('\\')) return e.text;
  std::string_view word = command_at(tex, 0);
  if (word == "operatorname" || word == "text" || word == "mathrm") {
    const std::size_t open = tex.find('{');
    const std::size_t close = tex.find('}');
    if (open < close && close != std::string_view::npos) word = tex.substr(open + 1, close - open - 1);
  }
  const Function* f = find_function_by_tex(word);
  return f != nullptr && f->name == e.text ? word : std::string_view(e.text);
}

}  // namespace

std::string_view MathWriter::between(const Expr& left, const Expr& right) const {
  if (left.tex.end >= right.tex.begin || right.tex.begin > tex_.size()) return {};
  return tex_.substr(left.tex.end, right.tex.begin - left.tex.end);
}

/// Whether an index stands in brackets, as in `P[i, j]`, and not below the line.
bool MathWriter::bracket_before(const Expr& index) const {
  std::size_t at = std::min<std::size_t>(index.tex.begin, tex_.size());
  while (at > 0 && (is_ascii_space(tex_[at - 1]) || tex_[at - 1] == '{')) --at;
  return at > 0 && tex_[at - 1] == '[';
}

void MathWriter::list(const std::vector<const Expr*>& args, std::size_t from, std::string_view separator) {
  for (std::size_t i = from; i < args.size(); ++i) {
    if (i > from) out_.sign(separator);
    expr(*args[i]);
  }
}

void MathWriter::bracketed(std::string_view open, std::string_view close,
                           const std::vector<const Expr*>& args, std::size_t from) {
  out_.in(ArticleElement::row, [&] {
    out_.sign(open);
    list(args, from);
    out_.sign(close);
  });
}

void MathWriter::number(const Expr& e) {
  const Literal& l = *e.literal;
  out_.add(TokenKind::number, digits_of(l), l.span.begin);
  if (l.ellipsis) out_.sign("…");
  if (l.power10 != 0) {
    out_.sign("×");
    out_.in(ArticleElement::super, [&] {
      out_.word("10");
      out_.child([&] {
        if (l.power10 < 0) out_.sign("−");
        out_.word(std::to_string(std::abs(l.power10)));
      });
    });
  }
  constexpr std::array<std::string_view, 4> suffixes{"", "%", "‰", "°"};
  out_.sign(suffixes.at(static_cast<std::size_t>(l.suffix)));
}

void MathWriter::name(const Expr& e) {
  ArticleTokens base_tokens, label_tokens;
  ArticleWriter base(base_tokens), label(label_tokens);
  base.child([&] { write_name(e.text, base, label); });
  const bool brackets = !e.args.empty() && bracket_before(*e.args.front());
  const bool below = !e.args.empty() && !brackets;
  const auto append = [&](ArticleTokens& from) {
    for (ArticleToken& token : from) out_.tokens().push_back(std::move(token));
  };
  const auto indices = [&] { out_.child([&] { list(e.args); }); };
  const auto labels = [&] { out_.child([&] { append(label_tokens); }); };
  if (below && !label_tokens.empty()) {
    out_.in(ArticleElement::sub_super, [&] { append(base_tokens), indices(), labels(); });
  } else if (below) {
    out_.in(ArticleElement::sub, [&] { append(base_tokens), indices(); });
  } else if (!label_tokens.empty()) {
    out_.in(ArticleElement::super, [&] { append(base_tokens), labels(); });
  } else {
    append(base_tokens);
  }
  if (brackets) bracketed("[", "]", e.args);
}

void MathWriter::apply(const Expr& e) {
  if (e.text == "infix") {
    for (std::size_t i = 1; i < e.args.size(); ++i) {
      if (i > 1)
        out_.sign(sign_of_command(
            std::string_view(e.args[0]->text).substr(e.args[0]->text.starts_with('\\') ? 1 : 0)));
      expr(*e.args[i]);
    }
    return;
  }
  expr(*e.args[0]);
  if (e.bare) {
    out_.add(TokenKind::words, " ");
    return list(e.args, 1);
  }
  const std::string_view bracket = e.text.empty() ? "(" : std::string_view(e.text);
  bracketed(opener(bracket), sign_in(closers, bracket, ")"), e.args, 1);
}

bool MathWriter::special_call(const Expr& e) {
  const auto enclose = [&](std::string_view open, std::string_view close) {
    bracketed(open, close, e.args);
    return true;
  };
  const bool two = e.args.size() == 2;
  if (e.text == "sqrt" && e.args.size() == 1) {
    out_.in(ArticleElement::square_root, [&] { expr(*e.args[0]); });
  } else if (e.text == "root" && two) {
    out_.in(ArticleElement::root, [&] { one(*e.args[0]), one(*e.args[1]); });
  } else if (e.text == "binomial" && two) {
    out_.sign("(");
    out_.in(ArticleElement::pile, [&] { one(*e.args[0]), one(*e.args[1]); });
    out_.sign(")");
  } else if (e.text == "mod" && two && e.bare == false && tex_.substr(e.tex.begin, 1) != "\\") {
    expr(*e.args[0]);
    out_.add(TokenKind::words, " mod ");
    expr(*e.args[1]);
  } else if (e.text == "floor") {
    return enclose("⌊", "⌋");
  } else if (e.text == "ceil") {
    return enclose("⌈", "⌉");
  } else if (e.text == "abs") {
    return enclose("|", "|");
  } else {
    return false;
  }
  return true;
}

void MathWriter::function(const Expr& e) {
  const std::string_view word = written_word(tex_.substr(std::min<std::size_t>(e.tex.begin, tex_.size())), e);
  const bool base = e.text == "log" && e.args.size() == 2;
  if (!base) return out_.word(word);
  out_.in(ArticleElement::sub, [&] { out_.word(word), one(*e.args[1]); });
}

void MathWriter::call(const Expr& e) {
  if (special_call(e)) return;
  function(e);
  const bool base = e.text == "log" && e.args.size() == 2;
  const std::vector<const Expr*> args(e.args.begin(), base ? e.args.begin() + 1 : e.args.end());
  if (!e.bare) return bracketed("(", ")", args);
  out_.add(TokenKind::words, "\u2009");
  list(args);
}

void MathWriter::sum(const Expr& e) {
  for (std::size_t i = 0; i < e.args.size(); ++i) {
    const Expr& term = *e.args[i];
    const bool subtracted = term.kind == ExprKind::negate && i > 0;
    if (i > 0 && term.kind != ExprKind::plus_minus) out_.sign(subtracted ? "−" : "+");
    expr(subtracted ? *term.args[0] : term);
  }
}

void MathWriter::product(const Expr& e) {
  for (std::size_t i = 0; i < e.args.size(); ++i) {
    const Expr& factor = *e.args[i];
    if (i > 0 && e.text.empty()) {
      const std::string_view gap = between(*e.args[i - 1], factor);
      std::string_view sign;
      for (const SignRow& row : products) {
        if (sign.empty() && gap.find(row.word) != std::string_view::npos) sign = row.sign;
      }
      const bool apart = factor.kind == ExprKind::label || e.args[i - 1]->kind == ExprKind::label ||
                         factor.kind == ExprKind::number;
      if (!sign.empty()) out_.sign(sign);
      if (sign.empty() && apart) out_.add(TokenKind::words, "\u00A0");
    }
    expr(factor);
  }
}

void MathWriter::quotient(const Expr& e) {
  if (e.text == "frac") return out_.in(ArticleElement::fraction, [&] { one(*e.args[0]), one(*e.args[1]); });
  expr(*e.args[0]);
  out_.sign(e.text == ":" ? ":" : "/");
  expr(*e.args[1]);
}

/// `\sin^2 x` keeps its exponent at the function's name, and an index and an exponent stand one above the
/// other.
void MathWriter::power(const Expr& e) {
  const Expr& base = *e.args[0];
  const Expr& exponent = *e.args[1];
  const bool at_name = base.kind == ExprKind::call && !base.args.empty() &&
                       exponent.tex.begin < base.args[0]->tex.begin && base.text != "sqrt" &&
                       base.text != "root";
  out_.in(ArticleElement::super, [&] {
    out_.child([&] {
      if (at_name) {
        function(base);
      } else {
        expr(base);
      }
    });
    one(exponent);
  });
  if (!at_name) return;
  if (!base.bare) return bracketed("(", ")", base.args);
  out_.add(TokenKind::words, "\u2009");
  list(base.args);
}

void MathWriter::norm(const Expr& e) {
  const auto bars = [&] { bracketed("‖", "‖", {e.args[0]}); };
  if (e.args.size() < 2) return bars();
  out_.in(ArticleElement::sub, [&] { out_.child(bars), one(*e.args[1]); });
}

void MathWriter::index(const Expr& e) {
  out_.in(ArticleElement::sub, [&] { one(*e.args[0]), out_.child([&] { list(e.args, 1); }); });
}

void MathWriter::expr(const Expr& e) {
  switch (e.kind) {
    case ExprKind::number:
      return number(e);
    case ExprKind::name:
      return name(e);
    case ExprKind::apply:
      return apply(e);
    case ExprKind::call:
      return call(e);
    case ExprKind::sum:
      return sum(e);
    case ExprKind::product:
      return product(e);
    case ExprKind::quotient:
      return quotient(e);
    case ExprKind::power:
      return power(e);
    case ExprKind::negate:
      return out_.in(ArticleElement::row, [&] { out_.sign("−"), expr(*e.args[0]); });
    case ExprKind::plus_minus:
      return out_.sign(e.text == "mp" ? "∓" : "±"), expr(*e.args[0]);
    case ExprKind::group:
    case ExprKind::tuple:
      return bracketed(opener(e.text), sign_in(closers, e.text, e.text.empty() ? "" : ")"), e.args);
    case ExprKind::matrix:
      return matrix(e);
    case ExprKind::factorial:
      return expr(*e.args[0]), out_.sign("!");
    case ExprKind::absolute:
      return bracketed("|", "|", e.args);
    case ExprKind::norm:
      return norm(e);
    case ExprKind::big:
      return big(e);
    case ExprKind::derivative:
      return derivative(e);
    case ExprKind::evaluate:
      return evaluate(e);
    case ExprKind::cases:
      return cases(e);
    case ExprKind::relation:
    case ExprKind::bar: {
      const std::string_view text = e.text;
      return list(e.args, 0,
                  text == "\\|" ? "‖" : sign_of_command(text.starts_with('\\') ? text.substr(1) : text));
    }
    case ExprKind::label:
      return out_.add(TokenKind::words, e.text);
    case ExprKind::ellipsis:
      return out_.sign(e.text == "\\cdots" ? "⋯" : "…");
    case ExprKind::wildcard:
      return out_.sign(":");
    case ExprKind::index:
      return index(e);
    case ExprKind::empty:
      return;
  }
}

}  // namespace reproof
