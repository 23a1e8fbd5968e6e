#include <algorithm>
#include <array>

#include "judge/article_writer.hpp"
#include "read/tex_symbols.hpp"
#include "read/utf8.hpp"

namespace reproof {
namespace {

constexpr std::array<std::string_view, 15> relation_signs{"=", "≈", "≔", "←", "<", "≤", ">", "≥",
                                                          "≠", "→", "⇒", "∈", "∝", "≡", "∼"};

bool is_space_command(std::string_view c) {
  return c == "quad" || c == "qquad" || c == " " || c == "enspace" || c == "space";
}
bool is_words_command(std::string_view c) {
  return c == "text" || c == "mathrm" || c == "textrm" || c == "mbox" || c == "intertext" || c == "textit";
}
bool takes_name(std::string_view c) {
  return c == "begin" || c == "end" || c == "label" || c == "tag";
}

}  // namespace

/// The relation as it was written, where a command of one character or a plain sign tells; else the usual
/// sign of its kind.
void MathWriter::relation(Relation relation, std::uint32_t begin, std::uint32_t end) {
  const std::string_view gap = begin < end && end <= tex_.size() ? tex_.substr(begin, end - begin) : "";
  const std::size_t slash = gap.find('\\');
  std::string sign(relation_signs.at(static_cast<std::size_t>(relation)));
  for (std::size_t i = slash; i != std::string_view::npos && i + 1 < gap.size(); i = gap.find('\\', i + 2)) {
    std::size_t stop = i + 1;
    while (stop < gap.size() && is_ascii_letter(gap[stop])) ++stop;
    const char32_t symbol = symbol_of(gap.substr(i + 1, stop - i - 1));
    if (symbol == 0 || stop == i + 1) continue;
    sign.clear();
    append_utf8(sign, symbol);
    break;
  }
  out_.sign(sign);
}

void MathWriter::next_row() {
  rows_.emplace_back();
  out_.redirect(rows_.back().left);
}

void MathWriter::gap_command(std::string_view command, std::uint32_t& at, std::uint32_t end) {
  if (command == "\\") return next_row();
  if (is_space_command(command)) return out_.add(TokenKind::words, "\u2003");
  if (!is_words_command(command) && !takes_name(command)) return;
  if (at >= end || tex_[at] != '{') return;
  const std::size_t close = std::min<std::size_t>(tex_.find('}', at), end);
  if (is_words_command(command)) out_.add(TokenKind::words, std::string(tex_.substr(at + 1, close - at - 1)));
  at = static_cast<std::uint32_t>(std::min<std::size_t>(close + 1, end));
}

void MathWriter::gap(std::uint32_t begin, std::uint32_t end) {
  end = std::min(end, static_cast<std::uint32_t>(tex_.size()));
  for (std::uint32_t at = begin; at < end;) {
    const char c = tex_[at++];
    if (std::string_view(",;.:").find(c) != std::string_view::npos) out_.sign(std::string_view(&c, 1));
    if (c != '\\' || at >= end) continue;
    std::uint32_t stop = at;
    while (stop < end && is_ascii_letter(tex_[stop])) ++stop;
    stop = std::max(stop, at + 1);
    const std::string_view command = tex_.substr(at, stop - at);
    at = stop;
    gap_command(command, at, end);
  }
}

void MathWriter::statement(const Statement& s, std::uint32_t end_of_last) {
  const bool before = s.condition != nullptr && s.condition->tex.begin < s.tex.begin;
  if (before) {
    gap(end_of_last, s.condition->tex.begin);
    expr(*s.condition);
    end_of_last = s.condition->tex.end;
  }
  gap(end_of_last, s.tex.begin);
  for (std::size_t i = 0; i < s.sides.size(); ++i) {
    if (i > 0) {
      const std::uint32_t begin = s.sides[i - 1]->tex.end, end = s.sides[i]->tex.begin;
      if (begin < end && end <= tex_.size() &&
          tex_.substr(begin, end - begin).find("\\\\") != std::string_view::npos)
        next_row();
      Row& row = rows_.back();
      if (!row.split) row.split = true, out_.redirect(row.right);
      relation(s.relations[i - 1], begin, end);
    }
    expr(*s.sides[i]);
  }
  if (s.modulus != nullptr) {
    out_.add(TokenKind::words, "\u2003(mod ");
    expr(*s.modulus);
    out_.add(TokenKind::words, ")");
  }
  if (s.condition != nullptr && !before) {
    gap(std::max(s.tex.end, s.sides.back()->tex.end), s.condition->tex.begin);
    expr(*s.condition);
  }
  if (!s.tag.empty()) out_.add(TokenKind::words, "\u2003(" + s.tag + ")");
}

/// One row stands as it is; several are aligned at their first relation.
void MathWriter::rows(std::size_t first) {
  const auto append = [&](ArticleTokens& from) {
    for (ArticleToken& token : from) out_.tokens().push_back(std::move(token));
  };
  std::erase_if(rows_, [](const Row& row) { return row.left.empty() && row.right.empty(); });
  if (rows_.size() - first <= 1) {
    for (Row& row : rows_) append(row.left), append(row.right);
    return;
  }
  out_.in(ArticleElement::aligned, [&] {
    for (Row& row : rows_) {
      out_.in(ArticleElement::grid_row, [&] {
        out_.in(ArticleElement::grid_cell, [&] { append(row.left); });
        out_.in(ArticleElement::grid_cell, [&] { append(row.right); });
      });
    }
  });
}

void MathWriter::formula(const Formula& formula) {
  ArticleTokens& target = out_.tokens();
  next_row();
  std::uint32_t end = 0;
  for (const Statement& s : formula.statements) {
    statement(s, end);
    end = std::max(end, s.tex.end);
    if (s.condition != nullptr) end = std::max(end, s.condition->tex.end);
    for (const Expr* side : s.sides) end = std::max(end, side->tex.end);
  }
  gap(end, static_cast<std::uint32_t>(tex_.size()));
  out_.redirect(target);
  rows(0);
}

}  // namespace reproof
