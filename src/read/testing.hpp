#pragma once
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <string>

#include "read/readers.hpp"

/// Help for the tests of the readers.
namespace reproof::testing {

inline Document read(std::string bytes, std::string_view format = "markdown") {
  return read_document(std::make_shared<const Source>("test", std::move(bytes)), format);
}

inline std::string visible(std::string text) {
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 3) text.replace(at, 1, "⏎");
  return text;
}

inline std::string kind_of(const Fragment& f) {
  constexpr const char* names[] = {"prose", "math", "code", "directive"};
  return names[static_cast<std::size_t>(f.kind)] + std::string(f.display ? "*" : "");
}

/// One fragment a line: kind|text|line:column, line ends of the text shown as ⏎, `*` for display math.
inline std::string listing(const Document& document) {
  std::string out;
  for (const Fragment& f : document.fragments) {
    const Source& source = f.source ? *f.source : *document.source;
    const LineColumn at = source.locate(f.span.begin);
    out += (f.review ? "review " : "") + kind_of(f) + "|" + visible(f.text.text()) + "|" +
           std::to_string(at.line) + ":" + std::to_string(at.column) + "\n";
  }
  for (const ReadFault& fault : document.faults) {
    const LineColumn at = (fault.source ? *fault.source : *document.source).locate(fault.span.begin);
    out += "fault|" + fault.message + "|" + std::to_string(at.line) + ":" + std::to_string(at.column) + "\n";
  }
  return out;
}

inline std::string listing(std::string bytes, std::string_view format = "markdown") {
  return listing(read(std::move(bytes), format));
}

/// kind, block kind, container, row and column of each fragment.
inline std::string places(const Document& document) {
  constexpr const char* kinds[] = {"paragraph", "heading", "item", "cell", "quote", "code", "caption"};
  std::string out;
  for (const Fragment& f : document.fragments) {
    const Place& p = f.place;
    out += visible(f.text.text()) + "|" + kinds[static_cast<std::size_t>(p.kind)] + " " +
           std::to_string(p.block) + "|" + std::to_string(p.container) + ":" + std::to_string(p.row) + "," +
           std::to_string(p.column) + "\n";
  }
  return out;
}

/// Every span lies inside its Source and every byte of a fragment maps into the fragment's own span, or into
/// a file that is taken in inside it.
inline bool spans_are_sound(const Document& document) {
  for (const Fragment& f : document.fragments) {
    const auto size = static_cast<std::uint32_t>((f.source ? *f.source : *document.source).bytes().size());
    if (f.span.begin > f.span.end || f.span.end > size) return false;
    for (std::uint32_t i = 0; i < f.text.size(); ++i) {
      const Span byte = f.text.source(i, i + 1);
      const bool same_file = part_at(document, byte.begin) == part_at(document, f.span.begin);
      if (same_file && (byte.begin < f.span.begin || byte.end > f.span.end)) return false;
      if (byte.empty()) return false;
      const std::string_view at = (f.source ? *f.source : *document.source).slice(byte);
      if (at.size() == 1 && at[0] != f.text.text()[i] && at[0] != '~') return false;
    }
  }
  for (const ReadFault& fault : document.faults)
    if (fault.span.end > (fault.source ? *fault.source : *document.source).bytes().size()) return false;
  return true;
}

/// The quoted words of the table in `path` (under src/) that follows `declaration`, so that a test can show
/// that it leaves none out. Empty if there is no such table.
inline std::multiset<std::string> table_words(const std::string& path, const std::string& declaration) {
  std::ifstream file(std::filesystem::path(REPROOF_SOURCE_DIR) / "src" / path, std::ios::binary);
  const std::string source((std::istreambuf_iterator<char>(file)), {});
  std::multiset<std::string> words;
  const std::size_t begin = source.find(declaration), end = source.find("};", begin);
  if (begin == source.npos || end == source.npos) return words;
  for (std::size_t at = begin; (at = source.find('"', at)) < end;) {
    const std::size_t close = source.find('"', at + 1);
    words.insert(source.substr(at + 1, close - at - 1));
    at = close + 1;
  }
  return words;
}

/// A file of the shared material beside the repository; empty if it is not there.
inline std::string shared_file(const std::string& path) {
  const std::filesystem::path full = std::filesystem::path(REPROOF_SOURCE_DIR) / ".." / "shared" / path;
  std::ifstream file(full, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace reproof::testing
