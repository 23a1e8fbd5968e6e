#include <algorithm>

#include "claim/decimal_mark.hpp"
#include "claim/extractor.hpp"
#include "claim/wording.hpp"
#include "math/parse.hpp"
#include "number/rounding.hpp"
#include "read/directives.hpp"

namespace reproof {
namespace {

bool equality(Relation r) {
  return r == Relation::equal || r == Relation::approximate || r == Relation::define || r == Relation::assign;
}

/// An integer by itself: `1 = 0` computes nothing, it shows a contradiction.
bool plain_integer(const Expr& e) {
  if (e.kind == ExprKind::negate || e.kind == ExprKind::group) return plain_integer(*e.args[0]);
  return e.kind == ExprKind::number && !e.literal->decimal_point &&
         e.literal->digits.find('_') == std::string::npos && e.literal->suffix == Literal::Suffix::none &&
         e.literal->power10 == 0;
}

/// Definitions of forms (`s^2 = …`) need a plain equality.
bool equality_only(std::span<const Relation> relations) {
  return !relations.empty() && (relations[0] == Relation::equal || relations[0] == Relation::define);
}

bool comparison(Relation r) {
  return r == Relation::less || r == Relation::less_equal || r == Relation::greater ||
         r == Relation::greater_equal;
}

}  // namespace

std::unique_ptr<Claims> extract(const Document& document, const Readings& readings) {
  auto claims = std::make_unique<Claims>();
  claims->readings = readings;
  Extractor first(document, *claims, {});
  first.run();
  // What depends on an unsupported number has to know so: a second walk takes it for a result without a
  // derivation.
  if (first.unsupported().empty()) return claims;
  auto again = std::make_unique<Claims>();
  again->readings = readings;
  Extractor(document, *again, first.unsupported()).run();
  return again;
}

DeclaredReadings declared_readings(const Document& document) {
  DeclaredReadings out;
  for (const Fragment& f : document.fragments) {
    if (f.kind != FragmentKind::directive) continue;
    const DirectiveResult r = parse_directive(f);
    if (!r.directive || r.directive->kind != DirectiveKind::log) continue;
    out.log = true;
    out.readings.log = r.directive->reading == "10"  ? Readings::Log::ten
                       : r.directive->reading == "2" ? Readings::Log::two
                                                     : Readings::Log::natural;
  }
  return out;
}

Extractor::Extractor(const Document& document, Claims& out, Unsupported unsupported)
    : document_(&document),
      out_(&out),
      unsupported_(std::move(unsupported)),
      evaluator_(out.terms),
      elaborator_(out.terms, scope_, evaluator_, usage_, out.readings),
      aligner_(out.terms, evaluator_,
               [this](TermId literal, TermId left) { return repeats(literal, left); }) {
  elaborator_.on_argument = [this](const Tensor& t) { fresh(t); };
}

void Extractor::run() {
  parse_all();
  note_conventions();
  for (std::uint32_t i = 0; i < document_->fragments.size(); ++i) fragment(i);
  if (unsupported_.empty()) judge_bare();
  doubt_hypotheses();
  doubt_restated();
  doubt_other_exercises();
  settle_conventions();
  settle(kWhichE, false);
  take_doubted_as_printed();
  unused_directives();
}

void Extractor::parse_all() {
  out_->formulas.resize(document_->fragments.size());
  const DecimalMark mark = decimal_mark(*document_);
  for (std::size_t i = 0; i < document_->fragments.size(); ++i) {
    const Fragment& f = document_->fragments[i];
    if (f.kind == FragmentKind::directive) directive(static_cast<std::uint32_t>(i));
    if (f.kind != FragmentKind::math) continue;
    out_->formulas[i] = parse_math(f.text, out_->arena, {}, mark);
    for (const ParseFault& fault : out_->formulas[i].faults)
      out_->faults.push_back({fault, static_cast<std::uint32_t>(i)});
    for (const Statement& s : out_->formulas[i].statements) {
      for (const Expr* side : s.sides) {
        usage_.note(*side);
        uses_i_ = uses_i_ || mentions_imaginary_unit(*side);
      }
      for (std::size_t k = 0; k < s.relations.size(); ++k)
        if (s.relations[k] == Relation::equal) usage_.note_equality(*s.sides[k], *s.sides[k + 1]);
    }
  }
}

/// `let` formulas are read as if they stood here; `given` numbers need no derivation.
void Extractor::directive(std::uint32_t index) {
  const DirectiveResult r = parse_directive(document_->fragments[index]);
  if (r.fault) out_->directive_faults.push_back(*r.fault);
  if (!r.directive) return;
  for (const MappedText& tex : r.directive->tex) {
    Formula f = parse_math(tex, out_->arena);
    for (const ParseFault& fault : f.faults)
      out_->directive_faults.push_back({fault.reason, r.directive->span, nullptr});
    for (Statement& s : f.statements) {
      for (const Expr* side : s.sides) usage_.note(*side);
      if (r.directive->kind == DirectiveKind::let)
        out_->formulas[index].statements.push_back(s);
      else if (s.sides.size() == 1 && lone_number(*s.sides[0]))
        declared_given_.emplace(digits_key(*lone_number(*s.sides[0])->literal), index);
      else
        out_->directive_faults.push_back(
            {"`given` lists numbers; a name is given its value by `let`", r.directive->span, nullptr});
    }
  }
}

/// What the document itself calls given has to stand in it; a configuration speaks of many documents.
void Extractor::unused_directives() {
  for (const auto& [digits, index] : declared_given_) {
    const Fragment& f = document_->fragments[index];
    const auto printed = [&, &key = digits](const auto& n) { return digits_key(*n.first->literal) == key; };
    const auto in_prose = [&, &key = digits](const LooseNumber& n) {
      return document_->fragments[n.fragment].kind == FragmentKind::prose && n.text + "e0" == key;
    };
    if (f.review || std::any_of(out_->numbers.begin(), out_->numbers.end(), printed) ||
        std::any_of(out_->loose.begin(), out_->loose.end(), in_prose))
      continue;
    out_->directive_faults.push_back(
        {"no number `" + digits.substr(0, digits.find('e')) + "` stands in this document", f.span, nullptr});
  }
}

void Extractor::fragment(std::uint32_t index) {
  fragment_ = index;
  const std::size_t first_claim = out_->claims.size();
  const Fragment& f = document_->fragments[index];
  if (f.kind == FragmentKind::directive)
    for (const Statement& s : out_->formulas[index].statements) statement(s);
  if (f.kind != FragmentKind::math) return loose(index);
  for (const ParseFault& fault : out_->formulas[index].faults) unread(index, fault.statement);
  for (const Statement& s : out_->formulas[index].statements) statement(s);
  note_result(index, first_claim);
  if (f.review && f.quoted) attach_review(index, first_claim);
}

/// Every number of a formula is listed once; what it is comes out as the statements are worked through.
void Extractor::note_numbers(const Expr& e, bool structural) {
  if (e.kind == ExprKind::number) {
    out_->numbers.emplace_back(&e, fragment_);
    out_->marks[&e] = structural ? Mark{Role::structural, "an index or label"}
                                 : Mark{Role::constant, "belongs to a formula"};
    return;
  }
  const bool labels = e.kind == ExprKind::name || e.kind == ExprKind::label;
  for (std::size_t i = 0; i < e.args.size(); ++i) note_numbers(*e.args[i], structural || labels);
}

void Extractor::statement(const Statement& s) {
  for (const Expr* side : s.sides) note_numbers(*side, false);
  if (s.modulus) note_numbers(*s.modulus, true);
  if (s.condition) note_numbers(*s.condition, false);
  if (s.condition) return;  // holds not everywhere
  if (s.modulus) return congruence(s);
  for (std::size_t begin = 0; begin < s.sides.size();) {
    std::size_t end = begin + 1;
    while (end < s.sides.size() && equality(s.relations[end - 1])) ++end;
    // `1 \mid 10_2 = 1 \mid 2`: groups on either side, no equality of the two neighbours.
    const bool grouped = begin > 0 && end < s.sides.size() && s.relations[begin - 1] == Relation::other &&
                         s.relations[end - 1] == Relation::other;
    if (!grouped)
      chain_with_remarks(std::span(s.sides).subspan(begin, end - begin),
                         std::span(s.relations).subspan(begin, end - begin - 1));
    if (end < s.sides.size() && comparison(s.relations[end - 1]))
      inequality(*s.sides[end - 1], *s.sides[end], s.relations[end - 1]);
    begin = end;
  }
}

/// `\approx 0.8696 \;(86.96\%)`: the percentage in brackets says the number again.
std::optional<std::array<const Expr*, 2>> Extractor::with_remark(const Expr& side) const {
  if (side.kind != ExprKind::product || side.args.size() != 2) return std::nullopt;
  const Expr &number = *side.args[0], &remark = *side.args[1];
  if (number.kind != ExprKind::number || remark.kind != ExprKind::group || remark.text != "(" ||
      remark.args[0]->kind != ExprKind::number)
    return std::nullopt;
  const Expr& again = *remark.args[0];
  const auto percentage = [](const Expr& e) { return e.literal->suffix == Literal::Suffix::percent; };
  const std::string_view between = std::string_view(document_->fragments[fragment_].text.text())
                                       .substr(number.tex.end, remark.tex.begin - number.tex.end);
  if (percentage(number) == percentage(again) || between.find("\\cdot") != std::string_view::npos ||
      between.find("\\times") != std::string_view::npos || between.find('*') != std::string_view::npos)
    return std::nullopt;
  return std::array{&number, &again};
}

void Extractor::chain_with_remarks(std::span<const Expr* const> sides, std::span<const Relation> relations) {
  std::vector<const Expr*> all;
  std::vector<Relation> between;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    if (i > 0) between.push_back(relations[i - 1]);
    if (const auto parts = with_remark(*sides[i]); parts && i > 0) {
      all.insert(all.end(), parts->begin(), parts->end());
      between.push_back(Relation::approximate);
    } else {
      all.push_back(sides[i]);
    }
  }
  chain(all, between);
}

