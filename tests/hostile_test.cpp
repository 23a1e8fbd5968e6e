#include <boost/test/unit_test.hpp>

#include "report/writers.hpp"
#include "support.hpp"

/// Documents come from anywhere. Each of these must be answered by a clear finding, without a crash or a
/// hang, and must not cost what else the document says: a control claim stands after each.
namespace reproof::testing {
namespace {

const std::string control = "\n\nThe control says $2 + 3 = 6$.\n";

std::string repeated(const std::string& piece, std::size_t count) {
  std::string out;
  out.reserve(piece.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

/// A literal with its NUL bytes.
template <std::size_t N>
std::string bytes(const char (&text)[N]) {
  return {text, N - 1};
}

std::string as_json(const DocumentReport& document) {
  Report report;
  report.documents.push_back(document);
  std::ostringstream out;
  find_writer("json")->write(report, {}, out);
  return out.str();
}

const Finding* control_of(const DocumentReport& report) {
  for (const Finding& f : report.findings)
    if (f.text == "6" && f.rule == "wrong-value") return &f;
  return nullptr;
}

/// The audit of a hostile passage followed by the control claim, which must be refuted all the same.
DocumentReport survive(const std::string& passage) {
  const DocumentReport report = audit("hostile.md", passage + control);
  BOOST_TEST(control_of(report) != nullptr, "the control claim was lost");
  BOOST_TEST(report.coverage.numbers() == report.numbers.size());
  return report;
}

std::vector<const Finding*> besides_control(const DocumentReport& report, Severity least) {
  std::vector<const Finding*> out;
  for (const Finding& f : report.findings)
    if (&f != control_of(report) && f.severity >= least) out.push_back(&f);
  return out;
}

/// Survives, accuses nobody, and says of `text` that it is undecided and why.
void check_undecided(const std::string& passage, const std::string& text) {
  BOOST_TEST_CONTEXT(passage.substr(0, 60)) {
    const DocumentReport report = survive(passage);
    const auto findings = besides_control(report, Severity::note);
    BOOST_TEST_REQUIRE(findings.size() == 1U);
    BOOST_TEST(findings[0]->text == text);
    BOOST_TEST(name_of(findings[0]->verdict) == "undecided");
    BOOST_TEST(!findings[0]->message.empty());
  }
}

void check_refuted_or_undecided(const std::string& passage, const std::string& text) {
  BOOST_TEST_CONTEXT(passage.substr(0, 60)) {
    const DocumentReport report = survive(passage);
    const auto findings = besides_control(report, Severity::note);
    BOOST_TEST_REQUIRE(findings.size() == 1U);
    BOOST_TEST(findings[0]->text == text);
    const Verdict verdict = findings[0]->verdict;
    BOOST_TEST((verdict == Verdict::wrong || verdict == Verdict::undecided), describe(*findings[0]));
    BOOST_TEST(!findings[0]->message.empty());
  }
}

/// Survives, and says that some mathematics was not read and why.
void check_unread(const std::string& passage) {
  BOOST_TEST_CONTEXT(passage.substr(0, 60)) {
    const DocumentReport report = survive(passage);
    const auto findings = besides_control(report, Severity::note);
    BOOST_TEST_REQUIRE(!findings.empty());
    for (const Finding* f : findings) {
      BOOST_TEST(f->rule == "unread-math", describe(*f));
      BOOST_TEST(!f->message.empty());
    }
  }
}

/// Survives, and accuses no number. Of the document itself it may say something, if it says what.
void check_survives(const std::string& passage) {
  BOOST_TEST_CONTEXT(passage.substr(0, 60)) {
    const DocumentReport report = survive(passage);
    for (const Finding* f : besides_control(report, Severity::warning)) {
      BOOST_TEST(f->rule == "unreadable-input", describe(*f));
      BOOST_TEST(!f->message.empty());
    }
  }
}

/// Survives, and has nothing to warn of.
void check_silent(const std::string& passage) {
  BOOST_TEST_CONTEXT(passage.substr(0, 60)) {
    const DocumentReport report = survive(passage);
    for (const Finding* f : besides_control(report, Severity::warning)) BOOST_ERROR(describe(*f));
  }
}

/// Survives, and says that the bytes are not what they should be.
void check_complains(const std::string& passage) {
  check_survives(passage);
  const DocumentReport report = survive(passage);
  BOOST_TEST(!besides_control(report, Severity::note).empty(),
             "nothing is said about " << passage.substr(0, 60));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hostile)

/// Out of reach or not: nobody may call these numbers right, and whoever calls them wrong must have proved
/// it.
BOOST_AUTO_TEST_CASE(towers_of_powers) {
  check_refuted_or_undecided("$10^{10^{10}} + 1 = 7$", "7");
  check_refuted_or_undecided("$2^{3^{4^{5^{6}}}} - 1 = 8$", "8");
  check_refuted_or_undecided("$10^{10^{10^{10^{10}}}} - 1 = 8$", "8");
  check_refuted_or_undecided("$\\exp(\\exp(\\exp(\\exp(20)))) = 9$", "9");
  check_refuted_or_undecided("$(10^{10})! = 4$", "4");
  check_refuted_or_undecided("$\\binom{10^{12}}{10^{11}} = 4$", "4");
  check_refuted_or_undecided("$\\sum_{k=1}^{10^{15}} k = 4$", "4");
  check_refuted_or_undecided("$\\prod_{k=1}^{10^{15}} k = 4$", "4");
}

BOOST_AUTO_TEST_CASE(nesting) {
  check_unread("$" + repeated("{", 1'000'000) + "3" + repeated("}", 1'000'000) + " = 4$");
  check_unread("$" + repeated("(", 100'000) + "3" + repeated(")", 100'000) + " = 4$");
  check_unread("$" + repeated("\\frac{1}{", 50'000) + "3" + repeated("}", 50'000) + " = 4$");
  check_unread("$" + repeated("\\sqrt{", 50'000) + "3" + repeated("}", 50'000) + " = 4$");
  check_unread("$" + repeated("x^{", 50'000) + "3" + repeated("}", 50'000) + " = 4$");
}

BOOST_AUTO_TEST_CASE(unclosed_groups) {
  check_unread("$$ " + repeated("{", 1'000'000) + " $$");
  check_unread("$$ " + repeated("\\left(", 10'000) + " 3 = 4 $$");
  check_unread("$$ \\begin{matrix} 1 & 2 $$");
}

BOOST_AUTO_TEST_CASE(nested_quotes_and_lists) {
  check_survives(repeated("> ", 20'000) + "$2 + 2 = 4$");
  check_survives(repeated("- ", 20'000) + "$2 + 2 = 4$");
  check_silent(repeated("[", 100'000) + "5" + repeated("]", 100'000));
}

BOOST_AUTO_TEST_CASE(undefined_values) {
  check_undecided("$\\frac{1}{0} = 5$", "5");
  check_undecided("$\\log 0 = -10$", "10");
  check_undecided("$0^0 = 1$", "1");
  check_undecided("$0 \\log 0 = 0$", "0");
  check_undecided("$\\sqrt{-4} = 2$", "2");
  check_undecided("$\\frac{1}{\\sin 0} = 8$", "8");
  check_undecided("$\\arcsin 2 = 1.57$", "1.57");
  check_undecided("$(-3)! = 7$", "7");
}

BOOST_AUTO_TEST_CASE(a_literal_of_a_million_digits) {
  const std::string digits(1'000'000, '7');
  check_silent("$x = " + digits + "$");
  check_silent("$x = 0." + digits + "$");
  check_silent("$x = 1e" + digits + "$");
  check_silent("$x = 2 \\times 10^{" + digits + "}$");
}

BOOST_AUTO_TEST_CASE(a_chain_of_a_hundred_thousand_sides) {
  const std::string sides = repeated(" = 2 + 2", 100'000);
  check_silent("$4" + sides + "$");
  const DocumentReport report = survive("$4" + sides + " = 9$");
  const auto loud = besides_control(report, Severity::warning);
  BOOST_TEST_REQUIRE(loud.size() == 1U);
  BOOST_TEST(loud[0]->text == "9");
  BOOST_TEST(name_of(loud[0]->verdict) == "wrong");
}

BOOST_AUTO_TEST_CASE(definitions_that_go_in_circles) {
  check_silent("$x := x + 1$, so $x = 5$");
  check_silent("$a := 2b$ and $b := 3a$, so $a + b = 5$");
  check_silent("$f(x) := f(x - 1) + 1$, so $f(7) = 3$");
  check_silent("$f(x) := g(x) + 1$, $g(x) := f(x) - 1$, so $f(2) = 3$");
  check_silent("$u_i := u_{i+1} + 1$, so $u_1 = 3$");
}

BOOST_AUTO_TEST_CASE(definitions_that_double) {
  std::string text = "$x_0 := 1.5$";
  for (int i = 1; i <= 400; ++i)
    text += "\n\n$x_{" + std::to_string(i) + "} := x_{" + std::to_string(i - 1) + "} \\cdot x_{" +
            std::to_string(i - 1) + "}$";
  check_refuted_or_undecided(text + "\n\nso $x_{400} - 1 = 3$.", "3");
}

BOOST_AUTO_TEST_CASE(macros_that_go_in_circles) {
  check_unread("$$ \\newcommand{\\a}{\\a} \\a = 3 $$");
  check_unread("$$ \\newcommand{\\a}{\\b} \\newcommand{\\b}{\\a} \\a = 3 $$");
  check_unread("$$ \\newcommand{\\a}{\\a\\a\\a} \\a = 3 $$");
}

BOOST_AUTO_TEST_CASE(macros_that_explode) {
  std::string text = "\\newcommand{\\ma}{1+1+1+1+1+1+1+1+1+1}";
  for (char c = 'b'; c <= 'o'; ++c)
    text += std::string("\\newcommand{\\m") + c + "}{" + repeated(std::string("\\m") + char(c - 1), 10) + "}";
  check_unread("$$ " + text + " \\mo = 3 $$");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text) {
  check_complains("$2 + 2 = 4$ \xff\xfe\xc0\x80 \xed\xa0\x80 \xf5 $2 + 2 = 4$");
  check_complains(bytes("$2 + 2 = 4$ \0 and $\0 2 + 2 = 4$"));
  check_complains(
      bytes("\xff\xfe$\0"
            "2\0+\0"
            "2\0"));
  check_complains("$3 \xc3\x28 4 = 5$");
  check_silent("\xef\xbb\xbf# A byte order mark\r\n\r\n$2 + 2 = 4$\r\n");
}

BOOST_AUTO_TEST_CASE(long_lines_and_many_spans) {
  check_silent(std::string(8'000'000, 'a'));
  check_silent(repeated("$", 1'000'000));
  check_silent("a " + repeated("`", 300'001));
  check_silent(repeated("$2 + 2 = 4$ ", 20'000));
  check_silent("|" + repeated(" a |", 20'000) + "\n|" + repeated("---|", 20'000) + "\n|" +
               repeated(" $1$ |", 20'000));
  check_silent(repeated("<!-- ", 50'000) + "-->");
}

BOOST_AUTO_TEST_CASE(a_sum_of_a_hundred_thousand_terms) {
  check_silent("$" + repeated("1 + ", 100'000) + "1 = 100001$");
  check_silent("$" + repeated("1 \\cdot ", 100'000) + "1 = 1$");
  check_silent("$" + repeated("-", 100'000) + "1 = 1$");
}

BOOST_AUTO_TEST_CASE(malformed_directives) {
  for (const char* text :
       {"<!-- reproof: -->", "<!-- reproof: let -->", "<!-- reproof: let $x := $ -->",
        "<!-- reproof: let $x -->", "<!-- reproof: frobnicate the $x = 3$ -->",
        "<!-- reproof: ignore-next-line -->", "<!-- reproof: ignore-next-line no-such-rule why -->"}) {
    BOOST_TEST_CONTEXT(text) {
      const DocumentReport report = survive(text);
      const auto findings = besides_control(report, Severity::note);
      BOOST_TEST_REQUIRE(findings.size() == 1U);
      BOOST_TEST(findings[0]->rule == "unused-directive");
      BOOST_TEST(findings[0]->span.start.line == 1U);
    }
  }
}

BOOST_AUTO_TEST_CASE(reviews_that_do_not_fit) {
  const std::string document = "One sum is $2 + 2 = 4$. One sum is $3 + 3 = 6$." + control;
  const std::string path = "hostile.review.md";
  const auto findings = [&](const std::string& review) {
    const DocumentReport report = audit("hostile.md", document, {}, &path, &review);
    std::vector<std::string> rules;
    for (const Finding& f : report.findings)
      if (f.rule == "broken-quote") rules.push_back(f.rule + " " + std::to_string(f.span.start.line));
    BOOST_TEST(control_of(report) != nullptr);
    return rules;
  };
  const std::vector<std::string> third_line = {"broken-quote 3"};
  BOOST_TEST(findings("Missing:\n\n> No such words\n\n$$ 1 + 1 = 2 $$\n") == third_line);
  BOOST_TEST(findings("Ambiguous:\n\n> One sum is\n\n$$ 1 + 1 = 2 $$\n") == third_line);
  BOOST_TEST(findings("> The control says\n\n$$ 1 + 1 = 2 $$\n").empty());
  BOOST_TEST(findings("").empty());
  BOOST_TEST(!findings(repeated("> ", 10'000) + "\xff\n").empty());
}

BOOST_AUTO_TEST_CASE(empty_documents) {
  for (const char* text : {"", "\n", "   ", "$", "$ $", "\\[ \\]", "```math\n```", "---\n"}) {
    BOOST_TEST_CONTEXT(text) {
      const DocumentReport report = audit("empty.md", text);
      for (const Finding& f : report.findings) BOOST_TEST((f.severity < Severity::warning), describe(f));
      BOOST_TEST(report.coverage.numbers() == 0U);
    }
  }
}

BOOST_AUTO_TEST_CASE(delimiters_that_are_never_closed) {
  for (const char* text : {"$$", "$$ 2 + 2 = 5", "<!--", "```math\n2 + 2 = 5"}) {
    BOOST_TEST_CONTEXT(text) {
      const DocumentReport report = audit("open.md", text);
      BOOST_TEST_REQUIRE(!report.findings.empty());
      BOOST_TEST(!report.findings.front().message.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(every_prefix_of_a_document) {
  const std::string bytes = read_file(source_dir() / "proofs" / "clip_article.zh.md");
  for (std::size_t size = 0; size < bytes.size(); size += 23) {
    const DocumentReport report = audit("cut.md", bytes.substr(0, size));
    BOOST_TEST(report.coverage.numbers() == report.numbers.size());
  }
}

BOOST_AUTO_TEST_CASE(the_same_input_gives_the_same_report) {
  const std::string text =
      "$10^{10^{10}} = 5$, $\\sum_{k=1}^{10^{9}} \\frac1k = 3$, $e^{\\pi\\sqrt{163}} \\approx "
      "262537412640768744$" +
      control;
  BOOST_TEST(as_json(audit("a.md", text)) == as_json(audit("a.md", text)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof::testing
