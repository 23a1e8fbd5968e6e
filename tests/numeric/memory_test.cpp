#include <boost/test/unit_test.hpp>
#include <cmath>

#include "reproof/numeric/contrastive_embeddings.hpp"
#include "reproof/numeric/tape.hpp"

using namespace reproof;

namespace {

/// A double that counts how many of its kind are alive.
class Counted {
 public:
  Counted() { born(); }
  Counted(double value) : value_(value) { born(); }
  Counted(const Counted& other) : value_(other.value_) { born(); }
  Counted& operator=(const Counted&) = default;
  ~Counted() { --alive; }

  double value() const { return value_; }
  Counted& operator+=(const Counted& b) { return value_ += b.value_, *this; }
  Counted& operator-=(const Counted& b) { return value_ -= b.value_, *this; }
  Counted& operator*=(const Counted& b) { return value_ *= b.value_, *this; }
  Counted& operator/=(const Counted& b) { return value_ /= b.value_, *this; }
  Counted operator-() const { return -value_; }
  friend Counted operator+(Counted a, const Counted& b) { return a += b; }
  friend Counted operator-(Counted a, const Counted& b) { return a -= b; }
  friend Counted operator*(Counted a, const Counted& b) { return a *= b; }
  friend Counted operator/(Counted a, const Counted& b) { return a /= b; }
  friend auto operator<=>(const Counted& a, const Counted& b) { return a.value_ <=> b.value_; }
  friend bool operator==(const Counted& a, const Counted& b) { return a.value_ == b.value_; }

  static inline long alive = 0, most = 0;

 private:
  static void born() { most = std::max(most, ++alive); }
  double value_ = 0;
};

#define REPROOF_COUNTED(F)      \
  Counted F(const Counted& x) { \
    return std::F(x.value());   \
  }
REPROOF_COUNTED(exp)
REPROOF_COUNTED(expm1)
REPROOF_COUNTED(log)
REPROOF_COUNTED(log1p)
REPROOF_COUNTED(sqrt)
REPROOF_COUNTED(sin)
REPROOF_COUNTED(cos)
REPROOF_COUNTED(tan)
REPROOF_COUNTED(atan)
REPROOF_COUNTED(sinh)
REPROOF_COUNTED(cosh)
REPROOF_COUNTED(tanh)
#undef REPROOF_COUNTED
static_assert(OrderedReal<Counted>);

std::vector<Counted> embeddings(std::size_t n, std::size_t d) {
  std::vector<Counted> x;
  for (std::size_t k = 0; k < 2 * n * d; ++k) x.push_back(Counted(std::sin(static_cast<double>(k * k + 1))));
  return x;
}

template <class T>
Matrix<T> part(const std::vector<T>& x, std::size_t from, std::size_t n, std::size_t d) {
  const auto begin = x.begin() + static_cast<std::ptrdiff_t>(from);
  return Matrix<T>(n, d, std::vector<T>(begin, begin + static_cast<std::ptrdiff_t>(n * d)));
}

/// The most numbers alive at once while f runs, the input apart.
template <class F>
long peak(const F& f) {
  const long before = Counted::most = Counted::alive;
  f();
  return Counted::most - before;
}

long analytic(std::size_t n, std::size_t d) {
  const std::vector<Counted> x = embeddings(n, d);
  return peak([&] { clip_gradient(part(x, 0, n, d), part(x, n * d, n, d), Counted(2)); });
}
long reverse(std::size_t n, std::size_t d) {
  const std::vector<Counted> x = embeddings(n, d);
  const auto loss = [&](const auto& at) {
    using T = std::ranges::range_value_t<decltype(at)>;
    return clip_loss(part(at, 0, n, d), part(at, n * d, n, d), T(2));
  };
  return peak([&] { reverse_gradient(loss, x); });
}

/// Every term of a N^2 + b N d + c N + e d + f, and none of N^2 d, keeps both: N twice as large takes at most
/// four times as much, and what d adds (the difference) at most twice as much.
template <class Numbers>
void grows_as_squares_and_embeddings(const Numbers& numbers, std::size_t n, std::size_t d) {
  const long here = numbers(n, d), longer = numbers(n, 2 * d);
  const long more = numbers(2 * n, d), both = numbers(2 * n, 2 * d);
  BOOST_TEST(here > 0);
  BOOST_TEST(more <= 4 * here);
  BOOST_TEST(both <= 4 * longer);
  BOOST_TEST(longer > here);
  BOOST_TEST(both - more <= 2 * (longer - here));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(memory)

BOOST_AUTO_TEST_CASE(of_gradients_from_embeddings_is_that_of_the_logits_and_the_embeddings) {
  for (const std::size_t n : {16u, 48u})
    for (const std::size_t d : {16u, 64u}) {
      grows_as_squares_and_embeddings(analytic, n, d);
      grows_as_squares_and_embeddings(reverse, n, d);
    }
}

BOOST_AUTO_TEST_CASE(a_loss_that_keeps_all_its_products_is_told_apart) {
  const auto greedy = [](std::size_t n, std::size_t d) {
    return peak([&] { std::vector<Counted> all(n * n * d + n * n); });
  };
  BOOST_TEST(greedy(32, 32) - greedy(32, 16) > 2 * (greedy(16, 32) - greedy(16, 16)));
}

BOOST_AUTO_TEST_SUITE_END()
