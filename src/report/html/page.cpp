#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <span>

#include "report/escape.hpp"
#include "report/html/assets.hpp"
#include "report/html/html.hpp"
#include "report/words.hpp"
#include "report/writers.hpp"

namespace reproof {
namespace html {

Page::Page(const DocumentReport& document, std::size_t number, std::size_t cards, Reasons& reasons)
    : document_(document), number_(number), reasons_(reasons) {
  for (const Finding& f : document.findings) {
    by_id_.emplace(f.id, &f);
    if (!f.text.empty()) by_offset_[f.span.start.offset].push_back(&f);
  }
  for (auto& [offset, findings] : by_offset_)
    std::ranges::stable_sort(findings, std::ranges::greater{}, &Finding::severity);
  for (const NumberRole& n : document.numbers) roles_.emplace(n.span.start.offset, &n);
  choose(cards);
}

void Page::choose(std::size_t cards) {
  std::vector<const Finding*> open;
  for (const Finding& f : document_.findings)
    if (letter_of(f) != 'k') open.push_back(&f);
  full_.assign(document_.findings.size(), open.size() <= cards);
  if (open.size() <= cards) return;
  std::ranges::stable_sort(open, std::ranges::greater{}, &Finding::severity);
  for (const Finding* f : std::span(open).first(cards)) full_[index(*f)] = true;
  left_short_ = open.size() - cards;
}

/// Its place among the findings: an id is text, and no two of a document may share a name in the page.
std::string Page::anchor(const Finding& finding) const {
  return fmt::format("d{}f{}", number_, index(finding));
}

const Finding* Page::find(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

std::string Page::link(const std::string& id, const std::string& text) const {
  const Finding* f = find(id);
  return f == nullptr ? text : fmt::format("<a href=#{}>{}</a>", anchor(*f), text);
}

const std::vector<const Finding*>* Page::at(std::uint32_t offset) const {
  const auto found = by_offset_.find(offset);
  return found == by_offset_.end() ? nullptr : &found->second;
}

const NumberRole* Page::role_at(std::uint32_t offset) const {
  const auto found = roles_.find(offset);
  return found == roles_.end() ? nullptr : found->second;
}

char letter_of(const Finding& finding) {
  if (finding.verdict == Verdict::undecided && finding.severity == Severity::note) return 'u';
  return "knwe"[static_cast<std::size_t>(finding.severity)];
}

const char* sign_of(char letter) {
  switch (letter) {
    case 'e':
      return "✗";
    case 'w':
      return "△";
    case 'n':
      return "◦";
    case 'u':
      return "?";
    default:
      return "✓";
  }
}

std::string message(std::string_view text) {
  std::string out;
  for (std::size_t tick = text.find('`'); tick != std::string_view::npos; tick = text.find('`')) {
    const std::size_t close = text.find('`', tick + 1);
    if (close == std::string_view::npos) break;
    out +=
        markup(text.substr(0, tick)) + "<code>" + markup(text.substr(tick + 1, close - tick - 1)) + "</code>";
    text.remove_prefix(close + 1);
  }
  return out + markup(text);
}

std::string line_of(const Range& where) {
  const std::string file = where.path.empty() ? "" : markup(where.path) + ", ";
  const std::string cell = where.start.cell == 0 ? "" : fmt::format("cell {}, ", where.start.cell);
  return fmt::format("{}{}line {}", file, cell, where.start.line);
}

namespace {

struct Tile {
  char letter;
  const char* one;
  const char* many;
};
constexpr std::array<Tile, 5> tiles{{{'e', "error", "errors"},
                                     {'w', "warning", "warnings"},
                                     {'n', "note", "notes"},
                                     {'k', "holds", "hold"},
                                     {'u', "undecided", "undecided"}}};

using Counts = std::array<std::uint64_t, tiles.size()>;

Counts count(const DocumentReport& document) {
  Counts counts{};
  for (const Finding& f : document.findings) {
    const char letter = letter_of(f);
    ++counts.at(static_cast<std::size_t>(std::ranges::find(tiles, letter, &Tile::letter) - tiles.begin()));
  }
  return counts;
}

void write_tiles(const Counts& counts, std::ostream& out) {
  out << "<ul class=tiles>";
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const Tile& t = tiles.at(i);
    const std::uint64_t n = counts.at(i);
    fmt::print(out, "<li class=\"{}{}\"><b>{}</b><span>{} {}</span>", t.letter, n == 0 ? " zero" : "", n,
               sign_of(t.letter), n == 1 ? t.one : t.many);
  }
  out << "</ul>\n";
}

struct Share {
  std::string words;
  std::uint64_t n;
};

std::array<Share, 7> shares(const Coverage& c) {
  return {{{counted(c.result, "result"), c.result},
           {counted(c.reference, "reference"), c.reference},
           {fmt::format("{} given", c.given), c.given},
           {counted(c.constant, "constant"), c.constant},
           {fmt::format("{} structural", c.structural), c.structural},
           {fmt::format("{} unsupported", c.unsupported), c.unsupported},
           {fmt::format("{} unread", c.unread), c.unread}}};
}

/// One bar in which every number of the documents has its place, and the legend that tells the roles.
void write_coverage(const Coverage& c, std::ostream& out) {
  if (c.numbers() == 0) return;
  const double all = static_cast<double>(c.numbers());
  fmt::print(
      out,
      "<div class=cover><svg viewBox=\"0 0 1000 10\" preserveAspectRatio=none role=img aria-label=\"{}\">",
      markup(coverage_line(c)));
  const auto parts = shares(c);
  double x = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double width = static_cast<double>(parts.at(i).n) / all * 1000;
    if (parts.at(i).n > 0) fmt::print(out, "<rect class=r{} x={:.1f} width={:.1f} height=10 />", i, x, width);
    x += width;
  }
  fmt::print(out, "</svg><ul class=legend><li>{}:", counted(c.numbers(), "number"));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts.at(i).n == 0) continue;
    fmt::print(
        out, "<li><svg viewBox=\"0 0 10 10\" aria-hidden=true><rect class=r{} width=10 height=10 /></svg>{}",
        i, parts.at(i).words);
  }
  out << "</ul></div>\n";
}

