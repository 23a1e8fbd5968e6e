#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

#include "report/writers.hpp"
#include "reproof/audit.hpp"

namespace {

/// Takes any number of bytes and keeps none.
class Nowhere : public std::streambuf {
 protected:
  int_type overflow(int_type c) override { return traits_type::not_eof(c); }
  std::streamsize xsputn(const char*, std::streamsize count) override { return count; }
};

void write_all(const reproof::Report& report) {
  Nowhere nowhere;
  std::ostream out(&nowhere);
  reproof::WriteOptions options;
  options.verbose = options.coverage = options.color = true;
  for (const reproof::Writer& writer : reproof::writers()) writer.write(report, options, out);
}

}  // namespace

/// Any bytes are a document; what follows a record separator is its review. The findings stay inside the
/// document.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace reproof;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t separator = input.find('\x1e');
  const std::string document(input.substr(0, separator));
  const std::string review(separator == std::string_view::npos ? "" : input.substr(separator + 1));
  const std::string review_path = "fuzz.review.md";
  const bool reviewed = separator != std::string_view::npos;
  Report report;
  report.documents.push_back(
      audit("fuzz.md", document, {}, reviewed ? &review_path : nullptr, reviewed ? &review : nullptr));
  for (const Finding& finding : report.documents.front().findings) {
    if (finding.span.start.offset > finding.span.end.offset) std::abort();
    if (finding.id.empty() || (finding.severity != Severity::ok && finding.rule.empty())) std::abort();
  }
  write_all(report);
  return 0;
}