/// `AB`, `XYZ`: a segment, a number's digits; a product as well, but not one that may be judged.
bool Extractor::capitals(const Expr& letters) const {
  return letters.text == "letters" &&
         std::all_of(letters.args.begin(), letters.args.end(), [](const Expr* a) {
           return a->text.size() == 1 && a->text[0] >= 'A' && a->text[0] <= 'Z';
         });
}

bool Extractor::product_of_names(const Expr& letters) const {
  return std::all_of(letters.args.begin(), letters.args.end(),
                     [&](const Expr* a) { return scope_.find(key_of(*a).text()) != nullptr; });
}

/// `v(2)`, where v has a value: alone it is a name of its own.
bool Extractor::factor_or_call(const Expr& side) {
  if (side.kind != ExprKind::apply) return false;
  const Tensor t = elaborator_.elaborate(side);
  return t.scalar() && out_->terms[t.value()].doubt == kFactorOrCall;
}

/// `L = 0.2413`, and later `L \approx 0.233`: not a rounding of what was given, not even a bad one.
bool Extractor::given_another_value(const Expr& name, const Expr& value) {
  const Binding* b = scope_.find(key_of(name).text());
  if (!b || b->kind != Binding::Kind::values || !b->values.scalar() || b->derived || b->computed)
    return false;
  const Expr* number = lone_number(value);
  if (!number) return false;
  const TermId printed = elaborator_.elaborate(value).value(),
               known = with_sign_of(printed, b->values.value());
  const Literal& l = *number->literal;
  return is_within_unit(evaluator_.value(known, Mode::exact, 64), literal_value(l), literal_unit(l)) ==
         Truth::no;
}

