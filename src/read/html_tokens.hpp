#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/mapped_text.hpp"

namespace reproof {

struct HtmlAttribute {
  std::string_view name;
  Span value;  ///< without quotes, not decoded
};

/// One piece of HTML. Names are in lower case.
struct HtmlToken {
  enum class Kind : std::uint8_t { text, open, close, comment };
  Kind kind = Kind::text;
  Span span;
  std::string name;  ///< of a tag
  bool self_closing = false;
  std::vector<HtmlAttribute> attributes;
};

/// Cuts HTML into tags, text and comments; what looks like no tag is text. The content of script, style,
/// textarea, title and similar elements is one text token. Our own rather than a tree builder's: it keeps
/// every offset, is linear for any input (a library that builds the tree takes quadratic time on deep
/// nesting), and this is all that a reader of numbers needs.
class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view text, std::uint32_t begin = 0, std::uint32_t end = UINT32_MAX);

  /// False at the end.
  bool next(HtmlToken& token);
  std::uint32_t position() const { return at_; }
  void move_to(std::uint32_t position) { at_ = position; }

 private:
  bool tag(HtmlToken& token);
  bool attribute(HtmlToken& token, std::uint32_t& at);
  bool comment(HtmlToken& token);
  bool raw_text(HtmlToken& token);

  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
  std::string raw_;            ///< element whose raw text comes next
  std::uint32_t no_quote_[2];  ///< from here on there is no `"`, no `'`
  std::uint32_t no_comment_end_;
  std::uint32_t no_declaration_end_;
};

/// The text of [begin, end), character references decoded.
void decode_html(std::string_view text, Span span, MappedText& out);
/// Value of the attribute, empty if it is not there.
Span attribute_value(const HtmlToken& token, std::string_view name);
/// Whether the class attribute holds a word for which `test` holds.
bool has_class(std::string_view text, const HtmlToken& token, bool (*test)(std::string_view));

}  // namespace reproof
