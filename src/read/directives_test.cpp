#include "read/directives.hpp"

#include <boost/test/unit_test.hpp>

#include "read/testing.hpp"

using namespace reproof;
using namespace reproof::testing;

namespace {

std::string shown(const std::string& text) {
  const Document document = read("<!-- reproof: " + text + " -->");
  BOOST_REQUIRE(document.fragments.size() == 1);
  BOOST_REQUIRE(document.fragments[0].kind == FragmentKind::directive);
  const DirectiveResult result = parse_directive(document.fragments[0]);
  if (result.fault) return "fault: " + result.fault->message;
  const Directive& d = *result.directive;
  std::string out =
      std::to_string(static_cast<int>(d.kind)) + "|" + d.rule + "|" + d.reason + "|" + d.reading;
  for (const MappedText& tex : d.tex) out += "|" + tex.text();
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(directives)

BOOST_AUTO_TEST_CASE(each_kind) {
  BOOST_TEST(shown("let $L_0 := -\\log P[0,0]$") == "0||||L_0 := -\\log P[0,0]");
  BOOST_TEST(shown("let $a = 1$, $b = 2$") == "0||||a = 1|b = 2");
  BOOST_TEST(shown("given 0.34 $x$") == "1||||0.34|x");
  BOOST_TEST(shown("log 10") == "2|||10");
  BOOST_TEST(shown("ignore-line wrong-value the table is old") == "3|wrong-value|the table is old|");
  BOOST_TEST(shown("ignore-next-line wrong-value") == "4|wrong-value||");
  BOOST_TEST(shown("ignore-start wrong-value a") == "5|wrong-value|a|");
  BOOST_TEST(shown("ignore-end") == "6|||");
}

BOOST_AUTO_TEST_CASE(slips_are_named) {
  BOOST_TEST(shown("ignore-nextline wrong-value") ==
             "fault: unknown directive `ignore-nextline`, did you mean `ignore-next-line`?");
  BOOST_TEST(shown("frobnicate") == "fault: unknown directive `frobnicate`");
  BOOST_TEST(shown("log 3") == "fault: the base of `log` is `natural`, `10` or `2`, not `3`");
  BOOST_TEST(shown("let x = 3") == "fault: expected a formula between dollars after `let`");
  BOOST_TEST(shown("let") == "fault: expected a formula between dollars");
  BOOST_TEST(shown("ignore-line") == "fault: expected the id of a rule");
}

BOOST_AUTO_TEST_CASE(positions_point_into_the_file) {
  const Document document = read("a\n\n<!-- reproof: let $x = 3$ -->");
  const Directive d = *parse_directive(document.fragments.at(1)).directive;
  BOOST_TEST(document.source->slice(d.span) == "<!-- reproof: let $x = 3$ -->");
  BOOST_TEST(document.source->slice(d.tex.at(0).source()) == "x = 3");
}

BOOST_AUTO_TEST_SUITE_END()