/// Does the first side have a value already that the next one states, rather than take the next one as its
/// value? What follows from a formula does, and so does anything before `\approx`; what was given or printed
/// may be given anew.
bool Extractor::states_value(std::span<const Expr* const> sides, Relation relation) {
  if (factor_or_call(*sides[0])) return false;
  const bool stated = lone_number(*sides[1]) != nullptr;
  const bool derivative = sides[0]->kind == ExprKind::derivative;
  const bool product = sides[0]->kind == ExprKind::apply && sides[0]->args.size() == 2 &&
                       sides[0]->args[1]->kind != ExprKind::number;
  if (relation == Relation::approximate)
    return elaborator_.known(elaborator_.elaborate(*sides[0])) && !given_another_value(*sides[0], *sides[1]);
  if (relation == Relation::equal && derivative)  // another name's may be of another function by now
    return !elaborator_.elaborate(*sides[0]).scalar() && elaborator_.derived(*sides[0]);
  if (relation != Relation::equal || (!stated && !product)) return false;
  if (gives_anew() && !follows_from_body(*sides[0])) return false;
  return elaborator_.derived(*sides[0]) && (stated || !scope_.find(key_of(*sides[0]).text()));
}

/// The sides before the first one that is more than a fresh name.
std::vector<Target> Extractor::targets(std::span<const Expr* const> sides,
                                       std::span<const Relation> relations) {
  std::vector<Target> found;
  for (std::size_t i = 0; i + 1 < sides.size(); ++i) {
    const auto t = target_of(*sides[i], sides.subspan(i + 1));
    if (!t) break;
    const bool form = sides[i]->kind == ExprKind::power || sides[i]->kind == ExprKind::derivative;
    if (form && !equality_only(relations.subspan(i))) break;
    if (sides[i]->kind == ExprKind::power && elaborator_.known(elaborator_.elaborate(*sides[i]->args[0])))
      break;
    const bool known = scope_.find(t->key.text()) != nullptr;
    if (i > 0 && !given_anew(sides) && !factor_or_call(*sides[i]) &&
        (known || elaborator_.known(elaborator_.elaborate(*sides[i]))))
      break;
    // Letters side by side are one new word only if they are not the product of names that have a value.
    if (sides[i]->kind == ExprKind::product && !known && product_of_names(*sides[i]) && !capitals(*sides[i]))
      break;
    if (i == 0 && t->kind == Target::Kind::name && states_value(sides, relations[0])) break;
    found.push_back(*t);
  }
  return found;
}

