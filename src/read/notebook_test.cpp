#include <boost/test/unit_test.hpp>

#include "read/json_scan.hpp"
#include "read/positions.hpp"
#include "read/testing.hpp"

using namespace reproof;
using namespace reproof::testing;

namespace {

std::string cells(const Document& document) {
  const Locator locator(document);
  std::string out;
  for (const Fragment& f : document.fragments) {
    const Position at = locator.position(f, f.span.begin);
    out += kind_of(f) + "|" + visible(f.text.text()) + "|" + std::to_string(at.cell) + ":" +
           std::to_string(at.line) + ":" + std::to_string(at.column) + "\n";
  }
  return out;
}

std::string fault_of(std::string_view json) {
  const JsonText text(json);
  return text.fault() ? text.fault()->message + "|" + std::to_string(text.fault()->span.begin) : "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(notebook)

BOOST_AUTO_TEST_CASE(cells_and_positions) {
  const std::string text = R"({"cells": [
    {"cell_type": "markdown", "source": ["# A\n", "é\u00e9 $\\frac{1}{2} = 0.5$\n", "$ y $"]},
    {"source": "x = 1", "outputs": [{"text": ["$z$"]}], "cell_type": "code"},
    {"cell_type": "markdown", "source": "\"q\" $a$ \ud835\udc31"}], "nbformat": 4})";
  const Document d = read(text, "");
  BOOST_TEST(d.format == "notebook");
  BOOST_TEST(cells(d) ==
             "prose|A|1:1:3\nprose|éé |1:2:1\nmath|\\frac{1}{2} = 0.5|1:2:4\nmath| y "
             "|1:3:1\ncode|x = 1|2:1:1\n"
             "prose|\"q\" |3:1:1\nmath|a|3:1:5\nprose| 𝐱|3:1:8\n");
  const Locator locator(d);
  BOOST_TEST(locator.position(d.fragments.back().span.begin).cell == 3u);
  BOOST_TEST(locator.position(0).cell == 0u);
  // Each byte of the number has its place in the file, escapes or not.
  const Fragment& half = d.fragments.at(2);
  const auto at = static_cast<std::uint32_t>(half.text.text().find("0.5"));
  BOOST_TEST(d.source->slice(half.text.source(at, at + 3)) == "0.5");
  BOOST_TEST(d.source->slice(half.text.source(0, 1)) == "\\\\");
}

BOOST_AUTO_TEST_CASE(the_older_format) {
  const std::string text = R"({"worksheets": [{"cells": [
    {"cell_type": "heading", "level": 1, "source": ["Step 2"]},
    {"cell_type": "code", "input": ["y = 2"]},
    {"cell_type": "markdown", "source": ["$b$"]}]}], "nbformat": 3})";
  BOOST_TEST(cells(read(text, "")) == "prose|Step 2|1:1:1\ncode|y = 2|2:1:1\nmath|b|3:1:1\n");
}

BOOST_AUTO_TEST_CASE(a_notebook_that_breaks_off_is_read_as_far_as_it_goes) {
  const std::string head =
      R"({"cells": [{"cell_type": "markdown", "source": ["$a$"]}, {"cell_type": "markdown", "source": ["$b = )";
  BOOST_TEST(listing(read(head, "notebook")) ==
             "math|a|1:50\ncode|$b = |1:96\nfault|the JSON breaks off: a string is not closed|1:101\n");
  BOOST_TEST(listing(read("{\"cells\": 5}", "notebook")) == "fault|the notebook has no cells|1:1\n");
  BOOST_TEST(listing(read("", "notebook")) == "fault|the JSON breaks off: expected a value|1:1\n");
}

// Wherever it breaks off, each cell that was complete by then is read.
BOOST_AUTO_TEST_CASE(a_notebook_cut_anywhere_keeps_its_complete_cells) {
  std::string notebook = R"({"nbformat": 4, "metadata": {}, "cells": [)";
  std::vector<std::size_t> ends;
  for (const char* name : {"a", "b", "c"}) {
    notebook += std::string(ends.empty() ? "" : ", ") + R"({"source": ["$)" + name +
                R"(=1$\n", "12 + 3 = 15"], )" + R"("metadata": {"tags": []}, "cell_type": "markdown"})";
    ends.push_back(notebook.size());
  }
  notebook += "]}";
  for (std::size_t size = 1; size < notebook.size(); ++size) {
    const std::string seen = listing(read(notebook.substr(0, size), "notebook"));
    const auto complete =
        std::count_if(ends.begin(), ends.end(), [&](std::size_t end) { return end <= size; });
    for (std::ptrdiff_t i = 0; i < complete; ++i)
      BOOST_TEST(seen.find(std::string("math|") + "abc"[i] + "=1|") != std::string::npos);
    BOOST_TEST(seen.find("fault|") != std::string::npos);
    BOOST_TEST(seen.find("math|12 + 3 = 1|") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_bad_escape_or_line_end_spoils_nothing_else) {
  const std::string notebook = R"({"cells": [{"cell_type": "markdown", "source": "$\alpha \cdot 2$"},
{"cell_type": "markdown", "source": "$x$
$y$"}]})";
  BOOST_TEST(listing(read(notebook, "notebook")) ==
             "math|\\alpha \\cdot 2|1:49\nmath|x|2:38\nmath|y|3:1\n"
             "fault|broken JSON: bad escape in a string|1:50\n");
}

BOOST_AUTO_TEST_CASE(strict_json) {
  BOOST_TEST(fault_of("[1, -2.5e+3, true, false, null, \"a\\u0041\", {\"k\": []}]") == "");
  BOOST_TEST(fault_of("[1,]") == "broken JSON: expected a value|3");
  BOOST_TEST(fault_of("{\"a\" 1}") == "broken JSON: expected `:`|5");
  BOOST_TEST(fault_of("[01]") == "broken JSON: expected `,` or `]`|2");
  BOOST_TEST(fault_of("[1] 2") == "broken JSON: text behind the end of the JSON value|4");
  BOOST_TEST(fault_of("[\"\\x\"]") == "broken JSON: bad escape in a string|2");
  BOOST_TEST(fault_of("[\"a\nb\"]") == "broken JSON: control character in a string|3");
  BOOST_TEST(fault_of(std::string(100000, '[')) == "broken JSON: nested deeper than 200|200");
  BOOST_TEST(fault_of("[tru") == "broken JSON: expected `true`|1");
}

BOOST_AUTO_TEST_CASE(practice_notebook) {
  const std::string text = shared_file("practice/docs/gru-cell.ipynb");
  if (text.empty()) {
    BOOST_TEST_MESSAGE("skipped: ../shared/practice is absent");
    return;
  }
  const Document d = read(text, "");
  BOOST_TEST(d.faults.empty() == true);
  BOOST_TEST(d.cells.size() == 6u);
  BOOST_TEST(spans_are_sound(d) == true);
  // The label of `0.72`: cell 3, line 5, column 67.
  const Locator locator(d);
  bool seen = false;
  for (const Fragment& f : d.fragments) {
    const std::size_t at = f.text.text().find("0.72 - 0.075");
    if (at == std::string::npos) continue;
    const Position p = locator.position(
        f, f.text.source(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at) + 1).begin);
    seen = p.cell == 3 && p.line == 5 && p.column == 67;
  }
  BOOST_TEST(seen == true);
}

BOOST_AUTO_TEST_SUITE_END()
