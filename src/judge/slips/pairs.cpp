#include "judge/slips.hpp"

namespace reproof::slip {

/// The likely changes of the expression once more, each with a lost sign or cut digits on top.
void two_slips(Search& s) {
  for (const Search::Top top : {Search::Top::cut, Search::Top::sign}) {
    s.on_top(top);
    for (const auto propose :
         {other_state, neighbour_index, base_of_logarithm, degrees_for_radians, sign_of_operand,
          square_forgotten, root_forgotten, exponent_off_by_one, factor_of_two, factor_of_count, sum_for_mean,
          count_off_by_one, term_left_out, factor_left_out, quotient_inverted})
      propose(s);
  }
  s.on_top(Search::Top::nothing);
}

}  // namespace reproof::slip
