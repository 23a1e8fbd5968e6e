#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "report/escape.hpp"
#include "report/html/html.hpp"

namespace reproof::html {
namespace {

using Kind = ArticleToken::Kind;

struct Tag {
  std::string_view open;
  std::string_view close;
};

/// In the order of ArticleElement.
constexpr std::array<Tag, 28> tags{{
    {"<p>", "</p>"},
    {"", ""},  // by its level
    {"<ul>", "</ul>"},
    {"<li>", "</li>"},
    {"<span class=no>", "</span> "},
    {"<div class=tb><table>", "</table></div>"},
    {"<tr>", "</tr>"},
    {"<td>", "</td>"},
    {"<blockquote>", "</blockquote>"},
    {"<pre>", "</pre>"},
    {"<p class=cap>", "</p>"},
    {"<math>", "</math>"},
    {"<div class=dm><math display=block>", "</math></div>"},
    {"<mrow>", "</mrow>"},
    {"<mfrac>", "</mfrac>"},
    {"<mfrac linethickness=0>", "</mfrac>"},
    {"<msqrt>", "</msqrt>"},
    {"<mroot>", "</mroot>"},
    {"<msub>", "</msub>"},
    {"<msup>", "</msup>"},
    {"<msubsup>", "</msubsup>"},
    {"<munder>", "</munder>"},
    {"<mover accent=true>", "</mover>"},
    {"<munderover>", "</munderover>"},
    {"<mtable>", "</mtable>"},
    {"<mtr>", "</mtr>"},
    {"<mtd>", "</mtd>"},
    {"<mtable class=al>", "</mtable>"},
}};

/// A block of the top level: its tokens, and the findings that stand in it.
struct Block {
  std::size_t begin = 0, end = 0;
  std::uint32_t offset = 0;
  std::vector<const Finding*> findings;
};

class ArticleView {
 public:
  ArticleView(const Page& page, std::ostream& out)
      : page_(page), tokens_(page.document().article), out_(out) {}

  void write() {
    find_blocks();
    assign();
    if (!above_.empty()) section([] {}, above_);
    for (const Block& block : blocks_) {
      section([&] { body(block); }, block.findings);
    }
  }

 private:
  void find_blocks() {
    int depth = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == Kind::open && depth++ == 0) blocks_.push_back({i, i, tokens_[i].offset, {}});
      if (tokens_[i].kind == Kind::close && --depth == 0) blocks_.back().end = i + 1;
    }
  }

  /// A finding goes with its number, else with the block that it stands in; one about no place of the
  /// document comes first.
  void assign() {
    std::unordered_set<const Finding*> placed;
    for (Block& block : blocks_) {
      for (std::size_t i = block.begin; i < block.end; ++i) {
        const auto* found = tokens_[i].kind == Kind::number ? page_.at(tokens_[i].offset) : nullptr;
        if (found == nullptr) continue;
        for (const Finding* f : *found) {
          if (placed.insert(f).second) block.findings.push_back(f);
        }
      }
    }
    for (const Finding& f : page_.document().findings) {
      if (!placed.contains(&f)) block_of(f).push_back(&f);
    }
  }

  std::vector<const Finding*>& block_of(const Finding& f) {
    const auto after = std::ranges::upper_bound(blocks_, f.span.start.offset, {}, &Block::offset);
    return after == blocks_.begin() || !f.span.path.empty() ? above_ : (after - 1)->findings;
  }

  template <class Body>
  void section(Body write_body, const std::vector<const Finding*>& findings) {
    out_ << "<section class=b><div>";
    write_body();
    out_ << "</div>";
    if (!findings.empty()) {
      out_ << "<aside>";
      write_cards(page_, findings, out_);
      out_ << "</aside>";
    }
    out_ << "</section>\n";
  }

