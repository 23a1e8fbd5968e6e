#include "judge/messages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace reproof {

std::string line_in_words(const Range& range) {
  return range.path.empty() ? fmt::format("line {}", range.start.line)
                            : fmt::format("{}:{}", range.path, range.start.line);
}

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
    out += fmt::format("`{}` ({})", f->text, line_in_words(f->span));
  }
  return out;
}

void misrounded(const Claim& c, const Judgement& j, Finding& f) {
  const std::string& value = j.by_stated ? f.stated : f.exact;
  if (c.literal->literal->ellipsis) {
    f.message = fmt::format("the digits do not go on so: the value is {}", brief(value));
    if (!f.should_print.empty()) f.help = fmt::format("cut it is {}", f.should_print);
    return;
  }
  if (j.truncated)
    f.message = fmt::format("prints {} truncated", brief(value));
  else
    f.message = fmt::format("is not the rounding of {}", brief(value));
  const bool operands = j.by_stated && f.exact != f.stated;
  if (!f.should_print.empty())
    f.help = fmt::format("{} it is {}", operands ? "with unrounded operands" : "rounded", f.should_print);
}

void wrong(const Claim& c, const Judgement& j, Finding& f) {
  if (c.kind == ClaimKind::contradiction) {
    f.message = fmt::format("{} in {}", c.reason, line_in_words(*f.operands.front().where));
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
  if (f.printed.starts_with('-') && !f.stated.starts_with('-')) f.message += fmt::format(", not -{}", f.text);
  if (!f.should_print.empty()) f.help = fmt::format("it should print {}", f.should_print);
}

/// "1 chance in 10,000": rounded down to two digits.
std::string chance_in_words(double chance) {
  const double n = std::floor(1 / std::max(chance, 1e-6));
  const double step = std::pow(10, std::max(0.0, std::floor(std::log10(n)) - 1));
  const auto rounded = static_cast<long>(std::floor(n / step) * step);
  std::string digits = std::to_string(rounded);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), ",");
  return fmt::format("{}1 chance in {}", chance < 1e-6 ? "less than " : "", digits);
}

/// What was tried and what agrees; a slip of the digits shows by itself that they agree.
std::string sentence(const Slip& slip) {
  const std::string agree = slip.value.empty() ? "" : fmt::format(": all {} digits agree", slip.digits);
  return fmt::format("{}{}; {} that this is an accident", slip.sentence, agree, chance_in_words(slip.chance));
}

std::string nothing_fits(const Finding& f, const SlipSearch& search) {
  if (search.too_few_digits) return "its digits are too few to tell a slip from an accident";
  if (search.near) return "too near the right value to tell a slip from an accident";
  if (f.verdict == Verdict::unsupported || search.elsewhere)
    return fmt::format(
        "no quantity of the document explains it, in any state, with or without a slip ({} tried)",
        search.tried);
  return fmt::format("no simple slip explains it ({} tried{})", search.tried,
                     search.cut_short ? "; more could not be told from an accident" : "");
}

std::string nearest(const Diagnosis& d) {
  std::string out = "nearest are ";
  for (const Near& n : d.nearest) {
    if (&n != &d.nearest.front()) out += ", ";
    out += n.name.empty() ? brief(n.value) : fmt::format("`{}` = {}", n.name, brief(n.value));
    if (n.where) out += fmt::format(" ({})", line_in_words(*n.where));
  }
  return out;
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
      f.message = c.kind == ClaimKind::whole ? "the sides are equal" : "is exactly the value";
      break;
    case Verdict::rounded:
      f.message = c.kind == ClaimKind::whole ? "the sides agree to the digits printed"
                  : f.exact.empty()          ? "is the value correctly rounded"
                                             : fmt::format("is {} correctly rounded", brief(f.exact));
      break;
    case Verdict::carried:
      f.message = fmt::format("follows from the printed operands ({})", brief(f.stated));
      if (!f.exact.empty()) f.message += fmt::format("; unrounded the value is {}", brief(f.exact));
      break;
    case Verdict::inherited:
      f.message = fmt::format("follows from its operands ({}), but {} {} at fault", brief(f.stated),
                              quoted(roots), roots.size() == 1 ? "is" : "are");
      if (!f.exact.empty()) f.help = fmt::format("put right, it is {}", brief(f.exact));
      break;
    case Verdict::misrounded:
      misrounded(c, j, f);
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

void word(const SlipSearch& search, Finding& f) {
  std::vector<std::string> lines;
  for (const Slip& slip : f.diagnosis.slips) lines.push_back(sentence(slip));
  if (lines.empty()) lines.push_back(nothing_fits(f, search));
  if (!f.diagnosis.nearest.empty()) lines.push_back(nearest(f.diagnosis));
  f.explanations.insert(f.explanations.begin(), lines.begin(), lines.end());
}

}  // namespace reproof
