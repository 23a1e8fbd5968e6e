#pragma once
#include <map>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "symbolic/arithmetic.hpp"
#include "symbolic/replay/polynomial.hpp"

namespace reproof::symbolic::replaying {

/// Exact arithmetic of the replay: its own representation and its own relations.
///
/// A form is a sum of terms in generators: forms that arithmetic does not look into, exp(m) and exp(i m) of
/// terms m, powers u^m, roots of u, and inverses of sums. Sines and cosines are (E ± 1/E)/2 of E = exp(i m),
/// and a sum with inverses is 0 if it is after multiplication with what they are inverses of. Reduced are
///
///   root(u)^e, e < 0 or e >= 1: by whole powers of u;   |u|^2 = u^2;   delta^2 = delta;   i^2 = -1
///   (-1)^(2m) = 1
class ReplayArithmetic final : public Arithmetic {
 public:
  enum class Kind : std::uint8_t { form, exponential, rotation, power, root, inverse, imaginary };
  struct Generator {
    Kind kind;
    FormId form = nothing;  ///< itself, or what it is a power or a root of
    Term key;               ///< exp(m), exp(i m), u^m: m
    Sum inverted;
  };

  ReplayArithmetic(Forms& forms, Work& work) : forms_(forms), work_(work) {}

  bool equal(FormId a, FormId b) override;
  std::optional<Rational> number(FormId a) override;
  bool covers(FormId u, std::span<const FormId> denominators) override;
  void spend(std::size_t units) override { work_.spend(units); }

  /// The form with its inverses, and without: multiplied by something that is not 0.
  const Sum& of(FormId id);
  Sum cleared(Sum s);
  Sum difference(FormId a, FormId b);
  /// Not 0, whatever the symbols are.
  bool never_zero(int generator) const;
  /// Not made of rotations.
  bool real(int generator) const;
  const Generator& at(int generator) const { return generators_[static_cast<std::size_t>(generator)]; }
  Work& work() { return work_; }

 private:
  int generator(Kind kind, FormId form, const Term& key);
  int inverse_of(const Sum& s);
  Sum single(int generator, const Ratio& exponent = {1, 1});

  Sum computed(FormId id);
  Sum power(FormId id);
  Sum whole_power(FormId id, FormId base, FormId exponent);
  Term exponential(Kind kind, const Sum& argument);
  Sum circular(FormId argument, bool sine);

  Sum times(const Sum& a, const Sum& b);
  Sum to_the(const Sum& s, long n);
  Sum inverted(const Sum& s, long n);
  bool reducible(const Power& p) const;
  Sum reduced(const Power& p);
  void add_reduced(Sum& sum, const Term& t, const Rational& c);

  Forms& forms_;
  Work& work_;
  std::vector<Generator> generators_;
  std::map<std::tuple<Kind, FormId, Term>, int> known_;
  std::map<Sum, int> inverses_;
  std::unordered_map<FormId, Sum> done_;
};

}  // namespace reproof::symbolic::replaying
