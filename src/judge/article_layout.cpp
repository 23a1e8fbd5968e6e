#include <algorithm>
#include <array>

#include "judge/article_writer.hpp"

/// What is laid out in two dimensions: grids, big signs with their bounds, derivatives as fractions, bars.

namespace reproof {
namespace {

constexpr std::array<SignRow, 10> big_signs{{
    {"sum", "∑"},
    {"prod", "∏"},
    {"int", "∫"},
    {"iint", "∬"},
    {"iiint", "∭"},
    {"oint", "∮"},
    {"coprod", "∐"},
    {"bigcup", "⋃"},
    {"bigcap", "⋂"},
    {"bigoplus", "⨁"},
}};

bool absent(const Expr* e) {
  return e == nullptr || e->kind == ExprKind::empty;
}

}  // namespace

void MathWriter::grid(const Expr& e, std::uint32_t columns) {
  out_.in(ArticleElement::grid, [&] {
    for (std::size_t i = 0; i < e.args.size(); i += columns) {
      out_.in(ArticleElement::grid_row, [&] {
        for (std::size_t j = i; j < std::min<std::size_t>(i + columns, e.args.size()); ++j)
          out_.in(ArticleElement::grid_cell, [&] { expr(*e.args[j]); });
      });
    }
  });
}

void MathWriter::matrix(const Expr& e) {
  constexpr std::array<SignRow, 5> opens{
      {{"pmatrix", "("}, {"bmatrix", "["}, {"Bmatrix", "{"}, {"vmatrix", "|"}, {"Vmatrix", "‖"}}};
  constexpr std::array<SignRow, 5> closes{
      {{"pmatrix", ")"}, {"bmatrix", "]"}, {"Bmatrix", "}"}, {"vmatrix", "|"}, {"Vmatrix", "‖"}}};
  out_.in(ArticleElement::row, [&] {
    out_.sign(sign_in(opens, e.text, ""));
    grid(e, std::max(1U, e.columns));
    out_.sign(sign_in(closes, e.text, ""));
  });
}

void MathWriter::bounds_below(const Expr& e) {
  const Expr* bound = e.args.size() > 1 ? e.args[1] : nullptr;
  const Expr* lower = e.args.size() > 2 ? e.args[2] : nullptr;
  if (!absent(bound)) expr(*bound);
  if (absent(lower)) return;
  if (!absent(bound) && lower->kind != ExprKind::relation) out_.sign(e.text == "lim" ? "→" : "=");
  expr(*lower);
}

void MathWriter::big(const Expr& e) {
  const bool integral = e.text.find("int") != std::string::npos;
  const Expr* bound = e.args.size() > 1 ? e.args[1] : nullptr;
  const Expr* lower = e.args.size() > 2 ? e.args[2] : nullptr;
  const Expr* upper = e.args.size() > 3 ? e.args[3] : nullptr;
  const bool below = integral ? !absent(lower) : !absent(bound) || !absent(lower);
  const auto head = [&] {
    const std::string_view sign = sign_in(big_signs, e.text, "");
    if (sign.empty()) {
      out_.word(e.text);
    } else {
      out_.sign(sign);
    }
  };
  const auto under = [&] { out_.child([&] { integral ? expr(*lower) : bounds_below(e); }); };
  if (below && !absent(upper)) {
    out_.in(integral ? ArticleElement::sub_super : ArticleElement::under_over,
            [&] { head(), under(), one(*upper); });
  } else if (below) {
    out_.in(integral ? ArticleElement::sub : ArticleElement::under, [&] { head(), under(); });
  } else {
    head();
  }
  out_.add(TokenKind::words, "\u2009");
  expr(*e.args[0]);
  if (integral && !absent(bound)) {
    out_.add(TokenKind::words, "\u2009");
    out_.word("d");
    expr(*bound);
  }
}

/// ∂²f over ∂x ∂y, the variables in the order of differentiation.
void MathWriter::differential(const Expr& e, std::string_view d) {
  const auto degree = [&](std::size_t n) {
    if (n == 1) return out_.word(d);
    out_.in(ArticleElement::super, [&] { out_.word(d), out_.word(std::to_string(n)); });
  };
  const Expr& f = *e.args[0];
  const bool small = f.kind == ExprKind::name || f.kind == ExprKind::apply || f.kind == ExprKind::label;
  out_.in(ArticleElement::fraction, [&] {
    out_.child([&] {
      degree(e.args.size() - 1);
      if (small) expr(f);
    });
    out_.child([&] {
      for (std::size_t i = 1; i < e.args.size(); ++i) out_.word(d), expr(*e.args[i]);
    });
  });
  if (!small) expr(f);
}

void MathWriter::derivative(const Expr& e) {
  if (e.text == "partial" && e.args.size() > 1) return differential(e, "∂");
  if (e.text == "d" && e.args.size() > 1) return differential(e, "d");
  if (e.text == "nabla") {
    if (e.args.size() > 1) {
      out_.in(ArticleElement::sub, [&] { out_.sign("∇"), out_.child([&] { list(e.args, 1); }); });
    } else {
      out_.sign("∇");
    }
    return expr(*e.args[0]);
  }
  out_.in(ArticleElement::super, [&] {
    one(*e.args[0]);
    std::string primes;
    for (std::size_t i = 0; i < e.text.size(); ++i) primes += "′";
    out_.sign(primes.empty() ? "′" : primes);
  });
}

void MathWriter::evaluate(const Expr& e) {
  if (!e.bare) out_.sign("[");
  expr(*e.args[0]);
  const Expr* lower = e.args.size() > 1 ? e.args[1] : nullptr;
  const Expr* upper = e.args.size() > 2 ? e.args[2] : nullptr;
  const std::string_view bar = e.bare ? "|" : "]";
  const auto bound = [&](const Expr* b) {
    out_.child([&] {
      if (!absent(b)) expr(*b);
    });
  };
  if (absent(upper)) return out_.in(ArticleElement::sub, [&] { out_.sign(bar), bound(lower); });
  out_.in(ArticleElement::sub_super, [&] { out_.sign(bar), bound(lower), bound(upper); });
}

void MathWriter::cases(const Expr& e) {
  out_.in(ArticleElement::row, [&] {
    out_.sign("{");
    grid(e, 2);
  });
}

}  // namespace reproof
