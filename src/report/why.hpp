#pragma once
#include <cstdint>
#include <ostream>

#include "report/style.hpp"
#include "reproof/audit.hpp"

namespace reproof {

/// A place that a reader points at; column 0 is the whole line, cell 0 any cell.
struct PointedAt {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t cell = 0;
};

/// The whole story of each number at a place: what it was computed from down to the givens, both values digit
/// by digit, the diagnosis, what depends on it. False if there is no number.
bool write_why(const DocumentReport& document, const PointedAt& place, bool color, std::ostream& out);

}  // namespace reproof
