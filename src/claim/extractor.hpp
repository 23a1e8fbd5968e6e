#pragma once
#include <array>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "claim/align.hpp"
#include "claim/claim.hpp"
#include "claim/memory.hpp"
#include "claim/target.hpp"
#include "scope/elaborate.hpp"

namespace reproof {

/// A number that is all of its formula.
struct BareNumber {
  const Expr* literal = nullptr;
  std::uint32_t fragment = 0;
  QuantityId restates = none;  ///< the result that it repeats
  bool known = false;          ///< repeats a result or a given number
};

/// Is the side given in radians: `-1.27\,\mathrm{rad}`?
bool radians(const Tensor& side);

/// Walks a document in reading order, keeps the scope, and cuts the claims.
class Extractor {
 public:
  /// Literals, by their place, that an earlier walk found unsupported, and why.
  using Unsupported = std::map<std::uint32_t, std::string>;

  Extractor(const Document& document, Claims& out, Unsupported unsupported);
  void run();
  const Unsupported& unsupported() const { return unsupported_; }
  /// The value of a tree in the state after the whole document.
  Tensor elaborate(const Expr& expr) { return elaborator_.elaborate(expr); }
  /// The same with an index variable put in.
  Tensor elaborate(const Expr& expr, const std::string& index, long value) {
    return elaborator_.elaborate(expr, index, value);
  }
  /// Binds a name, before the document is read, to free variables of this shape: their terms, in row order.
  /// What the document says of its value changes nothing.
  std::vector<TermId> bind_variables(const NameKey& key, const Tensor& shape);
  /// Was the name given a value, or a formula?
  bool bound(const std::string& name) const { return scope_.find(name) != nullptr; }
  long index_base(const std::string& name) const { return elaborator_.index_base(name); }

 private:
  struct Side {
    const Expr* expr = nullptr;
    Tensor tensor;
  };

  // extract.cpp: fragments, statements, chains
  void parse_all();
  void fragment(std::uint32_t index);
  void statement(const Statement& s);
  std::optional<std::array<const Expr*, 2>> with_remark(const Expr& side) const;
  void chain_with_remarks(std::span<const Expr* const> sides, std::span<const Relation> relations);
  void chain(std::span<const Expr* const> sides, std::span<const Relation> relations);
  std::vector<Target> targets(std::span<const Expr* const> sides, std::span<const Relation> relations);
  bool factor_or_call(const Expr& side);
  bool given_another_value(const Expr& name, const Expr& value);
  bool has_value(const Target& t, const Expr& number);
  bool states_value(std::span<const Expr* const> sides, Relation relation);
  Tensor value_of(const Expr& side);
  void note_operator(const Expr& left, const Expr& right);
  void note_result(std::uint32_t index, std::size_t first_claim);
  bool has_name(TermId root) const;
  bool has_pi(TermId root) const;
  bool has_decimal(TermId root) const;
  bool has_call(TermId root, std::string_view function) const;
  bool capitals(const Expr& letters) const;
  bool product_of_names(const Expr& letters) const;
  bool given_anew(std::span<const Expr* const> sides);
  bool echo(std::span<const Expr* const> sides, Relation relation);
  bool settles_on_whole(const NameKey& key, const Literal& printed, TermId known);
  bool takes_value(const Target& t, const Expr& value, Relation relation);
  void as_percentage(Side& side, std::span<const Expr* const> later);
  void equations(const std::vector<Target>& defined, std::span<const Expr* const> sides,
                 std::span<const Relation> relations);
  void note_beginning(const Tensor& first, const Tensor& last);
  std::size_t spreads(std::span<const Expr* const> sides);
  void both_ends(std::span<const Expr* const> sides, std::span<const Relation> relations, std::size_t n);
  void inequality(const Expr& left, const Expr& right, Relation relation);
  void distribution(const Side& side);
  void lone(const Expr& side);
  void directive(std::uint32_t index);
  void unused_directives();
  void note_numbers(const Expr& e, bool structural);

  // connect.cpp: two adjacent sides
  void connect(const Side& left, const Side& right, Relation relation);
  void connect(TermId left, TermId right, const Side& l, const Side& r, Relation relation);
  std::optional<Unit> unit_behind(const Side& side) const;
  std::optional<Side> in_unit_behind(const Side& left, const Side& right);
  void unlike_units(const Side& left, const Side& right, Relation relation);
  bool converts_itself(TermId left, TermId right, const Rational& ratio);
  void converted(const Side& left, const Side& right, Relation relation);
  void settle(TermId literal, TermId left, bool whole_side, const Side& l, const Side& r, Relation relation);
  bool stands_for(TermId literal, TermId name, bool given_anew);
  bool repeats(TermId literal, TermId left);
  bool refers_by_digits(TermId literal, TermId left);
  QuantityId earlier_result(const Literal& printed);
  QuantityId same_digits(TermId literal, TermId left);
  bool of_another_case(const Alignment& a);
  bool explains(const Alignment& a, TermId left, TermId right, Truth same);
  bool rounds(TermId literal, TermId left);
  void claim_value(TermId literal, TermId left, bool substitution, const Side& l, const Side& r,
                   Relation relation);
  void claim_whole(TermId left, TermId right, const Side& l, const Side& r, Relation relation);
  bool annotated() const;
  void fresh(const Tensor& tensor);
  void fresh(TermId id);
  bool replaced_throughout(TermId name, TermId literal, const Alignment& alignment) const;
  void mark(TermId literal, Role role, std::string reason);
  bool is_negative(TermId printed) const;
  TermId with_sign_of(TermId printed, TermId value);
  TermId literal_of(TermId id) const;  ///< the literal under a sign, none if it is more than that

