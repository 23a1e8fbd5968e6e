#include <algorithm>
#include <array>

#include "judge/article_writer.hpp"
#include "read/tex_symbols.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

struct Accent {
  std::string_view command;
  std::string_view mark;
};
constexpr std::array<Accent, 14> accents{{
    {"hat", "^"},
    {"widehat", "^"},
    {"bar", "¯"},
    {"overline", "¯"},
    {"tilde", "~"},
    {"widetilde", "~"},
    {"vec", "→"},
    {"dot", "˙"},
    {"ddot", "¨"},
    {"check", "ˇ"},
    {"breve", "˘"},
    {"acute", "´"},
    {"grave", "`"},
    {"mathring", "˚"},
}};

enum class Alphabet { plain, bold, script, double_struck };

struct StyleRow {
  std::string_view command;
  Alphabet alphabet;
};
constexpr std::array<StyleRow, 7> styles{{
    {"mathbf", Alphabet::bold},
    {"boldsymbol", Alphabet::bold},
    {"bm", Alphabet::bold},
    {"textbf", Alphabet::bold},
    {"mathcal", Alphabet::script},
    {"mathscr", Alphabet::script},
    {"mathbb", Alphabet::double_struck},
}};

/// Letters of an alphabet that Unicode had before the others of it.
struct Exception {
  Alphabet alphabet;
  char letter;
  char32_t character;
};
constexpr std::array<Exception, 18> exceptions{{
    {Alphabet::script, 'B', 0x212C},
    {Alphabet::script, 'E', 0x2130},
    {Alphabet::script, 'F', 0x2131},
    {Alphabet::script, 'H', 0x210B},
    {Alphabet::script, 'I', 0x2110},
    {Alphabet::script, 'L', 0x2112},
    {Alphabet::script, 'M', 0x2133},
    {Alphabet::script, 'R', 0x211B},
    {Alphabet::script, 'e', 0x212F},
    {Alphabet::script, 'g', 0x210A},
    {Alphabet::script, 'o', 0x2134},
    {Alphabet::double_struck, 'C', 0x2102},
    {Alphabet::double_struck, 'H', 0x210D},
    {Alphabet::double_struck, 'N', 0x2115},
    {Alphabet::double_struck, 'P', 0x2119},
    {Alphabet::double_struck, 'Q', 0x211A},
    {Alphabet::double_struck, 'R', 0x211D},
    {Alphabet::double_struck, 'Z', 0x2124},
}};

char32_t first_capital(Alphabet alphabet) {
  constexpr std::array<char32_t, 4> firsts{'A', 0x1D400, 0x1D49C, 0x1D538};
  return firsts.at(static_cast<std::size_t>(alphabet));
}

char32_t styled(char c, Alphabet alphabet) {
  const auto code = static_cast<unsigned char>(c);
  if (alphabet == Alphabet::plain || !is_ascii_letter(c)) return code;
  for (const Exception& x : exceptions) {
    if (x.alphabet == alphabet && x.letter == c) return x.character;
  }
  const char32_t first = first_capital(alphabet);
  return c >= 'a' ? first + 26 + (code - 'a') : first + (code - 'A');
}

std::string letters(std::string_view text, Alphabet alphabet) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x80) {
      append_utf8(out, styled(c, alphabet));
    } else {
      out += c;
    }
  }
  return out;
}

/// Reads a name's text once, front to back.
class NameReader {
 public:
  NameReader(std::string_view tex, ArticleWriter& base, ArticleWriter& label)
      : tex_(tex), base_(base), label_(label) {}

  void run(Alphabet alphabet = Alphabet::plain) {
    while (!tex_.empty()) item(alphabet);
  }

 private:
  void item(Alphabet alphabet) {
    const char c = tex_.front();
    if (c == '\\') return command(alphabet);
    if (c == '^') {
      tex_.remove_prefix(1);
      return nested(argument(), label_, Alphabet::plain);
    }
    if (c == '\'') return prime();
    if (c == '{' || c == '}' || c == ' ' || c == '_') {
      tex_.remove_prefix(1);
      return;
    }
    const std::size_t end = std::min(tex_.find_first_of("\\^'{} "), tex_.size());
    base_.word(letters(take(end), alphabet));
  }

  void prime() {
    tex_.remove_prefix(1);
    label_.sign("′");
  }

  void command(Alphabet alphabet) {
    std::size_t end = 1;
    while (end < tex_.size() && is_ascii_letter(tex_[end])) ++end;
    const std::string_view word =
        take(std::max<std::size_t>(end, std::min<std::size_t>(2, tex_.size()))).substr(1);
    const auto accent = std::ranges::find(accents, word, &Accent::command);
    if (accent != accents.end()) return accented(accent->mark, alphabet);
    const auto style = std::ranges::find(styles, word, &StyleRow::command);
    if (style != styles.end()) return nested(argument(), base_, style->alphabet);
    if (!tex_.empty() && tex_.front() == '{') return nested(argument(), base_, alphabet);
    base_.word(sign_of_command(word));
  }

  void accented(std::string_view mark, Alphabet alphabet) {
    const std::string_view inner = argument();
    base_.in(ArticleElement::over, [&] {
      base_.child([&] { nested(inner, base_, alphabet); });
      base_.sign(mark);
    });
  }

  void nested(std::string_view tex, ArticleWriter& out, Alphabet alphabet) {
    NameReader(tex, out, out).run(alphabet);
  }

  std::string_view take(std::size_t size) {
    const std::string_view taken = tex_.substr(0, size);
    tex_.remove_prefix(taken.size());
    return taken;
  }

  /// A group without its braces, a command, or one character.
  std::string_view argument() {
    if (tex_.empty()) return {};
    if (tex_.front() != '{') {
      std::size_t end = 1;
      if (tex_.front() == '\\') {
        while (end < tex_.size() && is_ascii_letter(tex_[end])) ++end;
      }
      return take(end);
    }
    int depth = 0;
    std::size_t end = 0;
    do {
      depth += tex_[end] == '{' ? 1 : tex_[end] == '}' ? -1 : 0;
      ++end;
    } while (depth > 0 && end < tex_.size());
    const std::string_view group = take(end);
    return group.substr(1, group.size() - (depth == 0 ? 2 : 1));
  }

  std::string_view tex_;
  ArticleWriter& base_;
  ArticleWriter& label_;
};

}  // namespace

std::size_t ArticleWriter::children(std::size_t begin) const {
  std::size_t count = 0;
  int depth = 0;
  for (std::size_t i = begin; i < out_->size(); ++i) {
    const TokenKind kind = (*out_)[i].kind;
    if (kind == TokenKind::close) --depth;
    if (depth == 0 && kind != TokenKind::close) ++count;
    if (kind == TokenKind::open) ++depth;
  }
  return count;
}

std::string sign_of_command(std::string_view command) {
  std::string out;
  if (const char32_t symbol = symbol_of(command); symbol != 0) {
    append_utf8(out, symbol);
    return out;
  }
  return std::string(command);
}

void write_name(std::string_view tex, ArticleWriter& base, ArticleWriter& label) {
  NameReader(tex, base, label).run();
}

}  // namespace reproof
