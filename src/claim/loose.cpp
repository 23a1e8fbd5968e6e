#include <algorithm>

#include "claim/extractor.hpp"
#include "math/parse.hpp"

namespace reproof {

/// Calls visit(literal) for every number printed in the text, in order.
template <typename Visit>
void Extractor::each_number(const MappedText& text, const Visit& visit) const {
  const std::string& s = text.text();
  for (std::uint32_t at = 0; at < s.size();) {
    const bool digit = s[at] >= '0' && s[at] <= '9';
    const bool point = s[at] == '.' && at + 1 < s.size() && s[at + 1] >= '0' && s[at + 1] <= '9';
    std::uint32_t length = 0;
    if (digit || point) {
      Literal literal;
      length = parse_number(text, at, literal);
      if (length > 0) visit(literal);
    }
    at += std::max<std::uint32_t>(length, 1);
  }
}

Mark Extractor::prose_mark(const Literal& literal, FragmentKind kind) const {
  if (kind == FragmentKind::code) return {Role::structural, "code"};
  if (kind == FragmentKind::directive) return {Role::structural, "a directive"};
  if (telling(literal)) {
    if (memory_.result_by_digits(literal) != none) return {Role::reference, "repeats an earlier result"};
    if (memory_.given_by_digits(literal) != none) return {Role::reference, "repeats a given number"};
  }
  return {Role::structural, "a number in running text"};
}

void Extractor::loose(std::uint32_t index) {
  const Fragment& f = document_->fragments[index];
  if (f.review) return;
  each_number(f.text, [&](const Literal& l) {
    Mark mark = prose_mark(l, f.kind);
    if (f.kind == FragmentKind::prose && f.place.kind == BlockKind::heading)
      mark = {Role::structural, "in a heading"};
    out_->loose.push_back({l.span, l.digits, std::move(mark), index});
  });
}

void Extractor::unread(std::uint32_t index, Span statement) {
  each_number(document_->fragments[index].text, [&](const Literal& l) {
    if (statement.begin <= l.span.begin && l.span.end <= statement.end)
      out_->loose.push_back({l.span, l.digits, {Role::unread, "in a formula that could not be read"}, index});
  });
}

/// The claims of a review's formula are about the numbers of the passage that it quotes.
void Extractor::attach_review(std::uint32_t index, std::size_t first_claim) {
  const Span quoted = *document_->fragments[index].quoted;
  const auto inside = [&](Span s) { return quoted.begin <= s.begin && s.end <= quoted.end; };
  for (std::size_t i = first_claim; i < out_->claims.size(); ++i) {
    Claim& claim = out_->claims[i];
    claim.attached = quoted;
    const std::string digits = digits_key(*claim.literal->literal);
    for (const auto& [number, fragment] : out_->numbers)
      if (!document_->fragments[fragment].review && inside(number->literal->span) &&
          digits_key(*number->literal) == digits) {
        claim.attached = number->literal->span;
        out_->marks[number] = {Role::result, "bound by the review"};
        std::erase_if(bare_, [n = number](const BareNumber& b) { return b.literal == n; });
      }
    for (LooseNumber& number : out_->loose)
      if (inside(number.span) && number.text == claim.literal->literal->digits) {
        claim.attached = number.span;
        number.mark = {Role::result, "bound by the review"};
      }
  }
}

}  // namespace reproof