  // congruence.cpp
  void congruence(const Statement& s);
  bool congruent_to(const Side& left, const Side& right, const Integer& n);

  // define.cpp
  void define(const std::vector<Target>& defined, const std::vector<Side>& sides);
  void bind_values(const NameKey& key, const Tensor& first, const Tensor* printed, const Expr& at);
  void bind_row(const Target& t, const Tensor& first, const Tensor* printed);
  void bind_formula(const Target& t, const Expr& body);
  void contradiction(const NameKey& key, const Expr& literal);
  const Tensor* printed_of(const std::vector<Side>& sides) const;
  bool literals(const Tensor& t) const;

  // doubt.cpp: why a failure would be no fault
  std::string tex_of(const Expr& e) const;
  const char* doubt_of_terms(TermId root) const;
  std::string doubt(const Expr& literal, TermId left, const Side& l, const Side& r, Relation relation);
  const char* unit_by_convention(const Literal& printed, TermId left, const Unit& of_left,
                                 const Unit& of_right);
  std::string other_unit(const Literal& printed, TermId left);
  std::string bare_operands(const Literal& printed, TermId left, const Side& l, const Side& r);
  std::string doubt_of_whole(const Expr& literal, TermId left, TermId right, const Side& l, const Side& r,
                             Relation relation);
  bool has_had(const Expr& name, const Side& printed);
  std::string own_sign(const Expr& side) const;
  void note_equation(std::span<const Expr* const> sides);
  std::string solved_for(TermId root) const;
  void note_body(const Target& t, const Expr& body);
  std::string defined_anew(TermId root) const;
  bool gives_anew() const;
  bool follows_from_body(const Expr& side) const;
  bool one_of_several() const;
  bool says_or(std::uint32_t index) const;
  void note_given(const NameKey& key, const Tensor& value, QuantityId quantity);
  void doubt_hypotheses();
  void doubt_restated();
  void doubt_other_exercises();
  std::uint32_t exercise_at(const Span& where) const;
  bool says_one_of(std::span<const std::string_view> words) const;
  bool shows(const Convention& c) const;
  void note_conventions();
  bool has_literal(TermId root) const;
  bool complex_chain(std::span<const Expr* const> sides, std::span<const Relation> relations);
  void settle_conventions();
  void take_doubted_as_printed();
  void settle(const char* which, bool known);
  bool speaks_of_modulus(std::uint32_t index) const;

  // loose.cpp: numbers in prose and code, in formulas that could not be read
  void loose(std::uint32_t index);
  void unread(std::uint32_t index, Span statement);
  template <typename Visit>
  void each_number(const MappedText& text, const Visit& visit) const;
  Mark prose_mark(const Literal& literal, FragmentKind kind) const;
  void attach_review(std::uint32_t index, std::size_t first_claim);

  // letters.cpp: computations that an earlier formula states in letters
  class InLetters;
  TermId in_letters(TermId literal, const Expr& computation);

  // bare.cpp: numbers that stand alone in math
  void bare(const Expr& literal);
  bool value_of_side(const Expr& literal);
  bool sums_results(const Expr& literal) const;
  bool rounds_a_neighbour(std::size_t bare) const;
  bool is_total(std::size_t bare) const;
  bool in_data_column(std::size_t bare) const;
  void claim_unsupported(const Expr& literal, std::string reason);
  void judge_bare();
  std::string reads_like_result(std::size_t bare, bool never_used) const;
  std::pair<std::uint32_t, std::string> near(std::uint32_t fragment, int away) const;
  std::string paired_in_sentence(std::size_t bare) const;
  std::string paired_in_layout(std::size_t bare) const;
  std::string stated_as_outcome(std::size_t bare) const;

  const Document* document_;
  Claims* out_;
  Usage usage_;
  Scope scope_;
  Unsupported unsupported_;
  Memory memory_;
  Evaluator evaluator_;
  Elaborator elaborator_;
  Aligner aligner_;
  bool uses_i_ = false;  ///< the letter i stands somewhere as a name
  std::uint32_t fragment_ = 0;
  std::vector<BareNumber> bare_;
  /// A side with a value, and where it stands.
  struct Valued {
    TermId term;
    std::uint32_t fragment;
  };
  std::vector<Valued> sides_;
  /// What a name was given, as digits, and whether a hypothesis gave it: an equation in it may hold of
  /// another value.
  struct Given {
    std::set<std::string> values;
    std::vector<std::pair<std::uint32_t, std::string>>
        history;  ///< fragment and value, one value after the other
    bool hypothetical = false;
  };
  void note_value(Given& given, const std::string& digits);
  static const std::string* value_before_change(const Given& given, std::uint32_t from, std::uint32_t to);
  bool rests_on(TermId root, const std::string& name, const std::string& digits);
  std::unordered_map<std::string, Given> given_names_;
  std::unordered_map<QuantityId, std::string> given_quantities_;
  std::unordered_set<std::string> solved_names_;  ///< stood in an equation before they had a value
  std::unordered_map<std::string, std::set<std::string>> bodies_;  ///< of functions, by name
  bool other_case_ = false;      ///< other values than the given ones are put in for all names
  bool defines_ = false;         ///< the chain at hand gives names their values
  bool star_redefined_ = false;  ///< the text has said what `*` means
  std::map<std::uint32_t, std::string> results_;  ///< formulas that end in a computed number, with its digits
  std::map<std::string, std::uint32_t> declared_given_;  ///< digits that a directive, a fragment, calls given
  std::unordered_map<std::string, const Literal*> first_given_;  ///< the literal that a name was given last
};

}  // namespace reproof
