#include <algorithm>

#include "math/parser.hpp"

namespace reproof::tex {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_alpha(char c) {
  return is_lower(c) || is_upper(c);
}

/// `Loss`, `MultiHead`: a capital and at least two small letters are never a product.
bool is_capitalised(std::string_view s) {
  return s.size() >= 3 && is_upper(s[0]) && is_lower(s[1]) && is_lower(s[2]);
}

bool is_identifier(std::string_view raw) {
  return !raw.empty() && raw.front() != ' ' && raw.back() != ' ' && raw.back() != ':' && raw.back() != ',' &&
         raw.find('$') == raw.npos && !is_digit(raw.front());
}

bool is_size_one_function(std::string_view run) {
  return run == "ln" || run == "lg";
}

}  // namespace

std::string clean_words(std::string_view raw) {
  std::string out;
  const auto space = [&] {
    if (!out.empty() && out.back() != ' ') out += ' ';
  };
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    if (c == '\\' && i + 1 < raw.size() && !is_alpha(raw[i + 1])) {
      ++i;
      if (std::string_view(" ,;:!\n").find(raw[i]) != std::string_view::npos)
        space();
      else
        out += raw[i];
    } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '~') {
      space();
    } else if (c != '{' && c != '}') {
      out += c;
    }
  }
  const auto ends_with_punctuation = [&] {
    const char c = out.back();
    return c == ' ' || c == ',' || c == ';' || c == ':' || (c == '.' && out.find('.') == out.size() - 1);
  };
  while (out.size() > 1 && ends_with_punctuation()) out.pop_back();
  return out == " " ? "" : out;
}

/// Canonical text of tokens, for labels and opaque names: no white space, braces only where they group
/// arguments.
std::string Parser::text_of(Range range) const {
  std::string out;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const Token& t = tokens_[i];
    if (t.is(TokenKind::none) || t.is(Role::wide_space)) continue;
    if (t.is(TokenKind::words)) {
      out += (out.empty() ? "" : " ") + clean_words(t.text) + (i + 1 < range.end ? " " : "");
      continue;
    }
    const std::string_view s = std::string_view(tex_.text()).substr(t.tex.begin, t.tex.size());
    if (!out.empty() && is_alpha(s.empty() ? ' ' : s[0])) {
      const std::size_t slash = out.rfind('\\');
      if (slash != out.npos &&
          std::all_of(out.begin() + static_cast<std::ptrdiff_t>(slash) + 1, out.end(), is_alpha))
        out += ' ';
    }
    out += s;
  }
  return out;
}

const Expr* Parser::name_of(std::string text, std::uint32_t first, NameForm form) {
  Expr* e = make(ExprKind::name, first);
  e->text = std::move(text);
  return name(e, form);
}

/// A run of letters: one name, a word (`batch_size`, `r1`, `Loss`), a function of the table, or letters side
/// by side.
const Expr* Parser::letters() {
  here();
  const std::uint32_t first = at_;
  std::uint32_t end = first;
  std::string run;
  bool word = false;
  const auto glued = [&](std::uint32_t i) {
    return i < end_ && !tokens_[i].space && tokens_[i].tex.begin == tokens_[i - 1].tex.end;
  };
  const auto letter = [&](std::uint32_t i) { return i < end_ && tokens_[i].is(TokenKind::letter); };
  while (letter(end) && (end == first || glued(end))) {
    const char c = tokens_[end].text[0];
    if (c == '_') word = true;
    run += c;
    ++end;
    // an unbraced subscript of two letters after two letters: `logits_per_image`
    const bool joins = run.size() >= 2 && end + 2 < end_ && tokens_[end].is(Role::subscript) && glued(end) &&
                       letter(end + 1) && glued(end + 1) && letter(end + 2) && glued(end + 2);
    if (joins && !find_function_by_tex(run)) run += '_', ++end, word = true;
  }
  const bool digits = end < end_ && tokens_[end].is(TokenKind::number) && glued(end) &&
                      std::all_of(tokens_[end].text.begin(), tokens_[end].text.end(), is_digit);
  if (digits) run += tokens_[end].text, ++end, word = true;
  const auto followed_by = [&](std::string_view bracket) {
    std::uint32_t i = end;
    while (i < end_ && tokens_[i].is(TokenKind::none)) ++i;
    return i < end_ && tokens_[i].opens(bracket);
  };
  const bool called = followed_by("(");
  const bool arg =
      run == "arg" && end < end_ && (tokens_[end].is(Role::under) || tokens_[end].is(Role::bounded));
  if (arg) {
    at_ = end;
    return function(run, first);
  }
  if (run.size() >= 2 && find_function_by_tex(run)) {
    const bool long_enough = run.size() >= 3 || is_size_one_function(run) || called;
    if (long_enough) {
      at_ = end;
      return function(run, first);
    }
  }
  const Command* command = called && run.size() >= 2 ? find_command(run) : nullptr;
  if (command && command->role == Role::function) {  // `Pr(x)`
    at_ = end;
    return name_of(std::move(run), first, NameForm::applied);
  }
  std::uint32_t paren = end;
  while (called && !tokens_[paren].is(TokenKind::open)) ++paren;
  const bool list = called && !find({paren + 1, after(paren) - 1}, [](const Token& t) {
                                 return t.is(Role::comma);
                               }).empty();
  if (run.size() == 1 || word || is_capitalised(run) || (list && run.size() >= 2)) {
    at_ = end;
    return name_of(std::move(run), first);
  }
  std::vector<const Expr*> parts;
  while (at_ < end - 1) {
    const std::uint32_t one = at_++;
    Expr* e = make(ExprKind::name, one);
    e->text = std::string(tokens_[one].text);
    parts.push_back(e);
  }
  const std::uint32_t last = at_++;
  parts.push_back(name_of(std::string(tokens_[last].text), last));
  Expr* e = make(ExprKind::product, first);
  e->text = "letters";
  e->args = std::move(parts);
  return e;
}