/// What is at fault by itself, with how many numbers it spoils: the widest reach first.
void write_roots(const Page& page, std::ostream& out) {
  struct Root {
    const Finding* finding;
    std::size_t reach;
  };
  std::unordered_map<std::string, std::size_t> spoiled;
  for (const Finding& f : page.document().findings) {
    for (const std::string& id : f.roots) ++spoiled[id];
  }
  std::vector<Root> roots;
  for (const Finding& f : page.document().findings) {
    if (f.severity >= Severity::warning) roots.push_back({&f, spoiled[f.id]});
  }
  if (roots.empty()) return;
  std::ranges::stable_sort(roots, [](const Root& a, const Root& b) {
    return a.reach != b.reach ? a.reach > b.reach : a.finding->severity > b.finding->severity;
  });
  out << "<div class=roots><h2>What to put right</h2><ol>";
  constexpr std::size_t listed = 25;
  for (const Root& root : std::span(roots).first(std::min(roots.size(), listed))) {
    const Finding& f = *root.finding;
    fmt::print(out, "<li>{}: {}, {}",
               page.link(f.id, "<code>" + markup(f.text.empty() ? f.rule : f.text) + "</code>"),
               message(f.help.empty() ? f.message : f.help), line_of(f.span));
    if (root.reach > 0)
      fmt::print(
          out, "; {} from it",
          root.reach == 1 ? "1 more number follows" : fmt::format("{} more numbers follow", root.reach));
  }
  out << "</ol>";
  if (roots.size() > listed)
    fmt::print(out, "<p class=fine>and {} more, each marked in the text</p>", roots.size() - listed);
  out << "</div>\n";
}

void write_tools(std::ostream& out) {
  out << "<div class=tools hidden><span>show</span>";
  for (const Tile& t : tiles)
    fmt::print(out, "<label><input type=checkbox checked value={}> {} {}</label>", t.letter,
               sign_of(t.letter), t.many);
  out << "<span><kbd>j</kbd> <kbd>k</kbd> next, previous</span></div>\n";
}

/// Where not every card is whole, the page says so.
void write_short(const Page& page, std::ostream& out) {
  if (page.left_short() == 0) return;
  fmt::print(out,
             "<p class=fine>The evidence of {} is left out here; <code>reproof why FILE:LINE</code> tells "
             "it.</p>\n",
             counted(page.left_short(), "finding"));
}

void write_document(const Page& page, std::ostream& out) {
  const DocumentReport& d = page.document();
  write_tiles(count(d), out);
  write_short(page, out);
  write_coverage(d.coverage, out);
  write_roots(page, out);
  write_graph(page, out);
  write_tools(out);
  write_article(page, out);
}

std::string readings(const DocumentReport& d) {
  std::string text = d.format.empty() ? "" : "read as " + markup(d.format);
  for (const auto& [what, how] : d.readings) text += fmt::format(", {}: {}", markup(what), markup(how));
  return text;
}

