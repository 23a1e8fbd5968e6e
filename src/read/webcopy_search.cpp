#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "read/tex_printer.hpp"
#include "read/utf8.hpp"
#include "read/webcopy.hpp"
#include "read/webcopy_page.hpp"

namespace reproof {
namespace {

constexpr std::uint32_t longest_rendering = 8192;
constexpr std::uint32_t longest_unmarked = 160;

constexpr std::array<bool, 256> kMarkup = [] {
  std::array<bool, 256> markup{};
  for (const char c : {'\\', '^', '_', '{'}) markup[static_cast<unsigned char>(c)] = true;
  return markup;
}();

bool is_markup(char c) {
  return kMarkup[static_cast<unsigned char>(c)];
}

/// What a copy may lose: whatever is no letter, digit or plain sign of the keyboard, and tall brackets, which
/// are drawn.
bool may_be_lost(char32_t c) {
  return c > 0x7E || std::u32string_view(U"-~^()[]{}|").find(c) != std::u32string_view::npos;
}

bool is_bracket_piece(char32_t c) {
  return c >= 0x239B && c <= 0x23B3;
}

class FormulaSearch {
 public:
  explicit FormulaSearch(std::string_view text)
      : text_(text), work_(static_cast<std::int64_t>(text.size()) * 20 + 1'000'000) {}

  bool at_end() const { return end_ >= text_.size(); }

  /// The formulas of the next passage.
  std::vector<CopiedFormula> next() {
    begin_ = end_;
    end_ = page_.read(text_, begin_);
    taken_ = 0;
    find_marked();
    find_unmarked();
    for (CopiedFormula& f : found_) f.display = stands_alone(f.whole);
    return std::exchange(found_, {});
  }
  bool exhausted() const { return work_ <= 0; }

 private:
  struct Match {
    std::uint32_t first;         ///< index of the first character of the MathML text
    std::uint32_t tex, tex_end;  ///< byte offsets
    std::uint32_t last;          ///< index behind the visible text
    bool visual;
  };

  void find_marked() {
    std::uint32_t previous = begin_;  // no candidate begins before this offset
    for (std::uint32_t at = begin_; at < end_ && work_ > 0; ++at) {
      if (!is_markup(text_[at])) continue;
      const std::optional<Match> match = match_at(at, previous);
      previous = at + 1;
      if (!match) continue;
      accept(*match, true);
      at = page_.offset(match->last) - 1;
      previous = at + 1;
      taken_ = match->last;
    }
  }

  void accept(const Match& m, bool marked) {
    const std::uint32_t end = m.visual ? visible_end(m.last) : m.tex_end;
    found_.push_back({{page_.offset(m.first), end}, {m.tex, m.tex_end}, m.visual, marked, false});
  }

  /// The byte offset right behind the character before `index`.
  std::uint32_t visible_end(std::uint32_t index) const {
    const std::uint32_t last = page_.offset(index - 1);
    return last + decode_utf8(text_, last).size;
  }

  /// The longest formula whose first TeX sign stands at `mark`.
  std::optional<Match> match_at(std::uint32_t mark, std::uint32_t previous) {
    std::optional<Match> best;
    const std::uint32_t mark_index = page_.index_at(mark);
    for (std::uint32_t start = mark_index;; --start) {
      if (page_.offset(start) < previous || work_ <= 0) break;
      if (start <= page_.block(mark_index) || start <= taken_) break;
      if (page_.starts_word(start)) {
        if (!plain_part_stands_before(start, mark_index)) break;
        const std::optional<Match> match = match_from(start);
        if (match && (!best || match->first < best->first)) best = match;
      }
      if (start == 0) break;
    }
    return best;
  }

  std::uint32_t earliest(std::uint32_t start) const {
    const std::uint32_t reach = start > longest_rendering ? start - longest_rendering : 0;
    return std::max({reach, page_.block(start), taken_});
  }

  /// The characters between the start and its first TeX sign print as they are, so the rendering begins with
  /// them. If they are not found, a start farther left cannot succeed either.
  bool plain_part_stands_before(std::uint32_t start, std::uint32_t mark) {
    const std::u32string_view all = page_.chars();
    const std::u32string_view part = all.substr(start, mark - start);
    if (part.empty()) return true;
    const std::uint32_t from = earliest(start);
    work_ -= start - from + 1;
    return all.substr(from, start - from).find(part) != std::u32string_view::npos;
  }

