#pragma once
#include <string>

#include "term/term.hpp"

namespace reproof {

/// A term as one line, for the tests of the stages that make terms: literals as printed, names of quantities,
/// `?` for what has no value.
inline std::string show(const Terms& terms, TermId id) {
  const Term& t = terms[id];
  std::string head;
  switch (t.kind) {
    case TermKind::number:
      return terms.rational(t).str();
    case TermKind::literal:
      return t.origin->literal->digits;
    case TermKind::quantity:
      return terms.at(t.link).name;
    case TermKind::unknown:
      return "?";
    case TermKind::pi:
      return "pi";
    case TermKind::euler:
      return "e";
    case TermKind::add:
      head = "+";
      break;
    case TermKind::multiply:
      head = "*";
      break;
    case TermKind::negate:
      head = "-";
      break;
    case TermKind::divide:
      head = "/";
      break;
    case TermKind::power:
      head = "^";
      break;
    case TermKind::call:
      head = t.function->name;
      break;
    case TermKind::variable:
      return terms[id].origin ? terms[id].origin->text : "variable";
    case TermKind::infinity:
      return "infinity";
    case TermKind::integral:
      head = "integral";
      break;
    case TermKind::limit:
      head = "limit";
      break;
    case TermKind::series:
      head = "series";
      break;
  }
  for (const TermId a : terms.arguments(id)) head += ' ' + show(terms, a);
  return '(' + head + ')';
}

}  // namespace reproof
