#include "symbolic/form.hpp"

#include <algorithm>

namespace reproof::symbolic {
namespace {

std::size_t mixed(std::size_t seed, std::size_t value) {
  return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
}

std::size_t hash_of(const Form& form, std::span<const FormId> arguments) {
  std::size_t h = static_cast<std::size_t>(form.kind) * 31 + static_cast<std::size_t>(form.comparison);
  h = mixed(mixed(h, form.payload), reinterpret_cast<std::size_t>(form.function));
  for (const FormId a : arguments) h = mixed(h, a);
  return h;
}

/// May be undefined or jump by itself, whatever its operands are.
bool breaks(const Form& form) {
  if (form.kind == FormKind::call)
    return form.function->name != "exp" && form.function->name != "sin" && form.function->name != "cos";
  return form.kind == FormKind::power || form.kind == FormKind::piecewise ||
         form.kind == FormKind::derivative;
}

bool carries_symbol(FormKind kind) {
  return kind == FormKind::symbol || kind == FormKind::apply || binds(kind);
}

/// A bound symbol runs over its range and nothing else may be assumed of it.
bool fits_binder(const Assumptions& a, FormId lower, FormId upper) {
  const bool plain = a.integer && !a.positive && !a.nonnegative && !a.nonzero;
  return plain && (!a.ranged() || (a.lower == lower && a.upper == upper));
}

}  // namespace

SymbolId Forms::declare(std::string_view name, const Assumptions& assumptions) {
  const auto [it, made] = names_.try_emplace(std::string(name), static_cast<SymbolId>(symbols_.size()));
  if (made) symbols_.push_back({std::string(name), assumptions});
  return it->second;
}

SymbolId Forms::fresh(std::string_view name, const Assumptions& assumptions) {
  symbols_.push_back({std::string(name), assumptions});
  return static_cast<SymbolId>(symbols_.size() - 1);
}

FormId Forms::integer(long n) {
  const auto [it, made] = integers_.try_emplace(n, nothing);
  if (made) it->second = number(Rational(n));
  return it->second;
}

FormId Forms::rational(const Rational& r) {
  const mpq_srcptr q = r.backend().data();
  if (mpz_cmp_ui(mpq_denref(q), 1) == 0 && mpz_fits_slong_p(mpq_numref(q)) != 0)
    return integer(mpz_get_si(mpq_numref(q)));
  const auto [it, made] = fractions_.try_emplace(r.str(), nothing);
  if (made) it->second = number(r);
  return it->second;
}

/// Of a value that no form has yet.
FormId Forms::number(const Rational& r) {
  rationals_.push_back(r);
  return intern({.kind = FormKind::rational, .payload = static_cast<std::uint32_t>(rationals_.size() - 1)},
                {});
}

FormId Forms::add(FormId a, FormId b) {
  const FormId both[] = {a, b};
  return add(both);
}

FormId Forms::multiply(FormId a, FormId b) {
  const FormId both[] = {a, b};
  return multiply(both);
}

FormId Forms::power(FormId base, FormId exponent) {
  const FormId both[] = {base, exponent};
  return intern({.kind = FormKind::power}, both);
}

FormId Forms::call(std::string_view row, FormId argument) {
  return call(*find_function(row), std::span(&argument, 1));
}

FormId Forms::apply(SymbolId function, std::span<const FormId> arguments, std::span<const int> orders) {
  std::vector<FormId> all;
  for (std::size_t i = 0; i < arguments.size(); ++i) all.push_back(integer(orders.empty() ? 0 : orders[i]));
  all.insert(all.end(), arguments.begin(), arguments.end());
  return intern({.kind = FormKind::apply, .payload = function}, all);
}

FormId Forms::sum(SymbolId bound, FormId lower, FormId upper, FormId body) {
  return binder(FormKind::sum, bound, lower, upper, body);
}

FormId Forms::product(SymbolId bound, FormId lower, FormId upper, FormId body) {
  return binder(FormKind::product, bound, lower, upper, body);
}

FormId Forms::binder(FormKind kind, SymbolId bound, FormId lower, FormId upper, FormId body) {
  if (!fits_binder(symbols_[bound].assumptions, lower, upper)) {
    const SymbolId plain = fresh(symbols_[bound].name, {.integer = true});
    body = substitute(*this, body, bound, symbol_form(plain));
    bound = plain;
  }
  const FormId all[] = {lower, upper, body};
  return intern({.kind = kind, .payload = bound}, all);
}

FormId Forms::delta(FormId a, FormId b) {
  const FormId both[] = {a, b};
  return intern({.kind = FormKind::delta}, both);
}

FormId Forms::compare(Comparison c, FormId a, FormId b) {
  const FormId both[] = {a, b};
  return intern({.kind = FormKind::compare, .comparison = c}, both);
}

FormId Forms::derivative(FormId body, FormId variable) {
  const FormId both[] = {body, variable};
  return intern({.kind = FormKind::derivative}, both);
}

FormId Forms::rebuild(FormId like, std::vector<FormId> arguments) {
  if (std::ranges::equal(this->arguments(like), arguments)) return like;
  const Form form = forms_[like];
  if (binds(form.kind)) return binder(form.kind, form.payload, arguments[0], arguments[1], arguments[2]);
  return intern(
      {.kind = form.kind, .comparison = form.comparison, .payload = form.payload, .function = form.function},
      arguments);
}

FormId Forms::intern(Form form, std::span<const FormId> arguments) {
  const std::size_t h = hash_of(form, arguments);
  if (2 * (forms_.size() + 1) > known_.size()) grow();
  FormId* const place = slot(h, form, arguments);
  if (*place != nothing) return *place;
  // The arguments may lie in the pool that is about to grow.
  const std::vector<FormId> copy(arguments.begin(), arguments.end());
  form.first = static_cast<std::uint32_t>(pool_.size());
  form.count = static_cast<std::uint32_t>(copy.size());
  form.derives = form.kind == FormKind::derivative;
  form.ranges = binds(form.kind);
  form.partial = breaks(form);
  form.mask = form.free = 0;
  const std::uint64_t own = carries_symbol(form.kind) ? std::uint64_t{1} << (form.payload % 64) : 0;
  for (const FormId a : copy) {
    form.mask |= forms_[a].mask;
    form.free |= forms_[a].free;
    form.derives = form.derives || forms_[a].derives;
    form.ranges = form.ranges || forms_[a].ranges;
    form.partial = form.partial || forms_[a].partial;
    form.depth = std::max(form.depth, forms_[a].depth + 1);
    form.size += std::min(forms_[a].size, std::numeric_limits<std::uint32_t>::max() - form.size);
  }
  form.mask |= own;
  if (!binds(form.kind))
    form.free |= own;
  else if (symbols_.size() <= 64)  // no other symbol shares the bit
    form.free = forms_[copy[0]].free | forms_[copy[1]].free | (forms_[copy[2]].free & ~own);
  pool_.insert(pool_.end(), copy.begin(), copy.end());
  forms_.push_back(form);
  const auto id = static_cast<FormId>(forms_.size() - 1);
  hashes_.push_back(h);
  *place = id;
  return id;
}

/// Where the form is, or is to be put.
FormId* Forms::slot(std::size_t hash, const Form& form, std::span<const FormId> arguments) {
  for (std::size_t at = hash;; ++at) {
    FormId& id = known_[at & (known_.size() - 1)];
    if (id == nothing) return &id;
    if (hashes_[id] != hash) continue;
    const Form& other = forms_[id];
    if (other.kind == form.kind && other.comparison == form.comparison && other.payload == form.payload &&
        other.function == form.function && std::ranges::equal(this->arguments(id), arguments))
      return &id;
  }
}

void Forms::grow() {
  constexpr std::size_t fewest = 256;
  known_.assign(std::max(fewest, 2 * known_.size()), nothing);
  for (FormId id = 0; id < forms_.size(); ++id) {
    std::size_t at = hashes_[id];
    while (known_[at & (known_.size() - 1)] != nothing) ++at;
    known_[at & (known_.size() - 1)] = id;
  }
}

}  // namespace reproof::symbolic