/// Words are a label; with an index, a prime or brackets they are a name, and a word of the table is a
/// function.
const Expr* Parser::words() {
  const Token& t = here();
  const std::uint32_t first = at_++;
  std::string text = clean_words(t.text);
  const bool is_operator = t.row && t.row->role == Role::operator_words;
  if (is_operator) text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  const Token& next = here();
  if (is_operator && find_command(text) && find_command(text)->role == Role::bounded)
    return function(text, first);
  if (is_operator ? find_function_by_tex(text) != nullptr
                  : is_identifier(t.text) && is_function_word(text, next))
    return function(text, first);
  if (is_operator) return name_of(std::move(text), first, NameForm::prefix);
  const bool upright = t.row && t.row->name == "mathrm" && (text == "e" || text == "i");  // the constants
  const bool attached =
      next.is(Role::subscript) || next.is(Role::prime) || next.opens("[") || next.opens("(");
  const bool apart = next.space && next.opens("[");  // `\text{where} [0, 1]`
  if (upright || (attached && is_identifier(t.text) && !apart)) return name_of(std::move(text), first);
  if (next.is(Role::superscript) && is_identifier(t.text) && labels_next_superscript())
    return name_of(std::move(text), first);
  return postfix(label(std::move(text), first));
}

/// Whether the superscript under the cursor would be a label of a name: `\text{head}^{(1)}`,
/// `\text{GRU}^\rightarrow`.
bool Parser::labels_next_superscript() const {
  std::uint32_t i = at_ + 1;
  while (i < end_ && tokens_[i].is(TokenKind::none)) ++i;
  if (i >= end_) return false;
  Expr probe;
  probe.kind = ExprKind::name;
  const bool group = tokens_[i].opens("group");
  return is_label_superscript(probe, group ? Range{i + 1, after(i) - 1} : Range{i, i + 1});
}

/// `\text{log} x`, `\text{max}(a, b)`: words of the table are functions where an argument can follow; else
/// they may be a unit (`\mathrm{min}^{-1}`).
bool Parser::is_function_word(std::string_view word, const Token& next) const {
  const Function* row = find_function_by_tex(word);
  if (!row) return false;
  if (next.opens("(") || next.opens("[") || next.is(Role::subscript)) return true;
  const bool scalar = row->shape == Shape::scalar && row->prefix && row->least == 1;
  return scalar && !next.is(TokenKind::bad) && !next.is(TokenKind::words) && !next.is(Role::percent) &&
         starts_factor(next);
}

