#include <string>

#include "math/parse.hpp"

namespace reproof {
namespace {

/// Short word of a kind; null for those that print themselves.
const char* word_of(ExprKind kind) {
  switch (kind) {
    case ExprKind::apply:
      return "apply";
    case ExprKind::call:
      return "call";
    case ExprKind::sum:
      return "+";
    case ExprKind::product:
      return "*";
    case ExprKind::quotient:
      return "/";
    case ExprKind::power:
      return "^";
    case ExprKind::negate:
      return "-";
    case ExprKind::plus_minus:
      return "pm";
    case ExprKind::group:
      return "group";
    case ExprKind::tuple:
      return "tuple";
    case ExprKind::matrix:
      return "matrix";
    case ExprKind::factorial:
      return "!";
    case ExprKind::absolute:
      return "abs";
    case ExprKind::norm:
      return "norm";
    case ExprKind::big:
      return "big";
    case ExprKind::derivative:
      return "derivative";
    case ExprKind::evaluate:
      return "at";
    case ExprKind::cases:
      return "cases";
    case ExprKind::relation:
      return "rel";
    case ExprKind::bar:
      return "bar";
    case ExprKind::index:
      return "index";
    default:
      return nullptr;
  }
}

void digits_of(const Literal& l, std::string& out) {
  if (l.base != 10) {
    out += l.digits;
    return;
  }
  for (std::size_t i = 0; i < l.digits.size(); ++i) {
    const char c = l.digits[i];
    const bool decimal_comma = c == ',' && l.decimal_point && l.digits.find('.') == std::string::npos;
    if ((c >= '0' && c <= '9') || c == '.' || c == '_') out += c;
    if (decimal_comma) out += '.';
    if (c == '\\' && l.repeating && l.digits[i + 1] != ',') out += '(';
  }
  if (l.repeating) out += ')';
  if (l.ellipsis) out += "...";
  if (l.power10) out += "e" + std::to_string(l.power10);
  if (l.suffix == Literal::Suffix::percent) out += '%';
  if (l.suffix == Literal::Suffix::permille) out += "permille";
  if (l.suffix == Literal::Suffix::degree) out += "deg";
}

void print(const Expr& e, std::string& out) {
  switch (e.kind) {
    case ExprKind::number:
      return digits_of(*e.literal, out);
    case ExprKind::label:
      out += '"' + e.text + '"';
      return;
    case ExprKind::ellipsis:
      out += "...";
      return;
    case ExprKind::wildcard:
      out += ':';
      return;
    case ExprKind::empty:
      out += '_';
      return;
    case ExprKind::name:
      out += e.text;
      for (std::size_t i = 0; i < e.args.size(); ++i) {
        out += i ? "," : "[";
        print(*e.args[i], out);
      }
      if (!e.args.empty()) out += ']';
      return;
    default:
      break;
  }
  out += '(';
  out += word_of(e.kind);
  const bool plain =
      e.text.empty() || (e.kind == ExprKind::quotient) || (e.kind == ExprKind::apply && e.text == "(");
  if (!plain) out += ':' + e.text;
  if (e.kind == ExprKind::matrix) out += ' ' + std::to_string(e.rows) + 'x' + std::to_string(e.columns);
  if (e.bare) out += " bare";
  for (const Expr* a : e.args) {
    out += ' ';
    print(*a, out);
  }
  out += ')';
}

const char* sign_of(Relation relation) {
  switch (relation) {
    case Relation::equal:
      return "=";
    case Relation::approximate:
      return "~";
    case Relation::define:
      return ":=";
    case Relation::assign:
      return "<-";
    case Relation::less:
      return "<";
    case Relation::less_equal:
      return "<=";
    case Relation::greater:
      return ">";
    case Relation::greater_equal:
      return ">=";
    case Relation::not_equal:
      return "!=";
    case Relation::arrow:
      return "->";
    case Relation::implies:
      return "=>";
    case Relation::member:
      return "in";
    case Relation::proportional:
      return "prop";
    case Relation::congruent:
      return "cong";
    case Relation::other:
      return "rel";
  }
  return "";
}

void print(const Statement& s, std::string& out) {
  for (std::size_t i = 0; i < s.sides.size(); ++i) {
    if (i) out += std::string(" ") + sign_of(s.relations[i - 1]) + ' ';
    print(*s.sides[i], out);
  }
  if (s.modulus) out += " mod ", print(*s.modulus, out);
  if (s.condition) out += " if ", print(*s.condition, out);
  if (!s.tag.empty()) out += " tag " + s.tag;
}

}  // namespace

std::string to_string(const Expr& expr) {
  std::string out;
  print(expr, out);
  return out;
}

std::string to_string(const Formula& formula) {
  std::string out;
  for (const Statement& s : formula.statements) {
    if (!out.empty()) out += "; ";
    print(s, out);
  }
  for (const ParseFault& f : formula.faults) out += (out.empty() ? "fault: " : "; fault: ") + f.reason;
  return out;
}

}  // namespace reproof
