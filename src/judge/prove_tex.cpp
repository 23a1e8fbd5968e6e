#include "judge/prove_tex.hpp"

#include "judge/derivation_slips.hpp"
#include "math/parse.hpp"

namespace reproof {
namespace {

Document document_of(const std::string& tex, const std::vector<std::string>& lets) {
  Document d;
  std::string bytes;
  for (const std::string& let : lets) bytes += let + '\n';
  d.source = std::make_shared<const Source>("statement", bytes + tex);
  std::uint32_t at = 0;
  const auto add = [&](const std::string& piece) {
    Fragment f;
    f.kind = FragmentKind::math;
    f.text = MappedText(piece, at);
    at += static_cast<std::uint32_t>(piece.size()) + 1;
    d.fragments.push_back(std::move(f));
  };
  for (const std::string& let : lets) add(let);
  add(tex);
  return d;
}

}  // namespace

TexProof prove_tex(const std::string& tex, const std::vector<std::string>& lets) {
  TexProof out;
  const Document document = document_of(tex, lets);
  Claims claims;
  for (const Fragment& f : document.fragments) {
    claims.formulas.push_back(parse_math(f.text, claims.arena));
    if (!claims.formulas.back().faults.empty()) {
      out.error = claims.formulas.back().faults.front().reason;
      return out;
    }
  }
  const derivation::Statements statements = derivation::statements_of(document, claims);
  const auto last = static_cast<std::uint32_t>(document.fragments.size() - 1);
  for (const derivation::EqualSides& e : statements.equalities) {
    if (e.fragment != last) continue;
    ProvedStep step;
    step.statement = tex.substr(e.tex.begin, e.tex.size());
    step.derivation = judge_equality(statements, e, Readings::Log::natural);
    Derivation& d = step.derivation;
    if (d.verdict == Verdict::refuted)
      if (auto slip = derivation_slip(*d.forms, d.equation.left, d.equation.right, d.sides.derivative))
        d.slip = std::move(slip->words);
    out.steps.push_back(std::move(step));
  }
  if (out.steps.empty()) out.error = "no equality between two sides with names";
  return out;
}

}  // namespace reproof
