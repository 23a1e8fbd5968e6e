#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "catalogue.hpp"
#include "judge/prove_tex.hpp"
#include "reproof/audit.hpp"
#include "support.hpp"

namespace reproof::testing {
namespace {

/// Displays on a line of their own that define nothing: each is a claim.
int claims_in(const std::filesystem::path& path) {
  std::ifstream in(path);
  int claims = 0;
  for (std::string line; std::getline(in, line);)
    claims += line.starts_with("$$ ") && line.find(":=") == std::string::npos;
  return claims;
}

bool agrees(Verdict v) {
  return v == Verdict::proved || v == Verdict::supported;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(derivations)

/// The true ones were compared numerically, and the false ones found to differ, by a program that shares
/// nothing with this one.
BOOST_AUTO_TEST_CASE(catalogue_of_true_and_false_statements) {
  std::map<bool, std::map<Verdict, int>> counts;
  std::map<bool, int> all;
  for (const Entry& e : catalogue()) {
    const TexProof proof = prove_tex(e.tex, e.lets);
    BOOST_TEST(proof.error.empty(), e.tex << ": " << proof.error);
    if (proof.steps.empty()) continue;
    const Derivation& d = proof.steps.back().derivation;
    ++counts[e.holds][d.verdict], ++all[e.holds];
    if (e.holds)
      BOOST_TEST(agrees(d.verdict), e.tex << " is " << name_of(d.verdict));
    else
      BOOST_TEST(!agrees(d.verdict), e.tex << " is " << name_of(d.verdict));
  }
  BOOST_TEST_MESSAGE(counts[true][Verdict::proved] << " of " << all[true] << " true ones proved, "
                                                   << counts[false][Verdict::refuted] << " of " << all[false]
                                                   << " false ones refuted");
  BOOST_TEST(100 * counts[true][Verdict::proved] >= 95 * all[true]);
  BOOST_TEST(all[true] >= 200);
  BOOST_TEST(all[false] >= 400);
  BOOST_TEST(100 * counts[false][Verdict::refuted] >= 99 * all[false]);
}

BOOST_AUTO_TEST_CASE(every_step_of_the_derivations_is_proved) {
  for (const char* name : {"softmax", "cross_entropy", "contrastive", "sigmoid", "least_squares", "layers",
                           "descent", "differences", "optimizers"}) {
    const auto path = source_dir() / "proofs" / (std::string(name) + ".md");
    const DocumentReport report = audit(path.string(), read_file(path));
    int steps = 0;
    for (const Finding& f : report.findings) {
      const bool symbolic = f.kind == FindingKind::identity || f.kind == FindingKind::derivative;
      BOOST_TEST((f.severity == Severity::ok), name << ": " << f.statement << ": " << f.message);
      if (symbolic)
        BOOST_TEST((f.verdict == Verdict::proved), name << ": " << f.statement << ": " << f.message);
      steps += symbolic;
    }
    BOOST_TEST(steps >= claims_in(path), name);
  }
}

/// For the loss of one row the article's formula holds for every N; for its batch mean it lacks 1/N.
BOOST_AUTO_TEST_CASE(the_gradient_of_the_worked_article) {
  for (const char* name : {"clip_article.md", "clip_article.zh.md"}) {
    const auto path = source_dir() / "proofs" / name;
    const DocumentReport report = audit(path.string(), read_file(path));
    int gradients = 0;
    for (const Finding& f : report.findings) {
      if (f.kind != FindingKind::derivative) continue;
      ++gradients;
      BOOST_TEST((f.verdict == Verdict::proved), name << ": " << f.message);
      BOOST_TEST(f.message.find("for every N") != std::string::npos, f.message);
      BOOST_TEST(
          f.message.find("itself it holds if the right side is multiplied by 1/N") != std::string::npos,
          f.message);
    }
    BOOST_TEST(gradients == 1, name);
  }
}

/// Without context: what `reproof prove` says.
BOOST_AUTO_TEST_CASE(the_slip_is_named) {
  const std::vector<std::string> lets = {R"(p_{ij} := \frac{e^{s_{ij}}}{\sum_{k=1}^{N} e^{s_{ik}}})",
                                         R"(L := -\frac{1}{N} \sum_{i=1}^{N} \log p_{ii})"};
  const TexProof mean = prove_tex(R"(\frac{\partial L}{\partial s_{ij}} = p_{ij} - \delta_{ij})", lets);
  BOOST_TEST_REQUIRE(mean.steps.size() == 1U);
  BOOST_TEST((mean.steps[0].derivation.verdict == Verdict::refuted));
  BOOST_TEST(mean.steps[0].derivation.slip == "the right side is multiplied by 1/N");
  const TexProof factor = prove_tex(R"(\frac{\partial}{\partial s} (1 - t s)^2 = -2 (1 - t s))", {});
  BOOST_TEST(factor.steps.at(0).derivation.slip == "the right side is multiplied by t");
}

/// What is too large to be read as terms is not passed over.
BOOST_AUTO_TEST_CASE(an_identity_with_many_terms) {
  std::string up = "a_{1}", down = "a_{10000}";
  for (int i = 2; i <= 10'000; ++i) up += " + a_{" + std::to_string(i) + "}";
  for (int i = 9'999; i >= 1; --i) down += " + a_{" + std::to_string(i) + "}";
  const DocumentReport report = audit("sum.md", "Summed backwards:\n\n$$ " + up + " = " + down + " $$\n");
  BOOST_TEST_REQUIRE(report.findings.size() == 1U);
  BOOST_TEST((report.findings[0].verdict == Verdict::undecided));
  BOOST_TEST(report.findings[0].message == "writing it out takes too many steps");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace reproof::testing