  void body(const Block& block) {
    bool math = false, preformatted = false;
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const ArticleToken& t = tokens_[i];
      const bool opens = t.kind == Kind::open;
      if (!opens && t.kind != Kind::close) {
        token(t, math, preformatted);
        continue;
      }
      opens ? open(i) : close(t.element);
      if (is_formula(t.element)) math = opens;
      if (t.element == ArticleElement::code_block) preformatted = opens;
    }
  }

  static bool is_formula(ArticleElement e) {
    return e == ArticleElement::formula || e == ArticleElement::display;
  }

  static const Tag& tag_of(ArticleElement e) { return tags.at(static_cast<std::size_t>(e)); }

  void open(std::size_t i) {
    const ArticleToken& t = tokens_[i];
    if (is_formula(t.element)) formula_ = shape_of(i);
    open_.push_back(i);
    if (t.element == ArticleElement::heading) {
      out_ << "<h" << heading(t.level) << '>';
    } else if (t.element == ArticleElement::list && t.level > 1) {
      fmt::print(out_, "<ul class=l{}>", std::min(t.level, 4U));
    } else if (t.element == ArticleElement::item && begins(i + 1, ArticleElement::marker)) {
      out_ << "<li class=o>";
    } else if (t.element == ArticleElement::display && formula_.parted) {
      out_ << "<div class=dm><math displaystyle=true>";
    } else {
      out_ << tag_of(t.element).open;
    }
  }

  void close(ArticleElement e) {
    const std::uint32_t level = tokens_[open_.back()].level;
    open_.pop_back();
    if (e == ArticleElement::heading) {
      out_ << "</h" << heading(level) << '>';
    } else {
      out_ << tag_of(e).close;
    }
  }

  /// The page has a heading of level 1, and its parts those of level 2.
  static std::uint32_t heading(std::uint32_t level) { return std::clamp(level, 1U, 4U) + 2; }

  bool begins(std::size_t i, ArticleElement e) const {
    return i < tokens_.size() && tokens_[i].kind == Kind::open && tokens_[i].element == e;
  }

  /// How a formula is set.
  struct Shape {
    bool parted = false;     ///< so long that its lines may break before a relation
    std::vector<bool> tall;  ///< for each token from the formula's first: it opens what is higher than a line
    std::size_t first = 0;
  };

  Shape shape_of(std::size_t first) const {
    // Signs, names and numbers that fit a line of a narrow page; in running text what is left of one.
    const std::size_t longest = tokens_[first].element == ArticleElement::display ? 16 : 8;
    Shape shape{false, {}, first};
    std::vector<std::size_t> open;
    std::size_t leaves = 0;
    for (std::size_t i = first; i < tokens_.size(); ++i) {
      const ArticleToken& t = tokens_[i];
      shape.tall.push_back(false);
      if (t.kind == Kind::open) {
        open.push_back(i - first);
        if (is_tall(t.element))
          for (const std::size_t o : open) shape.tall[o] = true;
      } else if (t.kind == Kind::close) {
        open.pop_back();
        if (open.empty()) break;
      } else {
        ++leaves;
      }
    }
    shape.parted = leaves > longest;
    return shape;
  }

  static bool is_tall(ArticleElement e) {
    switch (e) {
      case ArticleElement::fraction:
      case ArticleElement::pile:
      case ArticleElement::square_root:
      case ArticleElement::root:
      case ArticleElement::under:
      case ArticleElement::under_over:
      case ArticleElement::grid:
      case ArticleElement::aligned:
        return true;
      default:
        return false;
    }
  }

  void token(const ArticleToken& t, bool math, bool preformatted) {
    switch (t.kind) {
      case Kind::number:
        return number(t, math);
      case Kind::code:
        return wrapped(preformatted ? "" : "code", t.text);
      case Kind::source:
        fmt::print(out_, "<code class=x>{}</code>", markup_text(t.text));
        return;
      case Kind::identifier:
        return wrapped("mi", t.text);
      case Kind::sign:
        return sign(t.text);
      case Kind::words:
        return wrapped("mtext", t.text);
      default:
        return wrapped("", t.text);
    }
  }

  /// Brackets around what is no higher than a line stay as they are, whatever the font would do; a long
  /// formula may go on in a new line before a relation of its own.
  void sign(const std::string& text) {
    constexpr std::string_view relations[] = {"=", "≈", "≠", "<", ">", "≤", "≥",
                                              "≡", "≔", "∝", "∼", "≃", "⇒", "→"};
    constexpr std::string_view brackets[] = {"(", ")", "[", "]", "{", "}", "|", "‖"};
    const auto among = [&](const auto& list) { return std::ranges::find(list, text) != std::end(list); };
    const std::size_t here = open_.back();
    if (formula_.parted && here == formula_.first && tokens_[here + 1].text != text && among(relations)) {
      const bool display = tokens_[here].element == ArticleElement::display;
      fmt::print(out_, "</math><wbr><math{}><mo form=infix>{}</mo>", display ? " displaystyle=true" : "",
                 markup_text(text));
    } else if (among(brackets) && !formula_.tall[here - formula_.first]) {
      fmt::print(out_, "<mo stretchy=false>{}</mo>", markup_text(text));
    } else {
      wrapped("mo", text);
    }
  }

  void wrapped(std::string_view tag, const std::string& text) {
    if (tag.empty()) {
      out_ << markup_text(text);
    } else {
      fmt::print(out_, "<{}>{}</{}>", tag, markup_text(text), tag);
    }
  }

  /// A number with findings is a link to the first of them; a given or a repeated one has a dotted line,
  /// and its reason at the end of the page.
  void number(const ArticleToken& t, bool math) {
    out_ << (math ? "<mn>" : "");
    const std::string text = markup(t.text);
    if (const auto* found = page_.at(t.offset); found != nullptr) {
      const Finding& f = *found->front();
      fmt::print(out_, "<a class={} href=#{}>{}</a>", letter_of(f), page_.anchor(f), text);
    } else if (const NumberRole* role = page_.role_at(t.offset); role != nullptr && told(role->role)) {
      const std::string why = role->reason.empty() ? std::string(name_of(role->role))
                                                   : fmt::format("{}: {}", name_of(role->role), role->reason);
      fmt::print(out_, "<span class=g data-w={}>{}</span>", page_.reason(why), text);
    } else {
      out_ << text;
    }
    out_ << (math ? "</mn>" : "");
  }

  static bool told(Role role) {
    return role == Role::given || role == Role::reference || role == Role::unread;
  }

  const Page& page_;
  const std::vector<ArticleToken>& tokens_;
  std::ostream& out_;
  std::vector<Block> blocks_;
  std::vector<std::size_t> open_;  ///< elements, by the tokens that opened them
  Shape formula_;
  std::vector<const Finding*> above_;
};

}  // namespace

void write_article(const Page& page, std::ostream& out) {
  ArticleView(page, out).write();
}

}  // namespace reproof::html
