#pragma once
#include "cli/check.hpp"

namespace reproof {

/// `reproof check --jsonl-field FIELD`: every line of the inputs is a record, a JSON object, and the text of
/// its member FIELD is a document of its own. Writes one line a record to standard output, in order. A record
/// that cannot be read is a finding of its own. Memory is bounded by the size of a batch, whatever the size
/// of the input. Returns the exit status.
int check_stream(const CheckCommand& options);

}  // namespace reproof
