#include "judge/diagnosis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "judge/slips.hpp"
#include "judge/slips/words.hpp"

namespace reproof {
namespace {

constexpr std::size_t kNamed = 3;  ///< alternatives that are kept
constexpr std::size_t kNearest = 3;
constexpr QuantityId kQuantities = 4096;  ///< looked through for an unsupported number
constexpr long kBits = 128;

void run(Search& search, const SlipRow& row) {
  if (search.over()) return;
  search.begin(row.id);
  row.propose(search);
}

/// Which neighbour of the right digits was printed: there are only two, whatever else may lead there.
void misrounded(Search& search) {
  for (const SlipRow& row : slips().first(3))
    if (search.hits().empty()) run(search, row);
}

/// Where a number was put in for a name, another value of that name comes before all else.
void wrong(Search& search) {
  const bool names_first = search.claim().substitution;
  for (const bool first : {true, false})
    for (const SlipRow& row : slips())
      if ((names_first && row.of_names) == first) run(search, row);
}

/// The same slip found twice is told once; two slips only where one does not do.
void tidy(std::vector<Hit>& hits) {
  std::vector<Hit> kept;
  for (Hit& hit : hits) {
    const bool told =
        std::any_of(kept.begin(), kept.end(), [&](const Hit& k) { return k.sentence == hit.sentence; });
    const bool two = hit.id == slips().back().id && !kept.empty();
    if (!told && !two && kept.size() < kNamed) kept.push_back(std::move(hit));
  }
  hits = std::move(kept);
}

std::string described(const Terms& terms, QuantityId id, const Value& v) {
  const Quantity& q = terms.at(id);
  const std::string digits = certain_digits(v, 6);
  if (q.name.empty()) return fmt::format("the value {}", digits);
  return q.rows * q.columns > 1 ? fmt::format("the entry {} of `{}`", digits, q.name)
                                : fmt::format("`{}`", q.name);
}

/// The values of the document in every state, exactly: what rests on the number itself has none.
std::vector<NearQuantity> values(const Claims& claims, Evaluator& evaluator, const Search& search) {
  std::vector<NearQuantity> out;
  const auto count =
      std::min<QuantityId>(kQuantities, static_cast<QuantityId>(claims.terms.quantity_count()));
  for (QuantityId id = 0; id < count; ++id) {
    const Quantity& q = claims.terms.at(id);
    if (q.definition == none || q.where.empty()) continue;
    const Value v = evaluator.value(q.definition, Mode::exact, kBits);
    if (v.defined()) out.push_back({id, search.scaled(approximately(v) < 0 ? negate(v) : v)});
  }
  return out;
}

/// A quantity changed by one slip: roughly, for the comparison with the print, and enclosed where that fits.
struct Step {
  const char* id;
  const char* words;  ///< {} is the quantity
  double (*roughly)(double);
  Value (*of)(const Value&);
};

constexpr Step kSteps[] = {
    {"same-value", "this is {}", [](double v) { return v; }, [](const Value& v) { return v; }},
    {"percent-for-fraction", "this is {} in percent", [](double v) { return v * 100; },
     [](const Value& v) { return multiply(v, slip::whole_number(100)); }},
    {"percent-for-fraction", "this is {}, a percentage, as a fraction", [](double v) { return v / 100; },
     [](const Value& v) { return divide(v, slip::whole_number(100)); }},
    {"complement", "this is 1 - {}", [](double v) { return 1 - v; },
     [](const Value& v) { return subtract(slip::whole_number(1), v); }},
    {"factor-of-two", "this is half of {}", [](double v) { return v / 2; },
     [](const Value& v) { return divide(v, slip::whole_number(2)); }},
    {"factor-of-two", "this is twice {}", [](double v) { return v * 2; },
     [](const Value& v) { return multiply(v, slip::whole_number(2)); }},
    {"point-shifted", "this is {} with the decimal point shifted", [](double v) { return v * 10; },
     [](const Value& v) { return multiply(v, slip::whole_number(10)); }},
    {"point-shifted", "this is {} with the decimal point shifted", [](double v) { return v / 10; },
     [](const Value& v) { return divide(v, slip::whole_number(10)); }},
    {"square-forgotten", "this is the square of {}", [](double v) { return v * v; },
     [](const Value& v) { return multiply(v, v); }},
    {"root-forgotten", "this is the square root of {}", [](double v) { return std::sqrt(v); },
     [](const Value& v) { return nth_root(v, 2); }},
};

/// The quantities by how far they are by `away`, the nearest first.
template <typename Away>
std::vector<const NearQuantity*> by_distance(const std::vector<NearQuantity>& all, const Away& away) {
  std::vector<std::pair<double, const NearQuantity*>> order;
  for (const NearQuantity& n : all) order.push_back({std::abs(away(n)), &n});
  std::ranges::stable_sort(order, {}, [](const auto& pair) { return pair.first; });
  std::vector<const NearQuantity*> out;
  for (const auto& [distance, n] : order) out.push_back(n);
  return out;
}

/// The quantities nearest in value, told apart by it.
std::vector<NearQuantity> nearest_in_value(const std::vector<const NearQuantity*>& by_value) {
  std::vector<NearQuantity> out;
  for (const NearQuantity* n : by_value) {
    const bool told = std::ranges::any_of(
        out, [&](const NearQuantity& o) { return approximately(o.value) == approximately(n->value); });
    if (!told) out.push_back(*n);
    if (out.size() == kNearest) break;
  }
  return out;
}

void unsupported(const Claims& claims, Evaluator& evaluator, Search& search, SlipSearch& out) {
  const std::vector<NearQuantity> all = values(claims, evaluator, search);
  const double place = search.literal().span.begin, d = static_cast<double>(abs(search.literal().mantissa));
  const auto by_place = by_distance(all, [&](const NearQuantity& n) {
    return static_cast<double>(claims.terms.at(n.quantity).where.begin) - place;
  });
  for (const Step& step : kSteps) {
    search.begin(step.id);
    for (const NearQuantity* n : by_place)
      search.offer_rough(
          step.roughly(approximately(n->value)), [&] { return step.of(n->value); },
          [&] {
            return fmt::format(fmt::runtime(step.words), described(claims.terms, n->quantity, n->value));
          },
          n->quantity);
  }
  if (search.hits().empty())
    out.nearest =
        nearest_in_value(by_distance(all, [&](const NearQuantity& n) { return approximately(n.value) - d; }));
}

/// A number that only a review gives a meaning, and another than it has: what else could it have been?
SlipSearch bound_by_review(const Claims& claims, Evaluator& evaluator, const Quantities& quantities,
                           const Claim& claim, std::uint32_t tried) {
  SlipSearch out;
  Search search(claims, evaluator, quantities, claim, false);
  unsupported(claims, evaluator, search, out);
  out.tried = tried + search.tried();
  out.too_few_digits = search.too_few_digits();
  out.elsewhere = true;
  out.digits = static_cast<std::uint32_t>(std::max(0, search.digits()));
  out.hits = std::move(search.hits());
  tidy(out.hits);
  return out;
}

}  // namespace

SlipSearch search_for_slip(const Claims& claims, Evaluator& evaluator, const Quantities& quantities,
                           const Claim& claim, Verdict verdict) {
  SlipSearch out;
  const bool of_value = claim.kind == ClaimKind::value && claim.definition != none;
  if (verdict != Verdict::unsupported && !of_value) return out;
  const Precision precision(kBits);
  Search search(claims, evaluator, quantities, claim, verdict == Verdict::wrong);
  out.too_few_digits = search.too_few_digits();
  switch (verdict) {
    case Verdict::misrounded:
      misrounded(search);
      break;
    case Verdict::wrong:
      wrong(search);
      if (claim.attached && search.hits().empty())
        return bound_by_review(claims, evaluator, quantities, claim, search.tried());
      break;
    case Verdict::unsupported:
      unsupported(claims, evaluator, search, out);
      break;
    default:
      return out;
  }
  out.tried = search.tried();
  out.cut_short = search.over();
  out.near = search.near();
  out.digits = static_cast<std::uint32_t>(std::max(0, search.digits()));
  out.hits = std::move(search.hits());
  tidy(out.hits);
  return out;
}

}  // namespace reproof
