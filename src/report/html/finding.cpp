#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cstdlib>
#include <span>

#include "report/digits.hpp"
#include "report/display.hpp"
#include "report/escape.hpp"
#include "report/html/html.hpp"
#include "report/words.hpp"

namespace reproof::html {
namespace {

constexpr double bar_width = 320, bar_half = 150, furthest = 40;

std::string code(std::string_view text) {
  return fmt::format("<code>{}</code>", markup(text));
}

std::string place_link(const Page& page, const std::optional<Range>& where, const std::string& id) {
  if (!where) return {};
  const std::string line = line_of(*where);
  return " " + (page.find(id) == nullptr ? line : page.link(id, line));
}

std::string operand(const Page& page, const Operand& o) {
  std::string text = code(o.text);
  if (!o.name.empty() && o.name != o.text) text += " for " + code(o.name);
  if (!o.value.empty() && o.value != o.text)
    text += fmt::format(", exactly <code class=s>{}</code>", digits_strip(o.value, o.text));
  return text + place_link(page, o.where, o.finding) + (o.by_digits ? ", linked by the same digits" : "");
}

std::string root(const Page& page, const std::string& id) {
  const Finding* f = page.find(id);
  if (f == nullptr) return code(id);
  return fmt::format("{} {}, {}", page.link(id, code(f->text)), markup(rule_or_verdict(*f)),
                     line_of(f->span));
}

std::string reached(const Page& page, const Reach& reach) {
  const Finding* f = page.find(reach.finding);
  if (f == nullptr) return code(reach.finding);
  const std::string becomes = reach.becomes.empty() ? "" : " becomes " + code(reach.becomes);
  return fmt::format("{}{}, {}", page.link(reach.finding, code(f->text)), becomes, line_of(f->span));
}

/// Rows of the list of facts; a row without content is left out.
class Facts {
 public:
  explicit Facts(std::ostream& out) : out_(out) { out_ << "<dl>"; }
  ~Facts() { out_ << "</dl>"; }
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;

  void add(std::string_view label, const std::string& markup) {
    if (!markup.empty()) fmt::print(out_, "<dt>{}<dd>{}", label, markup);
  }
  /// The same item met twice is told once.
  template <class Items, class Describe>
  void list(std::string_view label, const Items& items, Describe describe) {
    std::vector<std::string> told;
    for (const auto& item : items) {
      std::string text = describe(item);
      if (std::ranges::find(told, text) == told.end()) told.push_back(std::move(text));
    }
    if (told.size() == 1) return add(label, told.front());
    std::string all;
    for (const std::string& text : told) all += "<li>" + text;
    if (!all.empty()) add(label, "<ul>" + all + "</ul>");
  }

