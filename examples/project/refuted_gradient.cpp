// With enclosures: a wrong gradient is refuted, with a box as witness.
#include <cstdio>
#include <reproof/numeric/gradient_report.hpp>
#include <reproof/numeric/mean_value.hpp>

int main() {
  using boost::multiprecision::cpp_bin_float_50;
  const auto loss = [](const auto& w) {
    using std::exp;
    return exp(w[0]) * w[1];
  };
  const auto wrong = [](const auto& w) {
    using std::exp;
    return std::vector<std::decay_t<decltype(w[0])>>{exp(w[0]), exp(w[0])};
  };
  const auto check =
      reproof::check_gradient<double, cpp_bin_float_50, reproof::Ball>(loss, wrong, std::vector{0.5, 2.0});
  std::fputs(reproof::to_text(check).c_str(), stdout);
  return check.verdict == reproof::GradientVerdict::refuted ? 0 : 1;
}
