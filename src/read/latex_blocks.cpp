#include "read/latex_blocks.hpp"

#include <algorithm>

#include "read/exercises.hpp"
#include "read/utf8.hpp"

namespace reproof {

bool LatexBlocks::in_table() const {
  return !environments_.empty() && environments_.back().kind == TexEnvironmentKind::table;
}

void LatexBlocks::print(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  prose_.append_block(text, map_.source(begin, end));
}

void LatexBlocks::code(std::uint32_t begin, std::uint32_t end) {
  const std::string_view text = map_.text();
  if (std::none_of(text.begin() + begin, text.begin() + end, is_ascii_digit)) return;
  flush();
  MappedText piece;
  piece.append(map_, begin, end);
  out_.code(std::move(piece), place_);
}

void LatexBlocks::math(MappedText tex, Span span, bool display) {
  flush();
  out_.math(std::move(tex), span, display, place_);
  use_row();
}

void LatexBlocks::flush() {
  if (!is_blank_text(prose_.text())) use_row();
  out_.prose(std::exchange(prose_, {}), place_);
}

void LatexBlocks::use_row() {
  if (!environments_.empty()) environments_.back().row_used = true;
}

void LatexBlocks::begin_block(BlockKind kind) {
  next_paragraph();
  place_.kind = kind;
}

void LatexBlocks::next_paragraph() {
  flush();
  place_.block = out_.new_block();
}

void LatexBlocks::next_cell(std::uint32_t columns) {
  next_paragraph();
  place_.column += columns;
}

void LatexBlocks::next_row() {
  next_paragraph();
  if (environments_.back().row_used) ++place_.row;
  environments_.back().row_used = false;
  place_.column = 0;
}

void LatexBlocks::next_item() {
  flush();
  const auto list = std::find_if(environments_.rbegin(), environments_.rend(),
                                 [](const Environment& e) { return e.kind == TexEnvironmentKind::list; });
  if (list != environments_.rend()) {
    if (list->row_used) ++place_.row;
    list->row_used = true;
  }
  begin_block(BlockKind::list_item);
}

void LatexBlocks::begin_exercise() {
  next_paragraph();
  place_.exercise = place_.block;
}

void LatexBlocks::go_on(const Place& outer) {
  flush();
  place_ = outer;
  place_.block = out_.new_block();
}

void LatexBlocks::open_block_group(BlockKind kind, std::uint32_t level) {
  flush();
  groups_.push_back({true, place_});
  begin_block(kind);
  place_.level = level;
}

void LatexBlocks::close_group() {
  if (groups_.empty()) return;
  const Group group = groups_.back();
  groups_.pop_back();
  if (group.closes_block) go_on(group.outer);
}

void LatexBlocks::open_environment(std::string_view name, TexEnvironmentKind kind) {
  flush();
  environments_.push_back({name, kind, place_, false});
  if (is_exercise_environment(name)) begin_exercise();
  switch (kind) {
    case TexEnvironmentKind::list:
    case TexEnvironmentKind::table:
      place_.level = place_.kind == BlockKind::list_item ? place_.level + 1 : 1;
      place_.container = out_.new_container();
      place_.row = place_.column = 0;
      return begin_block(kind == TexEnvironmentKind::list ? BlockKind::list_item : BlockKind::table_cell);
    case TexEnvironmentKind::quote:
      return begin_block(BlockKind::quote);
    case TexEnvironmentKind::code:
      return begin_block(BlockKind::code);
    default:
      return next_paragraph();
  }
}

void LatexBlocks::close_environment(std::string_view name) {
  constexpr std::ptrdiff_t reach = 64;
  const auto last = environments_.size() > reach ? environments_.rbegin() + reach : environments_.rend();
  const auto found =
      std::find_if(environments_.rbegin(), last, [name](const Environment& e) { return e.name == name; });
  if (found == last) return;
  go_on(found->outer);
  environments_.erase(found.base() - 1, environments_.end());
}

}  // namespace reproof
