#include "cli/fix_all.hpp"

#include <map>
#include <utility>

#include "cli/files.hpp"
#include "cli/includes.hpp"
#include "report/fix.hpp"

namespace reproof {
namespace {

constexpr int most_rounds = 12;

/// Files by their path, as they are after the rounds so far.
using Contents = std::map<std::string, std::string>;

/// One round: fixes the document and its files in `contents`. False if there was nothing to fix.
bool fix_once(const std::string& path, const Contents& before, Contents& contents, const Options& options,
              bool unsafe) {
  const DocumentReport report = audit(path, contents.at(path), options);
  bool any = false;
  const auto put = [&](const DocumentReport& r) {
    if (&r != &report && before.contains(r.path)) return;
    std::string next = fixed(r, unsafe);
    any = any || next != r.bytes;
    contents[r.path] = std::move(next);
  };
  put(report);
  for (const DocumentReport& part : report.included) put(part);
  return any;
}

/// `before`: files that are fixed already, which stay as they are.
void fix(const Input& input, Options options, bool unsafe, Contents& before,
         std::vector<FixedDocument>& out) {
  FixedDocument own{input.path == "-" ? "<stdin>" : input.path, {}, {}, input.fault};
  if (before.contains(own.path)) return;
  FileContent content = own.fault.empty() ? read_file(input.path) : FileContent();
  if (own.fault.empty()) own.fault = content.fault;
  own.before = own.after = content.bytes;
  if (!own.fault.empty() || !input.review.empty()) return out.push_back(std::move(own));
  Contents contents{{own.path, std::move(content.bytes)}}, originals = contents;
  const Includes on_disk = includes_of(input.path);
  if (on_disk)
    options.includes = [&](const std::string& name, const std::string& from) {
      IncludedFile file = on_disk(name, from);
      originals.emplace(file.path, file.bytes);
      if (const auto changed = contents.find(file.path); changed != contents.end() && file.fault.empty())
        file.bytes = changed->second;
      return file;
    };
  for (int round = 0; round < most_rounds; ++round)
    if (!fix_once(own.path, before, contents, options, unsafe)) break;
  out.push_back({own.path, own.before, contents.at(own.path), {}});
  for (auto& [path, after] : contents)
    if (path != own.path && before.emplace(path, after).second)
      out.push_back({path, originals.at(path), after, {}});
  before.emplace(own.path, contents.at(own.path));
}

}  // namespace

std::vector<FixedDocument> fix_documents(const std::vector<Input>& inputs, const Options& options,
                                         bool unsafe) {
  std::vector<FixedDocument> out;
  Contents before;
  for (const Input& input : inputs) fix(input, options, unsafe, before, out);
  return out;
}

}  // namespace reproof
