#include "judge/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "judge/descent.hpp"
#include "judge/diagnosis.hpp"
#include "judge/fixes.hpp"
#include "judge/index_bases.hpp"
#include "judge/messages.hpp"
#include "judge/rules.hpp"
#include "number/rounding.hpp"
#include "read/positions.hpp"

namespace reproof {
namespace {

constexpr int kDigits = 34;
constexpr int kShown = 10;  ///< in words

class Assembly {
 public:
  Assembly(const Document& document, const Claims& claims, Judge& judge)
      : document_(&document), claims_(&claims), judge_(&judge), locator_(document) {}

  DocumentReport run() {
    report_.path = document_->source->path();
    report_.format = document_->format;
    report_.bytes = std::string(document_->source->bytes());
    for (ClaimId id = 0; id < claims_->claims.size(); ++id) judge_->judge(id);
    order_claims();
    report_.findings.reserve(order_.size());
    for (const ClaimId id : order_) value_finding(id);
    for (const ClaimId id : order_) finish(id);
    add_reach(*claims_, *judge_, ids_, report_);
    add_fixes(*document_, *claims_, *judge_, ids_, report_);
    for (const ImpossibleDecrease& d : impossible_decreases(*claims_, *judge_)) decrease(d);
    for (const MathFault& f : claims_->faults) unread(f);
    for (const MixedIndex& m : mixed_index_bases(*claims_)) mixed_index(m);
    for (const ReadFault& f : document_->faults) broken(f);
    for (const ReadFault& f : claims_->directive_faults) directive(f);
    numbers();
    sort_findings();
    return std::move(report_);
  }

 private:
  const Fragment& fragment(std::uint32_t i) const { return document_->fragments[i]; }

  static Position in_review(const Source& review, std::uint32_t offset) {
    const LineColumn at = review.locate(offset);
    return {at.line, at.column, offset, 0};
  }

  Range range(Span span, std::uint32_t f, bool in_document) const {
    if (in_document) return locator_.range(span);
    return locator_.range(fragment(f), span);
  }

  Span place(const Claim& c) const { return c.attached ? *c.attached : c.literal->literal->span; }

