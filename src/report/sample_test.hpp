#pragma once
#include <sstream>
#include <string>
#include <string_view>

#include "report/writers.hpp"

namespace reproof {

/// Where `part` first stands, after `skip` bytes.
inline Range range(const std::string& bytes, std::string_view part, std::size_t skip = 0) {
  const std::size_t begin = bytes.find(part, skip);
  Position p{1, 1, static_cast<std::uint32_t>(begin), 0};
  for (const char c : std::string_view(bytes).substr(0, begin)) {
    if (c == '\n') ++p.line, p.column = 0;
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++p.column;
  }
  const auto size = static_cast<std::uint32_t>(part.size());
  return {p, {p.line, p.column + size, p.offset + size, 0}};
}

/// 7/9 printed as 0.77, doubled, and an ok sum: one finding of each kind of line.
inline Report sample() {
  DocumentReport d;
  d.path = "share.md";
  d.format = "markdown";
  d.readings = {{"log", "natural"}};
  d.bytes = "比例 $p = \\frac{7}{9} = 0.77$ and\n$2 p = 2 \\cdot 0.77 = 1.54$, $3 + 4 = 7$\n";
  Finding cut;
  cut.id = "f1";
  cut.rule = "misrounded-value";
  cut.verdict = Verdict::misrounded;
  cut.severity = Severity::warning;
  cut.span = range(d.bytes, "0.77");
  cut.text = cut.printed = "0.77";
  cut.exact = cut.stated = "0.777777777777777777777777777777";
  cut.should_print = "0.78";
  cut.help = "rounded it is 0.78";
  cut.message = "prints 0.7777… truncated";
  Finding twice = cut;
  twice.id = "f2";
  twice.rule = "inherited-error";
  twice.verdict = Verdict::inherited;
  twice.severity = Severity::note;
  twice.span = range(d.bytes, "1.54");
  twice.text = twice.printed = twice.stated = "1.54";
  twice.exact = "1.55555555555555555555555555555";
  twice.depends_on = twice.roots = {"f1"};
  twice.operands = {{"0.77", "p", cut.exact, cut.span, "f1", true}};
  twice.message = "follows from `0.77`, which is at fault";
  Finding ok;
  ok.id = "f3";
  ok.verdict = Verdict::exact;
  ok.span = range(d.bytes, "7", d.bytes.find("4 = 7"));
  ok.text = ok.printed = ok.exact = ok.stated = "7";
  d.findings = {cut, twice, ok};
  d.coverage.result = 3;
  d.coverage.constant = 5;
  d.numbers = {{cut.span, "0.77", Role::result, ""},
               {range(d.bytes, "2 p"), "2", Role::constant, "a factor"}};
  Report report;
  report.documents.push_back(std::move(d));
  return report;
}

inline std::string written(std::string_view name, const Report& report, const WriteOptions& options = {}) {
  std::ostringstream out;
  find_writer(name)->write(report, options, out);
  return out.str();
}

}  // namespace reproof
