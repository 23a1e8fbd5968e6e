#pragma once
#include "symbolic/form.hpp"

/// Small questions about forms, and small forms.
namespace reproof::symbolic {

/// coefficient * rest
struct Scaled {
  Rational coefficient = 1;
  FormId rest = nothing;
};
/// Takes a leading rational factor off; a rational is itself times 1.
Scaled split_coefficient(Forms& forms, FormId id);
/// c * rest, without a factor 1 and without nested products.
FormId scaled(Forms& forms, const Rational& c, FormId rest);
/// One factor or term stands for itself; none is the neutral number.
FormId product_of(Forms& forms, const std::vector<FormId>& factors);
FormId sum_of(Forms& forms, const std::vector<FormId>& terms);
/// The terms of a sum, the factors of a product; the form itself if it is neither.
std::vector<FormId> terms_of(const Forms& forms, FormId id);
std::vector<FormId> factors_of(const Forms& forms, FormId id);
/// An integer for all values of its symbols, by its structure.
bool integer_valued(const Forms& forms, FormId id);
/// A call of the row with one argument.
bool calls(const Forms& forms, FormId id, std::string_view row);
FormId positive_condition(Forms& forms, FormId id);
FormId nonzero_condition(Forms& forms, FormId id);
/// No free symbol.
bool closed(const Forms& forms, FormId id);

}  // namespace reproof::symbolic
