#include <algorithm>
#include <map>
#include <unordered_map>

#include "claim/extractor.hpp"
#include "claim/sentences.hpp"
#include "claim/wording.hpp"
#include "number/rounding.hpp"

namespace reproof {
namespace {

bool neighbours(const Place& a, const Place& b) {
  if (a.container == 0 || a.container != b.container || a.kind != b.kind || a.block == b.block) return false;
  const auto apart = [](std::uint32_t x, std::uint32_t y) { return x > y ? x - y : y - x; };
  if (a.kind == BlockKind::list_item) return apart(a.row, b.row) == 1;
  if (a.kind != BlockKind::table_cell) return false;
  return (a.row == b.row && apart(a.column, b.column) == 1) ||
         (a.column == b.column && apart(a.row, b.row) == 1);
}

constexpr std::uint32_t kReach = 256;  ///< fragments of a table that are looked at, either way

/// Do the last of the cells, two or more, make up the total?
bool sums_to(const std::map<std::uint32_t, Rational>& cells, const Rational& total) {
  Rational sum = 0;
  int terms = 0;
  for (auto cell = cells.rbegin(); cell != cells.rend(); ++cell) {
    sum += cell->second;
    if (++terms >= 2 && sum == total) return true;
  }
  return false;
}

}  // namespace

void Extractor::bare(const Expr& literal) {
  const Literal& printed = *literal.literal;
  if (const auto it = unsupported_.find(printed.span.begin); it != unsupported_.end())
    return claim_unsupported(literal, it->second);
  BareNumber b{&literal, fragment_, memory_.result_by_digits(printed), false};
  if (b.restates == none && telling(printed)) b.restates = memory_.restated(printed, out_->terms);
  const bool computed = b.restates == none && telling(printed) && value_of_side(literal);
  const bool total = b.restates == none && telling(printed) && sums_results(literal);
  b.known = b.restates != none || computed || total || memory_.given_by_digits(printed) != none ||
            declared_given_.contains(digits_key(printed));
  if (b.restates != none) {
    results_[fragment_] = printed.digits;
    out_->marks[&literal] = {Role::reference, "restates an earlier result"};
  } else if (computed) {
    out_->marks[&literal] = {Role::reference, "the value of an expression before it"};
  } else if (total) {
    out_->marks[&literal] = {Role::reference, "the sum of the results before it"};
  } else if (b.known) {
    out_->marks[&literal] = {Role::reference, "repeats a given number"};
  } else {
    out_->marks[&literal] = {Role::given, "stands alone"};
  }
  bare_.push_back(b);
}

/// Is the number the value, rounded or with an ellipsis, of an expression of the same paragraph?
bool Extractor::value_of_side(const Expr& literal) {
  constexpr std::size_t kReach = 16;
  const Literal& printed = *literal.literal;
  const Rational d = literal_value(printed), u = literal_unit(printed);
  for (std::size_t i = sides_.size(); i-- > 0 && sides_.size() - i <= kReach;) {
    if (!same_paragraph(*document_, sides_[i].fragment, fragment_)) return false;
    const Value v = evaluator_.value(sides_[i].term, Mode::exact, 64);
    if (!v.defined()) continue;
    if ((printed.ellipsis ? is_truncation(v, d, u) : is_rounding(v, d, u)) == Truth::yes) return true;
  }
  return false;
}

/// `$e^{0.6} \approx 1.8221$ and $e^{0.2} \approx 1.2214$, with the sum $3.0435$`: do the last results of the
/// paragraph, two or more, add up to the number as they are printed?
bool Extractor::sums_results(const Expr& literal) const {
  const Rational total = literal_value(*literal.literal);
  Rational sum = 0;
  int terms = 0;
  for (auto c = out_->claims.rbegin();
       c != out_->claims.rend() && same_paragraph(*document_, c->fragment, fragment_); ++c) {
    if (c->kind != ClaimKind::value) continue;
    const Rational printed = literal_value(*c->literal->literal);
    sum += has_own_minus(*c) ? Rational(-printed) : printed;
    if (++terms >= 2 && sum == total) return true;
  }
  return false;
}

/// `rounding $563.5097$ gives $563.51$`: one is the other with fewer digits, in the same paragraph.
bool Extractor::rounds_a_neighbour(std::size_t bare) const {
  const Literal& mine = *bare_[bare].literal->literal;
  const auto rounding = [](const Literal& coarse, const Literal& fine) {
    return coarse.significant < fine.significant && coarse.suffix == fine.suffix &&
           is_rounding(Value::of(literal_value(fine)), literal_value(coarse), literal_unit(coarse)) ==
               Truth::yes;
  };
  return std::any_of(bare_.begin(), bare_.end(), [&](const BareNumber& other) {
    const Literal& theirs = *other.literal->literal;
    return same_paragraph(*document_, other.fragment, bare_[bare].fragment) && telling(mine) &&
           telling(theirs) && (rounding(mine, theirs) || rounding(theirs, mine));
  });
}

/// Is the cell of a table the sum of the cells before it in its row, or above it in its column?
bool Extractor::is_total(std::size_t bare) const {
  const std::uint32_t mine = bare_[bare].fragment;
  const Place& here = document_->fragments[mine].place;
  if (here.kind != BlockKind::table_cell) return false;
  const Rational total = literal_value(*bare_[bare].literal->literal);
  std::map<std::uint32_t, Rational> row, column;  // by their place, the last number of each
  const auto first = std::lower_bound(out_->numbers.begin(), out_->numbers.end(), mine,
                                      [](const auto& n, std::uint32_t at) { return n.second < at; });
  for (auto n = first; n != out_->numbers.begin();) {
    const auto& [number, fragment] = *--n;
    const Place& there = document_->fragments[fragment].place;
    if (there.container != here.container || there.kind != here.kind || mine - fragment > kReach) break;
    if (there.row == here.row) row.try_emplace(there.column, literal_value(*number->literal));
    if (there.column == here.column) column.try_emplace(there.row, literal_value(*number->literal));
  }
  return sums_to(row, total) || sums_to(column, total);
}

/// A column of two or more numbers, none of which the text derives: measured or looked up, whatever stands
/// beside it.
bool Extractor::in_data_column(std::size_t bare) const {
  const std::uint32_t mine = bare_[bare].fragment;
  const Place& here = document_->fragments[mine].place;
  if (here.kind != BlockKind::table_cell) return false;
  const auto in_column = [&](std::uint32_t fragment) {
    const Place& there = document_->fragments[fragment].place;
    return there.container == here.container && there.column == here.column;
  };
  const auto from = results_.lower_bound(mine - std::min(mine, kReach));
  const auto to = results_.upper_bound(mine + kReach);
  if (std::any_of(from, to, [&](const auto& result) { return in_column(result.first); })) return false;
  int cells = 0;
  for (std::size_t i = bare - std::min<std::size_t>(bare, kReach); i < bare_.size() && i < bare + kReach;
       ++i) {
    if (!in_column(bare_[i].fragment)) continue;
    if (bare_[i].known || is_total(i)) return false;
    ++cells;
  }
  return cells > 1;
}

/// A formula whose last number is a result that stands as a side of its own.
void Extractor::note_result(std::uint32_t index, std::size_t first_claim) {
  if (out_->claims.size() == first_claim || out_->numbers.empty()) return;
  const Claim& last = out_->claims.back();
  if (last.kind == ClaimKind::value && out_->numbers.back().first == last.literal)
    results_[index] = last.literal->literal->digits;
}

void Extractor::claim_unsupported(const Expr& literal, std::string reason) {
  Terms& terms = out_->terms;
  out_->marks[&literal] = {Role::unsupported, reason};
  Claim c;
  c.kind = ClaimKind::unsupported;
  c.literal = &literal;
  c.fragment = fragment_;
  c.left_expr = c.right_expr = &literal;
  c.reason = std::move(reason);
  Quantity q;
  q.definition = terms.unknown("nothing derives `" + literal.literal->digits + "`", &literal);
  q.claim = static_cast<std::uint32_t>(out_->claims.size());
  q.where = literal.literal->span;
  q.origin = &literal;
  c.quantity = terms.add(std::move(q));
  memory_.result(*literal.literal, c.quantity);
  out_->claims.push_back(std::move(c));
}

/// A number that nothing derives and that repeats nothing is unsupported when the document's own layout pairs
/// it with a computed result, or when its sentence states it as an outcome (DESIGN.md §3). What repeats it
/// later refers to it.
void Extractor::judge_bare() {
  std::unordered_map<std::string, int> printed;
  for (const auto& [number, fragment] : out_->numbers) ++printed[digits_key(*number->literal)];
  std::unordered_map<std::string, int> alone;
  for (const BareNumber& b : bare_) ++alone[digits_key(*b.literal->literal)];
  std::unordered_map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < bare_.size(); ++i) {
    const Literal& literal = *bare_[i].literal->literal;
    const std::string key = digits_key(literal);
    if (bare_[i].known || !literal.decimal_point || rounds_a_neighbour(i)) continue;
    const auto [it, fresh] = first.try_emplace(key, i);
    if (!fresh) out_->marks[bare_[i].literal] = {Role::reference, "repeats a number above"};
    const std::string reason = reads_like_result(i, printed[key] == alone[key]);
    if (!reason.empty() && !is_total(i) && !in_data_column(i))
      unsupported_.try_emplace(bare_[it->second].literal->literal->span.begin, reason);
  }
}

