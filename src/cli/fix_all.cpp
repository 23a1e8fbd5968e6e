#include "cli/fix_all.hpp"

#include "cli/files.hpp"
#include "report/fix.hpp"

namespace reproof {
namespace {

constexpr int most_rounds = 12;

}  // namespace

FixedDocument fix_document(const Input& input, const Options& options, bool unsafe) {
  FixedDocument out;
  out.path = input.path == "-" ? "<stdin>" : input.path;
  out.fault = input.fault;
  if (!out.fault.empty()) return out;
  FileContent content = read_file(input.path);
  out.fault = content.fault;
  out.before = out.after = std::move(content.bytes);
  if (!out.fault.empty() || !input.review.empty()) return out;
  for (int round = 0; round < most_rounds; ++round) {
    const DocumentReport report = audit(out.path, out.after, options);
    std::string next = fixed(report, unsafe);
    if (next == out.after) break;
    out.after = std::move(next);
  }
  return out;
}

}  // namespace reproof
