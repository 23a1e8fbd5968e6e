#include "symbolic/stated.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>

#include "symbolic/read_form.hpp"

namespace reproof::symbolic {
namespace {

struct Example {
  std::vector<std::string> conditions, told;
};

/// What is told implies all of the conditions, and the other way round.
const std::vector<Example> examples = {
    {{"(<= 0 u)", "(!= u 0)"}, {"(< 0 u)"}},
    {{"(!= x 0)", "(< 0 x)"}, {"(< 0 x)"}},
    {{"(!= (- x y) 0)", "(!= (- y x) 0)"}, {"(!= (- y x) 0)"}},
    {{"(!= (sqrt x) 0)", "(< 0 x)"}, {"(< 0 x)"}},
    {{"(< 0 (/ 2 m))", "(!= m 0)"}, {"(< 0 (/ 2 m))"}},
    {{"(!= (- 1 m) 0)", "(!= (- (/ 1 m) 1) 0)", "(!= m 0)"}, {"(!= (- 1 m) 0)", "(!= m 0)"}},
    {{"(< 0 (sum k 1 d (^ (x k) 2)))", "(!= (sum j 1 d (^ (x j) 2)) 0)"}, {"(!= (sum k 1 d (^ (x k) 2)) 0)"}},
    {{"(< 0 x)", "(< 0 y)"}, {"(< 0 x)", "(< 0 y)"}},
    {{"(!= x 0)", "(!= y 0)"}, {"(!= x 0)", "(!= y 0)"}},
    {{"(<= 0 u)", "(!= v 0)"}, {"(<= 0 u)", "(!= v 0)"}},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(conditions_as_told)

BOOST_AUTO_TEST_CASE(none_that_the_others_imply) {
  for (const Example& e : examples) {
    Forms forms;
    std::vector<FormId> conditions, told;
    for (const std::string& c : e.conditions) conditions.push_back(read_form(forms, c));
    for (const std::string& c : e.told) told.push_back(read_form(forms, c));
    const std::vector<FormId> got = stated(forms, conditions);
    std::string shown;
    for (const FormId c : got) shown += text(forms, c) + "; ";
    BOOST_TEST((got == told), e.conditions.front() << " is told as " << shown);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof::symbolic
