#include <algorithm>
#include <limits>

#include "claim/align.hpp"

/// Terms of a sum and factors of a product, laid out over each other.
namespace reproof {
namespace {

constexpr std::size_t kMaxTable = 4096;

}  // namespace

Alignment Aligner::lists(const std::vector<Signed>& left, const std::vector<Signed>& right, TermKind join) {
  if (left.empty() && right.empty()) return Alignment::nothing();
  if (left.empty() || right.empty() || right.size() > left.size()) return {};
  const Alignment ordered = in_order(left, right, join);
  if (ordered.fits && ordered.disagree == 0) return ordered;
  if (left.size() > right.size()) return regrouped(left, right, join);
  if (left.size() != right.size() || left.size() * right.size() > kMaxTable) return ordered;
  const Alignment free = any_order(left, right);
  return free.better_than(ordered) ? free : ordered;
}

/// Fewer numbers than terms, and they do not agree in order: which terms went into which number is told by
/// their values, or not at all.
Alignment Aligner::regrouped(std::vector<Signed> left, const std::vector<Signed>& right, TermKind join) {
  Alignment a = Alignment::nothing();
  const std::vector<Signed> all = left;
  std::vector<Signed> printed;
  for (const Signed& r : right) {
    if ((*terms_)[r.term].kind == TermKind::literal)
      printed.push_back(r);
    else
      a.append(take_one(left, r));
  }
  std::vector<double> values;
  std::vector<PrintedNumber> numbers;
  for (const Signed& l : left) values.push_back(at_a_glance(l));
  for (const Signed& p : printed) numbers.push_back(printed_number(p));
  const Join how = join == TermKind::add ? Join::sum : Join::product;
  const auto groups = a.fits && !printed.empty() ? grouping(values, numbers, how) : std::nullopt;
  if (!groups)
    return sides_agree(*evaluator_, joined(all, join), joined(right, join)) == Truth::yes
               ? Alignment::rewritten()
               : Alignment{};
  if (groups->makes_up) return Alignment::rewritten();
  for (std::size_t j = 0; j < printed.size(); ++j) {
    std::vector<Signed> group;
    for (std::size_t i = 0; i < left.size(); ++i)
      if (groups->terms[j] >> i & 1) group.push_back(left[i]);
    a.append(group.size() == 1 ? align(group[0].term, printed[j].term, group[0].sign * printed[j].sign)
                               : pair(printed[j].term, joined(group, join), printed[j].sign));
  }
  return a;
}

/// The first of the left terms that agrees with a term of the right that is no bare number.
Alignment Aligner::take_one(std::vector<Signed>& left, const Signed& right) {
  const bool printed = has_literal(right.term);
  for (auto l = left.begin(); l != left.end(); ++l) {
    if (!printed && !same_value(*evaluator_, l->term, right.term, l->sign * right.sign)) continue;
    const Alignment one = align(l->term, right.term, l->sign * right.sign);
    if (!one.fits || one.disagree) continue;
    left.erase(l);
    return one;
  }
  return {};
}

double Aligner::at_a_glance(const Signed& term) {
  const Value v = evaluator_->value(term.term, Mode::exact, 64);
  return v.defined() ? term.sign * approximate(v.ball) : std::numeric_limits<double>::quiet_NaN();
}

PrintedNumber Aligner::printed_number(const Signed& number) const {
  const Literal& printed = *(*terms_)[number.term].origin->literal;
  const auto unit = static_cast<double>(literal_unit(printed) * power_of_ten(printed.open_zeros));
  return {number.sign * static_cast<double>(literal_value(printed)), unit / 2 * (1 + 1e-9)};
}

TermId Aligner::joined(std::span<const Signed> group, TermKind join) {
  std::vector<TermId> ids;
  for (const Signed& s : group) {
    TermId id = s.term;
    if (s.sign < 0) {
      const TermId arg[] = {id};
      id = terms_->make(TermKind::negate, arg, (*terms_)[id].origin);
    }
    ids.push_back(id);
  }
  return terms_->make(join, ids, (*terms_)[ids[0]].origin);
}

/// best[i][j]: the first i of the left laid out over the first j of the right, each right one taking one or
/// more neighbours of the left; more than one only where the right one is a literal.
Alignment Aligner::in_order(const std::vector<Signed>& left, const std::vector<Signed>& right,
                            TermKind join) {
  const std::size_t n = left.size(), m = right.size(), slack = n - m;
  if (slack == 0) {
    Alignment a = Alignment::nothing();
    for (std::size_t i = 0; i < n && a.fits; ++i)
      a.append(align(left[i].term, right[i].term, left[i].sign * right[i].sign));
    return a;
  }
  if (m * (slack + 1) * (slack + 1) > kMaxTable) return {};
  std::vector<Alignment> best(slack + 1);  // over how many of the left were used beyond j
  best[0] = Alignment::nothing();
  for (std::size_t j = 0; j < m; ++j) {
    std::vector<Alignment> next(slack + 1);
    for (std::size_t extra = 0; extra <= slack; ++extra) {
      if (!best[extra].fits) continue;
      for (std::size_t more = 0; extra + more <= slack; ++more) {
        const std::span<const Signed> group(left.data() + j + extra, more + 1);
        TermId r = right[j].term;
        int sign = right[j].sign;
        while ((*terms_)[r].kind == TermKind::negate) r = terms_->arguments(r)[0], sign = -sign;
        if (more > 0 && (*terms_)[r].kind != TermKind::literal) continue;
        const Alignment part =
            more ? pair(r, joined(group, join), sign) : align(group[0].term, r, group[0].sign * sign);
        const Alignment whole = best[extra].with(part);
        if (whole.better_than(next[extra + more])) next[extra + more] = whole;
      }
    }
    best = std::move(next);
  }
  return best[slack];
}

/// Each right one, in order, takes the first free left one that it agrees with; what is left over is matched
/// in order.
Alignment Aligner::any_order(const std::vector<Signed>& left, const std::vector<Signed>& right) {
  std::vector<bool> used(left.size(), false), settled(right.size(), false);
  Alignment a = Alignment::nothing();
  for (std::size_t j = 0; j < right.size(); ++j)
    for (std::size_t i = 0; i < left.size() && !settled[j]; ++i) {
      if (used[i]) continue;
      const Alignment part = align(left[i].term, right[j].term, left[i].sign * right[j].sign);
      if (!part.fits || part.disagree) continue;
      used[i] = settled[j] = true;
      a.append(part);
    }
  for (std::size_t j = 0, i = 0; j < right.size(); ++j) {
    if (settled[j]) continue;
    while (used[i]) ++i;
    a.append(align(left[i].term, right[j].term, left[i].sign * right[j].sign));
    used[i] = true;
  }
  return a;
}

}  // namespace reproof
