#include "read/webcopy.hpp"
#include "read/plain.hpp"
namespace reproof {
bool is_web_copy(std::string_view) {
  return false;
}
void read_web_copy(const Source& source, FragmentWriter& out) {
  read_plain(source, out);
}
}  // namespace reproof