  std::optional<Match> match_from(std::uint32_t start) {
    std::optional<Match> best;
    // Limits of sums are laid out in one of two ways; which, the text itself tells.
    for (const bool display : {true, false}) {
      TexPrinter printer(text_.substr(0, end_), page_.offset(start), display, work_);
      Beginnings beginnings(page_.chars(), earliest(start), start);
      while (printer.next() && beginnings.go_on(printer.printed().mathml, work_)) {
        const std::optional<Match> match = beginnings.complete() ? compare(start, printer) : std::nullopt;
        if (match && (!best || match->visual >= best->visual)) best = match;
      }
      if ((best && best->visual) || !printer.has_limits()) break;
    }
    return best;
  }

  /// Where in the text before the TeX its rendering may begin, as far as it is printed.
  class Beginnings {
   public:
    Beginnings(std::u32string_view chars, std::uint32_t from, std::uint32_t to)
        : chars_(chars), from_(from), to_(to) {}

    /// False where no beginning is left: nothing printed after this can match.
    bool go_on(std::u32string_view printed, std::int64_t& work) {
      for (; length_ < printed.size(); ++length_) {
        if (length_ == 0) {
          work -= to_ - from_;
          for (std::uint32_t i = from_; i < to_; ++i)
            if (chars_[i] == printed[0]) places_.push_back(i);
        } else {
          work -= static_cast<std::int64_t>(places_.size());
          std::erase_if(places_, [&](std::uint32_t i) {
            return i + length_ >= to_ || chars_[i + length_] != printed[length_];
          });
        }
        if (places_.empty()) return false;
      }
      return true;
    }
    /// Does one of them reach up to the TeX?
    bool complete() const { return !places_.empty() && places_.back() + length_ == to_; }

   private:
    std::u32string_view chars_;
    std::uint32_t from_, to_;
    std::vector<std::uint32_t> places_;  ///< ascending
    std::size_t length_ = 0;
  };

  std::optional<Match> compare(std::uint32_t start, const TexPrinter& printer) {
    const Printed& printed = printer.printed();
    const auto length = static_cast<std::uint32_t>(printed.mathml.size());
    const std::uint32_t end = page_.index_at(printer.position());
    if (!page_.word_ends(end)) return std::nullopt;
    const std::uint32_t last = match_visual(printed.visual, end);
    return Match{start - length, page_.offset(start), printer.position(), last > end ? last : end,
                 last > end};
  }

  /// Index behind the visible text that begins at `index`; `index` itself if it does not stand there.
  std::uint32_t match_visual(std::u32string_view expected, std::uint32_t index) {
    std::uint32_t at = index;
    std::uint32_t kept = index;
    for (const char32_t c : expected) {
      while (at < page_.size() && is_bracket_piece(page_[at])) ++at;
      --work_;
      if (at < page_.size() && page_[at] == c && (at == index || page_.block(at) == page_.block(index)))
        kept = ++at;
      else if (!may_be_lost(c))
        return index;
    }
    return kept;
  }

  void find_unmarked() {
    std::vector<CopiedFormula> marked;
    marked.swap(found_);
    std::vector<CopiedFormula> all;
    std::uint32_t from = 0;
    for (std::size_t i = 0; i <= marked.size(); ++i) {
      const std::uint32_t to = i < marked.size() ? page_.index_at(marked[i].whole.begin) : page_.size();
      find_unmarked(from, to);
      all.insert(all.end(), found_.begin(), found_.end());
      found_.clear();
      if (i < marked.size()) {
        all.push_back(marked[i]);
        from = page_.index_at(marked[i].whole.end);
      }
    }
    found_ = std::move(all);
  }

  void find_unmarked(std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t start = from + 1; start < to && work_ > 0; ++start) {
      if (!page_.starts_word(start)) continue;
      if (const std::optional<Match> match = match_triple(from, start, to)) {
        accept(*match, false);
        from = match->last;
        start = from;
      }
    }
  }