/// `sha256-` and the hash in base64, as a content security policy wants it.
std::string policy_hash(std::string_view hex) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto nibble = [&](std::size_t i) {
    const char c = hex[i];
    return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
  };
  std::string out = "sha256-";
  for (std::size_t bit = 0; bit < hex.size() * 4; bit += 6) {
    unsigned value = 0;
    for (std::size_t b = bit; b < bit + 6; ++b)
      value = value * 2 + (b < hex.size() * 4 ? nibble(b / 4) >> (3 - b % 4) & 1U : 0U);
    out += alphabet[value];
  }
  while ((out.size() - 7) % 4 != 0) out += '=';
  return out;
}

void write_head(const std::string& title, std::ostream& out) {
  fmt::print(out,
             "<!doctype html>\n<html lang=en>\n<meta charset=utf-8>\n"
             "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src '{}'; "
             "script-src '{}'; "
             "base-uri 'none'; form-action 'none'\">\n"
             "<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
             "<meta name=color-scheme content=\"light dark\">\n<meta name=referrer content=no-referrer>\n"
             "<title>{}</title>\n<style>{}</style>\n",
             policy_hash(page_style.sha256), policy_hash(page_script.sha256), title, page_style.text);
}

void write_index(const Report& report, std::ostream& out) {
  out << "<table class=docs><tr><th>document";
  for (const Tile& t : tiles) fmt::print(out, "<th>{}", t.many);
  for (std::size_t i = 0; i < report.documents.size(); ++i) {
    const DocumentReport& d = report.documents[i];
    fmt::print(out, "<tr><td><a href=#d{}>{}</a>", i, markup(d.path));
    for (const std::uint64_t n : count(d)) fmt::print(out, "<td{}>{}", n == 0 ? " class=zero" : "", n);
  }
  out << "</table>\n";
}

Counts add(Counts a, const Counts& b) {
  for (std::size_t i = 0; i < a.size(); ++i) a.at(i) += b.at(i);
  return a;
}

std::uint64_t open_findings(const Counts& counts) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < tiles.size(); ++i)
    if (tiles.at(i).letter != 'k') sum += counts.at(i);
  return sum;
}

/// The part of the cards that is a document's, by what it has to tell; a few in any case.
std::size_t share(std::size_t cards, const DocumentReport& document, const Counts& all) {
  constexpr std::size_t least = 20;
  const std::uint64_t whole = std::max<std::uint64_t>(1, open_findings(all));
  if (whole <= cards) return cards;
  return std::max<std::size_t>(least, cards * open_findings(count(document)) / whole);
}

void write_one(const Report& report, Reasons& reasons, std::ostream& out) {
  const DocumentReport& d = report.documents.front();
  fmt::print(
      out,
      "<header class=top><p class=brand>reproof</p><h1>{}</h1><p class=fine>{}</p></header>\n<main id=main>",
      markup(d.path), readings(d));
  write_document(Page(d, 0, most_cards, reasons), out);
}

void write_several(const Report& report, Reasons& reasons, std::ostream& out) {
  Counts all{};
  for (const DocumentReport& d : report.documents) all = add(all, count(d));
  fmt::print(out, "<header class=top><p class=brand>reproof</p><h1>{}</h1></header>\n<main id=main>",
             counted(report.documents.size(), "document"));
  write_tiles(all, out);
  write_coverage(total_coverage(report), out);
  write_index(report, out);
  for (std::size_t i = 0; i < report.documents.size(); ++i) {
    const DocumentReport& d = report.documents[i];
    fmt::print(out,
               "<details class=doc><summary><h2 class=path>{}</h2></summary><div id=d{}><p class=fine>{}</p>",
               markup(d.path), i, readings(d));
    write_document(Page(d, i, share(most_cards, d, all), reasons), out);
    out << "</div></details>\n";
  }
}

void write_reasons(const Reasons& reasons, std::ostream& out) {
  if (reasons.words().empty()) return;
  out << "<details class=fine><summary>Dotted numbers have no finding: what they are</summary><ul class=why>";
  for (const std::string& words : reasons.words()) out << "<li>" << markup(words);
  out << "</ul></details>\n";
}

}  // namespace
}  // namespace html

/// One self-contained page: nothing is fetched, nothing of a document runs, and it is complete without its
/// script.
void write_html(const Report& report, const WriteOptions& options, std::ostream& out) {
  const bool one = report.documents.size() == 1;
  html::write_head(one ? "reproof: " + markup(report.documents.front().path) : "reproof", out);
  out << "<body><div class=page><a class=skip href=#main>skip to the findings</a>\n";
  html::Reasons reasons;
  one ? html::write_one(report, reasons, out) : html::write_several(report, reasons, out);
  html::write_reasons(reasons, out);
  fmt::print(
      out,
      "</main><footer class=fine><p>{}. Checked by reproof{}{}.</p></footer></div>\n<script>{}</script>\n",
      totals(report), options.version.empty() ? "" : " ", markup(options.version), page_script.text);
}

}  // namespace reproof
