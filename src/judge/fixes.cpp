#include "judge/fixes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "claim/memory.hpp"
#include "judge/slips.hpp"
#include "number/ladder.hpp"
#include "number/rounding.hpp"

namespace reproof {
namespace {

constexpr long kMaxBits = 1L << 12;

Rational scale_of(const Literal& literal) {
  Literal one = literal;
  one.mantissa = 1;
  return literal_value(one);
}

bool plain(const Literal& l) {
  return !l.ellipsis && !l.repeating && l.base == 10;
}

class Fixer {
 public:
  Fixer(const Document& document, const Claims& claims, Judge& judge, const FindingOf& finding_of,
        DocumentReport& report)
      : document_(&document),
        claims_(&claims),
        judge_(&judge),
        finding_of_(&finding_of),
        report_(&report),
        locator_(document) {}

  void run() {
    const auto faulty = [&](ClaimId id) {
      const Verdict v = judge_->judge(id).verdict;
      return v == Verdict::misrounded || v == Verdict::wrong;
    };
    std::vector<ClaimId> all(claims_->claims.size());
    std::iota(all.begin(), all.end(), 0U);
    if (std::none_of(all.begin(), all.end(), faulty)) return;
    note_uses();
    std::map<ClaimId, std::vector<ClaimId>> reach;
    for (const ClaimId id : all)
      if (judge_->judge(id).verdict == Verdict::inherited)
        for (const ClaimId root : judge_->judge(id).roots) reach[root].push_back(id);
    for (const ClaimId id : all)
      if (faulty(id) && certain(id)) fix(id, judge_->judge(id).verdict == Verdict::misrounded, reach[id]);
  }

 private:
  /// A place where the digits of a claim's number stand again.
  struct Use {
    const Literal* literal;
    Span span;
    std::uint32_t fragment;
    bool same_digits;
  };

  Finding& finding(ClaimId id) { return report_->findings[finding_of_->at(id)]; }

  ClaimId claim_of(QuantityId link) const { return link == none ? none : claims_->terms.at(link).claim; }

  /// Later printings of each claim's number: in formulas by what they refer to; in prose by their digits,
  /// where these are the digits of one result only.
  void note_uses() {
    std::unordered_map<const Expr*, std::uint32_t> fragment_of;
    for (const auto& [number, fragment] : claims_->numbers) fragment_of.emplace(number, fragment);
    std::unordered_map<const Expr*, ClaimId> own;
    std::unordered_map<std::string, ClaimId> by_digits;
    for (ClaimId id = 0; id < claims_->claims.size(); ++id) {
      const Claim& c = claims_->claims[id];
      own.emplace(c.literal, id);
      const auto [known, fresh] = by_digits.emplace(digits_key(*c.literal->literal), id);
      if (!fresh) known->second = none;
    }
    std::unordered_map<const Expr*, bool> told;
    for (TermId t = 0; t < claims_->terms.size(); ++t) {
      const Term& term = claims_->terms[t];
      if (term.kind != TermKind::literal || !term.origin || own.contains(term.origin)) continue;
      const ClaimId id = claim_of(term.link);
      const auto fragment = fragment_of.find(term.origin);
      if (id == none || fragment == fragment_of.end() || !told.emplace(term.origin, true).second) continue;
      uses_[id].push_back({term.origin->literal, term.origin->literal->span, fragment->second,
                           same(id, *term.origin->literal)});
    }
    for (const LooseNumber& n : claims_->loose) {
      if (n.mark.role != Role::reference) continue;
      const auto found = by_digits.find(n.text + "e0");
      if (found == by_digits.end() || found->second == none) continue;
      uses_[found->second].push_back({nullptr, n.span, n.fragment, true});
    }
  }

  bool same(ClaimId id, const Literal& literal) const {
    return digits_key(*claims_->claims[id].literal->literal) == digits_key(literal);
  }

  /// Is the number at fault under every reading, and a plain rounding?
  bool certain(ClaimId id) {
    const Claim& c = claims_->claims[id];
    if (c.kind != ClaimKind::value || !c.doubt.empty() || c.tolerance || !plain(*c.literal->literal))
      return false;
    const auto& named = finding(id).diagnosis.slips;
    const bool by_reading = std::any_of(named.begin(), named.end(), [](const Slip& s) {
      return std::any_of(slips().begin(), slips().end(),
                         [&](const SlipRow& row) { return row.id == s.id && row.by_reading; });
    });
    bool hangs = false;
    claims_->terms.walk(c.definition, [&](TermId t) { hangs = hangs || claims_->terms[t].by_reading; });
    const bool says_so = c.literal->literal->suffix == Literal::Suffix::degree;
    return !(by_reading && hangs && !says_so);
  }

  const Source& source(std::uint32_t fragment) const {
    const Fragment& f = document_->fragments[fragment];
    return f.source ? *f.source : *document_->source;
  }

  /// The bytes of a number and a minus sign of its own before it.
  Span with_sign(std::uint32_t fragment, Span span) const {
    const std::string_view before = source(fragment).bytes().substr(0, span.begin);
    std::size_t end = before.size();
    while (end > 0 && before[end - 1] == ' ') --end;
    for (const std::string_view minus : {"-", "\xE2\x88\x92"})
      if (before.substr(0, end).ends_with(minus))
        return {static_cast<std::uint32_t>(end - minus.size()), span.end};
    return span;
  }