  std::optional<Match> match_triple(std::uint32_t from, std::uint32_t start, std::uint32_t to) {
    const std::u32string_view all = page_.chars();
    const std::uint32_t most =
        std::min({start - from, to - start, longest_unmarked, start - page_.block(start)});
    for (std::uint32_t n = 1; n <= most; ++n) {
      --work_;
      if (n > 1 && !splits_tokens(start - n + 1)) return std::nullopt;  // and no longer first copy does
      const std::u32string_view tex = all.substr(start, n);
      if (all[start - n] != tex[0] || !page_.word_ends(start + n) || start + n >= to) continue;
      work_ -= n;
      if (all.substr(start - n, n) != tex) continue;
      if (page_.block(start + n - 1) != page_.block(start) || !is_formula(start - n, start))
        return std::nullopt;
      const std::uint32_t last = match_visual(tex, start + n);
      if (last == start + n || last > to) continue;
      return Match{start - n, page_.offset(start), visible_end(start + n), last, true};
    }
    return std::nullopt;
  }

  static bool in_number(char32_t c) { return (c >= '0' && c <= '9') || c == '.'; }

  /// Is the character parted from the one before it as in MathML, which sets each sign and letter apart?
  bool splits_tokens(std::uint32_t i) const {
    return page_.starts_word(i) || (in_number(page_[i]) && in_number(page_[i - 1]));
  }

  /// Whether [begin, end), split into tokens, holds a letter or number, and is no bare number.
  bool is_formula(std::uint32_t begin, std::uint32_t end) const {
    bool letter = false, sign = false;
    if (!page_.starts_word(begin) && is_word(page_[begin - 1])) return false;
    for (std::uint32_t i = begin; i < end; ++i) {
      const char32_t c = page_[i];
      if (c == '.' || in_number(c)) continue;
      if (c > 0x2E7F) return false;
      (is_word(c) ? letter : sign) = true;
    }
    return letter || (sign && has_digit(begin, end));
  }

  bool has_digit(std::uint32_t begin, std::uint32_t end) const {
    return std::any_of(page_.chars().begin() + begin, page_.chars().begin() + end,
                       [](char32_t c) { return c >= '0' && c <= '9'; });
  }

  static bool is_word(char32_t c) {
    return (c < 0x80 && (is_ascii_letter(static_cast<char>(c)) || is_ascii_digit(static_cast<char>(c)))) ||
           (c >= 0x370 && c <= 0x3FF);
  }

  bool stands_alone(Span span) const {
    std::uint32_t b = span.begin, e = span.end;
    while (b > 0 && is_blank(text_[b - 1])) --b;
    while (e < text_.size() && text_[e] != '\n') {
      const CodePoint c = decode_utf8(text_, e);
      const bool trailing =
          is_invisible(c.value) || c.value == '.' || c.value == ',' || c.value == 0x3002 || c.value == 0xFF0C;
      if (!trailing) return false;
      e += c.size;
    }
    return b == 0 || text_[b - 1] == '\n';
  }

  std::string_view text_;
  std::uint32_t begin_ = 0, end_ = 0;  ///< of the passage
  VisibleText page_;
  std::int64_t work_;
  std::uint32_t taken_ = 0;
  std::vector<CopiedFormula> found_;
};

bool has_markup(std::string_view text) {
  return text.find_first_of("\\^_{") != std::string_view::npos;
}

}  // namespace

std::vector<CopiedFormula> find_copied_formulas(std::string_view text, bool* exhausted) {
  std::vector<CopiedFormula> all;
  if (!has_markup(text)) return all;
  FormulaSearch search(text);
  while (!search.at_end()) {
    const std::vector<CopiedFormula> found = search.next();
    all.insert(all.end(), found.begin(), found.end());
  }
  if (exhausted != nullptr) *exhausted = search.exhausted();
  return all;
}

bool is_web_copy(std::string_view text) {
  if (!has_markup(text)) return false;
  FormulaSearch search(text);
  for (std::ptrdiff_t copies = 0; !search.at_end();) {
    const std::vector<CopiedFormula> found = search.next();
    copies += std::count_if(found.begin(), found.end(),
                            [](const CopiedFormula& f) { return f.marked && f.visual; });
    if (copies >= 2) return true;
  }
  return false;
}

}  // namespace reproof
