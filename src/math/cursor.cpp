#include <algorithm>

#include "math/parser.hpp"

namespace reproof::tex {
namespace {

const Token kStop{TokenKind::stop, false, false, {}, 0, "the end", nullptr, nullptr};

}  // namespace

void Parser::fail(std::string reason, const Token& token) const {
  throw ParseFailure{std::move(reason), token.tex};
}

void Parser::fail(std::string reason, Range range) const {
  const Token& first = tokens_[range.begin];
  const Span tex = range.empty() ? first.tex : cover(first.tex, tokens_[range.end - 1].tex);
  throw ParseFailure{std::move(reason), tex};
}

/// White space, and the columns and rows inside a bracket that spans them, are nothing.
const Token& Parser::here() {
  while (at_ < end_ &&
         (tokens_[at_].is(TokenKind::none) || tokens_[at_].is(Role::wide_space) ||
          tokens_[at_].is(Role::cell) || tokens_[at_].is(Role::row) || tokens_[at_].is(Role::tag) ||
          tokens_[at_].is(Role::limits) || tokens_[at_].is(Role::between_rows)))
    ++at_;
  return at_ < end_ ? tokens_[at_] : kStop;
}

const Token& Parser::next_after(std::uint32_t i) const {
  ++i;
  while (i < end_ && tokens_[i].is(TokenKind::none)) ++i;
  return i < end_ ? tokens_[i] : kStop;
}

Expr* Parser::make(ExprKind kind, std::uint32_t first) {
  return make(kind, Range{first, at_});
}

Expr* Parser::make(ExprKind kind, Range range) {
  if (arena_.size() - first_node_ >= budget_.nodes)
    fail("a formula of more than " + std::to_string(budget_.nodes) + " parts",
         Range{range.begin, range.begin});
  while (range.end > range.begin + 1 && tokens_[range.end - 1].is(TokenKind::none)) --range.end;
  Span tex = tokens_[range.begin].tex;
  if (range.end > range.begin)
    tex = cover(tex, tokens_[range.end - 1].tex);
  else
    tex.end = tex.begin;
  return arena_.make(kind, tex_.source(tex.begin, tex.end), tex);
}

const Expr* Parser::empty_at(std::uint32_t at) {
  return make(ExprKind::empty, Range{at, at});
}

const Expr* Parser::label(std::string text, std::uint32_t first) {
  Expr* e = make(ExprKind::label, first);
  e->text = std::move(text);
  return e;
}

void Parser::count_depth(std::uint32_t n) {
  if (depth_ + n > budget_.depth)
    fail("nested more than " + std::to_string(budget_.depth) + " levels deep", Range{at_, at_});
}

bool Parser::starts_factor(const Token& t) const {
  switch (t.kind) {
    case TokenKind::letter:
    case TokenKind::number:
    case TokenKind::words:
    case TokenKind::open:
    case TokenKind::begin:
    case TokenKind::bad:
      return true;
    case TokenKind::command:
      break;
    default:
      return false;
  }
  if (!t.row) return true;
  switch (t.row->role) {
    case Role::symbol:
    case Role::quantifier:
    case Role::mark:
    case Role::accent:
    case Role::style:
    case Role::declaration:
    case Role::function:
    case Role::big:
    case Role::bounded:
    case Role::transparent:
    case Role::brace_note:
    case Role::fraction:
    case Role::binomial:
    case Role::root:
    case Role::partial:
    case Role::nabla:
    case Role::ellipsis:
    case Role::under:
    case Role::over_note:
    case Role::percent:
      return true;
    default:
      return false;
  }
}

/// The next argument, without its braces. A command in its place brings its own arguments.
Range Parser::argument() {
  const Token& t = here();
  if (t.is(TokenKind::stop)) fail("an argument is missing", Range{end_ > 0 ? end_ - 1 : 0, end_});
  const std::uint32_t first = at_;
  if (t.is(TokenKind::bad)) fail(std::string(t.text), t);
  if (t.opens("group")) {
    at_ = after(at_);
    return {first + 1, at_ - 1};
  }
  ++at_;
  if (t.is(TokenKind::command) && t.row)
    for (std::uint8_t i = 0; i < t.row->arguments; ++i) {
      here();
      at_ = at_ < end_ ? after(at_) : end_;
    }
  return {first, at_};
}

Scripts Parser::scripts() {
  Scripts s;
  for (;;) {
    const Token& t = here();
    if (t.is(Role::prime)) {
      ++s.primes, ++at_;
    } else if (t.is(Role::subscript)) {
      ++at_;
      if (s.sub) fail("a second subscript", t);
      s.sub = argument();
    } else if (t.is(Role::superscript)) {
      ++at_;
      const Range range = argument();
      const Range inner = trim(range);
      const bool primes =
          !inner.empty() && std::all_of(tokens_ + inner.begin, tokens_ + inner.end, [](const Token& p) {
            return p.is(Role::prime) || p.is(TokenKind::none);
          });
      if (primes) {
        s.primes += static_cast<std::uint32_t>(std::count_if(
            tokens_ + inner.begin, tokens_ + inner.end, [](const Token& p) { return p.is(Role::prime); }));
        continue;
      }
      if (s.super) fail("a second superscript", t);
      s.super = range;
    } else {
      return s;
    }
  }
}

}  // namespace reproof::tex
