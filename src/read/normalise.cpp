#include "read/normalise.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "read/tex_symbols.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

struct Fold {
  char32_t character;
  std::string_view text;
};

constexpr Fold everywhere[] = {
    {0x2212, "-"}, {0xFE63, "-"}, {0x3002, "."}, {0x3001, ","}, {0x3010, "["}, {0x3011, "]"}, {0x2236, ":"},
};

constexpr Fold in_math[] = {
    {0x2013, "-"},          {0x2010, "-"},       {0x2011, "-"},          {0xA0, " "},
    {0x3000, " "},          {0x2009, " "},       {0x202F, " "},          {0x2032, "'"},
    {0x2019, "'"},          {0x2033, "''"},      {0x2217, "*"},          {0x200B, ""},
    {0x2061, ""},           {0xFEFF, ""},        {0xBD, "\\frac{1}{2}"}, {0xBC, "\\frac{1}{4}"},
    {0xBE, "\\frac{3}{4}"}, {0x2225, "\\|"},     {0x2223, "|"},          {0x2227, "\\wedge"},
    {0x3B5, "\\epsilon"},   {0x3C6, "\\phi"},    {0x2206, "\\Delta"},    {0x2126, "\\Omega"},
    {0xB5, "\\mu"},         {0xB0, "^{\\circ}"},
};

