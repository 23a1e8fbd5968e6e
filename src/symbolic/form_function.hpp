#pragma once
#include "symbolic/evaluate_form.hpp"
#include "term/nodes.hpp"

namespace reproof::symbolic {

/// A form as a function of one of its entries, all others fixed at a point: values, and the derivative by
/// automatic differentiation in forward mode on enclosures. It shares no rule with `differentiate`, so that
/// the two check each other.
///
/// Costs O(nodes) an evaluation, ranges written out. Undefined with the reason where the form or its
/// derivative has no value, at the ends of cases, where an entry has no number at the point, and for
/// derivative nodes: they are not differentiated once more.
class FormFunction {
 public:
  FormFunction(const Forms& forms, FormId form, const Point& point, Point::Entry variable)
      : forms_(&forms), form_(form), point_(&point), variable_(std::move(variable)) {}

  const Point::Entry& variable() const { return variable_; }
  /// At the current precision.
  Value value(const Value& x) const;
  /// Of one variable: the derivative is partial(0).
  Slopes slopes(const Value& x) const;

 private:
  template <class Node>
  class Pass;

  const Forms* forms_;
  FormId form_;
  const Point* point_;
  Point::Entry variable_;
};

/// The entry that a symbol with its indices is at a point; nullopt where an index is no integer there.
std::optional<Point::Entry> entry_at(const Forms& forms, FormId symbol, const Point& point);

}  // namespace reproof::symbolic