std::string Extractor::reads_like_result(std::size_t bare, bool never_used) const {
  if (std::string s = paired_in_sentence(bare); !s.empty()) return s;
  if (std::string s = paired_in_layout(bare); !s.empty()) return s;
  return never_used ? stated_as_outcome(bare) : std::string{};
}

/// `from $0.34$ to $0.233$` where 0.233 is a result.
std::string Extractor::paired_in_sentence(std::size_t bare) const {
  const std::uint32_t mine = bare_[bare].fragment;
  for (const auto& [other, digits] : {near(mine, -2), near(mine, 2)}) {
    if (digits.empty()) continue;
    const Fragment& between = document_->fragments[std::min(mine, other) + 1];
    const bool together = between.place.block == document_->fragments[mine].place.block &&
                          document_->fragments[other].place.block == between.place.block;
    if (together && between.kind == FragmentKind::prose && sets_against(between.text.text()))
      return "set against the computed `" + digits + "` in one sentence";
  }
  return {};
}

/// The result that the formula so many fragments away ends in, if it does.
std::pair<std::uint32_t, std::string> Extractor::near(std::uint32_t fragment, int away) const {
  const auto it = results_.find(fragment + static_cast<std::uint32_t>(away));
  if (it == results_.end()) return {};
  return {it->first, it->second};
}