const Expr* Parser::accent() {
  Deeper deeper(*this);
  const std::uint32_t first = at_;
  const Command& row = *here().row;
  ++at_;
  const Range inside = argument();
  const Expr* inner = nullptr;
  if (trim(inside).empty()) fail("an accent over nothing", Range{first, at_});
  if (inside.end - inside.begin > 1 || !tokens_[inside.begin].is(TokenKind::words)) {
    Within within(*this, inside);
    const Token& t = here();
    const bool simple =
        t.is(TokenKind::letter) || t.is(Role::symbol) || t.is(Role::accent) || t.is(Role::style);
    if (simple) {
      inner = factor();
      if (!here().is(TokenKind::stop) || inner->kind != ExprKind::name) inner = nullptr;
    }
  }
  Expr* e = make(ExprKind::name, first);
  e->text = "\\" + std::string(row.name) + "{" + (inner ? inner->text : text_of(inside)) + "}";
  if (inner) e->args = inner->args;
  return name(e, NameForm::plain);
}

/// A bold or script letter is a name of its own; over anything else the style says nothing.
/// A bold 1 beside a letter or with an exponent is the vector of ones; by itself it is a number in bold.
bool Parser::vector_of_ones(std::uint32_t first, Range inside) {
  const bool one = inside.end - inside.begin == 1 && tokens_[inside.begin].is(TokenKind::number) &&
                   tokens_[inside.begin].literal->mantissa == 1;
  if (!one) return false;
  const Token& after = here();
  const bool follows =
      first > 0 && (tokens_[first - 1].is(TokenKind::letter) || tokens_[first - 1].is(TokenKind::close));
  return follows || after.is(TokenKind::letter) || after.is(Role::superscript);
}

const Expr* Parser::style() {
  Deeper deeper(*this);
  const std::uint32_t first = at_;
  const Command& row = *here().row;
  ++at_;
  const Range inside = trim(argument());
  if (inside.empty()) fail("a style of nothing", Range{first, at_});
  const bool plain = std::all_of(tokens_ + inside.begin, tokens_ + inside.end, [](const Token& t) {
    return t.is(TokenKind::letter) || t.is(Role::symbol);
  });
  const bool one_digit = inside.end - inside.begin == 1 && tokens_[inside.begin].is(TokenKind::number) &&
                         row.text == "blackboard";
  if (plain || one_digit || vector_of_ones(first, inside)) {
    Expr* e = make(ExprKind::name, first);
    e->text = "\\" + std::string(row.name) + "{" + text_of(inside) + "}";
    return name(e, row.text == "blackboard" ? NameForm::applied : NameForm::plain);
  }
  const Expr* inner = entry(inside);
  if (row.name == "textbf" && inner->kind == ExprKind::group) {  // `\textbf{(a)}` numbers a part of the text
    Expr* part = make(ExprKind::label, first);
    part->text = text_of(inside);
    return part;
  }
  if (inner->kind != ExprKind::name) return postfix(inner);
  Expr* e = make(ExprKind::name, first);
  e->text = "\\" + std::string(row.name) + "{" + inner->text + "}";
  e->args = inner->args;
  return name(e, NameForm::plain);
}

std::vector<const Expr*> Parser::indices(Range range) {
  range = trim(range);
  if (const Expr* sign = lone_sign(range)) return {sign};
  if (!range.empty() && tokens_[range.begin].is(Role::times)) {  // `x_{\cdot j}`
    const Expr* all = lone_sign({range.begin, range.begin + 1});
    return {all, entry({range.begin + 1, range.end})};
  }
  if (!range.empty() && tokens_[range.end - 1].is(Role::times))
    return {entry({range.begin, range.end - 1}), lone_sign({range.end - 1, range.end})};
  return entries(range);
}

/// A superscript that names instead of raising: `z^*`, `W^{(1)}`, `x^{\text{new}}`, `a^{[l]}`, `y^{<t>}`.
bool Parser::is_label_superscript(const Expr& base, Range range) const {
  range = trim(range);
  if (range.empty() || base.kind != ExprKind::name) return false;
  const Token& first = tokens_[range.begin];
  const Token& last = tokens_[range.end - 1];
  const auto is_mark = [](const Token& t) {
    return t.is(Role::times) || t.is(Role::plus) || t.is(Role::minus) || t.is(Role::plus_minus) ||
           t.is(Role::bind) || (t.is(Role::mark) && t.row->text != "\\top" && t.row->text != "\\intercal") ||
           t.is(Role::prime);
  };
  if (std::all_of(tokens_ + range.begin, tokens_ + range.end, is_mark)) return true;
  if (std::all_of(tokens_ + range.begin, tokens_ + range.end,
                  [](const Token& t) { return t.is(TokenKind::words) || t.is(TokenKind::none); }))
    return true;
  if (first.is(Role::relation) && last.is(Role::relation) && range.end - range.begin > 2) return true;
  const bool whole = first.is(TokenKind::open) && after(range.begin) == range.end;
  if (!whole || (first.text != "(" && first.text != "[") || base.text == "e" || base.text == "\\mathrm{e}")
    return false;
  // an index, or one with a shift (`t+1`); Greek letters are shifted in exponents: `x^{(\alpha-1)}`
  bool shifted = false, greek = false;
  for (std::uint32_t i = range.begin + 1; i + 1 < range.end; ++i) {
    const Token& t = tokens_[i];
    shifted = shifted || t.is(Role::plus) || t.is(Role::minus);
    greek = greek || t.is(Role::symbol);
    if (t.is(Role::slash) || t.is(Role::fraction) || (t.is(TokenKind::number) && t.literal->decimal_point))
      return false;
  }
  return !(shifted && greek);
}

