#include "read/html_text.hpp"

#include <algorithm>

#include "read/utf8.hpp"

namespace reproof {
namespace {

struct Reference {
  std::string_view name;
  char32_t character;
};

// The references that writers of technical text use by name.
constexpr Reference references[] = {
    {"amp", '&'},      {"lt", '<'},        {"gt", '>'},        {"quot", '"'},
    {"apos", '\''},    {"nbsp", 0xA0},     {"minus", 0x2212},  {"times", 0xD7},
    {"divide", 0xF7},  {"plusmn", 0xB1},   {"middot", 0xB7},   {"sdot", 0x22C5},
    {"asymp", 0x2248}, {"approx", 0x2248}, {"ap", 0x2248},     {"thickapprox", 0x2248},
    {"le", 0x2264},    {"leq", 0x2264},    {"ge", 0x2265},     {"geq", 0x2265},
    {"ne", 0x2260},    {"equals", '='},    {"plus", '+'},      {"percnt", '%'},
    {"period", '.'},   {"comma", ','},     {"colon", ':'},     {"lpar", '('},
    {"rpar", ')'},     {"ndash", 0x2013},  {"mdash", 0x2014},  {"hellip", 0x2026},
    {"deg", 0xB0},     {"permil", 0x2030}, {"sup1", 0xB9},     {"sup2", 0xB2},
    {"sup3", 0xB3},    {"frac12", 0xBD},   {"frac14", 0xBC},   {"frac34", 0xBE},
    {"infin", 0x221E}, {"radic", 0x221A},  {"sum", 0x2211},    {"part", 0x2202},
    {"prime", 0x2032}, {"thinsp", 0x2009}, {"ensp", 0x2002},   {"emsp", 0x2003},
    {"zwnj", 0x200C},  {"alpha", 0x3B1},   {"beta", 0x3B2},    {"gamma", 0x3B3},
    {"delta", 0x3B4},  {"Delta", 0x394},   {"epsilon", 0x3B5}, {"eta", 0x3B7},
    {"theta", 0x3B8},  {"lambda", 0x3BB},  {"mu", 0x3BC},      {"nu", 0x3BD},
    {"pi", 0x3C0},     {"rho", 0x3C1},     {"sigma", 0x3C3},   {"Sigma", 0x3A3},
    {"tau", 0x3C4},    {"phi", 0x3C6},     {"chi", 0x3C7},     {"psi", 0x3C8},
    {"omega", 0x3C9},  {"rarr", 0x2192},   {"larr", 0x2190},   {"laquo", 0xAB},
    {"raquo", 0xBB},   {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"lsquo", 0x2018},
    {"rsquo", 0x2019}, {"copy", 0xA9},     {"euro", 0x20AC},
};

int digit_value(char c) {
  if (is_ascii_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

char32_t numeric_reference(std::string_view body) {
  const bool hexadecimal = !body.empty() && (body[0] == 'x' || body[0] == 'X');
  if (hexadecimal) body.remove_prefix(1);
  const int base = hexadecimal ? 16 : 10;
  char32_t value = 0;
  if (body.empty()) return 0;
  for (const char c : body) {
    if (digit_value(c) >= base) return 0;
    value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit_value(c));
    if (value > 0x10FFFF) return 0;
  }
  return value >= 0xD800 && value <= 0xDFFF ? 0 : value;
}

char32_t named_reference(std::string_view name) {
  const auto row = std::find_if(std::begin(references), std::end(references),
                                [name](const Reference& r) { return r.name == name; });
  return row == std::end(references) ? 0 : row->character;
}

}  // namespace

std::uint32_t character_reference(std::string_view text, std::uint32_t at, std::string& out) {
  constexpr std::uint32_t longest = 14;
  const std::string_view rest = text.substr(at, longest);
  if (rest.size() < 4 || rest[0] != '&') return 0;
  const std::size_t end = rest.find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view body = rest.substr(1, end - 1);
  const char32_t c = body[0] == '#' ? numeric_reference(body.substr(1)) : named_reference(body);
  if (c == 0) return 0;
  out.clear();
  append_utf8(out, c);
  return static_cast<std::uint32_t>(end + 1);
}

HtmlTag html_tag(std::string_view text, std::uint32_t at) {
  HtmlTag tag;
  std::size_t i = at + 1;
  if (i < text.size() && text[i] == '/') tag.closing = true, ++i;
  const std::size_t name = i;
  while (i < text.size() && (is_ascii_letter(text[i]) || (i > name && is_ascii_digit(text[i])))) ++i;
  if (i == name || i >= text.size()) return {};
  tag.name = text.substr(name, i - name);
  if (text[i] != '>' && text[i] != '/' && !is_ascii_space(text[i])) return {};
  const std::size_t end = text.find_first_of("<>", i);
  if (end == std::string_view::npos || text[end] == '<') return {};
  tag.size = static_cast<std::uint32_t>(end + 1 - at);
  return tag;
}

}  // namespace reproof
