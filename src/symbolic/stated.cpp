#include "symbolic/stated.hpp"

#include <algorithm>

#include "symbolic/parts.hpp"
#include "symbolic/rules.hpp"
#include "symbolic/signs.hpp"

namespace reproof::symbolic {
namespace {

constexpr std::size_t most_work = 20'000;

class Stater {
 public:
  explicit Stater(Forms& forms) : forms_(forms), work_(most_work), expansion_(forms, work_) {}

  std::vector<FormId> of(std::vector<FormId> conditions) {
    for (FormId& c : conditions) c = with_shared_indices(c);
    conditions = without_repeated(conditions);
    for (FormId& c : conditions) c = strictly(c, others(conditions, c));
    for (std::size_t i = 0; i < conditions.size();)
      if (implied(conditions[i], others(conditions, conditions[i])))
        conditions.erase(conditions.begin() + static_cast<std::ptrdiff_t>(i));
      else
        ++i;
    return conditions;
  }

 private:
  static std::vector<FormId> without_repeated(const std::vector<FormId>& all) {
    std::vector<FormId> out;
    for (const FormId c : all)
      if (std::ranges::find(out, c) == out.end()) out.push_back(c);
    return out;
  }

  /// What holds where the others do: a condition that holds is defined.
  std::vector<FormId> others(const std::vector<FormId>& conditions, FormId c) {
    std::vector<FormId> facts;
    for (const FormId other : conditions) {
      if (other == c) continue;
      facts.push_back(other);
      for (const FormId side : {forms_.argument(other, 0), forms_.argument(other, 1)})
        domain_of(forms_, side, facts);
    }
    return facts;
  }

  /// Ranges that are the same but for the name of their index become one.
  FormId with_shared_indices(FormId id) {
    std::vector<FormId> arguments(forms_.arguments(id).begin(), forms_.arguments(id).end());
    for (FormId& a : arguments) a = with_shared_indices(a);
    const FormId built = arguments.empty() ? id : forms_.rebuild(id, arguments);
    if (!binds(forms_[built].kind)) return built;
    const auto known = std::ranges::find_if(ranges_, [&](FormId r) { return alpha_equal(forms_, r, built); });
    if (known != ranges_.end()) return *known;
    ranges_.push_back(built);
    return built;
  }

  bool is(FormId c, Comparison comparison) const { return forms_[c].comparison == comparison; }

  /// 0 < u for 0 <= u, where the others say that u is not 0.
  FormId strictly(FormId c, const std::vector<FormId>& facts) {
    const FormId zero = forms_.argument(c, 0), u = forms_.argument(c, 1);
    if (!is(c, Comparison::less_equal) || !forms_.is(zero, 0)) return c;
    return Signs(forms_, expansion_, facts).nonzero(u) ? forms_.compare(Comparison::less, zero, u) : c;
  }

  bool implied(FormId c, const std::vector<FormId>& facts) {
    const FormId a = forms_.argument(c, 0), b = forms_.argument(c, 1);
    const bool range =
        is(c, Comparison::less_equal) && integer_valued(forms_, a) && integer_valued(forms_, b);
    if (range) return false;
    Signs signs(forms_, expansion_, facts);
    return signs.holds(c) || (is(c, Comparison::not_equal) && forms_.is(b, 0) && nonzero(a, facts, signs));
  }

  /// 1/m - 1 where m and 1 - m are not 0: a product with one of what is not 0 is not 0.
  bool nonzero(FormId u, const std::vector<FormId>& facts, Signs& signs) {
    return std::ranges::any_of(facts, [&](FormId f) {
      if (!is(f, Comparison::not_equal) || !forms_.is(forms_.argument(f, 1), 0)) return false;
      const FormId product = forms_.multiply(u, forms_.argument(f, 0));
      return signs.nonzero(expansion_.form(expansion_.of(product)));
    });
  }

  Forms& forms_;
  Work work_;
  Expansion expansion_;
  std::vector<FormId> ranges_;
};

}  // namespace

std::vector<FormId> stated(Forms& forms, std::vector<FormId> conditions) {
  if (conditions.size() < 2) return conditions;
  try {
    return Stater(forms).of(std::move(conditions));
  } catch (const Exhausted&) {
  } catch (const Restart&) {
  } catch (const NowhereDefined&) {
  }
  return {};
}

}  // namespace reproof::symbolic
