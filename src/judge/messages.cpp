#include "judge/messages.hpp"

#include <fmt/format.h>

namespace reproof {
namespace {

/// Enough digits to see the difference, cut with an ellipsis.
std::string brief(const std::string& digits) {
  constexpr std::size_t kShown = 12;
  if (digits.size() <= kShown || digits.find('e') != std::string::npos) return digits;
  const std::size_t point = digits.find('.');
  const std::size_t keep = point == std::string::npos ? digits.size() : std::max(point + 1 + 6, kShown);
  return keep >= digits.size() ? digits : digits.substr(0, keep) + "…";
}

std::string quoted(const std::vector<const Finding*>& roots) {
  std::string out;
  for (const Finding* f : roots) {
    if (!out.empty()) out += ", ";
    out += fmt::format("`{}` (line {})", f->text, f->span.start.line);
  }
  return out;
}

void misrounded(const Judgement& j, Finding& f) {
  const std::string& value = j.by_stated ? f.stated : f.exact;
  if (j.truncated)
    f.message = fmt::format("prints {} truncated", brief(value));
  else
    f.message = fmt::format("is not the rounding of {}", brief(value));
  if (!f.should_print.empty()) f.help = fmt::format("rounded it is {}", f.should_print);
}

void wrong(const Claim& c, const Judgement& j, Finding& f) {
  if (c.kind == ClaimKind::contradiction) {
    f.message = c.reason;
    return;
  }
  if (j.not_one) {
    f.message = fmt::format("the parts sum to {}, and no rounding of them makes 1", brief(f.exact));
    return;
  }
  if (c.kind == ClaimKind::whole) {
    f.message =
        fmt::format("the sides differ: {} on the left, {} on the right", brief(f.exact), brief(f.stated));
    return;
  }
  if (c.substitution) {
    f.message = fmt::format("stands for a value that is {} here", brief(f.exact));
    if (!f.should_print.empty()) f.help = fmt::format("with this precision it is {}", f.should_print);
    return;
  }
  f.message = f.exact == f.stated || f.exact.empty()
                  ? fmt::format("the value is {}", brief(f.stated))
                  : fmt::format("the value is {}, or {} from the operands as printed", brief(f.exact),
                                brief(f.stated));
  if (!f.should_print.empty()) f.help = fmt::format("it should print {}", f.should_print);
}

std::string sign_of(Relation r) {
  switch (r) {
    case Relation::less:
      return "<";
    case Relation::less_equal:
      return "≤";
    case Relation::greater:
      return ">";
    default:
      return "≥";
  }
}

}  // namespace

std::string rule_of(const Claim& c, const Judgement& j) {
  switch (j.verdict) {
    case Verdict::carried:
      return "carried-rounding";
    case Verdict::inherited:
      return "inherited-error";
    case Verdict::misrounded:
      return "misrounded-value";
    case Verdict::wrong:
      if (c.kind == ClaimKind::contradiction) return "contradiction";
      return j.not_one ? "probabilities-do-not-sum" : "wrong-value";
    case Verdict::unsupported:
      return "unsupported-number";
    case Verdict::refuted:
      return "wrong-value";
    case Verdict::undecided:
      return j.why.find("has no value here") != std::string::npos ? "undefined-name" : "undecided-value";
    default:
      (void)c;
      return {};
  }
}

void word(const Claim& c, const Judgement& j, const std::vector<const Finding*>& roots, Finding& f) {
  switch (j.verdict) {
    case Verdict::exact:
      f.message = "is exactly the value";
      break;
    case Verdict::rounded:
      f.message = fmt::format("is {} correctly rounded", brief(f.exact));
      break;
    case Verdict::carried:
      f.message = fmt::format("follows from the printed operands ({}); unrounded the value is {}",
                              brief(f.stated), brief(f.exact));
      break;
    case Verdict::inherited:
      f.message = fmt::format("follows from its operands ({}), but {} {} at fault", brief(f.stated),
                              quoted(roots), roots.size() == 1 ? "is" : "are");
      if (!f.exact.empty()) f.help = fmt::format("put right, it is {}", brief(f.exact));
      break;
    case Verdict::misrounded:
      misrounded(j, f);
      break;
    case Verdict::wrong:
      wrong(c, j, f);
      break;
    case Verdict::unsupported:
      f.message = "nothing in the document derives this number";
      f.explanations.push_back(c.reason);
      f.help = "derive it, or bind it in a review";
      break;
    case Verdict::undecided:
      f.message = j.why;
      break;
    case Verdict::proved:
      f.message = fmt::format("{} {} {}", brief(f.exact), sign_of(c.relation), brief(f.stated));
      break;
    case Verdict::refuted:
      f.message = fmt::format("{} {} {} does not hold", brief(f.exact), sign_of(c.relation), brief(f.stated));
      break;
    case Verdict::supported:
      break;
  }
}

}  // namespace reproof
