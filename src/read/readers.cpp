#include "read/readers.hpp"

#include <algorithm>
#include <stdexcept>

#include "read/arithmetic.hpp"
#include "read/exercises.hpp"
#include "read/html.hpp"
#include "read/latex.hpp"
#include "read/markdown.hpp"
#include "read/math_macros.hpp"
#include "read/notebook.hpp"
#include "read/plain.hpp"
#include "read/rst.hpp"
#include "read/webcopy.hpp"

namespace reproof {
namespace {

bool always(std::string_view) {
  return true;
}

constexpr Reader table[] = {
    {"notebook", ".ipynb", is_notebook, read_notebook},
    {"html", ".html .htm .xhtml", is_html, read_html},
    {"latex", ".tex .latex .ltx", is_latex, read_latex},
    {"webcopy", ".txt .text", is_web_copy, read_web_copy},
    {"text", ".txt .text", [](std::string_view) { return false; }, read_plain},
    {"rst", ".rst .rest", [](std::string_view) { return false; }, read_rst},
    {"markdown", ".md .markdown .mdown .mkd .mdx .rmd .qmd", always, read_markdown},
};

std::string extension_of(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  std::string extension(dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot));
  for (char& c : extension)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return extension;
}

bool claims(const Reader& reader, std::string_view extension) {
  std::string_view rest = reader.extensions;
  while (!extension.empty() && !rest.empty()) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, space) == extension) return true;
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  return false;
}

}  // namespace

std::span<const Reader> readers() {
  return table;
}

std::vector<std::string> reader_names() {
  std::vector<std::string> names;
  for (const Reader& reader : table) names.emplace_back(reader.name);
  return names;
}

const Reader* find_reader(std::string_view name) {
  const auto row =
      std::find_if(std::begin(table), std::end(table), [name](const Reader& r) { return r.name == name; });
  return row == std::end(table) ? nullptr : &*row;
}

const Reader& choose_reader(std::string_view path, std::string_view bytes) {
  const std::string extension = extension_of(path);
  const Reader* claimed = nullptr;
  for (const Reader& reader : table) {
    if (!claims(reader, extension)) continue;
    if (reader.sniff(bytes)) return reader;
    claimed = &reader;
  }
  if (claimed != nullptr) return *claimed;
  return *std::find_if(std::begin(table), std::end(table),
                       [bytes](const Reader& r) { return r.sniff(bytes); });
}

bool is_review(std::string_view path) {
  const std::string extension = extension_of(path);
  if (!claims(*find_reader("markdown"), extension)) return false;
  return extension_of(path.substr(0, path.size() - extension.size())) == ".review";
}

bool is_document(std::string_view path) {
  const std::string extension = extension_of(path);
  const auto claimed = [&extension](const Reader& reader) { return claims(reader, extension); };
  return std::any_of(std::begin(table), std::end(table), claimed) && !is_review(path);
}

Document read_document(std::shared_ptr<const Source> source, std::string_view format,
                       const Includes& includes) {
  const Reader* reader =
      format.empty() ? &choose_reader(source->path(), source->bytes()) : find_reader(format);
  if (reader == nullptr) throw std::invalid_argument("no reader is called `" + std::string(format) + "`");
  Document document;
  document.source = source;
  document.format = std::string(reader->name);
  FragmentWriter out(document, includes ? &includes : nullptr);
  reader->read(*source, out);
  out.join_parts();
  if (reader->name != "latex") expand_math_macros(document);  // LaTeX expands its whole text itself
  find_arithmetic(document);
  number_exercises(document);
  return document;
}

}  // namespace reproof
