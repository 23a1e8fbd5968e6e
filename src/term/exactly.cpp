#include "term/exactly.hpp"

namespace reproof {
namespace {

constexpr int kMaxDepth = 300;

class Conversion {
 public:
  Conversion(const Terms& terms, Ties& ties) : terms_(&terms), ties_(&ties) {}

  Algebraic convert(TermId id, int depth) {
    if (depth > kMaxDepth || ++visited_ > kMaxDepth) return ties_->unknown();
    const Term& t = (*terms_)[id];
    const auto args = terms_->arguments(id);
    const auto argument = [&](std::size_t i) { return convert(args[i], depth + 1); };
    switch (t.kind) {
      case TermKind::number:
        return ties_->of(terms_->rational(t));
      case TermKind::literal:
        return literal(t, depth);
      case TermKind::quantity:
        return convert(terms_->at(t.link).definition, depth + 1);
      case TermKind::pi:
        return ties_->pi();
      case TermKind::euler:
        return ties_->euler_e();
      case TermKind::negate:
        return -argument(0);
      case TermKind::divide:
        return argument(0) / argument(1);
      case TermKind::power:
        return pow(argument(0), argument(1));
      case TermKind::call:
        return call(t, args, depth);
      case TermKind::add:
      case TermKind::multiply: {
        Algebraic v = argument(0);
        for (std::size_t i = 1; i < args.size(); ++i)
          v = t.kind == TermKind::add ? v + argument(i) : v * argument(i);
        return v;
      }
      default:
        return ties_->unknown();
    }
  }

 private:
  Algebraic literal(const Term& t, int depth) {
    if (t.link != none) return convert(terms_->at(t.link).definition, depth + 1);
    return ties_->of(terms_->rational(t));
  }

  Algebraic call(const Term& t, std::span<const TermId> args, int depth) {
    const Algebraic x = convert(args[0], depth + 1);
    if (args.size() == 1) return apply(t.function->name, x);
    const bool logarithm = t.function->name == "log" && args.size() == 2;
    if (logarithm) return log(x) / log(convert(args[1], depth + 1));
    return ties_->unknown();
  }

  const Terms* terms_;
  Ties* ties_;
  int visited_ = 0;
};

}  // namespace

Algebraic exactly(const Terms& terms, TermId id, Ties& ties) {
  return Conversion(terms, ties).convert(id, 0);
}

}  // namespace reproof
