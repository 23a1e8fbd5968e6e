#include "read/html_tokens.hpp"

#include <algorithm>

#include "read/html_text.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

constexpr std::uint32_t longest_name = 60;

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_name_char(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_' || c == ':' || c == '.';
}

bool holds_raw_text(std::string_view name) {
  static constexpr std::string_view names[] = {"script", "style",  "textarea", "title",
                                               "xmp",    "iframe", "noembed"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

HtmlTokens::HtmlTokens(std::string_view text, std::uint32_t begin, std::uint32_t end)
    : text_(text.substr(0, end)),
      at_(begin),
      end_(static_cast<std::uint32_t>(text_.size())),
      no_quote_{end_, end_},
      no_comment_end_(end_),
      no_declaration_end_(end_) {}

bool HtmlTokens::next(HtmlToken& token) {
  token = {};
  if (at_ >= end_) return false;
  token.span = {at_, at_};
  if (!raw_.empty()) return raw_text(token);
  if (text_[at_] == '<' && (comment(token) || tag(token))) return true;
  const std::size_t found = text_.find('<', at_ + 1);
  at_ = static_cast<std::uint32_t>(std::min<std::size_t>(found, end_));
  token.kind = HtmlToken::Kind::text;
  token.span.end = at_;
  return true;
}

bool HtmlTokens::raw_text(HtmlToken& token) {
  const std::string name = std::move(raw_);
  raw_.clear();
  std::size_t i = text_.find("</", at_);
  while (i != std::string_view::npos && lower(text_.substr(i + 2, name.size())) != name)
    i = text_.find("</", i + 2);
  at_ = static_cast<std::uint32_t>(std::min<std::size_t>(i, end_));
  token.span.end = at_;
  return token.span.empty() ? next(token) : true;
}

bool HtmlTokens::comment(HtmlToken& token) {
  const std::string_view rest = text_.substr(at_);
  if (!rest.starts_with("<!") && !rest.starts_with("<?")) return false;
  const bool real = rest.starts_with("<!--");
  std::uint32_t& none_from = real ? no_comment_end_ : no_declaration_end_;
  if (at_ >= none_from) return false;
  const std::size_t close = real ? text_.find("-->", at_ + 4) : text_.find('>', at_);
  if (close == std::string_view::npos) {
    none_from = at_;
    return false;
  }
  token.kind = HtmlToken::Kind::comment;
  at_ = static_cast<std::uint32_t>(close) + (real ? 3 : 1);
  token.span.end = at_;
  return true;
}

bool HtmlTokens::tag(HtmlToken& token) {
  std::uint32_t i = at_ + 1;
  const bool closing = i < end_ && text_[i] == '/';
  i += closing;
  const std::uint32_t name = i;
  if (i >= end_ || !is_ascii_letter(text_[i])) return false;
  while (i < end_ && i - name < longest_name && is_name_char(text_[i])) ++i;
  token.name = lower(text_.substr(name, i - name));
  while (true) {
    while (i < end_ && is_ascii_space(text_[i])) ++i;
    if (i >= end_ || text_[i] == '<') return false;
    if (text_[i] == '>') break;
    if (text_[i] == '/') {
      token.self_closing = i + 1 < end_ && text_[i + 1] == '>';
      ++i;
    } else if (!attribute(token, i)) {
      return false;
    }
  }
  token.kind = closing ? HtmlToken::Kind::close : HtmlToken::Kind::open;
  token.span.end = at_ = i + 1;
  if (!closing && !token.self_closing && holds_raw_text(token.name)) raw_ = token.name;
  return true;
}

bool HtmlTokens::attribute(HtmlToken& token, std::uint32_t& at) {
  const auto ends_name = [](char c) {
    return is_ascii_space(c) || c == '=' || c == '>' || c == '/' || c == '<';
  };
  const std::uint32_t begin = at++;
  while (at < end_ && !ends_name(text_[at])) ++at;
  HtmlAttribute attribute{text_.substr(begin, at - begin), {at, at}};
  std::uint32_t i = at;
  while (i < end_ && is_ascii_space(text_[i])) ++i;
  if (i < end_ && text_[i] == '=') {
    ++i;
    while (i < end_ && is_ascii_space(text_[i])) ++i;
    if (i >= end_) return false;
    if (text_[i] == '"' || text_[i] == '\'') {
      std::uint32_t& none_from = no_quote_[text_[i] == '"' ? 0 : 1];
      const std::size_t close = i >= none_from ? std::string_view::npos : text_.find(text_[i], i + 1);
      if (close == std::string_view::npos) return none_from = std::min(none_from, i), false;
      attribute.value = {i + 1, static_cast<std::uint32_t>(close)};
      at = static_cast<std::uint32_t>(close) + 1;
    } else {
      const std::uint32_t value = i;
      while (i < end_ && !is_ascii_space(text_[i]) && text_[i] != '>' && text_[i] != '<') ++i;
      attribute.value = {value, i};
      at = i;
    }
  }
  token.attributes.push_back(attribute);
  return true;
}

void decode_html(std::string_view text, Span span, MappedText& out) {
  std::string character;
  std::uint32_t copied = span.begin;
  for (std::uint32_t i = span.begin; i < span.end;) {
    const std::uint32_t n = text[i] == '&' ? character_reference(text.substr(0, span.end), i, character) : 0;
    if (n == 0) {
      ++i;
      continue;
    }
    out.append(text.substr(copied, i - copied), copied);
    out.append_block(character, {i, i + n});
    copied = i += n;
  }
  out.append(text.substr(copied, span.end - copied), copied);
}

Span attribute_value(const HtmlToken& token, std::string_view name) {
  for (const HtmlAttribute& attribute : token.attributes)
    if (lower(attribute.name) == name) return attribute.value;
  return {};
}

bool has_class(std::string_view text, const HtmlToken& token, bool (*test)(std::string_view)) {
  const Span value = attribute_value(token, "class");
  std::string_view rest = text.substr(value.begin, value.size());
  while (!rest.empty()) {
    const std::size_t space = std::min(rest.find_first_of(" \t\n"), rest.size());
    if (space > 0 && test(rest.substr(0, space))) return true;
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  return false;
}

}  // namespace reproof