  /// A formula of a page that stands there as it is drawn too, in digits that would no longer agree.
  bool rendered(const Fragment& f) const {
    if (document_->format != "html" || f.kind != FragmentKind::math || f.arithmetic != Arithmetic::none)
      return false;
    const std::string_view raw = document_->source->slice(f.span);
    return !raw.starts_with("\\(") && !raw.starts_with("\\[") && !raw.starts_with('$');
  }

  /// False where the place cannot be edited; nothing to edit is fine.
  bool edit(std::uint32_t fragment, Span span, const std::string& digits, bool stands_alone,
            std::vector<Edit>& out) const {
    const Fragment& f = document_->fragments[fragment];
    if (f.review || rendered(f) || digits.empty()) return false;
    const std::string_view raw = source(fragment).slice(span);
    const bool negative = digits.front() == '-';
    std::string replacement = respelt(raw, negative ? digits.substr(1) : digits);
    if (replacement.empty()) return false;
    if (!negative && replacement == raw) return true;
    if (negative) {
      const Span signed_span = with_sign(fragment, span);
      if (signed_span.begin != span.begin && stands_alone)
        span = signed_span;
      else
        replacement = stands_alone ? "-" + replacement : "(-" + replacement + ")";
    }
    out.push_back({locator_.range(f, span), std::move(replacement)});
    return true;
  }

  /// Is the number, with its sign, all of its side or of an entry of a list there?
  static bool whole_side(const Expr& side, const Expr* literal) {
    if (&side == literal) return true;
    if (side.kind == ExprKind::tuple || side.kind == ExprKind::group)
      return std::any_of(side.args.begin(), side.args.end(),
                         [&](const Expr* a) { return whole_side(*a, literal); });
    const bool passes =
        side.kind == ExprKind::negate || (side.kind == ExprKind::product && side.args.size() == 2);
    return passes && whole_side(*side.args[0], literal);
  }

  /// The number of a claim and all that repeats it.
  bool edits_of(ClaimId id, std::vector<Edit>& out) {
    const Claim& c = claims_->claims[id];
    if (c.attached || c.kind != ClaimKind::value || !plain(*c.literal->literal)) return false;
    const std::string digits = judge_->should_print(id);
    if (!edit(c.fragment, c.literal->literal->span, digits, whole_side(*c.right_expr, c.literal), out))
      return false;
    for (const Use& use : uses_[id])
      if (!edit(use.fragment, use.span, use.same_digits ? digits : rounded(id, *use.literal), false, out))
        return false;
    return true;
  }

  /// The claim's value in the scale and with the unit of another literal.
  std::string rounded(ClaimId id, const Literal& literal) {
    const TermId definition = claims_->claims[id].definition;
    const auto digits = climb(kMaxBits, [&] {
      const Value v = judge_->evaluator().value(definition, Mode::exact, Precision::bits());
      return rounded_decimal(divide(v, Value::of(scale_of(literal))), literal.unit10);
    });
    return digits.value_or("");
  }

  void fix(ClaimId id, bool safe, const std::vector<ClaimId>& reach) {
    Fix fix;
    fix.safe = safe;
    if (!edits_of(id, fix.edits)) return;
    for (const ClaimId spoilt : reach) {
      std::vector<Edit> more;
      if (edits_of(spoilt, more)) fix.edits.insert(fix.edits.end(), more.begin(), more.end());
    }
    std::sort(fix.edits.begin(), fix.edits.end(),
              [](const Edit& a, const Edit& b) { return a.where.start.offset < b.where.start.offset; });
    const auto overlap = [](const Edit& a, const Edit& b) {
      return b.where.start.offset < a.where.end.offset;
    };
    fix.edits.erase(std::unique(fix.edits.begin(), fix.edits.end(), overlap), fix.edits.end());
    if (fix.edits.empty()) return;
    fix.description = fmt::format("print {}", finding(id).should_print);
    if (const std::size_t others = fix.edits.size() - 1; others > 0)
      fix.description += fmt::format(", and put right {} number{} that follow{} from it", others,
                                     others == 1 ? "" : "s", others == 1 ? "s" : "");
    finding(id).fixes.push_back(std::move(fix));
  }

  const Document* document_;
  const Claims* claims_;
  Judge* judge_;
  const FindingOf* finding_of_;
  DocumentReport* report_;
  Locator locator_;
  std::unordered_map<ClaimId, std::vector<Use>> uses_;
};

}  // namespace

void add_reach(const Claims& claims, Judge& judge, const FindingOf& finding_of, DocumentReport& report) {
  for (ClaimId id = 0; id < claims.claims.size(); ++id) {
    const Judgement& j = judge.judge(id);
    if (j.verdict != Verdict::inherited) continue;
    const Finding& spoilt = report.findings[finding_of.at(id)];
    for (const ClaimId root : j.roots)
      report.findings[finding_of.at(root)].reach.push_back({spoilt.id, spoilt.should_print});
  }
}

void add_fixes(const Document& document, const Claims& claims, Judge& judge, const FindingOf& finding_of,
               DocumentReport& report) {
  const bool reviewed = std::any_of(document.fragments.begin(), document.fragments.end(),
                                    [](const Fragment& f) { return f.review; });
  if (reviewed) return;
  Fixer(document, claims, judge, finding_of, report).run();
}

}  // namespace reproof
