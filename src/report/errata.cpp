#include <fmt/format.h>
#include <fmt/ostream.h>

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "report/escape.hpp"
#include "report/words.hpp"
#include "report/writers.hpp"

namespace reproof {
namespace {

/// The number with the sign that it is printed with.
std::string printed(const Finding& f) {
  const bool minus = f.printed.starts_with('-') && !f.text.starts_with('-');
  return markdown_code((minus ? "-" : "") + f.text);
}

std::string place(const Range& where) {
  const std::string file = where.path.empty() ? "" : markdown_code(where.path) + ", ";
  const std::string cell = where.start.cell == 0 ? "" : fmt::format("cell {}, ", where.start.cell);
  return fmt::format("{}{}line {}", file, cell, where.start.line);
}

/// Findings of a document and the files that it takes in, by their ids, with the file of each.
using ById = std::unordered_map<std::string, std::pair<const Finding*, const DocumentReport*>>;

/// Why, in one clause: the likeliest slip, or what was observed.
std::string reason(const Finding& f, const DocumentReport& document, const ById& by_id) {
  if (!f.diagnosis.slips.empty()) return markdown_line(f.diagnosis.slips.front().sentence);
  if (f.verdict != Verdict::inherited) return markdown_line(f.message);
  std::string out;
  for (const std::string& id : f.roots) {
    const auto& [root, file] = by_id.at(id);
    const std::string elsewhere = file == &document ? "" : markdown_code(file->path) + ", ";
    out += fmt::format("{} {} ({}{})", out.empty() ? "follows from" : ",", printed(*root), elsewhere,
                       place(root->span));
  }
  return out;
}

/// A number with a value to put in its place.
bool replaceable(const Finding& f) {
  const bool at_fault =
      f.verdict == Verdict::misrounded || f.verdict == Verdict::wrong || f.verdict == Verdict::inherited;
  return at_fault && !f.should_print.empty() && f.should_print != f.printed;
}

bool open(const Finding& f) {
  return f.severity >= Severity::warning && !replaceable(f);
}

/// Returns whether there was anything to say.
bool write_document(const DocumentReport& document, std::span<const DocumentReport> family,
                    std::ostream& out) {
  ById by_id;
  for (const DocumentReport& file : family)
    for (const Finding& f : file.findings) by_id.emplace(f.id, std::pair{&f, &file});
  std::string corrections, questions;
  for (const Finding& f : document.findings) {
    if (replaceable(f))
      corrections += fmt::format("- {}: for {} read {}: {}\n", place(f.span), printed(f),
                                 markdown_code(f.should_print), reason(f, document, by_id));
    else if (open(f))
      questions += fmt::format("- {}: {}{}\n", place(f.span), f.text.empty() ? "" : printed(f) + ": ",
                               markdown_line(f.message));
  }
  if (corrections.empty() && questions.empty()) return false;
  fmt::print(out, "\n## {}\n", markdown_code(document.path));
  if (!corrections.empty()) fmt::print(out, "\n{}", corrections);
  if (!questions.empty()) fmt::print(out, "\nOpen, with no value to put in its place:\n\n{}", questions);
  return true;
}

}  // namespace

/// The errata list as an author would publish it: place, "for … read …", reason.
void write_errata(const Report& report, const WriteOptions&, std::ostream& out) {
  fmt::print(out, "# Errata\n");
  bool any = false;
  for (std::size_t i = 0; i < report.documents.size(); ++i)
    any = write_document(report.documents[i], family_of(report, i), out) || any;
  if (!any) fmt::print(out, "\nNone.\n");
}

}  // namespace reproof
