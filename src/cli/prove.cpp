#include "cli/prove.hpp"

#include <fmt/format.h>

#include "cli/exit_status.hpp"
#include "judge/derivation_findings.hpp"
#include "judge/prove_tex.hpp"

namespace reproof {
namespace {

void print(const ProvedStep& step, bool as_tex) {
  Finding f;
  word(step.derivation, f);
  const auto proof = f.evidence.find(as_tex ? "proof_tex" : "proof");
  if (proof != f.evidence.end()) {
    fmt::print("{}{}", proof->second, proof->second.ends_with('\n') ? "" : "\n");
    if (as_tex) return;
  }
  fmt::print("{}: {} {}\n", name_of(step.derivation.verdict), step.statement, f.message);
  if (!f.help.empty()) fmt::print("  {}\n", f.help);
  for (const std::string& doubt : step.derivation.equation.doubts) fmt::print("  {}\n", doubt);
}

}  // namespace

int prove(const ProveCommand& command) {
  const TexProof proof = prove_tex(command.tex, command.lets);
  if (!proof.error.empty()) {
    fmt::print(stderr, "reproof: {}\n", proof.error);
    return exit_unusable;
  }
  bool all = true;
  for (const ProvedStep& step : proof.steps) {
    print(step, command.as_tex);
    all = all && step.derivation.verdict == Verdict::proved;
  }
  return all ? exit_clean : exit_findings;
}

}  // namespace reproof
