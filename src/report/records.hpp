#pragma once
#include <cstdint>
#include <ostream>

#include "report/writers.hpp"

namespace reproof {

/// One line of JSON, without its line end: a document of reproof.report/1 with the number of its record and
/// its summary. Findings that are ok are only counted, unless `verbose`.
void write_record(const DocumentReport& report, std::uint64_t number, const WriteOptions& options,
                  std::ostream& out);

}  // namespace reproof
