#pragma once
#include "symbolic/arithmetic.hpp"
#include "symbolic/expansion.hpp"

namespace reproof::symbolic {

/// The search's answers to what the rules ask: by its normal form.
class SearchArithmetic final : public Arithmetic {
 public:
  SearchArithmetic(Forms& forms, Expansion& expansion) : forms_(forms), expansion_(expansion) {}

  bool equal(FormId a, FormId b) override;
  std::optional<Rational> number(FormId a) override;
  bool covers(FormId u, std::span<const FormId> denominators) override;
  void spend(std::size_t units) override { expansion_.work().spend(units); }

 private:
  Forms& forms_;
  Expansion& expansion_;
};

}  // namespace reproof::symbolic
