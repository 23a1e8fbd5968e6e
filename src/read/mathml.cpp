#include "read/mathml.hpp"

#include <algorithm>
#include <vector>

#include "read/utf8.hpp"

namespace reproof {
namespace {

constexpr std::size_t deepest = 100;

std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

/// Content of `<annotation encoding="…tex…">`.
bool annotation(std::string_view text, std::uint32_t begin, std::uint32_t end, MappedText& out) {
  HtmlTokens tokens(text, begin, end);
  bool inside = false;
  for (HtmlToken token; tokens.next(token);) {
    if (token.kind == HtmlToken::Kind::open && token.name == "annotation") {
      const std::string_view encoding = slice(text, attribute_value(token, "encoding"));
      inside =
          encoding.find("tex") != std::string_view::npos || encoding.find("TeX") != std::string_view::npos;
    } else if (inside && token.kind == HtmlToken::Kind::close) {
      return !is_blank_text(out.text());
    } else if (inside && token.kind == HtmlToken::Kind::text) {
      decode_html(text, token.span, out);
    }
  }
  return false;
}

struct Element {
  std::string name;
  Span span;
  bool display = false;
  MappedText content;  ///< text of a token element
  std::vector<Element> children;
};

/// How an element is written in TeX: pieces of text and the numbers of its children between them; `*` stands
/// for all.
struct Layout {
  std::string_view name;
  std::size_t children;  ///< 0: any number
  std::string_view pattern;
};

constexpr Layout layouts[] = {
    {"mrow", 0, "{*}"},
    {"math", 0, "*"},
    {"mstyle", 0, "*"},
    {"semantics", 0, "1"},
    {"mpadded", 0, "*"},
    {"menclose", 0, "{*}"},
    {"mjx-container", 0, "*"},
    {"mfrac", 2, "\\frac{1}{2}"},
    {"msqrt", 0, "\\sqrt{*}"},
    {"mroot", 2, "\\sqrt[2]{1}"},
    {"msup", 2, "1^{2}"},
    {"msub", 2, "1_{2}"},
    {"msubsup", 3, "1_{2}^{3}"},
    {"munder", 2, "1_{2}"},
    {"munderover", 3, "1_{2}^{3}"},
    {"mphantom", 0, ""},
    {"mspace", 0, " "},
    {"maligngroup", 0, ""},
    {"malignmark", 0, ""},
    {"mtd", 0, "*"},
    {"annotation", 0, ""},
    {"annotation-xml", 0, ""},
    {"none", 0, "{}"},
};

struct Accent {
  std::string_view text, command;
};

constexpr Accent accents[] = {{"^", "\\hat"},           {"\u02C6", "\\hat"},  {"\u00AF", "\\bar"},
                              {"\u203E", "\\overline"}, {"~", "\\tilde"},     {"\u02DC", "\\tilde"},
                              {"\u2192", "\\vec"},      {"\u20D7", "\\vec"},  {"\u02D9", "\\dot"},
                              {".", "\\dot"},           {"\u00A8", "\\ddot"}, {"_", "\\bar"},
                              {"\u00B4", "\\acute"}};

class Writer {
 public:
  bool write(const Element& e) {
    if (e.name == "mn" || e.name == "mo") return token(e);
    if (e.name == "mi") return identifier(e);
    if (e.name == "mtext" || e.name == "ms") return text(e);
    if (e.name == "mtable") return table(e);
    if (e.name == "mover") return over(e);
    const auto row = std::find_if(std::begin(layouts), std::end(layouts),
                                  [&e](const Layout& l) { return l.name == e.name; });
    return row != std::end(layouts) && pattern(e, *row);
  }

  MappedText take() { return std::move(out_); }

 private:
  void put(std::string_view text, Span span) { out_.append_block(text, span); }

  bool token(const Element& e) {
    const std::string_view s = e.content.text();
    for (std::uint32_t i = 0; i < s.size(); ++i) {
      if (std::string_view("{}%&#$_").find(s[i]) != std::string_view::npos) put("\\", e.span);
      out_.append(e.content, i, i + 1);
    }
    put(" ", e.span);
    return true;
  }

  bool identifier(const Element& e) {
    std::uint32_t letters = 0;
    for (std::size_t i = 0; i < e.content.size(); i += decode_utf8(e.content.text(), i).size) ++letters;
    if (letters < 2) return token(e);
    put("\\operatorname{", e.span);
    out_.append(e.content, 0, e.content.size());
    put("}", e.span);
    return true;
  }

