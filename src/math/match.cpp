#include <string_view>

#include "math/functions.hpp"
#include "math/literal.hpp"
#include "math/token.hpp"

namespace reproof::tex {
namespace {

bool ends_operand(const Token& t) {
  switch (t.kind) {
    case TokenKind::letter:
    case TokenKind::number:
    case TokenKind::words:
    case TokenKind::close:
    case TokenKind::end:
      return true;
    case TokenKind::command:
      break;
    default:
      return false;
  }
  return !t.row || t.row->role == Role::symbol || t.row->role == Role::quantifier ||
         t.row->role == Role::mark || t.row->role == Role::ellipsis || t.row->role == Role::percent ||
         t.row->role == Role::bang || t.row->role == Role::prime || t.row->role == Role::degree ||
         t.row->role == Role::nabla;
}

bool begins_operand(const Token& t) {
  return t.is(TokenKind::letter) || t.is(TokenKind::number) || t.is(TokenKind::words) ||
         t.is(TokenKind::open) || t.is(TokenKind::begin) || t.is(Role::symbol) || t.is(Role::accent) ||
         t.is(Role::style) || t.is(Role::fraction) || t.is(Role::function) || t.is(Role::big) ||
         t.is(Role::bounded) || t.is(Role::root) || t.is(Role::minus) || t.is(Role::transparent) ||
         t.is(Role::partial) || t.is(Role::nabla) || t.is(Role::binomial) || t.is(Role::ellipsis);
}

bool is_bar(const Token& t) {
  return t.is(Role::double_bar) || t.is(Role::bar);
}
bool is_mid(const Token& t) {
  return t.is(Role::bar) && t.row->text != "|";
}

bool ends_entry(const Token& t) {
  return t.is(Role::comma) || t.is(Role::relation) || t.is(Role::semicolon) || t.is(Role::row) ||
         t.is(Role::cell);
}

bool pairs(std::string_view open, std::string_view close) {
  const auto curved = [](std::string_view s) { return s == "(" || s == "["; };
  const auto whole = [](std::string_view s) { return s == "\\lfloor" || s == "\\lceil"; };
  return open == close || (curved(open) && curved(close)) || (whole(open) && whole(close));
}

constexpr Command kScriptMark{"", Role::mark};
constexpr Command kOtherRelation{"", Role::relation, 0, "\\perp", Relation::other};

bool is_script(const Token& t) {
  return t.is(Role::subscript) || t.is(Role::superscript);
}

/// A sign that stands as a script by itself is a label: `z^*`, `h^\rightarrow`, `x_+`.
void mark_scripts(std::vector<Token>& tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    Token& t = tokens[i];
    const bool sign = t.is(Role::relation) || t.is(Role::times) || t.is(Role::plus) || t.is(Role::minus) ||
                      t.is(Role::plus_minus) || t.is(Role::bind) || t.is(Role::join) || is_bar(t);
    if (sign && is_script(tokens[i - 1])) t.row = &kScriptMark;
  }
}

/// `x = 1 if y > 0`: letters that are a word of the table, with white space on both sides, are words.
void bare_words(std::vector<Token>& tokens, const MappedText& tex) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].is(TokenKind::letter) || !tokens[i].space) continue;
    std::size_t end = i + 1;
    while (end < tokens.size() && tokens[end].is(TokenKind::letter) && !tokens[end].space) ++end;
    const std::uint32_t begin = tokens[i].tex.begin;
    const std::size_t length = tokens[end - 1].tex.end - begin;
    const std::string_view run = std::string_view(tex.text()).substr(begin, length);
    const bool apart = end == tokens.size() || tokens[end].space;
    const Connective* link =
        apart && length == end - i && length > 1 && length < 8 ? find_connective(run) : nullptr;
    if (link && link->bare && link->word == run) {
      tokens[i].kind = TokenKind::words, tokens[i].text = run, tokens[i].tex.end = tokens[end - 1].tex.end;
      for (std::size_t k = i + 1; k < end; ++k) tokens[k].kind = TokenKind::none;
    }
    i = end - 1;
  }
}

