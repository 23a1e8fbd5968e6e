#include "report/json_output.hpp"
#include "report/records.hpp"
#include "report/writers.hpp"

namespace reproof {
namespace {

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json position(const Position& p) {
  Json json{{"line", p.line}, {"column", p.column}, {"offset", p.offset}};
  if (p.cell != 0) json["cell"] = p.cell;
  return json;
}

Json range(const Range& r) {
  Json json{{"start", position(r.start)}, {"end", position(r.end)}};
  if (!r.path.empty()) json["path"] = r.path;
  return json;
}

Json span_or_null(const std::optional<Range>& where) {
  return where ? range(*where) : Json(nullptr);
}

Json operand(const Operand& o) {
  return {{"text", o.text},
          {"name", text_or_null(o.name)},
          {"value", text_or_null(o.value)},
          {"span", span_or_null(o.where)},
          {"finding", text_or_null(o.finding)},
          {"by_digits", o.by_digits}};
}

Json slip(const Slip& s) {
  return {{"slip", s.id},       {"sentence", s.sentence}, {"value", text_or_null(s.value)},
          {"digits", s.digits}, {"chance", s.chance},     {"span", span_or_null(s.where)}};
}

Json near(const Near& n) {
  return {{"name", n.name}, {"value", n.value}, {"span", span_or_null(n.where)}};
}

Json reach(const Reach& r) {
  return {{"finding", r.finding}, {"becomes", text_or_null(r.becomes)}};
}

Json edit(const Edit& e) {
  return {{"span", range(e.where)}, {"replacement", e.replacement}};
}

template <class Items, class Convert>
Json array(const Items& items, Convert convert) {
  Json json = Json::array();
  for (const auto& item : items) json.push_back(convert(item));
  return json;
}

Json fix(const Fix& f) {
  return {{"safe", f.safe}, {"description", f.description}, {"edits", array(f.edits, edit)}};
}

Json diagnosis(const Diagnosis& d) {
  if (d.tried == 0) return nullptr;
  return {{"tried", d.tried}, {"slips", array(d.slips, slip)}, {"nearest", array(d.nearest, near)}};
}

Json number_or_null(const std::optional<double>& x) {
  return x ? Json(*x) : Json(nullptr);
}

Json curve(const DerivativeCurve& c) {
  const auto point = [](const DerivativeCurve::Point& p) {
    return Json{{"log2_step", p.log2_step},
                {"log2_claimed", number_or_null(p.log2_claimed)},
                {"log2_automatic", number_or_null(p.log2_automatic)}};
  };
  Json observed = nullptr;
  if (c.observed)
    observed = {{"order", *c.observed},
                {"log2_step_from", c.points[c.first].log2_step},
                {"log2_step_to", c.points[c.last].log2_step}};
  return {{"bits", c.bits},
          {"order", c.order},
          {"log2_floor", number_or_null(c.log2_floor)},
          {"observed", observed},
          {"points", array(c.points, point)}};
}

Json mean_value(const DerivativeEvidence& d) {
  if (d.half_width.empty()) return nullptr;
  return {{"half_width", d.half_width}, {"quotient", d.quotient}, {"slope", d.slope}};
}

Json check(const DerivativeEvidence& d) {
  if (d.verdict.empty()) return nullptr;
  return {{"verdict", d.verdict},
          {"reason", d.reason},
          {"ratio", text_or_null(d.ratio)},
          {"mean_value", mean_value(d)},
          {"curves", array(d.curves, curve)}};
}

Json derivative(const DerivativeEvidence& d) {
  return {{"at", d.at},
          {"variable", d.variable},
          {"claimed", text_or_null(d.claimed)},
          {"automatic", d.automatic},
          {"difference", text_or_null(d.difference)},
          {"order", text_or_null(d.order)},
          {"check", check(d)}};
}

Json descent(const DescentPath& d) {
  const auto point = [](const DescentPath::Point& p) { return Json{{"step", p.step}, {"value", p.value}}; };
  const auto share = [](const DescentPath::Share& s) {
    return Json{{"name", s.name}, {"before", s.before}, {"after", s.after}};
  };
  return {{"printed_before", d.before},
          {"printed_after", d.after},
          {"points", array(d.points, point)},
          {"softmax", array(d.softmax, share)}};
}

/// What the finding rests on: the operands, and whatever else the judge recorded.
Json evidence(const Finding& f) {
  Json json = Json::object();
  if (!f.operands.empty()) json["operands"] = array(f.operands, operand);
  if (f.derivative) json["derivative"] = derivative(*f.derivative);
  if (f.descent) json["descent"] = descent(*f.descent);
  for (const auto& [key, value] : f.evidence) json[key] = value;
  return json;
}

Json finding(const Finding& f) {
  return {{"id", f.id},
          {"kind", name_of(f.kind)},
          {"rule", text_or_null(f.rule)},
          {"verdict", name_of(f.verdict)},
          {"severity", name_of(f.severity)},
          {"span", range(f.span)},
          {"text", f.text},
          {"statement", f.statement},
          {"printed", text_or_null(f.printed)},
          {"exact", text_or_null(f.exact)},
          {"stated", text_or_null(f.stated)},
          {"should_print", text_or_null(f.should_print)},
          {"ulps", text_or_null(f.ulps)},
          {"depends_on", f.depends_on},
          {"roots", f.roots},
          {"message", f.message},
          {"help", text_or_null(f.help)},
          {"explanations", f.explanations},
          {"diagnosis", diagnosis(f.diagnosis)},
          {"reach", array(f.reach, reach)},
          {"fixes", array(f.fixes, fix)},
          {"evidence", evidence(f)}};
}

Json number(const NumberRole& n) {
  return {{"span", range(n.span)},
          {"text", n.text},
          {"role", name_of(n.role)},
          {"reason", text_or_null(n.reason)}};
}

Json coverage(const Coverage& c) {
  return {{"numbers", c.numbers()},       {"given", c.given},       {"result", c.result},
          {"reference", c.reference},     {"constant", c.constant}, {"structural", c.structural},
          {"unsupported", c.unsupported}, {"unread", c.unread}};
}

Json summary(const Summary& s) {
  return {{"ok", s.ok},       {"note", s.note},           {"warning", s.warning},
          {"error", s.error}, {"undecided", s.undecided}, {"unread", s.unread}};
}

Json entries(const std::vector<NumberRole>& numbers) {
  Json json = Json::array();
  for (const NumberRole& n : numbers) json.push_back(number(n));
  return json;
}

Json entries(const std::vector<Finding>& findings, Severity least) {
  Json json = Json::array();
  for (const Finding& f : findings)
    if (f.severity >= least) json.push_back(finding(f));
  return json;
}

template <class Range, class Convert>
void write_array(const Range& items, Convert convert, std::ostream& out) {
  JsonLines lines(out);
  for (const auto& item : items) lines.add(convert(item));
  lines.close();
}

void write_document(const DocumentReport& document, const WriteOptions& options, std::ostream& out) {
  out << "{\"path\":" << dump(document.path) << ",\"format\":" << dump(document.format)
      << (document.included_by.empty() ? "" : ",\"included_by\":" + dump(document.included_by))
      << ",\"readings\":" << dump(Json(document.readings))
      << ",\"coverage\":" << dump(coverage(document.coverage)) << ",\"findings\":";
  write_array(document.findings, finding, out);
  if (options.coverage) {
    out << ",\"numbers\":";
    write_array(document.numbers, number, out);
  }
  out << '}';
}

}  // namespace

void write_record(const DocumentReport& report, std::uint64_t number, const WriteOptions& options,
                  std::ostream& out) {
  Summary counted;
  for (const Finding& f : report.findings) count(f, counted);
  Json json{{"record", number},
            {"path", report.path},
            {"format", report.format},
            {"readings", report.readings},
            {"coverage", coverage(report.coverage)},
            {"summary", summary(counted)},
            {"findings", entries(report.findings, options.verbose ? Severity::ok : Severity::note)}};
  if (options.coverage) json["numbers"] = entries(report.numbers);
  out << dump(json);
}

void write_json(const Report& report, const WriteOptions& options, std::ostream& out) {
  const Json tool{{"name", "reproof"}, {"version", options.version}};
  out << "{\"schema\":\"reproof.report/1\",\"tool\":" << dump(tool) << ",\"documents\":[";
  const char* separator = "\n";
  for (const DocumentReport& document : report.documents) {
    out << separator;
    write_document(document, options, out);
    separator = ",\n";
  }
  out << "],\n\"summary\":" << dump(summary(report.summary())) << "}\n";
}

}  // namespace reproof