  bool text(const Element& e) {
    put("\\text{", e.span);
    out_.append(e.content, 0, e.content.size());
    put("}", e.span);
    return true;
  }

  bool table(const Element& e) {
    put("\\begin{matrix}", e.span);
    for (const Element& row : e.children) {
      for (const Element& cell : row.children) {
        if (!write(cell)) return false;
        if (&cell != &row.children.back()) put("&", cell.span);
      }
      put("\\\\", row.span);
    }
    put("\\end{matrix}", e.span);
    return true;
  }

  bool over(const Element& e) {
    if (e.children.size() != 2) return false;
    const std::string& sign = e.children[1].content.text();
    const auto row = std::find_if(std::begin(accents), std::end(accents),
                                  [&sign](const Accent& a) { return a.text == sign; });
    if (row == std::end(accents)) return pattern(e, {"mover", 2, "1^{2}"});
    return pattern_with(e, std::string(row->command) + "{1}");
  }

  bool pattern(const Element& e, const Layout& layout) {
    if (layout.children != 0 && e.children.size() != layout.children) return false;
    if (layout.pattern == "1" && e.children.empty()) return false;
    return pattern_with(e, layout.pattern);
  }

  bool pattern_with(const Element& e, std::string_view pattern) {
    for (const char c : pattern) {
      if (c == '*') {
        for (const Element& child : e.children)
          if (!write(child)) return false;
      } else if (is_ascii_digit(c)) {
        if (!write(e.children[static_cast<std::size_t>(c - '1')])) return false;
      } else {
        put(std::string_view(&c, 1), e.span);
      }
    }
    return true;
  }

  MappedText out_;
};

bool is_token_element(std::string_view name) {
  return name == "mn" || name == "mi" || name == "mo" || name == "mtext" || name == "ms";
}

/// Trimmed content without invisible operators.
MappedText visible_part(const MappedText& content) {
  MappedText out;
  const std::string_view s = content.text();
  for (std::uint32_t i = 0; i < s.size();) {
    const CodePoint c = decode_utf8(s, i);
    if (!is_invisible(c.value) || c.value == ' ') out.append(content, i, i + c.size);
    i += c.size;
  }
  return out;
}

std::optional<Element> tree(std::string_view text, const HtmlToken& open, std::uint32_t end) {
  std::vector<Element> stack(1);
  stack.back().name = "math";
  stack.back().span = {open.span.begin, end};
  HtmlTokens tokens(text, open.span.end, end);
  for (HtmlToken token; tokens.next(token);) {
    if (token.kind == HtmlToken::Kind::open) {
      if (stack.size() > deepest) return std::nullopt;
      Element e;
      e.name = token.name;
      e.span = token.span;
      if (token.self_closing)
        stack.back().children.push_back(std::move(e));
      else
        stack.push_back(std::move(e));
    } else if (token.kind == HtmlToken::Kind::close && stack.size() > 1) {
      Element e = std::move(stack.back());
      stack.pop_back();
      if (e.name != token.name) return std::nullopt;
      e.span.end = token.span.end;
      e.content = visible_part(e.content);
      stack.back().children.push_back(std::move(e));
    } else if (token.kind == HtmlToken::Kind::text && is_token_element(stack.back().name)) {
      decode_html(text, token.span, stack.back().content);
    }
  }
  if (stack.size() != 1) return std::nullopt;
  return std::move(stack.front());
}

}  // namespace

std::optional<MathmlFormula> read_mathml(std::string_view text, const HtmlToken& open, std::uint32_t end) {
  MathmlFormula formula;
  formula.display = slice(text, attribute_value(open, "display")) == "block" ||
                    slice(text, attribute_value(open, "mode")) == "display";
  if (annotation(text, open.span.end, end, formula.tex)) return formula;
  formula.tex = {};
  decode_html(text, attribute_value(open, "alttext"), formula.tex);
  if (!is_blank_text(formula.tex.text())) return formula;
  const std::optional<Element> root = tree(text, open, end);
  Writer writer;
  if (!root || !writer.write(*root)) return std::nullopt;
  formula.tex = writer.take();
  return formula;
}

}  // namespace reproof