/// `a = b = -1` where they had other values: names only, and then the number that they are all given.
bool Extractor::given_anew(std::span<const Expr* const> sides) {
  const Expr* number = lone_number(*sides.back());
  if (!number) return false;
  const Value value = evaluator_.value(elaborator_.elaborate(*sides.back()).value(), Mode::exact, 64);
  return std::all_of(sides.begin(), sides.end() - 1, [&](const Expr* side) {
    const Binding* b = side->kind == ExprKind::name ? scope_.find(key_of(*side).text()) : nullptr;
    if (side->kind != ExprKind::name || !b) return side->kind == ExprKind::name;
    if (b->kind != Binding::Kind::values || !b->values.scalar()) return gives_anew();
    const Value before = evaluator_.value(b->values.value(), Mode::exact, 64);
    const bool other = !(before.exact && value.exact && *before.exact == *value.exact);
    return other && ((!b->derived && !b->computed) || gives_anew());
  });
}

void Extractor::chain(std::span<const Expr* const> sides, std::span<const Relation> relations) {
  while (!sides.empty() && sides[0]->kind == ExprKind::empty) {
    sides = sides.subspan(1);
    if (!relations.empty()) relations = relations.subspan(1);
  }
  if (sides.empty()) return;
  const std::vector<Target> defined = targets(sides, relations);
  sides = sides.subspan(defined.size());
  relations = relations.subspan(std::min(defined.size(), relations.size()));
  if (defined.empty() && sides.size() == 1) return lone(*sides[0]);
  if (defined.size() == 1 && sides.size() == 1 &&
      takes_value(defined[0], *sides[0], relations.empty() ? Relation::equal : relations[0]))
    return;
  // `29 \equiv 1` defines nothing: a congruence whose modulus stands elsewhere.
  const bool congruence =
      defined.empty() && std::find(relations.begin(), relations.end(), Relation::define) != relations.end();
  if (annotated() && sides.size() == 2 && echo(sides, relations[0])) return;
  const bool two_numbers = sides.size() == 2 && plain_integer(*sides[0]) && plain_integer(*sides[1]);
  if (congruence || two_numbers) {
    for (const Expr* side : sides) fresh(elaborator_.elaborate(*side));
    return;
  }
  if (defined.empty() && sides.size() > 1) {
    note_operator(*sides[0], *sides[1]);
    note_equation(sides);
  }
  // `K = \frac{x^2}{1 - x} = 0.2`: the value of K is no news, or x is not known: an equation in x.
  const bool valued = !defined.empty() && sides.size() > 1 && lone_number(*sides.back());
  if (valued) note_equation(sides);
  defines_ = !defined.empty() && !(valued && has_value(defined[0], *sides.back()));
  equations(defined, sides, relations);
}

