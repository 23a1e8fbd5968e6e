#pragma once
#include <string_view>

namespace reproof {

/// JSON Schema (draft 2020-12) of the json report, reproof.report/1.
std::string_view report_schema();

}  // namespace reproof