/// Neighbouring list items or cells, each of which has its one number, one of them a result.
std::string Extractor::paired_in_layout(std::size_t bare) const {
  const BareNumber& b = bare_[bare];
  if (b.literal->literal->significant < 2) return {};
  constexpr int kReach = 24;  // fragments between two neighbouring cells of a table
  for (int away = -kReach; away <= kReach; ++away) {
    const auto [other, digits] = near(b.fragment, away);
    if (digits.size() < 3) continue;
    if (neighbours(document_->fragments[b.fragment].place, document_->fragments[other].place))
      return "stands beside the computed `" + digits + "`";
  }
  return {};
}

std::string Extractor::stated_as_outcome(std::size_t bare) const {
  const BareNumber& b = bare_[bare];
  if (b.literal->literal->significant < 3) return {};
  const Place& place = document_->fragments[b.fragment].place;
  if (place.kind == BlockKind::table_cell || place.kind == BlockKind::heading) return {};
  std::string before, after;
  const auto prose = [&](std::uint32_t i) {
    return i < document_->fragments.size() && document_->fragments[i].place.block == place.block &&
           document_->fragments[i].kind == FragmentKind::prose;
  };
  if (b.fragment > 0 && prose(b.fragment - 1))
    before = last_sentence(document_->fragments[b.fragment - 1].text.text());
  if (prose(b.fragment + 1)) after = first_sentence(document_->fragments[b.fragment + 1].text.text());
  return states_outcome(before + " " + after) ? "its sentence states it as an outcome" : std::string{};
}

}  // namespace reproof
