#pragma once
#include <string>

#include "claim/claim.hpp"
#include "judge/diagnosis.hpp"
#include "judge/verdict.hpp"
#include "reproof/audit.hpp"

namespace reproof {

/// `line 3`; with the file where the document is made of several.
std::string line_in_words(const Range& range);

/// Rule that a verdict on a claim falls under; empty when it is ok.
std::string rule_of(const Claim& claim, const Judgement& judgement);

/// What was observed, and the hint: from the finding's own values. `roots` names the faults inherited from.
void word(const Claim& claim, const Judgement& judgement, const std::vector<const Finding*>& roots,
          Finding& finding);

/// The diagnosis in words, before the explanations that are there.
void word(const SlipSearch& search, Finding& f);

}  // namespace reproof
