#include <boost/test/unit_test.hpp>
#include <functional>

#include "catalogue.hpp"
#include "claim/claim.hpp"
#include "judge/prove_tex.hpp"
#include "read/readers.hpp"
#include "support.hpp"
#include "symbolic/replay.hpp"
#include "symbolic/rules.hpp"

/// Every proof found replays, and one with a corrupted step does not.
namespace reproof::testing {
namespace {

using namespace symbolic;

/// Where a change leaves a step that holds all the same, the replay may accept it: told by points.
bool holds_at_points(Forms& forms, const Step& step, const std::vector<FormId>& conditions) {
  const Examination e = examine(forms, step.before, step.after, conditions);
  return !e.witness && e.agreeing > 0;
}

std::size_t nodes_in(const Forms& forms, FormId id) {
  std::size_t n = 1;
  for (const FormId a : forms.arguments(id)) n += nodes_in(forms, a);
  return n;
}

FormId one_more(Forms& forms, FormId id) {
  if (forms.is(id, FormKind::compare)) return id;
  if (forms.is(id, FormKind::rational)) return forms.rational(Rational(forms.value(id) + 1));
  return forms.add(id, forms.integer(1));
}

/// The form where one node is more by 1: an index, an exponent, a term, a factor.
FormId with_changed_node(Forms& forms, FormId id, std::size_t& nth) {
  std::vector<FormId> arguments(forms.arguments(id).begin(), forms.arguments(id).end());
  for (FormId& a : arguments) {
    const FormId changed = with_changed_node(forms, a, nth);
    if (changed == a) continue;
    a = changed;
    return forms.rebuild(id, std::move(arguments));
  }
  return nth-- == 0 ? one_more(forms, id) : id;
}

struct Tally {
  int proofs = 0, tried = 0, accepted = 0;
  std::size_t turn = 0;
};

struct Corruption {
  const char* how;
  std::function<void(Forms&, Step&, std::size_t)> change;
};

FormId changed_somewhere(Forms& forms, FormId id, std::size_t where) {
  std::size_t nth = where % nodes_in(forms, id);
  return with_changed_node(forms, id, nth);
}

const Corruption corruptions[] = {
    {"after + 1", [](Forms& f, Step& s, std::size_t) { s.after = f.add(s.after, f.integer(1)); }},
    {"sign of after", [](Forms& f, Step& s, std::size_t) { s.after = f.negate(s.after); }},
    {"after doubled", [](Forms& f, Step& s, std::size_t) { s.after = f.multiply(f.integer(2), s.after); }},
    {"inside after", [](Forms& f, Step& s, std::size_t n) { s.after = changed_somewhere(f, s.after, n); }},
    {"inside before", [](Forms& f, Step& s, std::size_t n) { s.before = changed_somewhere(f, s.before, n); }},
    {"of another rule",
     [](Forms&, Step& s, std::size_t n) {
       const auto at = static_cast<std::size_t>(s.rule - rules().data());
       s.rule = &rules()[(at + 1 + n % (rules().size() - 1)) % rules().size()];
     }},
    {"another hint",
     [](Forms& f, Step& s, std::size_t) {
       if (s.hint != nothing) s.hint = f.multiply(f.integer(2), one_more(f, s.hint));
     }},
};

/// Each step of a proof is left out, and corrupted in one way after the other: `turn` counts on.
class Corrupter {
 public:
  Corrupter(Forms& forms, const Proof& proof, std::string name, Tally& tally)
      : forms_(forms), proof_(proof), bad_(proof), name_(std::move(name)), tally_(tally) {}

  void run() {
    BOOST_TEST(replay(forms_, proof_).holds(), name_);
    corrupt(bad_, {});
  }

 private:
  void corrupt(Proof& part, std::vector<FormId> conditions) {
    conditions.insert(conditions.end(), part.conditions.begin(), part.conditions.end());
    conditions.insert(conditions.end(), part.hypotheses.begin(), part.hypotheses.end());
    for (Proof& c : part.cases) corrupt(c, conditions);
    for (std::size_t i = 0; i < part.steps.size(); ++i) {
      leave_out(part, i);
      for (std::size_t n = 0; n < std::size(corruptions); ++n) {
        change(part, i, corruptions[tally_.turn % std::size(corruptions)], conditions);
        ++tally_.turn;
      }
    }
  }

  void leave_out(Proof& part, std::size_t i) {
    const std::vector<Step> all = part.steps;
    part.steps.erase(part.steps.begin() + static_cast<std::ptrdiff_t>(i));
    ++tally_.tried;
    BOOST_TEST(!replay(forms_, bad_).holds(), name_ << ", step " << i << " left out");
    part.steps = all;
  }

  void change(Proof& part, std::size_t i, const Corruption& c, const std::vector<FormId>& conditions) {
    const Step good = part.steps[i];
    Step& step = part.steps[i];
    c.change(forms_, step, tally_.turn);
    const bool changed = step.rule != good.rule || step.before != good.before || step.after != good.after ||
                         step.hint != good.hint;
    if (changed && replay(forms_, bad_).holds()) {
      ++tally_.accepted;
      BOOST_TEST(holds_at_points(forms_, step, conditions),
                 name_ << ", step " << i << " " << c.how << ": " << print(forms_, step.before) << " = "
                       << print(forms_, step.after) << " by " << step.rule->name);
    }
    tally_.tried += changed;
    step = good;
  }

  Forms& forms_;
  const Proof& proof_;
  Proof bad_;
  std::string name_;
  Tally& tally_;
};

void corrupt(const Derivation& d, const std::string& name, Tally& tally) {
  if (!d.decision.proof) return;
  ++tally.proofs;
  Corrupter(*d.forms, *d.decision.proof, name, tally).run();
}

void report(const Tally& tally) {
  BOOST_TEST_MESSAGE(tally.proofs << " proofs, " << tally.tried << " corruptions, of which " << tally.accepted
                                  << " leave another step that holds");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(corrupted_proofs)

BOOST_AUTO_TEST_CASE(of_the_catalogues) {
  Tally tally;
  for (const Entry& e : catalogue()) {
    if (!e.holds) continue;
    for (const ProvedStep& s : prove_tex(e.tex, e.lets).steps) corrupt(s.derivation, e.tex, tally);
  }
  report(tally);
  BOOST_TEST(tally.proofs >= 400);
}

BOOST_AUTO_TEST_CASE(of_the_proofs) {
  Tally tally;
  for (const auto& path : files_below(source_dir() / "proofs", ".md")) {
    if (path.stem().extension() == ".review") continue;
    const auto source = std::make_shared<const Source>(path.string(), read_file(path));
    const Document document = read_document(source);
    const auto claims = extract(document, {});
    for (const Derivation& d : judge_derivations(document, *claims))
      corrupt(d, path.filename().string(), tally);
  }
  report(tally);
  BOOST_TEST(tally.proofs >= 90);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof::testing
