#include "judge/parts.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "judge/article.hpp"

namespace reproof {
namespace {

void count(Role role, Coverage& c) {
  std::uint64_t* slots[] = {&c.given,      &c.result,      &c.reference, &c.constant,
                            &c.structural, &c.unsupported, &c.unread};
  ++*slots[static_cast<int>(role)];
}

class Parting {
 public:
  Parting(const Document& document, DocumentReport& whole) : document_(document), whole_(whole) {}

  void run() {
    for (const Part& part : document_.parts) own_report(part);
    for (Finding& f : std::exchange(whole_.findings, {})) finding(std::move(f));
    for (NumberRole& n : std::exchange(whole_.numbers, {})) number(std::move(n));
    DocumentReport& main = reports_.front();
    main.included.assign(std::make_move_iterator(reports_.begin() + 1),
                         std::make_move_iterator(reports_.end()));
    DocumentReport parted = std::move(main);
    whole_ = std::move(parted);
  }

 private:
  /// The report of a part's file; begun where it is the first part of that file.
  void own_report(const Part& part) {
    if (!index_.emplace(part.path, reports_.size()).second) return;
    DocumentReport& r = reports_.emplace_back();
    r.path = part.path;
    r.format = whole_.format;
    r.readings = whole_.readings;
    r.bytes = document_.source->slice(part.span);
    if (reports_.size() > 1) r.included_by = whole_.path;
  }

  DocumentReport& report_at(std::uint32_t offset) {
    return reports_[index_.at(part_at(document_, offset)->path)];
  }

  /// From the joint Source into the file. A range that runs on into another file ends where it begins.
  void into_file(Range& r, const std::string& path) const {
    const Part& part = *part_at(document_, r.start.offset);
    if (part_at(document_, r.end.offset) != &part) r.end = r.start;
    r.start.offset -= part.span.begin;
    r.end.offset -= part.span.begin;
    r.path = part.path == path ? std::string() : part.path;
  }

  void finding(Finding f) {
    // A review stands beside the first file, and is none of the parts.
    const bool in_review = !f.span.path.empty() && !index_.contains(f.span.path);
    DocumentReport& report = in_review ? reports_.front() : report_at(f.span.start.offset);
    const auto place = [&](std::optional<Range>& where) {
      if (where) into_file(*where, report.path);
    };
    if (!in_review) into_file(f.span, report.path);
    for (Operand& o : f.operands) place(o.where);
    for (Slip& s : f.diagnosis.slips) place(s.where);
    for (Near& n : f.diagnosis.nearest) place(n.where);
    for (Fix& fix : f.fixes)
      for (Edit& e : fix.edits) into_file(e.where, report.path);
    std::erase_if(f.fixes, [](const Fix& fix) {
      return std::ranges::any_of(fix.edits, [](const Edit& e) { return !e.where.path.empty(); });
    });
    if (told_.emplace(&report, f.span.start.offset, f.rule, f.message).second)
      report.findings.push_back(std::move(f));
  }

  void number(NumberRole n) {
    DocumentReport& report = report_at(n.span.start.offset);
    into_file(n.span, report.path);
    if (!counted_.emplace(&report, n.span.start.offset).second) return;
    count(n.role, report.coverage);
    report.numbers.push_back(std::move(n));
  }

  const Document& document_;
  DocumentReport& whole_;
  std::vector<DocumentReport> reports_;
  std::unordered_map<std::string, std::size_t> index_;
  std::set<std::tuple<const DocumentReport*, std::uint32_t, std::string, std::string>> told_;
  std::set<std::pair<const DocumentReport*, std::uint32_t>> counted_;
};

}  // namespace

void part_report(const Document& document, const Claims& claims, const Options& options,
                 DocumentReport& report) {
  if (document.parts.empty()) return;
  Parting(document, report).run();
  if (!options.article) return;
  report.article = article_of(document, claims, report.path);
  for (DocumentReport& r : report.included) r.article = article_of(document, claims, r.path);
}

}  // namespace reproof