/// A relation with a script is another relation than the one it is drawn like: `i >_u j`.
void drop_relation_scripts(std::vector<Token>& tokens) {
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (!tokens[i].is(Role::relation) || !is_script(tokens[i + 1])) continue;
    const Token& argument = tokens[i + 2];
    const bool group = argument.is(TokenKind::open) && argument.match > 0;
    const std::size_t end = i + 3 + (group ? static_cast<std::size_t>(argument.match) : 0);
    tokens[i].row = &kOtherRelation;
    for (std::size_t k = i + 1; k < end; ++k) tokens[k].kind = TokenKind::none, tokens[k].match = 0;
  }
}

/// `{-}3`, `\mathrel{=}`, `\mathop{\text{lcm}}`: the braces only set the space about a sign.
void bare_signs(std::vector<Token>& tokens) {
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    const Token& t = tokens[i + 1];
    const bool sign = t.is(Role::relation) || t.is(Role::times) || t.is(Role::plus) || t.is(Role::minus) ||
                      t.is(Role::plus_minus) || t.is(Role::slash) || t.is(Role::bind) || t.is(Role::join);
    const bool operator_word = t.is(TokenKind::words) && i > 0 && tokens[i - 1].is(Role::transparent);
    if (!(sign || operator_word) || !tokens[i].opens("group") || tokens[i].match != 2) continue;
    const bool accented = i > 0 && tokens[i - 1].is(Role::accent) && t.is(Role::relation);
    if (accented)
      tokens[i + 1].row = tokens[i - 1].row->name == "tilde" ? find_command("approx") : &kOtherRelation;
    const bool wrapped = accented || (i > 0 && tokens[i - 1].is(Role::transparent));
    const bool argument =
        i > 0 &&
        (is_script(tokens[i - 1]) ||
         (tokens[i - 1].is(TokenKind::command) && tokens[i - 1].row && tokens[i - 1].row->arguments > 0) ||
         (tokens[i - 1].is(TokenKind::close) && tokens[i - 1].text == "group"));
    if (argument && !wrapped) continue;
    for (const std::size_t k : {wrapped ? i - 1 : i, i, i + 2})
      tokens[k].kind = TokenKind::none, tokens[k].match = 0;
  }
}

class Matcher {
 public:
  explicit Matcher(std::vector<Token>& tokens) : tokens_(tokens) {}

