#include "claim/pieces.hpp"

namespace reproof {

Document document_of(std::span<const std::string> pieces) {
  Document d;
  std::string bytes;
  for (const std::string& piece : pieces) {
    Fragment f;
    f.kind = FragmentKind::math;
    f.text = MappedText(piece, static_cast<std::uint32_t>(bytes.size()));
    d.fragments.push_back(std::move(f));
    bytes += piece + '\n';
  }
  d.source = std::make_shared<const Source>("expression", bytes);
  return d;
}

}  // namespace reproof
