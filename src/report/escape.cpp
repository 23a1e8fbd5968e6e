#include "report/escape.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "read/utf8.hpp"
#include "report/display.hpp"

namespace reproof {
namespace {

/// XML 1.0 has no place for these two.
constexpr std::string_view not_characters[] = {"\uFFFE", "\uFFFF"};

void append_markup(std::string& out, char c) {
  switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    case '\'':
      out += "&#39;";
      break;
    default:
      out += c;
  }
}

bool unreserved(char c) {
  return is_ascii_digit(c) || is_ascii_letter(c) ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

/// As character references, which no dialect of Markdown takes for its structure.
std::string referenced(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool colon = c == ':' && (i + 1 == text.size() || text[i + 1] == ' ');  // of no address, no emoji
    if (is_ascii_punctuation(c) && !colon &&
        std::string_view(".,;()%+-'").find(c) == std::string_view::npos) {
      out += fmt::format("&#{};", static_cast<int>(c));
    } else {
      out += c;
    }
  }
  return out;
}

/// Digits, names and paths, of which nothing means anything within backticks.
bool plain_code(std::string_view text) {
  constexpr std::string_view signs = "._-/+,=^{}() ";
  const auto plain = [&](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
           signs.find(c) != std::string_view::npos;
  };
  return !text.empty() && text.front() != ' ' && text.back() != ' ' && std::ranges::all_of(text, plain);
}

/// Hosts look for mentions, issue numbers, addresses and formulas in the finished page, but not in its code.
std::string words(std::string_view text) {
  const std::string shown = printable(text);
  const bool acts =
      shown.find_first_of("@#$") != std::string::npos || shown.find("www.") != std::string::npos;
  return acts ? "<code>" + referenced(shown) + "</code>" : referenced(shown);
}

}  // namespace

std::string markup(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) append_markup(out, c);
  for (const std::string_view bad : not_characters) {
    for (std::size_t at = 0; (at = out.find(bad, at)) != std::string::npos;)
      out.replace(at, bad.size(), "\uFFFD");
  }
  return out;
}

std::string markup_text(std::string_view text) {
  std::string out;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    const std::size_t size = end > 0 && text[end - 1] == '\r' ? end - 1 : end;
    out += markup(text.substr(0, size)) + '\n';
    text.remove_prefix(end + 1);
  }
  return out + markup(text);
}

std::string uri(std::string_view path) {
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (unreserved(c)) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string markdown_code(std::string_view text) {
  const std::string shown = printable(text);
  return plain_code(shown) ? "`" + shown + "`" : "<code>" + referenced(shown) + "</code>";
}

std::string markdown_line(std::string_view text) {
  std::string out;
  for (std::size_t tick = text.find('`'); tick != std::string_view::npos; tick = text.find('`')) {
    const std::size_t close = text.find('`', tick + 1);
    if (close == std::string_view::npos) break;
    out += words(text.substr(0, tick)) + markdown_code(text.substr(tick + 1, close - tick - 1));
    text.remove_prefix(close + 1);
  }
  return out + words(text);
}

}  // namespace reproof