  void run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) visit(i);
    while (!stack_.empty()) drop();
  }

 private:
  void visit(std::size_t i) {
    Token& t = tokens_[i];
    if (is_bar(t)) return bar(i);
    if (t.is(TokenKind::open) || t.is(TokenKind::begin)) return push(i);
    if (t.is(TokenKind::close)) return close(i);
    if (t.is(TokenKind::end)) return end(i);
    if (ends_entry(t))
      while (!stack_.empty() && is_bar(top())) stack_.pop_back();
  }

  void push(std::size_t i) {
    stack_.push_back(i);
    if (tokens_[i].opens("group")) ++groups_;
    if (tokens_[i].is(TokenKind::begin)) ++environments_;
  }

  Token& top() { return tokens_[stack_.back()]; }

  /// The bracket on top has no partner.
  void drop() {
    Token& t = top();
    if (t.opens("group")) --groups_;
    if (t.is(TokenKind::begin)) --environments_;
    const Environment* row = t.is(TokenKind::begin) ? find_environment(t.text) : nullptr;
    if (row && row->layout == Layout::rows) {  // cut off at its end: what it holds is laid out all the same
      t.kind = TokenKind::none;
    } else if (t.is(TokenKind::open) || t.is(TokenKind::begin)) {
      t.text = t.is(TokenKind::begin) ? "an environment is never closed" : "a bracket is never closed";
      t.kind = TokenKind::bad;
    }
    stack_.pop_back();
  }

  void join(std::size_t i) {
    const std::size_t open = stack_.back();
    if (tokens_[open].opens("group")) --groups_;
    if (tokens_[open].is(TokenKind::begin)) --environments_;
    tokens_[open].match = static_cast<std::int32_t>(i - open);
    tokens_[i].match = -tokens_[open].match;
    stack_.pop_back();
  }

  void reject(Token& t, std::string_view why) {
    t.kind = TokenKind::bad;
    t.text = why;
  }

  void close(std::size_t i) {
    Token& t = tokens_[i];
    if (t.text == "group") {
      if (groups_ == 0) return reject(t, "a brace closes nothing");
      while (!top().opens("group")) drop();
      return join(i);
    }
    const auto outer = [&] { return stack_.empty() || top().opens("group") || top().is(TokenKind::begin); };
    while (!outer() && !top().is(TokenKind::open)) drop();  // bars
    if (t.sized)
      while (!outer() && !top().sized) drop();
    if (outer() || top().sized != t.sized || (!t.sized && !pairs(top().text, t.text)))
      return reject(t, "a bracket closes nothing");
    join(i);
  }

  void end(std::size_t i) {
    if (environments_ == 0) return reject(tokens_[i], "an environment ends that was not begun");
    while (!top().is(TokenKind::begin)) drop();
    if (top().text != tokens_[i].text) {
      reject(tokens_[i], "an environment ends under another name");
      return drop();
    }
    join(i);
  }

  /// `||` is one double bar, unless the first of them closes: `|z||w|`.
  void widen(std::size_t i, bool after_operand) {
    Token& t = tokens_[i];
    const bool closes = after_operand && !stack_.empty() && is_bar(top()) && top().row->text == "|";
    if (t.row->text != "|" || closes || i + 1 >= tokens_.size()) return;
    Token& next = tokens_[i + 1];
    if (!next.is(Role::bar) || next.row->text != "|" || next.tex.begin != t.tex.end) return;
    t.row = find_command("|");
    t.tex.end = next.tex.end;
    next.kind = TokenKind::none;
  }

  /// A bar after an operand closes the last open bar of its kind, else it opens. \mid is a condition by
  /// default: it opens where no operand stands before it, and closes where none stands after it. What finds
  /// no partner stays a sign.
  void bar(std::size_t i) {
    Token& t = tokens_[i];
    const bool after_operand = i > 0 && ends_operand(tokens_[i - 1]);
    const bool before_operand = i + 1 < tokens_.size() && begins_operand(tokens_[i + 1]);
    widen(i, after_operand);
    const bool open = !stack_.empty() && is_bar(top()) && top().row->text == t.row->text;
    if (after_operand && open && !(is_mid(t) && before_operand)) {
      const std::string_view text = is_mid(t) ? "|" : t.row->text;
      top().kind = TokenKind::open, top().text = text;
      t.kind = TokenKind::close, t.text = text;
      return join(i);
    }
    std::size_t next = i + 1;
    while (next < tokens_.size() && tokens_[next].is(TokenKind::none)) ++next;
    if (after_operand && next < tokens_.size() && tokens_[next].is(Role::subscript)) return;  // f |_a^b
    stack_.push_back(i);
  }

  std::vector<Token>& tokens_;
  std::vector<std::size_t> stack_;
  std::size_t groups_ = 0;
  std::size_t environments_ = 0;
};

/// Decides the bare commas: of thousands, or of decimals.
class Commas {
 public:
  Commas(std::vector<Token>& tokens, const MappedText& tex, ExprArena& arena, DecimalMark mark)
      : tokens_(tokens), tex_(tex), arena_(arena), mark_(mark) {}

  void run() {
    std::size_t first = 0;
    while (first < tokens_.size() && !(tokens_[first].is(TokenKind::number) && begins_groups(first))) ++first;
    if (first == tokens_.size()) return;
    levels_.push_back({});
    for (std::size_t i = 0; i < tokens_.size();) i = visit(i);
    while (!levels_.empty()) leave();
  }

 private:
  struct Candidate {
    std::size_t first, last;  ///< tokens
    std::uint32_t end;        ///< offset in the text
    bool certain;             ///< a group begins with 0
  };
  struct Level {
    bool list = false;  ///< a bracket that could be a list
    bool subscript = false;
    bool arguments = false;  ///< of a function that takes several
    std::size_t commas = 0;  ///< besides those of the candidates
    std::size_t others = 0;  ///< tokens besides the candidates and signs
    std::vector<Candidate> candidates;
  };

