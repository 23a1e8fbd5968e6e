#pragma once
#include <span>
#include <string_view>

#include "judge/search.hpp"

namespace reproof {

/// One kind of slip: how the value that was meant turns into the one that is printed.
struct SlipRow {
  std::string_view id;
  std::string_view what;  ///< for the page of slips
  void (*propose)(Search& search);
  bool of_names = false;    ///< tried first where a number was put in for a name
  bool by_reading = false;  ///< no slip if the text means it so: its digits are never replaced
};

/// All rows, the likelier slips first: the order is part of the odds (search.hpp).
std::span<const SlipRow> slips();

namespace slip {

// slips/digits.cpp: the digits that were written
void truncated(Search&);
void rounded_away(Search&);
void rounded_twice(Search&);
void digits_transposed(Search&);
void digit_mistyped(Search&);
void digit_dropped(Search&);
void digit_doubled(Search&);
void point_shifted(Search&);
void percent_for_fraction(Search&);

// slips/names.cpp: another value than the one meant
void other_state(Search&);
void neighbour_index(Search&);
void transposed_matrix(Search&);
void another_name(Search&);

// slips/signs.cpp
void sign_lost(Search&);
void sign_of_operand(Search&);

// slips/functions.cpp
void base_of_logarithm(Search&);
void degrees_for_radians(Search&);
void square_forgotten(Search&);
void root_forgotten(Search&);
void exponent_off_by_one(Search&);

// slips/structure.cpp: the shape of the expression
void factor_of_two(Search&);
void factor_of_pi(Search&);
void factor_of_count(Search&);
void count_off_by_one(Search&);
void sum_for_mean(Search&);
void term_left_out(Search&);
void term_twice(Search&);
void factor_left_out(Search&);
void factor_twice(Search&);
void quotient_inverted(Search&);
void precedence(Search&);

// slips/operands.cpp
void operand_transposed(Search&);
void operand_mistyped(Search&);
void operand_percent(Search&);
void rounded_early(Search&);

// slips/pairs.cpp: two cheap ones together
void two_slips(Search&);

}  // namespace slip
}  // namespace reproof
