#include "judge/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace reproof {
namespace {

constexpr std::size_t kMost = 64;  ///< of one list that is looked through

std::string base_of(const std::string& name) {
  return name.substr(0, std::min(name.find("_{"), name.find('(')));
}

std::string form_of(const Quantity& q) {
  const auto indices = q.name.find("_{");
  const long commas = indices == std::string::npos ? -1 : std::count(q.name.begin(), q.name.end(), ',');
  return fmt::format("{}/{}x{}", commas, q.rows, q.columns);
}

}  // namespace

std::string Quantities::state_key(const Quantity& q) const {
  return fmt::format("{}#{}", q.name, q.cell);
}

Quantities::Quantities(const Claims& claims) : terms_(&claims.terms) {
  for (QuantityId id = 0; id < terms_->quantity_count(); ++id) {
    const Quantity& q = terms_->at(id);
    if (q.name.empty() || q.definition == none || q.where.empty()) continue;
    if (q.claim != none) by_claim_.emplace(q.claim, id);
    by_name_[state_key(q)].push_back(id);
    by_base_[base_of(q.name) + form_of(q)].push_back(id);
    by_shape_[form_of(q)].push_back(id);
  }
}

const Quantities::List& Quantities::of(const std::unordered_map<std::string, List>& map,
                                       const std::string& key) const {
  static const List empty;
  const auto found = map.find(key);
  return found == map.end() ? empty : found->second;
}

QuantityId Quantities::named(QuantityId link) const {
  if (link == none || link >= terms_->quantity_count()) return none;
  const Quantity& q = terms_->at(link);
  if (!q.name.empty() && !q.where.empty()) return link;
  const auto found = q.claim == none ? by_claim_.end() : by_claim_.find(q.claim);
  return found == by_claim_.end() ? none : found->second;
}

namespace {

/// The list without `id`: what stands before it, the nearest first, then what comes after.
std::vector<QuantityId> from(const std::vector<QuantityId>& list, QuantityId id) {
  std::vector<QuantityId> out;
  const auto at = std::lower_bound(list.begin(), list.end(), id);
  for (auto i = at; i != list.begin() && out.size() < kMost; --i) out.push_back(*std::prev(i));
  for (auto i = at; i != list.end() && out.size() < kMost; ++i)
    if (*i != id) out.push_back(*i);
  return out;
}

}  // namespace

std::vector<QuantityId> Quantities::states(QuantityId id) const {
  return from(of(by_name_, state_key(terms_->at(id))), id);
}

std::vector<QuantityId> Quantities::neighbours(QuantityId id) const {
  const Quantity& q = terms_->at(id);
  std::vector<QuantityId> out;
  const QuantityId first = id - q.cell;
  for (std::uint32_t c = 0; c < q.rows * q.columns && c < kMost; ++c)
    if (c != q.cell && first + c < terms_->quantity_count() && terms_->at(first + c).name == q.name)
      out.push_back(first + c);
  for (const QuantityId other : from(of(by_base_, base_of(q.name) + form_of(q)), id))
    if (terms_->at(other).name != q.name) out.push_back(other);
  return out;
}

QuantityId Quantities::transposed(QuantityId id) const {
  const Quantity& q = terms_->at(id);
  if (q.rows != q.columns || q.rows < 2) return none;
  const QuantityId first = id - q.cell;
  return first + (q.cell % q.columns) * q.columns + q.cell / q.columns;
}

std::vector<QuantityId> Quantities::alike(QuantityId id) const {
  const Quantity& q = terms_->at(id);
  std::vector<QuantityId> out;
  for (const QuantityId other : from(of(by_shape_, form_of(q)), id))
    if (base_of(terms_->at(other).name) != base_of(q.name)) out.push_back(other);
  return out;
}

}  // namespace reproof
