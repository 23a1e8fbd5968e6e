#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "math/functions.hpp"
#include "math/parse.hpp"
#include "math/token.hpp"

namespace reproof::tex {

/// Why a statement is lost: thrown inside the parser, caught where its statement begins.
struct ParseFailure {
  std::string reason;
  Span tex;
};

/// Tokens [begin, end) of the statement that is being read.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool empty() const { return begin == end; }
};

/// `_{…}`, `^{…}` and primes after an operand, in any order.
struct Scripts {
  std::optional<Range> sub;
  std::optional<Range> super;
  std::uint32_t primes = 0;
};

/// What may belong to a name: indices in brackets (`P[i,j]`), or only arguments (`\mathbb{E}[X]`), or besides
/// these an argument without brackets (`\operatorname{Var} x`).
enum class NameForm : std::uint8_t { plain, applied, prefix };

/// Reads expressions by recursive descent over one statement's tokens. Every recursion goes through `Deeper`,
/// and chains that nest a tree without brackets (`a/b/c`, `n!!`, `--x`) count as depth too, so no tree is
/// deeper than the budget.
class Parser {
 public:
  Parser(const MappedText& tex, ExprArena& arena, const ParseBudget& budget)
      : tex_(tex), arena_(arena), budget_(budget), first_node_(arena.size()) {}

  void use(const std::vector<Token>& tokens) { tokens_ = tokens.data(); }

  /// One side of a top-level statement: an expression, or a list without brackets (a tuple with empty text).
  const Expr* side(Range range);
  const Expr* parallel(const Expr* left, const Expr* right);
  /// What stands between brackets or braces: a relation chain, a condition `a | b`, or an expression.
  const Expr* entry(Range range);
  /// Entries between commas.
  std::vector<const Expr*> entries(Range range);
  /// What a statement or a case holds for.
  const Expr* condition(Range range);
  /// Notes under braces that state something: `\underbrace{0.3 \cdot 5}_{= 1.5}`. Statements of their own.
  std::vector<const Expr*>& notes() { return notes_; }

  // Positions of direct children (not inside brackets) of a range.
  std::vector<std::uint32_t> find(Range range, bool (*wanted)(const Token&)) const;
  std::vector<Range> split(Range range, const std::vector<std::uint32_t>& at) const;
  Range trim(Range range) const;
  std::uint32_t after(std::uint32_t i) const;  ///< the token after `i`, or after the bracket that `i` opens

  [[noreturn]] void fail(std::string reason, const Token& token) const;
  [[noreturn]] void fail(std::string reason, Range range) const;

 private:
  class Deeper;
  class Within;

  // cursor.cpp: the token under the cursor, arguments, scripts, nodes
  const Token& here();
  const Token& next_after(std::uint32_t i) const;
  bool starts_factor(const Token& t) const;
  Range argument();
  Scripts scripts();
  Expr* make(ExprKind kind, std::uint32_t first);
  Expr* make(ExprKind kind, Range range);
  const Expr* empty_at(std::uint32_t at);
  const Expr* label(std::string text, std::uint32_t first);
  void count_depth(std::uint32_t n);

  // operators.cpp: sums and products
  const Expr* all_of(Range range);  ///< a sum that must end where the range ends
  const Expr* dotted(Range range);
  const Expr* sum();
  const Expr* joined(const Expr* left);
  const Expr* infix_apply(const Expr* op, const Expr* left, const Expr* right);
  void check_reach_of_bars(const std::vector<const Expr*>& terms) const;
  const Expr* signed_term();
  const Expr* signed_factor();
  std::vector<std::uint32_t> take_signs();
  const Expr* under_signs(const std::vector<std::uint32_t>& signs, const Expr* e);
  const Expr* product();
  /// The factors of a product as far as it is read.
  struct Factors {
    std::vector<const Expr*> list;
    std::size_t run;       ///< where those begin that a slash divides
    std::uint32_t nested;  ///< quotients and operators inside one another
  };
  const Expr* collapse(std::vector<const Expr*>& factors, std::size_t begin);
  bool extend(Factors& f);
  const Expr* standing_between(const Expr& words);
  bool multiply(Factors& f);
  bool divide(Factors& f);
  void check_divisor();
  bool bind(Factors& f);
  bool evaluate(Factors& f);

