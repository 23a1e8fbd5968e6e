#include "read/json_scan.hpp"

#include <algorithm>
#include <cstring>

#include "read/utf8.hpp"

namespace reproof {
namespace {

constexpr int deepest = 200;

bool is_json_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

int hex_value(char c) {
  if (is_ascii_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The four hexadecimal digits at `at`, -1 if they are not there.
int hex4(std::string_view s, std::size_t at) {
  if (at + 4 > s.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    const int digit = hex_value(s[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/// Eight bytes at a time as long as none of them is `"`, a backslash or below 0x20. For a byte b, the highest
/// bit of (b - n) & ~b is set where b < n, and in a byte above such a one: an early stop, never a late one.
std::uint32_t skip_plain(std::string_view s, std::uint32_t at) {
  constexpr std::uint64_t ones = 0x0101010101010101u, highest = 0x8080808080808080u;
  constexpr auto below = [](std::uint64_t word, std::uint64_t n) { return (word - n * ones) & ~word; };
  for (std::uint64_t word; at + sizeof word <= s.size(); at += sizeof word) {
    std::memcpy(&word, s.data() + at, sizeof word);
    const std::uint64_t stops =
        below(word, 0x20) | below(word ^ ('"' * ones), 1) | below(word ^ ('\\' * ones), 1);
    if ((stops & highest) != 0) break;
  }
  return at;
}

/// Decodes the escape at the start of `s`; returns its length, which is at least 1.
std::uint32_t decode_escape(std::string_view s, std::string& out) {
  constexpr std::string_view plain = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
  out.clear();
  if (s.size() < 2) return 1;
  if (const std::size_t i = plain.find(s[1]); i != std::string_view::npos) {
    out.push_back(meant[i]);
    return 2;
  }
  int unit = hex4(s, 2);
  if (s[1] != 'u' || unit < 0) return out = s.substr(0, 1), 1;
  const int low = s.substr(6, 2) == "\\u" ? hex4(s, 8) : -1;
  if (unit >= 0xD800 && unit < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
    append_utf8(out, static_cast<char32_t>(0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00)));
    return 12;
  }
  if (unit >= 0xD800 && unit < 0xE000) unit = 0xFFFD;
  append_utf8(out, static_cast<char32_t>(unit));
  return 6;
}

}  // namespace

JsonText::JsonText(std::string_view bytes) : bytes_(bytes), values_(1) {
  if (bytes_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  std::uint32_t root = 0;
  if (!value({}, root, 0)) return;
  skip_space();
  if (at_ < bytes_.size()) fail("text behind the end of the JSON value");
}

bool JsonText::fail(const std::string& what) {
  const auto size = static_cast<std::uint32_t>(bytes_.size());
  const std::string message = at_ >= size ? "the JSON breaks off: " + what : "broken JSON: " + what;
  if (!fault_) fault_ = ReadFault{message, {std::min(at_, size), std::min(at_ + 1, size)}, nullptr};
  return false;
}

void JsonText::skip_space() {
  while (at_ < bytes_.size() && is_json_space(bytes_[at_])) ++at_;
}

bool JsonText::value(std::string_view key, std::uint32_t& index, int depth) {
  skip_space();
  index = static_cast<std::uint32_t>(values_.size());
  JsonValue v;
  v.key = key;
  v.span = {at_, at_};
  const char c = peek();
  if (c == '{' || c == '[') {
    if (depth >= deepest) return fail("nested deeper than 200");
    v.kind = c == '{' ? JsonKind::object : JsonKind::array;
    values_.push_back(v);
    const bool complete = members(index, depth + 1);
    values_[index].span.end = at_;
    return values_[index].complete = complete;
  }
  bool complete = false;
  if (c == '"') {
    v.kind = JsonKind::string;
    complete = string(v.span);
  } else if (c == 't' || c == 'f') {
    v.kind = JsonKind::boolean;
    complete = word(c == 't' ? "true" : "false");
  } else if (c == 'n') {
    complete = word("null");
  } else if (c == '-' || is_ascii_digit(c)) {
    v.kind = JsonKind::number;
    complete = number();
  } else {
    index = 0;
    return fail("expected a value");
  }
  v.span.end = at_;
  v.complete = complete;
  values_.push_back(v);
  return complete;
}

bool JsonText::members(std::uint32_t parent, int depth) {
  const bool object = values_[parent].kind == JsonKind::object;
  const char close = object ? '}' : ']';
  std::uint32_t last = 0;
  ++at_;
  skip_space();
  if (peek() == close) return ++at_, true;
  while (true) {
    std::string_view key;
    skip_space();
    if (object) {
      Span span;
      if (peek() != '"') return fail("expected a key");
      if (!string(span)) return false;
      key = bytes_.substr(span.begin + 1, span.size() - 2);
      skip_space();
      if (peek() != ':') return fail("expected `:`");
      ++at_;
    }
    std::uint32_t index = 0;
    const bool complete = value(key, index, depth);
    if (index != 0) (last == 0 ? values_[parent].first : values_[last].next) = index;
    if (!complete) return false;
    last = index;
    skip_space();
    if (peek() == close) return ++at_, true;
    if (peek() != ',') return fail(std::string("expected `,` or `") + close + "`");
    ++at_;
  }
}

bool JsonText::string(Span& span) {
  span.begin = at_++;
  while ((at_ = skip_plain(bytes_, at_)) < bytes_.size()) {
    const char c = bytes_[at_];
    if (c == '"') {
      span.end = ++at_;
      return true;
    }
    if (static_cast<unsigned char>(c) < 0x20) fail("control character in a string");
    at_ += c == '\\' ? escape() : 1;
  }
  span.end = at_;
  return fail("a string is not closed");
}

/// Length of the escape here; what is none stands for itself.
std::uint32_t JsonText::escape() {
  const char e = at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : '\0';
  if (e != '\0' && std::string_view("\"\\/bfnrt").find(e) != std::string_view::npos) return 2;
  if (e == 'u' && hex4(bytes_, at_ + 2) >= 0) return 6;
  fail("bad escape in a string");
  return 1;
}

bool JsonText::number() {
  const auto digits = [this] {
    const std::uint32_t begin = at_;
    while (is_ascii_digit(peek())) ++at_;
    return at_ > begin;
  };
  if (peek() == '-') ++at_;
  if (peek() == '0')
    ++at_;
  else if (!digits())
    return fail("expected a digit");
  if (peek() == '.' && (++at_, !digits())) return fail("expected a digit");
  if (peek() != 'e' && peek() != 'E') return true;
  ++at_;
  if (peek() == '+' || peek() == '-') ++at_;
  return digits() || fail("expected a digit");
}

bool JsonText::word(std::string_view expected) {
  if (bytes_.substr(at_, expected.size()) != expected)
    return fail("expected `" + std::string(expected) + "`");
  at_ += static_cast<std::uint32_t>(expected.size());
  return true;
}

const JsonValue* JsonText::member(const JsonValue& object, std::string_view key) const {
  if (object.kind != JsonKind::object) return nullptr;
  for (const JsonValue* v = first(object); v != nullptr; v = next(*v))
    if (v->key == key) return v;
  return nullptr;
}

void JsonText::decode(const JsonValue& value, MappedText& out) const {
  std::uint32_t at = value.span.begin + 1;
  const bool closed = value.span.size() > 1 && bytes_[value.span.end - 1] == '"';
  const std::uint32_t end = std::max(closed ? value.span.end - 1 : value.span.end, at);
  std::string character;
  while (at < end) {
    const std::size_t found = bytes_.find('\\', at);
    const std::uint32_t stop =
        found == std::string_view::npos ? end : std::min(static_cast<std::uint32_t>(found), end);
    out.append(bytes_.substr(at, stop - at), at);
    if (stop == end) return;
    const std::uint32_t size =
        std::min(decode_escape(bytes_.substr(stop, end - stop), character), end - stop);
    out.append_block(character, {stop, stop + size});
    at = stop + size;
  }
}

std::string JsonText::decode(const JsonValue& value) const {
  MappedText text;
  decode(value, text);
  return text.text();
}

}  // namespace reproof