  std::size_t visit(std::size_t i) {
    const Token& t = tokens_[i];
    if ((t.is(TokenKind::open) || t.is(TokenKind::begin)) && t.match) {
      levels_.back().others++;
      enter(i);
    } else if ((t.is(TokenKind::close) || t.is(TokenKind::end)) && t.match && levels_.size() > 1) {
      leave();
    } else if (t.is(Role::comma)) {
      levels_.back().commas++;
    } else if (t.is(TokenKind::number) && begins_groups(i)) {
      return candidate(i);
    } else if (!t.is(Role::minus) && !t.is(Role::plus)) {
      levels_.back().others++;
    }
    return i + 1;
  }

  void enter(std::size_t i) {
    const Token& t = tokens_[i];
    Level level;
    level.list = t.text == "(" || t.text == "[" || t.text == "{";
    level.subscript = t.text == "group" && i > 0 && tokens_[i - 1].is(Role::subscript);
    level.arguments = i > 0 && takes_several(tokens_[i - 1]);
    levels_.push_back(level);
  }

  /// `\gcd(56,119)`: a function that is no function of one number.
  static bool takes_several(const Token& t) {
    const bool word = t.is(Role::function) || t.is(TokenKind::words);
    const Function* f = word ? find_function_by_tex(t.is(TokenKind::words) ? t.text : t.row->text) : nullptr;
    return f && (f->least > 1 || f->shape != Shape::scalar);
  }

  bool begins_groups(std::size_t i) const {
    const Literal& literal = *tokens_[i].literal;
    const bool long_whole = mark_ == DecimalMark::point && literal.digits.size() > 3;
    if (literal.decimal_point || long_whole || i + 2 >= tokens_.size()) return false;
    const auto adjacent = [&](const Token& a, const Token& b) {
      return !b.space && a.tex.end == b.tex.begin;
    };
    return tokens_[i + 1].is(Role::comma) && tokens_[i + 2].is(TokenKind::number) &&
           adjacent(tokens_[i], tokens_[i + 1]) && adjacent(tokens_[i + 1], tokens_[i + 2]);
  }

  std::size_t candidate(std::size_t i) {
    Literal read;
    NumberStyle style;
    style.bare_commas = true;
    style.mark = mark_;
    const std::uint32_t begin = tokens_[i].tex.begin;
    const std::uint32_t end = scan_number(tex_, begin, style, read);
    if (end <= tokens_[i].tex.end) {
      levels_.back().others++;
      return i + 1;
    }
    std::size_t next = i + 1;
    while (next < tokens_.size() && tokens_[next].tex.begin < end) ++next;
    levels_.back().candidates.push_back(
        {i, next, end, mark_ == DecimalMark::point && read.digits.find(",0") != std::string::npos});
    return next;
  }

  void leave() {
    const Level& level = levels_.back();
    const bool pair = level.list && (level.commas > 0 || (level.others == 0 && level.candidates.size() == 1));
    for (const Candidate& c : level.candidates)
      if (c.certain || (!pair && !level.subscript && !level.arguments)) take(c);
    levels_.pop_back();
  }

  void take(const Candidate& c) {
    Literal* literal = arena_.make_literal();
    NumberStyle style;
    style.bare_commas = true;
    style.mark = mark_;
    scan_number(tex_, tokens_[c.first].tex.begin, style, *literal);
    tokens_[c.first].literal = literal;
    tokens_[c.first].tex.end = c.end;
    for (std::size_t i = c.first + 1; i < c.last; ++i) tokens_[i].kind = TokenKind::none;
  }

  std::vector<Token>& tokens_;
  const MappedText& tex_;
  ExprArena& arena_;
  DecimalMark mark_;
  std::vector<Level> levels_;
};

}  // namespace

void match(std::vector<Token>& tokens, const MappedText& tex, ExprArena& arena, DecimalMark mark) {
  mark_scripts(tokens);
  bare_words(tokens, tex);
  Matcher(tokens).run();
  drop_relation_scripts(tokens);
  bare_signs(tokens);
  Commas(tokens, tex, arena, mark).run();
}

}  // namespace reproof::tex
