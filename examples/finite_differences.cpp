#include <boost/math/differentiation/finite_difference.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cstdio>
#include <string>

#include "reproof/numeric/finite_difference.hpp"
#include "reproof/numeric/slopes.hpp"

/// Finite differences against those of Boost.Math: the same functions, orders and precisions. Prints the
/// table of docs/gradients.md, and fails where an error is more than ten times that of Boost.
namespace {

using namespace reproof;
using boost::math::differentiation::finite_difference_derivative;

/// A function with its value and derivative.
template <class R>
struct Function {
  const char* name;
  slopes::Slope<R> (*at)(const R&);
};

template <class R>
const Function<R> functions[] = {{"exp", slopes::exp<R>},   {"sin", slopes::sin<R>},
                                 {"cos", slopes::cos<R>},   {"atan", slopes::atan<R>},
                                 {"tanh", slopes::tanh<R>}, {"cosh", slopes::cosh<R>},
                                 {"sqrt", slopes::sqrt<R>}, {"log", slopes::log<R>}};

template <class R>
R distance(const R& a, const R& b) {
  return a > b ? R(a - b) : R(b - a);
}

/// Largest errors over 40 points between 0.4 and 5.4.
template <class R>
struct Errors {
  R ours = R(0), theirs = R(0);
};

template <class R, std::size_t Order>
Errors<R> errors_of(const Function<R>& function) {
  const auto f = [&](const R& t) { return function.at(t).value; };
  Errors<R> largest;
  for (int n = 1; n <= 40; ++n) {
    const R x = R(n) / R(8) + R(1) / R(3), exact = function.at(x).derivative;
    largest.ours = std::max(largest.ours, distance(finite_difference(f, x, Order).value, exact));
    largest.theirs = std::max(largest.theirs,
                              distance(R(finite_difference_derivative<decltype(f), R, Order>(f, x)), exact));
  }
  return largest;
}

/// A row of the table; whether every error is at most ten times that of Boost.
template <class R, std::size_t Order>
bool row(const char* type) {
  std::string smaller;
  double least = 1e9, most = 0;
  for (const Function<R>& function : functions<R>) {
    const Errors<R> e = errors_of<R, Order>(function);
    const double ratio = static_cast<double>(R(e.ours / e.theirs));
    least = std::min(least, ratio);
    most = std::max(most, ratio);
    if (ratio < 1) smaller += (smaller.empty() ? "" : ", ") + std::string(function.name);
  }
  std::printf("| %s | %zu | %.2g to %.2g | %s |\n", type, Order, least, most,
              smaller.empty() ? "none" : smaller.c_str());
  return most <= 10;
}

template <class R>
bool rows(const char* type) {
  const bool good[] = {row<R, 2>(type), row<R, 4>(type), row<R, 6>(type), row<R, 8>(type)};
  return good[0] && good[1] && good[2] && good[3];
}

}  // namespace

int main() {
  using boost::multiprecision::cpp_bin_float_100;
  using boost::multiprecision::cpp_bin_float_50;
  std::puts("| type | order | our largest error over that of Boost.Math | smaller for |\n|---|---|---|---|");
  const bool good[] = {rows<double>("`double`"), rows<cpp_bin_float_50>("`cpp_bin_float_50`"),
                       rows<cpp_bin_float_100>("`cpp_bin_float_100`")};
  return good[0] && good[1] && good[2] ? 0 : 1;
}
