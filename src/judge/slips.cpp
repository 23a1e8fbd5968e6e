#include "judge/slips.hpp"

namespace reproof {
namespace {

constexpr SlipRow kSlips[] = {
    {"truncated", "the digits are cut off instead of rounded", slip::truncated},
    {"rounded-twice", "rounded to more digits first, then again", slip::rounded_twice},
    {"rounded-away", "rounded away from zero instead of to the nearest", slip::rounded_away},
    {"sign-lost", "the sign of the result is lost", slip::sign_lost},
    {"other-state", "an earlier or later value of a name", slip::other_state, true},
    {"neighbour-index", "a neighbouring index, another cell of a vector or matrix", slip::neighbour_index,
     true},
    {"digits-transposed", "two adjacent digits exchanged", slip::digits_transposed},
    {"percent-for-fraction", "a fraction printed with a percent sign, or a percentage without",
     slip::percent_for_fraction},
    {"point-shifted", "the decimal point or the exponent shifted", slip::point_shifted},
    {"base-of-logarithm", "a logarithm to another base", slip::base_of_logarithm, false, true},
    {"degrees-for-radians", "degrees taken for radians, or radians for degrees", slip::degrees_for_radians,
     false, true},
    {"sign-of-operand", "the sign of an operand, a term or an exponent lost", slip::sign_of_operand},
    {"square-forgotten", "a square or another power forgotten, or taken where there is none",
     slip::square_forgotten},
    {"root-forgotten", "a root forgotten, or taken where there is none", slip::root_forgotten},
    {"exponent-off-by-one", "an exponent too large or too small by one", slip::exponent_off_by_one},
    {"factor-of-two", "a factor of 2 or 1/2 missing or extra", slip::factor_of_two},
    {"factor-of-count", "a factor N or 1/N missing or extra", slip::factor_of_count},
    {"sum-for-mean", "a sum for a mean, or a mean for a sum", slip::sum_for_mean},
    {"digit-mistyped", "one digit mistyped", slip::digit_mistyped},
    {"digit-dropped", "one digit left out", slip::digit_dropped},
    {"digit-doubled", "one digit typed twice", slip::digit_doubled},
    {"count-off-by-one", "n for n - 1, or n + 1: population for sample variance", slip::count_off_by_one},
    {"term-left-out", "a term of a sum left out", slip::term_left_out},
    {"term-twice", "a term of a sum counted twice", slip::term_twice},
    {"factor-left-out", "a factor or a divisor left out", slip::factor_left_out},
    {"factor-twice", "a factor or a divisor used twice", slip::factor_twice},
    {"factor-of-pi", "a factor of pi missing or extra", slip::factor_of_pi},
    {"quotient-inverted", "numerator and denominator exchanged", slip::quotient_inverted},
    {"precedence", "the order of operations mistaken: a/b + c for a/(b + c)", slip::precedence},
    {"transposed-matrix", "row for column: a matrix transposed", slip::transposed_matrix},
    {"operand-percent", "an operand in percent taken for a fraction, or the reverse", slip::operand_percent},
    {"operand-transposed", "two adjacent digits of an operand exchanged", slip::operand_transposed},
    {"another-name", "the value of another name of the same shape", slip::another_name, true},
    {"rounded-early", "one intermediate value rounded to fewer digits", slip::rounded_early},
    {"operand-mistyped", "one digit of an operand mistyped", slip::operand_mistyped},
    {"two-slips", "a slip of the expression, and a lost sign or cut digits on top", slip::two_slips},
};

}  // namespace

std::span<const SlipRow> slips() {
  return kSlips;
}

}  // namespace reproof
