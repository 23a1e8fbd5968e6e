#include <algorithm>

#include "claim/extractor.hpp"
#include "claim/sentences.hpp"
#include "claim/wording.hpp"
#include "number/rounding.hpp"

/// A text may go through several cases: a name is given one value and then another. A claim that fails may be
/// about another case than the last, and a value restated after the change belongs to the new one.
namespace reproof {

/// `let $x = 2$`, `if $x = 2$ …`, `$x = 2$ or $x = 4$`: a value given, whatever x was before.
bool Extractor::gives_anew() const {
  return proposes(sentence_of(*document_, fragment_).before) || one_of_several();
}

/// `let $f(x) = x^2$, so that $f(3) = 9$`: the value of a function that the same sentence defines.
bool Extractor::follows_from_body(const Expr& side) const {
  if (side.kind != ExprKind::apply) return false;
  const Binding* f = scope_.function(key_of(*side.args[0]).text());
  if (!f || fragment_ == 0) return false;
  for (std::uint32_t i = fragment_; i-- > 0 && same_paragraph(*document_, i, fragment_);) {
    const Fragment& before = document_->fragments[i];
    if (before.span.contains(f->where.begin)) return true;
    if (before.kind == FragmentKind::prose && last_sentence(before.text.text()) != before.text.text())
      return false;
  }
  return false;
}

/// `$x = 2$ or $x = 4$`.
bool Extractor::one_of_several() const {
  return says_or(fragment_) || says_or(fragment_ + 1);
}

/// Is the text between the formulas before and after nothing but an `or`; or says a formula so itself?
bool Extractor::says_or(std::uint32_t index) const {
  if (index == 0 || index >= document_->fragments.size()) return false;
  const Fragment& before = document_->fragments[index == fragment_ ? index - 1 : index];
  if (document_->fragments[fragment_].text.text().find("\\text{ or") != std::string::npos) return true;
  return before.kind == FragmentKind::prose && only_or(before.text.text());
}

/// Remembered, since a later equation in x may speak of another case. `quantity` is one entry of the value.
void Extractor::note_given(const NameKey& key, const Tensor& value, QuantityId quantity) {
  std::string digits;
  for (const TermId entry : value.at) {
    const Value v = evaluator_.value(entry, Mode::exact, 64);
    if (!v.defined()) return;
    digits += certain_digits(v, 16) + ' ';
  }
  Given& given = given_names_[key.text()];
  note_value(given, digits);
  const bool prose_before = fragment_ > 0 && document_->fragments[fragment_ - 1].kind == FragmentKind::prose;
  if (one_of_several() ||
      (prose_before && states_hypothesis(document_->fragments[fragment_ - 1].text.text())))
    given.hypothetical = true;
  given_quantities_[quantity] = key.text();
}

void Extractor::note_value(Given& given, const std::string& digits) {
  given.values.insert(digits);
  if (given.history.empty() || given.history.back().second != digits)
    given.history.emplace_back(fragment_, digits);
}

/// A claim that fails on a name with several given values, or that rests on a hypothetical one, may be about
/// another case than the last.
void Extractor::doubt_hypotheses() {
  const Terms& terms = out_->terms;
  const auto given = [&](TermId t) -> const std::pair<const std::string, Given>* {
    if (terms[t].kind != TermKind::quantity) return nullptr;
    const auto name = given_quantities_.find(terms[t].link);
    return name == given_quantities_.end() ? nullptr : &*given_names_.find(name->second);
  };
  for (Claim& c : out_->claims)
    for (const TermId root : {c.definition, c.left, c.right}) {
      if (root == none || !c.doubt.empty()) continue;
      const auto doubt = [&](TermId t, bool direct) {
        const auto* name = given(t);
        if (name && (name->second.hypothetical || (direct && name->second.values.size() > 1)))
          c.doubt = "`" + name->first + "` has more than one value, or a supposed one, in this text";
      };
      terms.walk(root, [&](TermId t) { doubt(t, true); });
      terms.walk_through(root, false, [&](TermId t) { doubt(t, false); });
    }
}

/// `with $b = 2$: $P \approx 0.98$`, where P was computed for another b.
void Extractor::doubt_restated() {
  const Terms& terms = out_->terms;
  for (Claim& c : out_->claims) {
    if (c.kind != ClaimKind::value || !c.doubt.empty() || terms[c.definition].kind != TermKind::quantity)
      continue;
    const Quantity& before = terms.at(terms[c.definition].link);
    if (before.claim == none) continue;
    const Claim& computed = out_->claims[before.claim];
    for (const auto& [name, given] : given_names_) {
      const std::string* old = value_before_change(given, computed.fragment, c.fragment);
      if (old && (rests_on(computed.definition, name, *old) || rests_on(computed.beginning, name, *old)))
        c.doubt = "`" + before.name + "` was computed with another value of `" + name + "`";
    }
  }
}

/// The value that the name had in the fragment `from`, if it has another one by `to`.
const std::string* Extractor::value_before_change(const Given& given, std::uint32_t from, std::uint32_t to) {
  const std::string* old = nullptr;
  for (const auto& [fragment, digits] : given.history) {
    if (fragment > to) break;
    if (fragment > from && old) return old;
    old = &digits;
  }
  return nullptr;
}

/// Does the term use the name, or its value put in for it?
bool Extractor::rests_on(TermId root, const std::string& name, const std::string& digits) {
  if (root == none) return false;
  bool found = false;
  out_->terms.walk_through(root, true, [&](TermId t) {
    const Term& term = out_->terms[t];
    if (term.kind == TermKind::quantity) found = found || out_->terms.at(term.link).name == name;
    if (term.kind != TermKind::literal || found) return;
    found = certain_digits(Value::of(literal_value(*term.origin->literal)), 16) + ' ' == digits;
  });
  return found;
}

/// `f(1) = -1` in Problem 9, where f was defined in Problem 7: the problem may speak of an f of its own.
void Extractor::doubt_other_exercises() {
  const Terms& terms = out_->terms;
  if (document_->exercises.size() < 2) return;
  for (Claim& c : out_->claims) {
    const std::uint32_t here = document_->fragments[c.fragment].place.exercise;
    if (here == 0 || !c.doubt.empty()) continue;
    for (const TermId root : {c.definition, c.left, c.right}) {
      if (root == none) continue;
      terms.walk_through(root, false, [&](TermId t) {
        if (terms[t].kind != TermKind::quantity || terms[t].by_digits || !c.doubt.empty()) return;
        const Quantity& q = terms.at(terms[t].link);
        if (!is_part_of(*document_, here, exercise_at(q.where)))
          c.doubt = "`" + q.name + "` belongs to another exercise";
      });
    }
  }
}

std::uint32_t Extractor::exercise_at(const Span& where) const {
  const std::vector<Fragment>& all = document_->fragments;
  const auto behind =
      std::ranges::partition_point(all, [&](const Fragment& f) { return f.span.begin <= where.begin; });
  return behind == all.begin() ? 0 : std::prev(behind)->place.exercise;
}

}  // namespace reproof