/// Has the name had this value before?
bool Extractor::has_value(const Target& t, const Expr& number) {
  const Binding* b = scope_.find(t.key.text());
  if (!b || b->kind != Binding::Kind::values || !b->values.scalar()) return false;
  const Tensor printed = elaborator_.elaborate(number);
  const TermId literal = literal_of(printed.value());
  return literal != none && rounds(literal, with_sign_of(printed.value(), b->values.value()));
}

/// `<<48=48>>`: a calculator was given a number and has shown it.
bool Extractor::echo(std::span<const Expr* const> sides, Relation relation) {
  const Expr *given = lone_number(*sides[0]), *shown = lone_number(*sides[1]);
  if (!given || !shown || sides[0]->kind != sides[1]->kind) return false;
  const Side left{given, elaborator_.elaborate(*given)}, right{shown, elaborator_.elaborate(*shown)};
  claim_value(right.tensor.value(), left.tensor.value(), false, left, right, relation);
  return true;
}

/// The side's value, unless it is written with an operator that the text has given another meaning.
Tensor Extractor::value_of(const Expr& side) {
  const std::string& text = document_->fragments[fragment_].text.text();
  const bool star =
      star_redefined_ && text.substr(side.tex.begin, side.tex.size()).find('*') != std::string::npos;
  if (!star) return elaborator_.side(side);
  Tensor t;
  t.at.push_back(out_->terms.unknown("`*` was given a meaning of its own", &side));
  return t;
}

/// `a * b = a + 2b` with free a and b.
void Extractor::note_operator(const Expr& left, const Expr& right) {
  if (left.kind != ExprKind::product || left.args.size() != 2) return;
  for (const Expr* a : left.args)
    if (a->kind != ExprKind::name || scope_.find(key_of(*a).text()) || !mentions(right, a->text)) return;
  const std::string& text = document_->fragments[fragment_].text.text();
  star_redefined_ =
      star_redefined_ || text.substr(left.tex.begin, left.tex.size()).find('*') != std::string::npos;
}

/// A printed vector that the text before it calls a distribution: its parts, with what was rounded of each,
/// must make 1.
void Extractor::distribution(const Side& side) {
  const Tensor& t = side.tensor;
  if (t.rank != Tensor::Rank::vector || t.at.size() < 2 || fragment_ == 0) return;
  const Value zero = Value::of(Rational(0)), one = Value::of(Rational(1));
  for (const TermId id : t.at) {
    if (out_->terms[id].kind != TermKind::literal) return;
    const Value v = evaluator_.value(id, Mode::stated, 64);
    if (!v.exact || *v.exact < 0 || *v.exact > 1) return;
  }
  const Fragment& before = document_->fragments[fragment_ - 1];
  if (before.kind != FragmentKind::prose || !speaks_of_distribution(before.text.text())) return;
  const TermId sum = out_->terms.make(TermKind::add, t.at, side.expr);
  const Value promised = evaluator_.value(sum, Mode::promised, 64);
  if (!promised.defined() || !disjoint(promised.ball, one.ball)) return;
  Claim c;
  c.kind = ClaimKind::distribution;
  c.literal = out_->terms[t.at.back()].origin;
  c.left = sum;
  c.left_expr = c.right_expr = side.expr;
  c.fragment = fragment_;
  out_->claims.push_back(std::move(c));
}

/// Two closed sides without names: `0.63 > 0`. A condition on names promises nothing.
void Extractor::inequality(const Expr& left, const Expr& right, Relation relation) {
  const Tensor l = elaborator_.elaborate(left), r = elaborator_.elaborate(right);
  if (!l.scalar() || !r.scalar() || !lone_number(left) || !lone_number(right)) return;
  Claim c;
  c.kind = ClaimKind::inequality;
  c.literal = lone_number(right);
  c.left = l.value(), c.right = r.value();
  c.relation = relation;
  c.left_expr = &left, c.right_expr = &right;
  c.fragment = fragment_;
  out_->claims.push_back(c);
}

void Extractor::lone(const Expr& side) {
  if (side.kind == ExprKind::empty) return;
  if (const Expr* number = lone_number(side)) return bare(*number);
  const Tensor t = elaborator_.elaborate(side);
  fresh(t);
}

}  // namespace reproof
