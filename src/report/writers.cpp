#include "report/writers.hpp"

#include <algorithm>
#include <array>

namespace reproof {

void write_text(const Report&, const WriteOptions&, std::ostream&);
void write_json(const Report&, const WriteOptions&, std::ostream&);
void write_concise(const Report&, const WriteOptions&, std::ostream&);

namespace {

constexpr std::array<Writer, 3> table{{
    {"text", "frames with the source line, for people", write_text},
    {"json", "every finding with its evidence (reproof.report/1)", write_json},
    {"concise", "one line a finding, for editors and grep", write_concise},
}};

}  // namespace

std::span<const Writer> writers() {
  return table;
}

const Writer* find_writer(std::string_view name) {
  const auto found = std::ranges::find(table, name, &Writer::name);
  return found == table.end() ? nullptr : found;
}

}  // namespace reproof
