#pragma once
#include <string_view>

#include "read/fragment_writer.hpp"

namespace reproof {

bool is_notebook(std::string_view bytes);

/// Jupyter notebooks, nbformat 3 and 4. Markdown and heading cells are read as Markdown (with `$ x $`, as
/// notebooks allow), code and raw cells are code, outputs are left out. Cells are numbered from 1, all kinds
/// counted; `Document::cells` keeps their text. A notebook that breaks off is read as far as it goes, with a
/// fault.
void read_notebook(const Source& source, FragmentWriter& out);

}  // namespace reproof
