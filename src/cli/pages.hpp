#pragma once
#include <ostream>
#include <string>

namespace reproof {

/// `reproof explain RULE`: the page of a rule; without one, the list of all. False if there is no such rule.
bool explain(const std::string& rule, std::ostream& out);

}  // namespace reproof