 private:
  std::ostream& out_;
};

std::string strip(const std::string& value, const Finding& f) {
  return value.empty() ? "" : fmt::format("<code class=s>{}</code>", digits_strip(value, f.printed));
}

/// What the message says already, or what stands in the page another way.
bool in_message(std::string_view key) {
  constexpr std::string_view keys[] = {"proof", "proof_tex", "for_every", "conditions",       "witness",
                                       "left",  "right",     "points",    "claimed_decrease", "decrease"};
  return std::ranges::find(keys, key) != std::end(keys);
}

/// Digits as the other values of a card have them; words stay as they are.
std::string told(const std::string& value) {
  const std::size_t cut = value.size() - std::min(value.size(), std::string_view("…").size());
  const bool digits = !value.empty() && value.find_first_not_of("-.0123456789") >= cut;
  return digits ? code(split_digits(value, "").rest) : message(value);
}

std::string spaced(std::string key) {
  std::ranges::replace(key, '_', ' ');
  return key;
}

/// Three values of one derivative at one point.
void derivative(const DerivativeEvidence& d, const Finding& f, Facts& facts) {
  if (f.message.find(d.at) == std::string::npos) facts.add("at", markup(d.at));
  facts.add("claimed", d.claimed.empty() ? "" : code(d.claimed));
  facts.add("automatic", code(d.automatic));
  if (d.difference.empty()) return;
  facts.add("difference",
            code(d.difference) + (d.order.empty() ? "" : ", observed order " + markup(d.order)));
  facts.add("ratio", d.ratio.empty() ? "" : code(d.ratio) + " claimed to difference");
}

void write_facts(const Page& page, const Finding& f, std::ostream& out) {
  Facts facts(out);
  facts.add("in", f.span.path.empty() ? "" : line_of(f.span));
  if (!f.exact.empty() || !f.stated.empty()) facts.add("printed", f.printed.empty() ? "" : code(f.printed));
  facts.add("exact", strip(f.exact, f));
  facts.add("stated", f.stated == f.exact ? "" : strip(f.stated, f));
  facts.add("claim", f.statement == f.text || f.statement.empty() ? "" : code(f.statement));
  facts.list("from", f.operands, [&](const Operand& o) { return operand(page, o); });
  facts.list("roots", f.roots, [&](const std::string& id) { return root(page, id); });
  const std::span<const std::string> lines(f.explanations);
  const std::size_t slips = std::min(f.diagnosis.slips.size(), lines.size());
  const auto worded = [](const std::string& text) { return message(text); };
  facts.list("perhaps", lines.first(slips), worded);
  facts.list("note", lines.subspan(slips), worded);
  facts.list("reaches", f.reach, [&](const Reach& reach) { return reached(page, reach); });
  if (f.derivative) derivative(*f.derivative, f, facts);
  for (const auto& [key, value] : f.evidence)
    if (!in_message(key)) facts.add(markup(spaced(key)), told(value));
}

/// The proof line by line, and what is drawn.
void write_evidence(const Finding& f, std::ostream& out) {
  if (f.derivative) out << gradient_plot(*f.derivative);
  if (f.descent) out << descent_plot(*f.descent) << share_bars(*f.descent);
  if (const auto proof = f.evidence.find("proof"); proof != f.evidence.end())
    fmt::print(out, "<pre>{}</pre>", markup_text(proof->second));
}

void write_card(const Page& page, const Finding& f, std::ostream& out) {
  const char letter = letter_of(f);
  const std::string said = f.message.empty() ? name_of(f.verdict) : f.message;
  fmt::print(out, "<details class=\"f {}\"><summary>{} <small>{}</small>", letter,
             f.text.empty() ? "" : code(f.text), markup(rule_or_verdict(f)));
  fmt::print(out, "<span>{}</span></summary><div id={}>", message(said), page.anchor(f));
  if (page.in_full(f)) {
    out << interval_bar(f);
    write_facts(page, f, out);
    write_evidence(f, out);
  }
  if (!f.help.empty()) fmt::print(out, "<p>{}</p>", message(f.help));
  out << "</div></details>\n";
}

void write_ok(const Page& page, const Finding& f, std::ostream& out) {
  const bool worded = f.exact.empty() && !f.message.empty();
  fmt::print(out, "<div id={}>{} {}", page.anchor(f), code(f.text),
             worded ? message(f.message) : name_of(f.verdict));
  if (f.verdict != Verdict::exact && !f.exact.empty()) fmt::print(out, ": {}", strip(f.exact, f));
  const char* separator = ", from ";
  std::vector<std::string> told;
  for (const Operand& o : f.operands) {
    if (o.finding.empty() || std::ranges::find(told, o.finding) != told.end()) continue;
    told.push_back(o.finding);
    out << separator << page.link(o.finding, markup(o.text));
    separator = ", ";
  }
  if (f.derivative || f.evidence.contains("proof")) {
    out << "<details class=ev><summary>evidence</summary>";
    write_facts(page, f, out);
    write_evidence(f, out);
    out << "</details>";
  }
  out << "</div>";
}

/// Value less the printed one, in units of the last printed digit. Only for the picture: a double is enough
/// there.
double units_off(const Finding& f) {
  const double units = std::strtod(f.ulps.c_str(), nullptr);
  return std::strtod(f.exact.c_str(), nullptr) < std::strtod(f.printed.c_str(), nullptr) ? -units : units;
}

/// `0.597 units`, `1 unit`: of the last digit.
std::string units_in_words(double units) {
  if (!(units < 1e7)) return "more than 10⁷ units";
  const std::string number = units < 1e4 ? fmt::format("{:.4g}", units) : fmt::format("{:.0f}", units);
  return number + (number == "1" ? " unit" : " units");
}

}  // namespace

std::string digits_strip(const std::string& value, const std::string& printed) {
  const std::string shown = printable(value);
  const SplitDigits split = split_digits(shown, printed);
  const std::size_t promised = std::max(printed.size(), split.agreeing.size());
  const std::size_t common = split.agreeing.size();
  std::string out = common == 0 ? "" : "<u>" + markup(split.agreeing) + "</u>";
  const std::string& rest = split.rest;
  const bool differs = common < promised && !rest.empty() && rest[0] >= '0' && rest[0] <= '9';
  const std::size_t first = differs ? 1 : 0;
  const std::size_t within = std::min(rest.size(), std::max(first, promised - common));
  const bool comparable = common > 0;
  if (!comparable) return out + markup(rest);
  if (differs) out += "<b>" + rest.substr(0, 1) + "</b>";
  std::size_t cut = differs ? within : 0;
  while (cut < rest.size() && (static_cast<unsigned char>(rest[cut]) & 0xC0) == 0x80) ++cut;
  out += markup(rest.substr(first, cut - first));
  return cut < rest.size() ? out + "<i>" + markup(rest.substr(cut)) + "</i>" : out;
}

std::string interval_bar(const Finding& f) {
  if (f.ulps.empty() || f.severity == Severity::ok || f.exact.empty() || f.printed.empty()) return {};
  const double off = units_off(f);
  const double seen = std::clamp(off, -furthest, furthest);
  const double span = std::max(1.25, std::abs(seen) * 1.15);
  const auto x = [&](double units) { return bar_width / 2 + units / span * bar_half; };
  const double left = x(-0.5), right = x(0.5), value = x(seen);
  const std::string distance = units_in_words(std::abs(off));
  const char* anchor = value > bar_width * 0.7 ? " class=r" : value < bar_width * 0.3 ? " class=l" : "";
  return fmt::format(
      "<svg viewBox=\"0 0 {0:.0f} 46\" role=img aria-label=\"the value lies {1} {2}\"><path class=ax "
      "d=\"M0 24H{0:.0f}\"/><rect class=pr x={3:.0f} width={4:.1f} y=14 height=20 /><text x={5:.0f} "
      "y=45>{6}</text>"
      "<path class=ev d=\"M{7:.0f} 10V38\"/><text{8} x={7:.0f} y=8>{9}{1} off</text></svg>",
      bar_width, distance, off < 0 ? "below" : "above", left, std::max(1.5, right - left), x(0),
      markup(f.printed), value, anchor, seen == off ? "" : "beyond, ");
}

void write_cards(const Page& page, const std::vector<const Finding*>& findings, std::ostream& out) {
  std::size_t ok = 0;
  for (const Finding* f : findings) {
    if (letter_of(*f) == 'k') {
      ++ok;
    } else {
      write_card(page, *f, out);
    }
  }
  if (ok == 0) return;
  fmt::print(out, "<details class=oks><summary><b aria-hidden=true>✓</b> {} {}</summary>",
             counted(ok, "claim"), ok == 1 ? "holds" : "hold");
  for (const Finding* f : findings) {
    if (letter_of(*f) == 'k') write_ok(page, *f, out);
  }
  out << "</details>\n";
}

}  // namespace reproof::html
