#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "read/readers.hpp"
#include "read/record.hpp"

/// Any bytes are a document to the reader FUZZ_READER: every fragment lies inside them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace reproof;
  const std::string format = FUZZ_READER;
  const auto source =
      std::make_shared<const Source>("fuzz", std::string(reinterpret_cast<const char*>(data), size));
  const Document document = format == "record" ? read_record(source, "t") : read_document(source, format);
  for (const Fragment& f : document.fragments) {
    if (f.span.begin > f.span.end || f.span.end > size) std::abort();
    const Span text = f.text.source();
    if (text.begin > text.end || text.end > size) std::abort();
  }
  for (const ReadFault& fault : document.faults)
    if (fault.message.empty() || fault.span.end > size) std::abort();
  return 0;
}