const Expr* Parser::exponent(Range range) {
  range = trim(range);
  if (range.empty()) fail("an empty exponent", range);
  return entry(range);
}

/// Everything that belongs to a name: primes, labels, indices, brackets.
const Expr* Parser::name(Expr* base, NameForm form) {
  const auto cover_here = [&](Expr* e) {
    e->tex.end = tokens_[at_ - 1].tex.end;
    e->span = tex_.source(e->tex.begin, e->tex.end);
  };
  const std::uint32_t first = at_;
  Scripts s = scripts();
  base->text.append(s.primes, '\'');
  if (s.sub)
    for (const Expr* i : indices(*s.sub)) base->args.push_back(i);
  const bool labelled = s.super && is_label_superscript(*base, *s.super);
  if (labelled) base->text += "^{" + text_of(trim(*s.super)) + "}";
  if (at_ != first) cover_here(base);
  if (s.super && !labelled) {
    Expr* e = arena_.make(ExprKind::power, base->span, base->tex);
    cover_here(e);
    e->args = {base, exponent(*s.super)};
    return postfix(e);
  }
  const Token& t = here();
  if (t.opens("[") && form == NameForm::plain && is_index_list({at_ + 1, after(at_) - 1})) {
    const std::uint32_t open = at_;
    at_ = after(at_);
    for (const Expr* i : entries({open + 1, at_ - 1})) base->args.push_back(i);
    cover_here(base);
    const Token& next = here();
    if (!next.opens("(") && !next.opens("[")) return postfix(base);
    Deeper deeper(*this);
    return name(base, form);
  }
  if (t.opens("(") || t.opens("[")) return application(base);
  const bool bare =
      form == NameForm::prefix && starts_factor(t) && !t.is(TokenKind::bad) && !t.is(TokenKind::words);
  if (!bare) return postfix(base);
  Expr* e = arena_.make(ExprKind::apply, base->span, base->tex);
  e->bare = true;
  e->args = bare_argument(base->text);
  e->args.insert(e->args.begin(), base);
  cover_here(e);
  return e;
}

/// Whether `name[…]` is an index: wildcards, integers, names, and sums of these.
bool Parser::is_index_list(Range range) const {
  if (trim(range).empty()) return false;
  return std::all_of(tokens_ + range.begin, tokens_ + range.end, [](const Token& t) {
    return t.is(TokenKind::letter) || t.is(TokenKind::none) || t.is(Role::symbol) || t.is(Role::plus) ||
           t.is(Role::minus) || t.is(Role::comma) || t.is(Role::colon) || t.is(Role::prime) ||
           t.is(Role::subscript) || t.is(Role::ellipsis) || t.is(TokenKind::words) || t.is(Role::degree) ||
           t.text == "group" || t.is(Role::times) || (t.is(TokenKind::number) && !t.literal->decimal_point);
  });
}

const Expr* Parser::application(Expr* base) {
  const std::uint32_t open = at_;
  if (!tokens_[open].match) fail("a bracket is never closed", tokens_[open]);
  at_ = after(at_);
  const Span tex{base->tex.begin, tokens_[at_ - 1].tex.end};
  Expr* e = arena_.make(ExprKind::apply, tex_.source(tex.begin, tex.end), tex);
  e->text = tokens_[open].text;
  e->args = {base};
  const Range inside{open + 1, at_ - 1};
  if (!trim(inside).empty())
    for (const Expr* a : entries(inside)) e->args.push_back(a);
  return postfix(e);
}

}  // namespace reproof::tex