  // factors.cpp
  const Expr* factor();
  const Expr* number();
  const Expr* number_factor();
  const Expr* temperature(const Expr* number, std::uint32_t first);
  const Expr* group_factor();
  const Expr* command_factor();
  const Expr* noted();
  const Expr* postfix(const Expr* e);
  const Expr* numeral(const Expr& digits, Range sub);
  const Expr* with_scripts(const Expr* base, const Scripts& scripts);

  // names.cpp
  const Expr* letters();
  const Expr* words();
  bool labels_next_superscript() const;
  bool is_function_word(std::string_view word, const Token& next) const;
  const Expr* name(Expr* base, NameForm form);
  const Expr* name_of(std::string text, std::uint32_t first, NameForm form = NameForm::plain);
  const Expr* accent();
  const Expr* style();
  bool vector_of_ones(std::uint32_t first, Range inside);
  std::vector<const Expr*> indices(Range range);
  const Expr* exponent(Range range);
  bool is_label_superscript(const Expr& base, Range range) const;
  std::string text_of(Range range) const;
  bool is_index_list(Range range) const;
  const Expr* application(Expr* base);

  // calls.cpp: functions, operators with bounds, fractions, roots
  const Expr* function(std::string_view word, std::uint32_t first);
  const Expr* call(const Function& row, std::string_view word, const Scripts& scripts, std::uint32_t first);
  std::vector<const Expr*> bare_argument(std::string_view word);
  const Expr* big(std::string_view word, std::uint32_t first);
  bool several_variables(Expr& e, Range range, const std::vector<const Expr*>& list);
  void bounds(Expr& e, const std::optional<Range>& sub);
  const Expr* integral(Expr& e);
  const Expr* under(std::string_view prefix = {});
  const Expr* over();
  const Expr* fraction();
  const Expr* binomial();
  const Expr* root();

  // brackets.cpp
  const Expr* bracket();
  const Expr* brace_group();
  const Expr* lone_sign(Range range);
  bool stands_alone(const Token& token) const;
  bool charges(Range range) const;
  const Expr* in_angles(Range range, const std::vector<std::uint32_t>& signs);
  const Expr* infix(Range range, std::uint32_t at);
  const Expr* environment(std::string_view around);
  const Expr* matrix(Range inside, std::string_view name);
  const Expr* cases(Range inside);
  const Expr* bars(Range range, const std::vector<std::uint32_t>& at);
  const Expr* relations(Range range, const std::vector<std::uint32_t>& at);
  Expr* evaluation(const Expr* e);

  // derivatives.cpp
  const Expr* derivative(Range top, Range bottom, std::uint32_t first);
  bool variables(Range bottom, std::string_view d, std::vector<const Expr*>& out);
  const Expr* partial();
  const Expr* nabla();

  const MappedText& tex_;
  ExprArena& arena_;
  const ParseBudget& budget_;
  std::size_t first_node_;
  const Token* tokens_ = nullptr;
  std::uint32_t at_ = 0;
  std::uint32_t end_ = 0;
  std::uint32_t depth_ = 0;
  std::vector<const Expr*> notes_;
};

/// Counts one level of nesting for its lifetime.
class Parser::Deeper {
 public:
  explicit Deeper(Parser& p) : p_(p) {
    if (++p_.depth_ > p_.budget_.depth) {
      --p_.depth_;
      p_.fail("nested more than " + std::to_string(p_.budget_.depth) + " levels deep", Range{p_.at_, p_.at_});
    }
  }
  ~Deeper() { --p_.depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  Parser& p_;
};

/// Moves the cursor into a range for its lifetime.
class Parser::Within {
 public:
  Within(Parser& p, Range range) : p_(p), deeper_(p), at_(p.at_), end_(p.end_) {
    p_.at_ = range.begin, p_.end_ = range.end;
  }
  ~Within() { p_.at_ = at_, p_.end_ = end_; }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  Parser& p_;
  Deeper deeper_;
  std::uint32_t at_, end_;
};

/// Text of words as read: escapes resolved, white space trimmed and collapsed.
std::string clean_words(std::string_view raw);

}  // namespace reproof::tex
