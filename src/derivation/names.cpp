#include "derivation/names.hpp"

#include <algorithm>
#include <cctype>

namespace reproof::derivation {
namespace {

constexpr std::string_view kStyles[] = {"\\mathbf{", "\\boldsymbol{", "\\bm{", "\\vec{",
                                        "\\textbf{", "\\bold{",       "\\pmb{"};

/// `x^{(i)}` -> `i`, for a letter; `W^{(1)}` carries a label.
std::string superscript_letter(const std::string& base) {
  const std::size_t at = base.rfind("^{(");
  if (at == std::string::npos || base.size() != at + 6 || !base.ends_with(")}")) return {};
  const char c = base[at + 3];
  return std::islower(static_cast<unsigned char>(c)) ? std::string(1, c) : std::string{};
}

bool running_letter(std::string_view name) {
  return name.size() == 1 && name[0] >= 'i' && name[0] <= 'n';
}

}  // namespace

bool bare_name(const Expr& e) {
  return e.kind == ExprKind::name && e.args.empty();
}

bool transposing(const Expr& e) {
  const bool sign = e.text == "\\top" || e.text == "\\intercal" || e.text == "T";
  return sign && e.args.empty() && (e.kind == ExprKind::name || e.kind == ExprKind::label);
}

bool styled(std::string_view base) {
  return std::ranges::any_of(kStyles, [&](std::string_view s) { return base.starts_with(s); });
}

bool capital(std::string_view base) {
  const std::string_view plain = plain_base(base);
  const std::size_t at = plain.find_first_not_of("\\{");
  return at != std::string_view::npos && std::isupper(static_cast<unsigned char>(plain[at]));
}

int rank_by_letter(std::string_view base) {
  return capital(base) ? 2 : 1;
}

Slots slots_of(const Expr& name) {
  Slots s;
  s.base = name.text;
  s.superscript = superscript_letter(name.text);
  if (!s.superscript.empty()) s.base.erase(s.base.size() - 6);
  s.below.assign(name.args.begin(), name.args.end());
  if (s.below.size() != 1 || s.below[0]->kind != ExprKind::product) return s;
  const auto& factors = s.below[0]->args;
  if (s.below[0]->text == "letters" &&
      std::ranges::all_of(factors, [](const Expr* f) { return bare_name(*f); }))
    s.below.assign(factors.begin(), factors.end());
  return s;
}

std::optional<int> Facts::rank(const std::string& base) const {
  const auto it = rank_.find(base);
  if (it != rank_.end()) return it->second;
  return styled(base) ? std::optional(rank_by_letter(base)) : std::nullopt;
}

std::span<const Expr* const> Facts::dimensions(const std::string& base) const {
  const auto it = dimensions_.find(base);
  if (it == dimensions_.end()) return {};
  return it->second;
}

void Facts::set(const Expr& name, int rank) {
  if (bare_name(name)) rank_.try_emplace(name.text, rank);
}

/// `w, b \in \mathbb{R}^d`: the shape of each; `\mathbb{R}` alone is a scalar.
void Facts::members(const Statement& s) {
  for (std::size_t i = 0; i + 1 < s.sides.size(); ++i) {
    if (s.relations[i] != Relation::member) continue;
    const Expr& set = *s.sides[i + 1];
    const bool power = set.kind == ExprKind::power;
    const Expr& field = power ? *set.args[0] : set;
    if (field.text != "\\mathbb{R}") continue;
    std::vector<const Expr*> sizes;
    if (power) {
      if (set.args[1]->kind == ExprKind::product)
        sizes.assign(set.args[1]->args.begin(), set.args[1]->args.end());
      else
        sizes.push_back(set.args[1]);
    }
    const Expr& who = *s.sides[i];
    const std::vector<const Expr*> one = {&who};
    for (const Expr* name : who.kind == ExprKind::tuple ? who.args : one) {
      if (name->kind != ExprKind::name) continue;
      if (!name->args.empty() && sizes.size() == 1) vector_families_.insert(name->text);
      if (!bare_name(*name)) continue;
      rank_[name->text] = static_cast<int>(sizes.size());
      dimensions_[name->text] = sizes;
    }
  }
}

/// `x > 0`, `0 < x`: of a name, `q_k > 0`: of a family.
void Facts::positives(const Statement& s) {
  for (std::size_t i = 0; i + 1 < s.sides.size(); ++i) {
    const bool less = s.relations[i] == Relation::less, greater = s.relations[i] == Relation::greater;
    if (!less && !greater) continue;
    const Expr& small = *s.sides[less ? i : i + 1];
    const Expr& large = *s.sides[less ? i + 1 : i];
    const bool zero = small.kind == ExprKind::number && small.literal->mantissa >= 0;
    const std::vector<const Expr*> one = {&large};
    if (zero)
      for (const Expr* n : large.kind == ExprKind::tuple ? large.args : one)
        if (n->kind == ExprKind::name &&
            std::ranges::all_of(n->args, [](const Expr* i) { return bare_name(*i); }))
          positive_.insert(slots_of(*n).base);
  }
}

void Facts::slots(const Expr& name) {
  const Slots s = slots_of(name);
  const bool delta = s.base == "\\delta" && s.below.size() == 2;
  if (!s.superscript.empty()) indices_.insert(s.superscript);
  for (std::size_t k = 0; k < s.below.size(); ++k) {
    const Expr* i = s.below[k];
    if (bare_name(*i) && s.below.size() > 1) beside_[s.base + '|' + std::to_string(k)].insert(i->text);
    if (bare_name(*i) && (delta || running_letter(i->text))) indices_.insert(i->text);
    if (i->kind == ExprKind::number && i->literal->mantissa == 0) zero_based_.insert(s.base);
    if (i->kind == ExprKind::sum)
      for (const Expr* a : i->args)
        if (bare_name(*a)) indices_.insert(a->text);
  }
}

void Facts::walk(const Expr& e, bool operand) {
  if (e.kind == ExprKind::name && operand) operands_.insert(e.text);
  if (e.kind == ExprKind::name) slots(e);
  if (e.kind == ExprKind::big && (e.text == "sum" || e.text == "prod")) {
    const std::vector<const Expr*> one = {e.args[1]};
    for (const Expr* b : e.args[1]->kind == ExprKind::tuple ? e.args[1]->args : one)
      if (bare_name(*b)) indices_.insert(b->text), bound_.insert(b->text);
  }
  const bool head = e.kind == ExprKind::apply || e.kind == ExprKind::derivative;
  for (std::size_t i = 0; i < e.args.size(); ++i) walk(*e.args[i], !(head && i == 0));
}

namespace {

/// T stands for a number: otherwise than as an exponent alone.
bool has_number_t(const Expr& e) {
  if (bare_name(e)) return e.text == "T";
  if (e.kind == ExprKind::power && transposing(*e.args[1])) return has_number_t(*e.args[0]);
  return std::ranges::any_of(e.args, [](const Expr* a) { return has_number_t(*a); });
}

/// `S^T = S`, `S = S^\top`.
bool is_symmetry(const Expr& a, const Expr& b) {
  return a.kind == ExprKind::power && transposing(*a.args[1]) && bare_name(*a.args[0]) && bare_name(b) &&
         a.args[0]->text == b.text;
}

}  // namespace

void Facts::note_symmetry(const Statement& s) {
  for (std::size_t i = 0; i + 1 < s.sides.size(); ++i)
    if (s.relations[i] == Relation::equal &&
        (is_symmetry(*s.sides[i], *s.sides[i + 1]) || is_symmetry(*s.sides[i + 1], *s.sides[i])))
      symmetric_.insert(bare_name(*s.sides[i]) ? s.sides[i]->text : s.sides[i + 1]->text);
}

void Facts::note_symmetric(const Expr& e) {
  if (bare_name(e)) symmetric_.insert(e.text);
}

void Facts::note(const Statement& s) {
  members(s);
  positives(s);
  note_symmetry(s);
  horizon_ = std::ranges::any_of(s.sides, [](const Expr* side) { return has_number_t(*side); });
  for (const Expr* side : s.sides) walk(*side, true);
  // What a later factor tells of a name, an earlier one may need: twice.
  for (int round = 0; round < 2; ++round) {
    std::optional<int> rank;
    for (const Expr* side : s.sides)
      if (const auto r = infer(*side, rank)) rank = r;
  }
}

/// What stands where an index of a sum stood is an index: `b` of `x_{ib}` beside \sum_a x_{ia}.
void Facts::settle() {
  const auto bound = [&](const std::string& letter) { return bound_.contains(letter); };
  for (const auto& [slot, letters] : beside_)
    if (std::ranges::any_of(letters, bound)) indices_.insert(letters.begin(), letters.end());
}

std::optional<int> Facts::infer_name(const Expr& e, std::optional<int> expected) {
  if (!bare_name(e)) return std::nullopt;
  const auto known = rank(e.text);
  const bool letter = plain_base(e.text).size() == 1 || e.text.starts_with("\\");
  if (!known && expected && *expected > 0 && letter && rank_by_letter(e.text) == *expected) set(e, *expected);
  return rank(e.text);
}

std::optional<int> Facts::infer_sum(const Expr& e, std::optional<int> expected) {
  std::optional<int> rank = expected;
  for (int round = 0; round < 2; ++round)
    for (const Expr* a : e.args)
      if (const auto r = infer(*a, rank)) rank = r;
  return rank;
}

/// A matrix before a small letter makes that a vector; vectors and matrices
/// multiply by their ranks.
std::optional<int> Facts::infer_product(const Expr& e, std::optional<int> expected) {
  std::optional<int> left;
  bool row = false;  // the factor before is a transposed vector
  for (std::size_t i = 0; i < e.args.size(); ++i) {
    const Expr& a = *e.args[i];
    const bool last = i + 1 == e.args.size();
    std::optional<int> want;
    if (left == 2 && last && !capital(a.text)) want = 1;
    if (row && left == 1 && bare_name(a)) want = rank_by_letter(a.text);
    if (last && !left && expected && bare_name(a) && *expected == rank_by_letter(a.text)) want = expected;
    if (!last && expected == 1 && bare_name(a) && capital(a.text) && e.args.size() == 2) want = 2;
    const auto r = infer(a, want);
    row = a.kind == ExprKind::power && transposing(*a.args[1]) && r == 1;
    if (r && *r > 0) left = left == 2 && *r == 1 ? 1 : (left == 1 && *r == 1 ? 0 : *r);
  }
  return left;
}

std::optional<int> Facts::infer(const Expr& e, std::optional<int> expected) {
  switch (e.kind) {
    case ExprKind::name:
      return infer_name(e, expected);
    case ExprKind::sum:
      return infer_sum(e, expected);
    case ExprKind::product:
      return infer_product(e, expected);
    case ExprKind::negate:
    case ExprKind::group:
      return infer(*e.args[0], expected);
    case ExprKind::power: {
      if (!transposing(*e.args[1]) || (horizon_ && e.args[1]->text == "T")) {
        infer(*e.args[0], std::nullopt);
        return std::nullopt;
      }
      const Expr* base = e.args[0];
      while (base->kind == ExprKind::group) base = base->args[0];
      if (bare_name(*base)) set(*base, rank_by_letter(base->text));
      if (base->kind == ExprKind::product)
        for (const Expr* f : base->args)
          if (bare_name(*f) && capital(f->text)) set(*f, 2);
      return infer(*base, std::nullopt);
    }
    case ExprKind::norm:
      infer(*e.args[0], 1);
      return 0;
    case ExprKind::call:
      if (e.text == "softmax") return infer(*e.args[0], 1);
      for (const Expr* a : e.args) infer(*a, std::nullopt);
      return std::nullopt;
    case ExprKind::apply: {
      const bool trace = e.args[0]->text == "tr" || e.args[0]->text == "Tr" || e.args[0]->text == "det";
      for (std::size_t i = 1; i < e.args.size(); ++i) {
        const Expr* a = e.args[i];
        while (a->kind == ExprKind::group) a = a->args[0];
        const std::vector<const Expr*> one = {a};
        if (trace)
          for (const Expr* f : a->kind == ExprKind::product || a->kind == ExprKind::sum ? a->args : one)
            if (bare_name(*f) && capital(f->text)) set(*f, 2);
        infer(*a, std::nullopt);
      }
      return trace ? std::optional(0) : std::nullopt;
    }
    case ExprKind::derivative:
      if (e.text == "nabla" && e.args.size() == 2 && bare_name(*e.args[1])) {
        set(*e.args[1], rank_by_letter(e.args[1]->text));
        infer(*e.args[0], std::nullopt);
        return rank(e.args[1]->text);
      }
      for (const Expr* a : e.args) infer(*a, std::nullopt);
      return std::nullopt;
    default:
      for (const Expr* a : e.args) infer(*a, std::nullopt);
      return std::nullopt;
  }
}

}  // namespace reproof::derivation
