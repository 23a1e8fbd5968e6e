#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "document/span.hpp"
#include "number/rational.hpp"

namespace reproof {

/// What parts the decimals of a text's numbers from the whole: `0.5` and `1,000`, or `0{,}5` and `1.000`.
enum class DecimalMark : std::uint8_t { point, comma };

/// A number as printed. Its value is mantissa * 10^power10 * (1/100 for a percentage, 1/1000 per mille).
/// No sign: `-0.5` is negate(0.5). All of it is exact text; nothing passes through a binary double.
struct Literal {
  enum class Suffix : std::uint8_t { none, percent, permille, degree };

  std::string digits;  ///< as printed: `8{,}167`, `0.785`, `44_7` and `0x2D` for digits in another base
  Rational mantissa;   ///< value of `digits` alone
  int unit10 = 0;      ///< unit of the mantissa = 10^unit10: the place value of the last printed digit
  int open_zeros = 0;  ///< trailing zeros of an integer: the unit may be up to 10^open_zeros
  int power10 = 0;     ///< n of `\times 10^{n}` (or `1.39e9`)
  Suffix suffix = Suffix::none;
  bool ellipsis = false;   ///< `0.785\ldots` promises truncated digits
  bool repeating = false;  ///< `0.\overline{3}`: exact
  int base = 10;           ///< of `digits`
  int significant = 0;     ///< significant digits printed (trailing zeros of an integer not counted)
  bool decimal_point = false;
  Span span;  ///< Source bytes of `digits` only
};

enum class ExprKind : std::uint8_t {
  number,  ///< `literal`
  name,    ///< text = base with accents, primes, superscript labels; args = indices (`x_{i,j}`, `P[0,:]`)
  apply,   ///< args[0] a name, then what stands in its parentheses: a call, a compound name or a product:
           ///< scope decides. text = the bracket; "infix" for an operator between two operands (`A \cup B`),
  ///< args[0] its name. Where it turns out a product, whatever was read as binding the call binds its
  ///< nearer part only:
  ///< (^ (apply a b) 2) is a * b^2, (/ 1 (apply a b)) is (1 / a) * b; (call:sin bare (apply a b)) is
  ///< left open.
  call,     ///< a function of the table; text = its row's name, args = arguments (log: args[1] is the base)
  sum,      ///< n-ary; a subtracted term is a negate; a ± b has a plus_minus as term
  product,  ///< n-ary; juxtaposition, \cdot and \times alike; `text` is "mixed" for a mixed number
            ///< `37\frac12`, and "letters" for letters written side by side (`ab`, `Loss`): a product, or one
            ///< name if the scope knows it
  quotient,  ///< args = numerator, denominator; text "frac" or "/", or ":" for a ratio `3:4`
  power,     ///< args = base, exponent
  negate,
  plus_minus,  ///< \pm x (text "pm") or \mp x (text "mp"); one argument
  group,       ///< parentheses as written: text "(", "[", "{" ; one argument
  tuple,       ///< a bracketed list: text is the opening bracket ("(", "[", "{"); args = entries
  matrix,      ///< rows x columns entries in row order; text = environment name
  factorial,
  absolute,  ///< |x|; text "det" for vmatrix
  norm,      ///< ||x||; an index after it (`_1`, `_F`) is args[1]
  big,       ///< \sum, \prod, \max, \min, \lim, \int, …; text = command without backslash;
        ///< args = body, bound, lower, upper: bound is the variable (a name) or `empty`, lower/upper may be
        ///< `empty`
  derivative,  ///< text "partial" or "d" or "nabla"; args = function, then the variables (in order of
               ///< differentiation); text "'" (as many as written) for `(x^2)'`: the variable is left open
  evaluate,    ///< f |_a^b: args = f, lower or `empty`, upper
  cases,     ///< args = value, condition, value, condition, …; the condition is a relation, `text` or empty
  relation,  ///< a relation used inside an expression (a condition, an index range): text = sign, args =
             ///< sides
  label,     ///< \text{…}, \mathrm{…} words: a name if the scope knows it, else a unit or a remark
  ellipsis,  ///< \ldots, \cdots
  wildcard,  ///< `:` as an index: the whole row or column
  bar,       ///< `a | b`, `P \| Q` inside the parentheses of an apply; text = sign, args = sides
  empty,     ///< nothing stands here
  index,     ///< an index of something that is no name: `\sigma(z)_i`, `(AB)_{12}`; args = base, indices;
             ///< a family `\{x_i\}_{i=1}^{N}`: args = base, the relation i = 1, N
};

/// One node of the surface tree: what the writer wrote, nothing simplified. Lives in an ExprArena.
struct Expr {
  ExprKind kind = ExprKind::empty;
  Span span;  ///< Source bytes
  Span tex;   ///< bytes of the fragment's text
  std::string text;
  std::vector<const Expr*> args;
  const Literal* literal = nullptr;
  std::uint32_t rows = 0;  ///< of a matrix
  std::uint32_t columns = 0;
  bool bare = false;  ///< a call, an apply or an evaluate whose argument has no brackets: `\ln 2x`;
                      ///< a label with a number on either side: `8 \text{ R } 4`
};

/// `5\text{ k}\Omega \parallel 1\text{ k}\Omega`
inline bool is_parallel(const Expr& e) {
  return e.kind == ExprKind::apply && e.text == "infix" && e.args[0]->text == "\\parallel";
}

enum class Relation : std::uint8_t {
  equal,        // =
  approximate,  // \approx \simeq \doteq \cong \sim
  define,       // := \equiv \triangleq \coloneqq \overset{def}{=}
  assign,       // \leftarrow \gets
  less,
  less_equal,
  greater,
  greater_equal,
  not_equal,
  arrow,    // \to \rightarrow \mapsto \longrightarrow
  implies,  // \Rightarrow \implies \iff \therefore
  member,   // \in \subset \notin …
  proportional,
  congruent,  // \equiv … \pmod n
  other,      // a relation that promises nothing checkable: \perp, \mid, \ll …
};

/// A chain of sides joined by relations: `s0 = s1 ≈ s2`. relations.size() + 1 == sides.size(); a lone
/// expression is a chain of one side. A side may be `empty` (a line that starts with `=` and has nothing
/// before it).
struct Statement {
  std::vector<const Expr*> sides;
  std::vector<Relation> relations;
  const Expr* modulus = nullptr;  ///< n of \pmod n
  const Expr* condition =
      nullptr;      ///< what it is stated for: `\text{ if } i = j`; a relation, a tuple of them or a label
  std::string tag;  ///< of \tag or \label
  Span span;        ///< Source bytes
  Span tex;         ///< bytes of the fragment's text
};

/// Why a statement could not be read.
struct ParseFault {
  std::string reason;  ///< lower case, no full stop: "unknown command `\foo`"
  Span span;           ///< Source bytes of the offending token
  Span statement;      ///< Source bytes of the smallest formula that is lost with it
};

struct Formula {
  std::vector<Statement> statements;
  std::vector<ParseFault> faults;
};

/// Owns nodes and literals; addresses are stable.
class ExprArena {
 public:
  Expr* make(ExprKind kind, Span span, Span tex) {
    Expr& e = nodes_.emplace_back();
    e.kind = kind, e.span = span, e.tex = tex;
    return &e;
  }
  Literal* make_literal() { return &literals_.emplace_back(); }
  std::size_t size() const { return nodes_.size(); }

 private:
  std::deque<Expr> nodes_;
  std::deque<Literal> literals_;
};

}  // namespace reproof
