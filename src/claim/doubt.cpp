#include <algorithm>
#include <cctype>

#include "claim/conversion.hpp"
#include "claim/extractor.hpp"
#include "claim/sentences.hpp"
#include "claim/wording.hpp"
#include "number/rounding.hpp"

/// Why the failure of a claim would be no fault of its author's. A doubt turns `wrong` into `undecided`, with
/// the reason; what holds keeps its verdict.
namespace reproof {
namespace {

template <typename Visit>
void each_name(const Expr& e, const Visit& visit) {
  if (e.kind == ExprKind::name) visit(e);
  for (const Expr* a : e.args) each_name(*a, visit);
}

struct OwnSign {
  std::string_view sign;
  const char* why;
};

constexpr const char* kOperator = "an operator of the text's own";

/// Signs that texts give a meaning of their own.
constexpr OwnSign kOwnSigns[] = {{"\\ast", kOperator},
                                 {"\\star", kOperator},
                                 {"\\oplus", kOperator},
                                 {"\\otimes", kOperator},
                                 {"\\diamond", kOperator},
                                 {"\\odot", kOperator},
                                 {"\\boxed", kOperator},
                                 {"\\fbox", kOperator},
                                 {"\\cancelto", "a term that is replaced by another value"}};

/// `TF-IDF`: words of letters, and nothing but a hyphen between them.
bool hyphenated(std::string_view tex) {
  std::size_t letters = 0, words = 1;
  for (const char c : tex) {
    if (c == '-' && letters < 2) return false;
    if (c != '-' && std::isalpha(static_cast<unsigned char>(c)) == 0) return false;
    words += c == '-' ? 1 : 0, letters = c == '-' ? 0 : letters + 1;
  }
  return words > 1 && letters > 1;
}

}  // namespace

std::string Extractor::tex_of(const Expr& e) const {
  return document_->fragments[fragment_].text.text().substr(e.tex.begin, e.tex.size());
}

/// What is doubtful in the terms themselves.
const char* Extractor::doubt_of_terms(TermId root) const {
  const char* why = nullptr;
  out_->terms.walk_through(root, false, [&](TermId t) {
    if (!why) why = out_->terms[t].doubt;
  });
  return why;
}

/// Another reading of what is written is as likely. Empty: there is none.
std::string Extractor::doubt(const Expr& literal, TermId left, const Side& l, const Side& r,
                             Relation relation) {
  const Terms& terms = out_->terms;
  const Literal& printed = *literal.literal;
  const bool whole_number = !printed.decimal_point && printed.suffix == Literal::Suffix::none;
  if (const char* why = doubt_of_terms(left)) return why;
  bool names = false;
  terms.walk(left, [&](TermId t) { names = names || terms[t].kind == TermKind::quantity; });
  if (whole_number && !has_call(left, "mod") && speaks_of_modulus(fragment_))
    return "the passage counts in another arithmetic (a modulus, a base)";
  if (names && relation == Relation::equal && printed.mantissa == 0) return "an equation set to zero";
  const bool turned = radians(l.tensor) && r.tensor.scalar() && in_degrees(terms, r.tensor.value());
  const bool cancelled = l.tensor.measured() && l.tensor.unit.bases.empty();
  if (!l.tensor.units.empty() && r.tensor.units.empty() && !turned && !cancelled)
    return "units on one side only";
  if (const char* why = unit_by_convention(printed, left, l.tensor.unit, r.tensor.unit)) return why;
  if (l.tensor.units.empty() && !r.tensor.units.empty() && literal_of(left) != none)
    return "units on one side only";
  if (l.tensor.tolerance && !r.tensor.tolerance) return "± stands for two values";
  for (const Side* side : {&l, &r})
    for (const TermId id : side->tensor.at)
      if (std::string name = solved_for(id); !name.empty())
        return "an equation in `" + name + "`, which the text solves for";
  for (const TermId id : l.tensor.at)
    if (std::string name = defined_anew(id); !name.empty())
      return "`" + name + "` is defined in more than one way in this text";
  if (std::string why = disowned(sentence_of(*document_, fragment_)); !why.empty()) return why;
  if (has_had(*l.expr, r)) return "`" + compact(*l.expr) + "` had this value before";
  if (hyphenated(tex_of(*l.expr))) return "it may be one name with a hyphen in it";
  return own_sign(*l.expr);
}

/// `d \approx 7.21`, where d has had that value and has another one by now: it may be of what it was before.
bool Extractor::has_had(const Expr& name, const Side& printed) {
  if (name.kind != ExprKind::name || !printed.tensor.scalar()) return false;
  const std::deque<Binding>* states = scope_.states(key_of(name).text());
  const TermId literal = literal_of(printed.tensor.value());
  if (!states || literal == none) return false;
  return std::ranges::any_of(*states, [&](const Binding& b) {
    const bool value = b.kind == Binding::Kind::values && b.values.scalar();
    return value && rounds(literal, with_sign_of(printed.tensor.value(), b.values.value()));
  });
}

/// A sign inside the side that the text may have defined for itself; a box around all of it only shows it.
std::string Extractor::own_sign(const Expr& side) const {
  const std::string tex = tex_of(side);
  for (const auto& [sign, why] : kOwnSigns)
    if (tex.find(sign) != std::string::npos) return why;
  return {};
}

std::string Extractor::doubt_of_whole(const Expr& literal, TermId left, TermId right, const Side& l,
                                      const Side& r, Relation relation) {
  if (std::string why = doubt(literal, left, l, r, relation); !why.empty()) return why;
  if (has_name(left) || has_name(right)) return "an equation between names, not a computation";
  // `2 * 6 = 2^6 + 6^2`: a right side that is no product tells what the star means.
  if (tex_of(*l.expr).find('*') != std::string::npos) return kOperator;
  return {};
}

/// `a + b = 10` before a has a value: a is solved for, and an equation in it is a condition, no computation.
void Extractor::note_equation(std::span<const Expr* const> sides) {
  for (const Expr* side : sides)
    each_name(*side, [&](const Expr& name) {
      if (!elaborator_.known(elaborator_.elaborate(name))) solved_names_.insert(key_of(name).text());
    });
}

/// A name in the term that the text solves for, where the chain itself defines nothing.
std::string Extractor::solved_for(TermId root) const {
  std::string found;
  if (defines_) return found;
  out_->terms.walk(root, [&](TermId t) {
    const Term& term = out_->terms[t];
    if (term.kind != TermKind::quantity || !found.empty()) return;
    const std::string& name = out_->terms.at(term.link).name;
    if (solved_names_.contains(name)) found = name;
  });
  return found;
}

/// A function that the text gives several bodies: it may be another one for each range of its argument.
void Extractor::note_body(const Target& t, const Expr& body) {
  if (t.kind == Target::Kind::function) bodies_[t.key.base].insert(compact(body));
}

/// A function of several bodies that the term calls.
std::string Extractor::defined_anew(TermId root) const {
  std::string found;
  out_->terms.walk(root, [&](TermId t) {
    const Term& term = out_->terms[t];
    if (term.kind != TermKind::quantity || !found.empty()) return;
    const std::string& name = out_->terms.at(term.link).name;
    const auto it = bodies_.find(name.substr(0, name.find('(')));
    if (it != bodies_.end() && it->second.size() > 1 && name.find('(') != std::string::npos)
      found = it->first;
  });
  return found;
}

/// Does the passage that the fragment stands in speak of arithmetic to a modulus or in another base?
bool Extractor::speaks_of_modulus(std::uint32_t index) const {
  constexpr std::string_view kWords[] = {"modulo", "Modulo", "modulus", "\\pmod", "\\bmod",
                                         "\\mod",  " mod ",  "模",      "base ",  "进制"};
  const std::uint32_t block = document_->fragments[index].place.block;
  const auto here = [&](std::uint32_t i) { return document_->fragments[i].place.block == block; };
  std::uint32_t from = index;
  while (from > 0 && index - from < 64 && here(from - 1)) --from;
  for (std::uint32_t i = from; i < document_->fragments.size() && i < index + 64 && here(i); ++i)
    for (const std::string_view word : kWords)
      if (document_->fragments[i].text.text().find(word) != std::string::npos) return true;
  return false;
}

bool Extractor::says_one_of(std::span<const std::string_view> words) const {
  const std::vector<Fragment>& all = document_->fragments;
  return std::ranges::any_of(all, [&](const Fragment& f) { return speaks_of(f.text.text(), words); });
}

/// `\Phi(1.96) \approx 0.9750`: is the letter shown with a value of the function, to three digits or more?
bool Extractor::shows(const Convention& c) const {
  const auto value = [&](const Expr& call, const Expr& result) {
    if (call.kind != ExprKind::apply || call.args.size() != 2 || call.args[0]->text != c.symbol) return false;
    const Expr *at = lone_number(*call.args[1]), *printed = lone_number(result);
    if (!at || !printed || printed->literal->significant < 3) return false;
    const Value x = Value::of(literal_value(*at->literal));
    const Value y = find_function(c.function)->evaluate(std::span(&x, 1));
    return is_rounding(y, literal_value(*printed->literal), literal_unit(*printed->literal)) == Truth::yes;
  };
  for (const Formula& f : out_->formulas)
    for (const Statement& s : f.statements)
      for (std::size_t k = 0; k + 1 < s.sides.size(); ++k)
        if (value(*s.sides[k], *s.sides[k + 1])) return true;
  return false;
}

/// Letters that are functions only in a text that says so or shows so.
void Extractor::note_conventions() {
  constexpr std::string_view kImaginary[] = {"imaginary",
                                             "complex number",
                                             "complex numbers",
                                             "complex conjugate",
                                             "complex plane",
                                             "roots of unity",
                                             "root of unity",
                                             "euler's formula",
                                             "euler's identity",
                                             "fourier",
                                             "虚数",
                                             "复数",
                                             "复平面",
                                             "共轭",
                                             "欧拉公式",
                                             "傅里叶"};
  usage_.imaginary = uses_i_ && !usage_.index_i && says_one_of(kImaginary);
  out_->imaginary = usage_.imaginary;
  std::erase_if(usage_.conventional,
                [&](const Convention* c) { return !c->doubt && !says_one_of(c->names) && !shows(*c); });
}

/// A text that names the function of a convention, writes its exponential out, or whose letter has its value
/// to three digits somewhere, means that function by every such letter.
void Extractor::settle_conventions() {
  for (const Convention& c : conventions())
    if (c.doubt && usage_.conventional.contains(&c)) settle(c.doubt, says_one_of(c.names));
}

/// One number that agrees to three digits, or one formula that is written out, settles a doubt about what a
/// symbol of the text is for all of its claims.
void Extractor::settle(const char* which, bool known) {
  const auto doubted = [&](const Claim& c) { return c.doubt == which; };
  const auto exponential = [&](TermId side) {
    bool found = has_call(side, "exp");
    out_->terms.walk(side, [&](TermId t) { found = found || out_->terms[t].kind == TermKind::euler; });
    return found;
  };
  const auto agrees = [&](const Claim& c) {
    if (doubted(c) && c.kind == ClaimKind::whole)
      return exponential(c.right) && sides_agree(evaluator_, c.left, c.right) == Truth::yes;
    return doubted(c) && c.kind == ClaimKind::value && c.literal->literal->significant >= 3 &&
           rounds(c.literal_term, c.definition);
  };
  std::vector<Claim>& claims = out_->claims;
  if (!known && std::none_of(claims.begin(), claims.end(), agrees)) return;
  for (Claim& c : claims)
    if (doubted(c)) c.doubt.clear();
}

/// Where it is doubtful what a number that fails should be, what follows goes on with the number itself.
void Extractor::take_doubted_as_printed() {
  Terms& terms = out_->terms;
  for (const Claim& c : out_->claims)
    if (!c.doubt.empty() && c.quantity != none && !rounds(c.literal_term, c.definition))
      terms.at(c.quantity).definition = terms.number(literal_value(*c.literal->literal));
}

}  // namespace reproof