constexpr std::string_view superscripts[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁺", "⁻"};
constexpr std::string_view subscripts[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉", "₊", "₋"};
constexpr std::string_view script_values = "0123456789+-";

template <std::size_t N>
std::string_view find_fold(const Fold (&table)[N], char32_t c) {
  const auto row =
      std::find_if(std::begin(table), std::end(table), [c](const Fold& f) { return f.character == c; });
  return row == std::end(table) ? std::string_view() : row->text;
}

template <std::size_t N>
bool has_fold(const Fold (&table)[N], char32_t c) {
  return std::any_of(std::begin(table), std::end(table), [c](const Fold& f) { return f.character == c; });
}

bool is_full_width_form(char32_t c) {
  return c >= 0xFF01 && c <= 0xFF5E;
}

// Full-width letters stay letters of the text; full-width marks that prose uses as punctuation stay too: a
// comma or a full stop between two Chinese clauses is not the comma or point of a number.
bool folds_in_prose(std::string_view text, std::size_t at, char32_t c) {
  const char ascii = static_cast<char>(c - 0xFEE0);
  if (ascii != ',' && ascii != '.') return true;
  const std::size_t next = at + 3;
  if (at == 0 || next >= text.size()) return false;
  const auto is_digit = [](char32_t d) { return (d >= '0' && d <= '9') || (d >= 0xFF10 && d <= 0xFF19); };
  return ascii == '.' && is_digit(decode_utf8_before(text, at).value) &&
         is_digit(decode_utf8(text, next).value);
}

class Folder {
 public:
  Folder(const MappedText& in, bool math) : in_(in), text_(in.text()), math_(math) {}

  MappedText run() {
    const auto size = static_cast<std::uint32_t>(text_.size());
    while (at_ < size) {
      at_ = static_cast<std::uint32_t>(skip_ascii(text_, at_));
      if (at_ >= size) break;
      const CodePoint c = decode_utf8(text_, at_);
      if (!c.valid || !fold(c)) at_ += c.size;
    }
    copy_until(size);
    return std::move(out_);
  }

 private:
  bool fold(CodePoint c) {
    if (is_full_width_form(c.value) && (math_ || folds_in_prose(text_, at_, c.value)))
      return replace(c.size, ascii_of(c.value));
    if (fold_script(superscripts, "^{") || fold_script(subscripts, "_{")) return true;
    if (math_) return fold_in_math(c);
    if (c.value == 0x3002 || c.value == 0x3001) return false;
    if (has_fold(everywhere, c.value)) return replace(c.size, std::string(find_fold(everywhere, c.value)));
    return fold_operator_in_prose(c);
  }

  // A visible `%` or `{` is a command in TeX.
  std::string ascii_of(char32_t full_width) const {
    const char ascii = static_cast<char>(full_width - 0xFEE0);
    const bool escape = math_ && std::string_view("%&#${}").find(ascii) != std::string_view::npos;
    return (escape ? "\\" : "") + std::string(1, ascii);
  }

  bool fold_in_math(CodePoint c) {
    if (has_fold(everywhere, c.value)) return replace(c.size, std::string(find_fold(everywhere, c.value)));
    if (has_fold(in_math, c.value)) return replace(c.size, std::string(find_fold(in_math, c.value)));
    const std::string_view command = command_of(c.value);
    if (command.empty()) return false;
    return replace(c.size, "\\" + std::string(command));
  }

  bool fold_operator_in_prose(CodePoint c) {
    const std::size_t after = at_ + c.size;
    if (c.value == 0xD7 && number_ends() && number_starts(after)) return replace(c.size, "\\times");
    if ((c.value == 0xB7 || c.value == 0x22C5) && number_ends() && number_starts(after))
      return replace(c.size, "\\cdot");
    if (c.value == 0x2248 && number_starts(after)) return replace(c.size, "\\approx");
    return false;
  }

  bool number_ends() const {
    std::size_t i = at_;
    while (i > 0 && is_blank(text_[i - 1])) --i;
    if (i == 0) return false;
    const char32_t c = decode_utf8_before(text_, i).value;
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19) || c == ')' || c == '%' || c == 0xFF09;
  }

  bool number_starts(std::size_t i) const {
    for (int signs = 0; i < text_.size(); ++i) {
      if (is_blank(text_[i])) continue;
      const CodePoint c = decode_utf8(text_, i);
      if (signs++ == 0 && (c.value == '-' || c.value == '+' || c.value == 0x2212)) {
        i += c.size - 1;
        continue;
      }
      return (c.value >= '0' && c.value <= '9') || (c.value >= 0xFF10 && c.value <= 0xFF19) ||
             c.value == '(' || c.value == 0xFF08;
    }
    return false;
  }

  template <std::size_t N>
  bool fold_script(const std::string_view (&table)[N], std::string_view open) {
    std::string script;
    std::uint32_t size = 0;
    for (bool found = true; found;) {
      found = false;
      for (std::size_t i = 0; i < N; ++i)
        if (text_.substr(at_ + size, table[i].size()) == table[i]) {
          script.push_back(script_values[i]);
          size += static_cast<std::uint32_t>(table[i].size());
          found = true;
          break;
        }
    }
    if (script.empty()) return false;
    const bool after_digit = at_ > 0 && is_ascii_digit(text_[at_ - 1]);
    if (!math_ && (open == "_{" || !after_digit)) return false;
    return replace(size, std::string(open) + script + "}");
  }

  bool replace(std::uint32_t size, std::string text) {
    copy_until(at_);
    const std::size_t next = at_ + size;
    const bool command = text.size() > 1 && text[0] == '\\' && is_ascii_letter(text.back());
    const bool letter = next < text_.size() &&
                        (is_ascii_letter(text_[next]) || static_cast<unsigned char>(text_[next]) >= 0x80);
    if (command && letter) text.push_back(' ');
    if (!text.empty()) out_.append_block(text, in_.source(at_, at_ + size));
    at_ += size;
    copied_ = at_;
    return true;
  }

  void copy_until(std::uint32_t end) {
    if (copied_ < end) out_.append(in_, copied_, end);
    copied_ = end;
  }

  const MappedText& in_;
  std::string_view text_;
  bool math_;
  MappedText out_;
  std::uint32_t at_ = 0;
  std::uint32_t copied_ = 0;
};

bool is_ascii(std::string_view text) {
  return skip_ascii(text, 0) == text.size();
}

}  // namespace

MappedText normalise_prose(MappedText text) {
  return is_ascii(text.text()) ? std::move(text) : Folder(text, false).run();
}

MappedText normalise_math(MappedText text) {
  return is_ascii(text.text()) ? std::move(text) : Folder(text, true).run();
}

}  // namespace reproof
