#pragma once
#include <string_view>

#include "read/fragment_writer.hpp"

namespace reproof {

bool is_web_copy(std::string_view bytes);
void read_web_copy(const Source& source, FragmentWriter& out);

}  // namespace reproof