  void order_claims() {
    order_.resize(claims_->claims.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::stable_sort(order_.begin(), order_.end(), [&](ClaimId a, ClaimId b) {
      return place(claims_->claims[a]).begin < place(claims_->claims[b]).begin;
    });
  }

  std::string tex(const Expr& e, const Claim& c) const {
    const std::string& text = fragment(c.fragment).text.text();
    return e.tex.end <= text.size() ? text.substr(e.tex.begin, e.tex.size()) : std::string{};
  }

  std::string statement(const Claim& c) const {
    if (c.left_expr == c.right_expr) return tex(*c.right_expr, c);
    const std::string& text = fragment(c.fragment).text.text();
    const Span left = c.left_expr->tex, right = c.right_expr->tex;
    const bool ordered = left.end <= right.begin && right.begin <= text.size();
    const std::string between = ordered ? text.substr(left.end, right.begin - left.end) : " = ";
    return tex(*c.left_expr, c) + between + tex(*c.right_expr, c);
  }

  /// The digits as they stand in the file; those of the literal where the file has a macro in their place.
  std::string as_printed(const Expr& literal, std::uint32_t f) const {
    const std::string raw(fragment_source(f).slice(literal.literal->span));
    const auto digits = [](std::string_view s) {
      return std::count_if(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    const bool full_width = raw.starts_with("\xEF\xBC");
    return full_width || digits(raw) == digits(literal.literal->digits) ? raw : literal.literal->digits;
  }

  /// With the decimal comma of the number that it is to replace.
  static std::string in_style_of(const Literal& printed, std::string digits) {
    if (printed.base != 10) return in_base_of(printed, digits);
    const std::size_t end = printed.digits.find_last_not_of("0123456789");
    const std::size_t point = digits.find('.');
    if (!printed.decimal_point || end == std::string::npos || point == std::string::npos) return digits;
    if (printed.digits[end] == ',') return digits.replace(point, 1, ",");
    if (printed.digits.substr(0, end + 1).ends_with("{,}")) return digits.replace(point, 1, "{,}");
    return digits;
  }

  /// A whole number with the digits and the mark of the base as printed; empty if it has none there.
  static std::string in_base_of(const Literal& printed, const std::string& digits) {
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) return {};
    constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::string out;
    for (Integer rest(digits); rest > 0; rest /= printed.base)
      out += kDigits[static_cast<std::size_t>(Integer(rest % printed.base))];
    if (out.empty()) out = "0";
    std::ranges::reverse(out);
    const std::size_t mark = printed.digits.find('_');
    return mark == std::string::npos ? "0x" + out : out + printed.digits.substr(mark);
  }

  static std::string with_sign(bool negative, std::string digits) {
    if (!negative || digits.empty() || digits == "0") return digits;
    return digits[0] == '-' ? digits.substr(1) : '-' + digits;
  }

  /// As many digits as the literal can have, up to what a report shows.
  static int printed_digits(const Literal& l) {
    return static_cast<int>(std::clamp<std::size_t>(l.digits.size(), 1, 1000));
  }

  void value_finding(ClaimId id) {
    const Claim& c = claims_->claims[id];
    const Judgement& j = judge_->judge(id);
    Finding f;
    f.id = fmt::format("f{}", report_.findings.size() + 1);
    f.kind = c.kind == ClaimKind::inequality    ? FindingKind::inequality
             : c.kind == ClaimKind::unsupported ? FindingKind::number
                                                : FindingKind::value;
    f.verdict = j.verdict;
    f.rule = rule_of(c, j);
    f.severity = f.rule.empty() ? Severity::ok : find_rule(f.rule)->severity;
    f.span = range(place(c), c.fragment, c.attached.has_value());
    f.text = as_printed(*c.literal, c.fragment);
    f.statement = statement(c);
    const bool minus = has_own_minus(c);
    f.printed = with_sign(minus, decimal(c.literal->literal->mantissa, printed_digits(*c.literal->literal)));
    f.exact = with_sign(minus && c.kind == ClaimKind::value, judge_->digits(id, Mode::exact, kDigits));
    f.stated = with_sign(minus && c.kind == ClaimKind::value, judge_->digits(id, Mode::stated, kDigits));
    if (j.verdict == Verdict::misrounded || j.verdict == Verdict::wrong || j.verdict == Verdict::inherited)
      f.should_print = with_sign(minus, in_style_of(*c.literal->literal, judge_->should_print(id)));
    if (c.kind == ClaimKind::value && j.exact.defined()) f.ulps = ulps(c, j);
    ids_[id] = report_.findings.size();
    report_.findings.push_back(std::move(f));
  }

  std::string ulps(const Claim& c, const Judgement& j) const {
    const Value d = Value::of(c.literal->literal->mantissa);
    const Value apart = divide(subtract(d, j.exact), Value::of(power_of_ten(j.unit10)));
    std::string s = certain_digits(apart, 4);
    if (s.starts_with('-')) s.erase(0, 1);
    return s;
  }

  /// Links between findings, and the words, once every finding has its id.
  void finish(ClaimId id) {
    const Claim& c = claims_->claims[id];
    const Judgement& j = judge_->judge(id);
    Finding& f = report_.findings[ids_.at(id)];
    for (const ClaimId d : j.depends) f.depends_on.push_back(report_.findings[ids_.at(d)].id);
    std::vector<const Finding*> roots;
    for (const ClaimId r : j.roots) {
      roots.push_back(&report_.findings[ids_.at(r)]);
      f.roots.push_back(roots.back()->id);
    }
    if (j.verdict != Verdict::inherited) f.roots.clear();
    operands(c, f);
    word(c, j, roots, f);
    diagnose(c, j, f);
  }

  static bool failed(Verdict v) {
    return v == Verdict::misrounded || v == Verdict::wrong || v == Verdict::unsupported;
  }

  void diagnose(const Claim& c, const Judgement& j, Finding& f) {
    if (!failed(j.verdict)) return;
    if (!quantities_) quantities_.emplace(*claims_);
    const SlipSearch search = search_for_slip(*claims_, judge_->evaluator(), *quantities_, c, j.verdict);
    f.diagnosis.tried = search.tried;
    const bool minus = has_own_minus(c);
    for (const Hit& hit : search.hits) {
      Slip slip{hit.id,        hit.sentence, with_sign(minus, certain_digits(hit.value, 16)),
                search.digits, hit.chance,   {}};
      if (hit.points_at != none) slip.where = place_of(hit.points_at);
      f.diagnosis.slips.push_back(std::move(slip));
    }
    for (const NearQuantity& n : search.nearest)
      f.diagnosis.nearest.push_back(
          {claims_->terms.at(n.quantity).name, certain_digits(n.value, 12), place_of(n.quantity)});
    if (search.tried > 0 || search.too_few_digits) word(search, f);
  }

  std::optional<Range> place_of(QuantityId id) const {
    const Span where = claims_->terms.at(id).where;
    if (where.empty()) return std::nullopt;
    return range(where, 0, true);
  }

  void operands(const Claim& c, Finding& f) const {
    if (c.contradicts)
      f.operands.push_back(
          {c.contradicts->digits, "", "", range(c.contradicts->span, c.fragment, true), "", false});
    const TermId root = c.kind == ClaimKind::value         ? c.definition
                        : c.kind == ClaimKind::unsupported ? none
                                                           : c.left;
    if (root == none) return;
    const Terms& terms = claims_->terms;
    terms.walk(root, [&](TermId t) {
      const Term& term = terms[t];
      if (term.link == none || f.operands.size() >= 12) return;
      const Quantity& q = terms.at(term.link);
      Operand o;
      o.text = term.kind == TermKind::literal ? term.origin->literal->digits : q.name;
      o.name = q.name;
      o.by_digits = term.by_digits;
      o.value = judge_->term_digits(q.definition, Mode::exact, 16);
      if (q.claim != none && ids_.contains(q.claim)) {
        const Finding& about = report_.findings[ids_.at(q.claim)];
        o.finding = about.id;
        o.where = about.span;
      } else if (!q.where.empty()) {
        o.where = range(q.where, c.fragment, true);
      }
      f.operands.push_back(std::move(o));
    });
  }

  Finding& other(std::string rule, Verdict verdict, FindingKind kind, std::string message) {
    Finding& f = report_.findings.emplace_back();
    f.id = fmt::format("f{}", report_.findings.size());
    f.rule = std::move(rule);
    f.kind = kind;
    f.verdict = verdict;
    f.severity = find_rule(f.rule)->severity;
    f.message = std::move(message);
    return f;
  }

  /// Two numbers that no gradient step lies between: the finding stands at the first of them.
  void decrease(const ImpossibleDecrease& d) {
    const Claim &before = claims_->claims[d.before], &after = claims_->claims[d.after];
    const std::string claimed = decimal(d.claimed, kDigits), step = decimal(d.step, kDigits);
    const std::string most = certain_digits(d.most, kDigits), least = certain_digits(d.least, kDigits);
    const bool beyond = less(d.most, Value::of(d.claimed)) != Truth::no;
    Finding& f =
        other("impossible-decrease", Verdict::refuted, FindingKind::inequality,
              fmt::format("a decrease of {}, to `{}`: one gradient step with step size {} lowers this convex "
                          "function by at {} {}",
                          claimed, as_printed(*after.literal, after.fragment), step,
                          beyond ? "most" : "least", certain_digits(beyond ? d.most : d.least, kShown)));
    f.span = range(place(before), before.fragment, before.attached.has_value());
    f.text = as_printed(*before.literal, before.fragment);
    f.statement = tex(*before.literal, before) + " \\to " + tex(*after.literal, after);
    f.printed = claimed;
    f.exact = certain_digits(d.decrease, kDigits);
    f.help = "the step lowers it by " + certain_digits(d.decrease, kShown);
    f.evidence = {{"claimed_decrease", claimed},
                  {"decrease", f.exact},
                  {"most", most},
                  {"least", least},
                  {"step_size", step},
                  {"gradient_square", certain_digits(d.gradient_square, kDigits)}};
    f.descent = d.path;
    f.descent->before = f.text;
    f.descent->after = as_printed(*after.literal, after.fragment);
    for (const ClaimId id : {d.before, d.after}) f.depends_on.push_back(report_.findings[ids_.at(id)].id);
  }

  void unread(const MathFault& m) {
    Finding& f = other("unread-math", Verdict::undecided, FindingKind::document, m.fault.reason);
    f.span = range(m.fault.span, m.fragment, false);
    f.text = std::string(fragment_source(m.fragment).slice(m.fault.span));
    f.statement = std::string(fragment_source(m.fragment).slice(m.fault.statement));
  }

  static std::string listed(const std::vector<IndexLabel>& labels) {
    std::string out;
    for (const IndexLabel& l : labels) out += fmt::format("{}{}", out.empty() ? "" : ", ", l.value);
    return out;
  }

  void mixed_index(const MixedIndex& m) {
    const auto place = [&](const IndexLabel& l) { return range(l.number->literal->span, l.fragment, false); };
    const Range zero = place(m.from_zero.front());
    Finding& f = other("index-base-mixed", Verdict::undecided, FindingKind::document,
                       fmt::format("`{}` counts from 1 here ({}) and from 0 in {} ({})", m.letter,
                                   listed(m.from_one), line_in_words(zero), listed(m.from_zero)));
    f.span = place(m.from_one.front());
    f.text = m.from_one.front().number->literal->digits;
    f.operands.push_back({m.from_zero.front().number->literal->digits, m.letter, "", zero, "", false});
  }

  const Source& fragment_source(std::uint32_t i) const {
    return fragment(i).source ? *fragment(i).source : *document_->source;
  }

  void broken(const ReadFault& r) {
    const bool review = r.source && r.source != document_->source;
    const bool bytes = r.kind == ReadFaultKind::bytes;
    Finding& f = other(review  ? "broken-quote"
                       : bytes ? "unreadable-input"
                               : "unread-include",
                       Verdict::undecided, FindingKind::document, r.message);
    if (r.kind == ReadFaultKind::unfollowed) f.severity = Severity::note;
    const Source& source = review ? *r.source : *document_->source;
    f.span = review ? Range{in_review(source, r.span.begin), in_review(source, r.span.end), source.path()}
                    : locator_.range(r.span);
  }

  void directive(const ReadFault& r) {
    Finding& f = other("unused-directive", Verdict::undecided, FindingKind::document, r.message);
    f.span = locator_.range(r.span);
  }

  void count(Role role) {
    Coverage& c = report_.coverage;
    std::uint64_t* slots[] = {&c.given,      &c.result,      &c.reference, &c.constant,
                              &c.structural, &c.unsupported, &c.unread};
    ++*slots[static_cast<int>(role)];
  }

  /// A number of the document with its role, where it was found.
  struct Numbered {
    Span span;
    std::uint32_t fragment;
    const std::string* text;
    const Mark* mark;
  };

  void numbers() {
    std::vector<Numbered> all;
    all.reserve(claims_->numbers.size() + claims_->loose.size());
    for (const auto& [number, f] : claims_->numbers)
      all.push_back({number->literal->span, f, &number->literal->digits, &claims_->marks.at(number)});
    for (const LooseNumber& n : claims_->loose) all.push_back({n.span, n.fragment, &n.text, &n.mark});
    std::erase_if(all, [&](const Numbered& n) { return fragment(n.fragment).review; });
    std::stable_sort(all.begin(), all.end(),
                     [](const Numbered& a, const Numbered& b) { return a.span.begin < b.span.begin; });
    report_.numbers.reserve(all.size());
    for (const Numbered& n : all) {
      report_.numbers.push_back({range(n.span, n.fragment, false), *n.text, n.mark->role, n.mark->reason});
      count(n.mark->role);
    }
  }

  /// In the order of the document, which most have already.
  void sort_findings() {
    const auto before = [](const Finding& a, const Finding& b) {
      return a.span.start.offset < b.span.start.offset;
    };
    std::vector<Finding>& all = report_.findings;
    if (!std::is_sorted(all.begin(), all.end(), before)) std::stable_sort(all.begin(), all.end(), before);
  }

  const Document* document_;
  const Claims* claims_;
  Judge* judge_;
  Locator locator_;
  DocumentReport report_;
  std::optional<Quantities> quantities_;  ///< built for the first failed claim
  std::vector<ClaimId> order_;
  FindingOf ids_;
};

}  // namespace

DocumentReport report_of(const Document& document, const Claims& claims, Judge& judge) {
  return Assembly(document, claims, judge).run();
}

}  // namespace reproof
