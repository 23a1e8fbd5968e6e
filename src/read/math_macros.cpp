#include "read/math_macros.hpp"

#include <algorithm>
#include <array>

#include "read/fragment_writer.hpp"
#include "read/tex_macros.hpp"

namespace reproof {
namespace {

constexpr std::array<std::string_view, 5> kDefinitions = {
    "\\newcommand", "\\renewcommand", "\\providecommand", "\\def\\", "\\DeclareMathOperator"};
/// Stands between two formulas while they are expanded as one text; no formula contains it.
constexpr std::string_view kBorder = "\n\x1E\n";

bool defines(const Fragment& f) {
  const std::string& s = f.text.text();
  if (f.kind != FragmentKind::math) return false;
  for (std::size_t at = 0; (at = s.find('\\', at)) != std::string::npos; ++at) {
    const std::string_view rest = std::string_view(s).substr(at);
    if (std::any_of(kDefinitions.begin(), kDefinitions.end(),
                    [rest](std::string_view d) { return rest.starts_with(d); }))
      return true;
  }
  return false;
}

/// A call whose braces reach into the next formula would take text from there.
bool stays_inside(const MappedText& text, Span formula) {
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    const Span from = text.source(i, i + 1);
    if (from.begin < formula.begin || from.end > formula.end || from.empty()) return false;
  }
  return true;
}

}  // namespace

void expand_math_macros(Document& document) {
  std::vector<Fragment>& all = document.fragments;
  if (std::none_of(all.begin(), all.end(), defines)) return;
  MappedText joined;
  for (const Fragment& f : all)
    if (f.kind == FragmentKind::math) {
      joined.append(f.text, 0, f.text.size());
      joined.append_block(kBorder, {f.span.end, f.span.end});
    }
  // A macro that cannot be expanded stays as it is written, and the formula that uses it says so.
  Document complaints;
  FragmentWriter out(complaints);
  const MappedText expanded = expand_tex(joined, out).text;
  std::size_t at = 0;
  for (Fragment& f : all) {
    if (f.kind != FragmentKind::math) continue;
    const std::size_t end = expanded.text().find(kBorder, at);
    if (end == std::string::npos) return;
    MappedText own;
    own.append(expanded, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end));
    if (stays_inside(own, f.span)) f.text = std::move(own);
    at = end + kBorder.size();
  }
}

}  // namespace reproof
