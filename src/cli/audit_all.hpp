#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cli/inputs.hpp"
#include "reproof/audit.hpp"

namespace reproof {

/// Audits the documents on `jobs` threads; the report has them in the order given, whatever finished first,
/// each followed by the files that it takes in. A document that another one takes in is told there only.
/// What goes wrong with one document is a finding about it. `progress(done)` is called now and then from this
/// thread.
Report audit_all(const std::vector<Input>& inputs, const Options& options, unsigned jobs,
                 const std::function<void(std::size_t done)>& progress);

}  // namespace reproof
