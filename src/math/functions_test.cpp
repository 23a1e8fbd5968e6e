#include "math/functions.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <set>
#include <sstream>

#include "math/functions_samples_test.hpp"
#include "number/random_test.hpp"

namespace reproof {
namespace {

using testing::Call;
using testing::Random;
using testing::Sample;
using Arguments = std::vector<Value>;
using Points = std::vector<Rational>;

Value evaluated(const Function& f, std::span<const Value> arguments) {
  return f.shape == Shape::vector ? f.entry(arguments, 0) : f.evaluate(arguments);
}

Points points_of(const Call& call) {
  Points points;
  for (const char* text : call) points.emplace_back(text);
  return points;
}

template <class F>
Arguments mapped(const Points& points, F f) {
  Arguments arguments;
  for (const Rational& p : points) arguments.push_back(f(p));
  return arguments;
}

Arguments exact(const Points& points) {
  return mapped(points, [](const Rational& p) { return Value::of(p); });
}
Arguments enclosed(const Points& points) {
  return mapped(points, testing::enclosed);
}
Arguments blurred(const Points& points) {
  return mapped(points, [](const Rational& p) { return testing::blurred(p, Rational(1, 1 << 20)); });
}

std::string shown(const Function& f, const Points& points) {
  std::ostringstream out;
  out << f.name;
  for (const Rational& p : points) out << " " << p;
  return out.str();
}

const Function& row(std::string_view name) {
  const Function* f = find_function(name);
  BOOST_REQUIRE_MESSAGE(f != nullptr, "no row " << name);
  return *f;
}

/// Random arguments inside the domain.
Points drawn(const Sample& sample, const Function& f, Random& random) {
  const bool several = f.shape != Shape::scalar;
  const std::size_t count = several ? 1 + random.below(5) : sample.ranges.size();
  Points points;
  for (std::size_t i = 0; i < count; ++i) {
    const testing::Range& range = sample.ranges[several ? 0 : i];
    const Rational x = random.between(Rational(range.low), Rational(range.high));
    points.push_back(sample.integers ? floor(x) : x);
  }
  return points;
}

template <class F>
void for_each_draw(int count, F check) {
  for (const Sample& sample : testing::samples) {
    const Function& f = row(sample.name);
    Random random(17);
    for (int i = 0; i < count; ++i) check(f, sample, drawn(sample, f, random));
  }
}

BOOST_AUTO_TEST_CASE(every_row_is_sampled_once) {
  std::multiset<std::string_view> sampled;
  for (const Sample& sample : testing::samples) sampled.insert(sample.name);
  for (const Function& f : functions()) BOOST_TEST(sampled.count(f.name) == 1U, f.name << " has no sample");
  BOOST_TEST(sampled.size() == functions().size());
}

BOOST_AUTO_TEST_CASE(rows_are_complete_and_words_unique) {
  std::set<std::string_view> names;
  std::map<std::string, std::string_view> words;
  for (const Function& f : functions()) {
    BOOST_TEST(names.insert(f.name).second, "twice: " << f.name);
    BOOST_TEST((f.shape == Shape::vector ? f.entry != nullptr : f.evaluate != nullptr), f.name);
    BOOST_TEST(!f.domain.empty(), f.name);
    BOOST_TEST(1 <= f.least);
    BOOST_TEST(f.least <= f.most);
    BOOST_TEST(find_function(f.name) == &f);
    std::istringstream tex{std::string(f.tex)};
    for (std::string word; tex >> word;) {
      BOOST_TEST(words.emplace(word, f.name).second, "two rows take " << word);
      BOOST_TEST(find_function_by_tex(word) == &f);
    }
  }
  BOOST_TEST(find_function("zeta") == nullptr);
  BOOST_TEST(find_function_by_tex("") == nullptr);
  BOOST_TEST(find_function_by_tex("sigma") == nullptr);
  BOOST_TEST(find_function_by_tex("lg")->name == "log10");
  BOOST_TEST(find_function_by_tex("lb")->name == "log2");
}

BOOST_AUTO_TEST_CASE(two_precisions_overlap_and_the_finer_is_narrower) {
  for_each_draw(200, [](const Function& f, const Sample& sample, const Points& points) {
    const Value coarse = evaluated(f, enclosed(points));
    const Precision fine_bits(256);
    const Value fine = evaluated(f, enclosed(points));
    if (sample.integers) return;
    if (!fine.defined()) {
      if (!sample.steps) BOOST_ERROR(shown(f, points) << ": " << fine.undefined);
    } else if (coarse.defined()) {
      const Rational before = radius(coarse.ball), after = radius(fine.ball);
      if (disjoint(coarse.ball, fine.ball)) BOOST_ERROR(shown(f, points) << ": disjoint");
      if (before > 0 && after >= before) BOOST_ERROR(shown(f, points) << ": no narrower");
    } else if (!coarse.unsettled) {
      BOOST_ERROR(shown(f, points) << ": " << coarse.undefined);
    }
  });
}

BOOST_AUTO_TEST_CASE(exact_values_lie_in_the_enclosures) {
  for_each_draw(500, [](const Function& f, const Sample& sample, const Points& points) {
    const Value from_exact = evaluated(f, exact(points)), from_ball = evaluated(f, enclosed(points));
    if (!from_exact.defined()) BOOST_ERROR(shown(f, points) << ": " << from_exact.undefined);
    if (!from_ball.defined() && !from_ball.unsettled)
      BOOST_ERROR(shown(f, points) << ": " << from_ball.undefined);
    if (!from_exact.defined() || !from_ball.defined()) return;
    if (sample.integers) BOOST_ERROR(shown(f, points) << ": a ball taken for an integer");
    if (from_exact.exact && !contains(from_ball.ball, *from_exact.exact))
      BOOST_ERROR(shown(f, points) << ": " << *from_exact.exact << " outside " << from_ball.ball);
    if (disjoint(from_exact.ball, from_ball.ball)) BOOST_ERROR(shown(f, points) << ": disjoint");
  });
}

BOOST_AUTO_TEST_CASE(enclosures_of_wide_arguments_contain_the_values_at_their_points) {
  for_each_draw(200, [](const Function& f, const Sample&, const Points& points) {
    const Value wide = evaluated(f, blurred(points)), point = evaluated(f, exact(points));
    if (wide.defined() && disjoint(wide.ball, point.ball))
      BOOST_ERROR(shown(f, points) << " outside " << wide.ball);
  });
}

BOOST_AUTO_TEST_CASE(integer_functions_give_integers) {
  for_each_draw(200, [](const Function& f, const Sample& sample, const Points& points) {
    if (!sample.integers) return;
    const Value v = evaluated(f, exact(points));
    if (!v.exact || !is_integer(*v.exact)) BOOST_ERROR(shown(f, points));
  });
}

BOOST_AUTO_TEST_CASE(rational_values_are_found_as_such) {
  for (const testing::Known& known : testing::known_values) {
    const Points points = points_of(known.arguments);
    const Value v = evaluated(row(known.name), exact(points));
    if (!v.exact || *v.exact != Rational(known.value))
      BOOST_ERROR(shown(row(known.name), points) << " is not found to be " << known.value);
  }
}

BOOST_AUTO_TEST_CASE(outside_the_domain_there_is_no_value) {
  for (const Sample& sample : testing::samples)
    for (const Call& call : sample.outside) {
      const Value v = evaluated(row(sample.name), exact(points_of(call)));
      if (v.defined() || v.unsettled) BOOST_ERROR(shown(row(sample.name), points_of(call)) << " has a value");
    }
}

BOOST_AUTO_TEST_CASE(at_the_edge_of_the_domain_a_ball_decides_nothing) {
  for (const Sample& sample : testing::samples)
    for (const Call& call : sample.edges) {
      const Value v = evaluated(row(sample.name), blurred(points_of(call)));
      if (v.defined() || !v.unsettled) BOOST_ERROR(shown(row(sample.name), points_of(call)) << " is decided");
    }
}

BOOST_AUTO_TEST_CASE(what_is_undefined_stays_so) {
  for (const Function& f : functions()) {
    const std::size_t count = static_cast<std::size_t>(f.least);
    for (std::size_t i = 0; i < count; ++i) {
      Arguments arguments(count, Value::of(Rational(2)));
      arguments[i] = Value::none("no value here");
      BOOST_TEST(evaluated(f, arguments).undefined == "no value here", f.name);
      arguments[i] = Value::open("not yet");
      BOOST_TEST(evaluated(f, arguments).unsettled, f.name);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_inverse_undoes_its_function) {
  for (const Sample& sample : testing::samples) {
    const Function& f = row(sample.name);
    if (f.inverse.empty()) continue;
    const Function& g = row(f.inverse);
    BOOST_TEST(g.inverse == f.name);
    Random random(23);
    // f(g(y)) = y holds wherever g is defined; g(f(x)) = x only on the principal branch.
    const Sample* of_inverse = std::find_if(std::begin(testing::samples), std::end(testing::samples),
                                            [&](const Sample& s) { return s.name == g.name; });
    if (!sample.name.starts_with("ar")) {
      for (int i = 0; i < 100; ++i) {
        const Points y = drawn(*of_inverse, g, random);
        const Value there = evaluated(g, exact(y)), back = evaluated(f, std::span(&there, 1));
        if (back.defined() && !contains(back.ball, y[0])) BOOST_ERROR(shown(g, y) << ": " << back.ball);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(the_logarithm_to_a_base_is_a_quotient) {
  Random random(29);
  for (int i = 0; i < 1000; ++i) {
    const Rational x = random.between(Rational(1, 100), Rational(100)),
                   b = random.between(Rational(11, 10), Rational(9));
    const Arguments both = exact({x, b});
    const Value v = row("log").evaluate(both);
    if (disjoint(v.ball * log(enclose(b)), log(enclose(x)))) BOOST_ERROR(x << " to base " << b);
    if (v.exact && disjoint(enclose(*v.exact) * log(enclose(b)), log(enclose(x))))
      BOOST_ERROR(x << " to base " << b);
  }
}

BOOST_AUTO_TEST_CASE(entries_of_softmax_are_positive_and_sum_to_one) {
  const Function& f = row("softmax");
  Random random(31);
  for (int i = 0; i < 300; ++i) {
    Points z;
    for (std::uint64_t n = 1 + random.below(6); z.size() < n;)
      z.push_back(random.between(Rational(-30), Rational(30)));
    Value sum = Value::of(Rational(0));
    for (std::size_t j = 0; j < z.size(); ++j) {
      const Value p = f.entry(exact(z), j);
      sum = add(sum, p);
      if (certainly_positive(p.ball) != Truth::yes) BOOST_ERROR(shown(f, z));
    }
    if (!contains(sum.ball, Rational(1))) BOOST_ERROR(shown(f, z));
  }
}

}  // namespace
}  // namespace reproof
