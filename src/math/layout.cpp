#include "math/layout.hpp"

#include <algorithm>

namespace reproof::tex {
namespace {

struct Piece {
  std::size_t begin, end;
};

std::size_t after(const std::vector<Token>& ts, std::size_t i) {
  const Token& t = ts[i];
  const bool opens = (t.is(TokenKind::open) || t.is(TokenKind::begin)) && t.match > 0;
  return i + 1 + (opens ? static_cast<std::size_t>(t.match) : 0);
}

bool is_nothing(const Token& t) {
  return t.is(TokenKind::none) || t.is(Role::wide_space) || t.is(Role::limits) || t.is(Role::tag);
}

bool is_operator(const Token& t) {
  return t.is(Role::plus) || t.is(Role::minus) || t.is(Role::times) || t.is(Role::slash) ||
         t.is(Role::join) || t.is(Role::bind) || t.is(Role::plus_minus);
}

bool is_relation(const Token& t) {
  return t.is(Role::relation) || t.is(Role::arrow_note);
}
bool is_implication(const Token& t) {
  return is_relation(t) && t.row->relation == Relation::implies;
}

class Opener {
 public:
  explicit Opener(std::vector<Token>& tokens) : ts_(tokens) {}

  /// Walks the top level; what only lays out becomes `none`, and the walk goes on inside it.
  void run() {
    for (std::size_t i = 0; i < ts_.size();) {
      if (!ends_.empty() && ends_.back().at == i) {
        if (ends_.back().breaks)
          make_row(ts_[i]), fresh_ = true;
        else
          ts_[i].kind = TokenKind::none;
        ends_.pop_back();
        ++i;
        continue;
      }
      i = visit(i);
    }
  }

 private:
  struct End {
    std::size_t at;
    bool breaks;
  };

  static void make_row(Token& t) { t.kind = TokenKind::command, t.row = find_command("\\"), t.match = 0; }

  bool holds(std::size_t begin, std::size_t end, bool (*wanted)(const Token&)) const {
    for (std::size_t i = begin; i < end; i = after(ts_, i))
      if (wanted(ts_[i])) return true;
    return false;
  }

  void open(std::size_t i, bool breaks) {
    ends_.push_back({i + static_cast<std::size_t>(ts_[i].match), breaks});
    ts_[i].kind = TokenKind::none, ts_[i].match = 0;
  }

  /// The columns of an array only align: a row is one statement.
  void join_cells(std::size_t i) {
    const std::size_t end = after(ts_, i) - 1;
    for (std::size_t k = i + 1; k < end; k = after(ts_, k))
      if (ts_[k].is(Role::cell)) ts_[k].kind = TokenKind::none;
  }

  /// Whether the group at `i` holds whole statements.
  bool holds_statements(std::size_t i) const {
    if (i >= ts_.size() || !ts_[i].opens("group") || ts_[i].match <= 0) return false;
    return holds(i + 1, after(ts_, i) - 1,
                 [](const Token& t) { return is_relation(t) || t.is(TokenKind::begin) || t.is(Role::row); });
  }

  /// Formulas set in an array: relations stand at the edge of a cell (`x & = & 5`), or every row is one cell.
  bool is_aligned_array(std::size_t begin, std::size_t end) const {
    bool cells = false;
    for (std::size_t i = begin; i < end; i = after(ts_, i)) {
      cells = cells || ts_[i].is(Role::cell);
      const bool edge =
          i > begin && (ts_[i - 1].is(Role::cell) || (i + 1 < end && ts_[i + 1].is(Role::cell)));
      if (edge && is_relation(ts_[i])) return true;
    }
    return !cells && holds(begin, end, is_relation);
  }

  bool is_layout(std::size_t i) const {
    const Environment* row = find_environment(ts_[i].text);
    if (!row || ts_[i].match <= 0) return false;
    if (row->layout == Layout::rows) return true;
    if (!fresh_ || row->layout == Layout::matrix) return false;
    const std::size_t end = after(ts_, i) - 1;
    if (row->layout == Layout::array) return is_aligned_array(i + 1, end);
    std::size_t cell = i + 1;
    while (cell < end && !ts_[cell].is(Role::cell)) cell = after(ts_, cell);
    return holds(i + 1, cell, is_relation);
  }

  std::size_t visit(std::size_t i) {
    Token& t = ts_[i];
    if (t.is(TokenKind::begin) && is_layout(i)) {
      if (find_environment(t.text)->layout == Layout::array) join_cells(i);
      open(i, true);
      return i + 1;
    }
    if (is_wrapper(i)) {
      open(i, false);
      return i + 1;
    }
    const bool transparent = t.is(Role::transparent) || t.is(Role::style);
    if (transparent && holds_statements(i + 1)) {
      t.kind = TokenKind::none;
      open(i + 1, false);
      return i + 2;
    }
    if (t.is(Role::row))
      fresh_ = true;
    else if (!is_nothing(t) && !t.is(Role::cell))
      fresh_ = false;
    return after(ts_, i);
  }

  /// `{x = 5}`, and `\left\{ … \right.` about a system of formulas.
  bool is_wrapper(std::size_t i) const {
    const Token& t = ts_[i];
    if (t.opens("group")) return (i == 0 || !is_script_or_command(ts_[i - 1])) && holds_statements(i);
    if (!fresh_ || !t.is(TokenKind::open) || !t.sized || (t.text != "{" && t.text != ".") || t.match <= 0)
      return false;
    std::size_t inner = i + 1;
    while (is_nothing(ts_[inner])) ++inner;
    return ts_[inner].is(TokenKind::begin) && is_layout(inner) && after(ts_, i) >= after(ts_, inner) + 1;
  }

  /// A group after these is an argument.
  static bool is_script_or_command(const Token& t) {
    if (t.is(TokenKind::close)) return t.text == "group";
    return t.is(TokenKind::command) && (!t.row || t.row->arguments > 0 || t.row->role == Role::subscript ||
                                        t.row->role == Role::superscript || t.row->role == Role::function);
  }

  std::vector<Token>& ts_;
  std::vector<End> ends_;
  bool fresh_ = true;
};

class Joiner {
 public:
  explicit Joiner(const std::vector<Token>& tokens) : ts_(tokens) {}

  std::vector<Draft> run() {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < ts_.size(); i = after(ts_, i))
      if (ts_[i].is(Role::row) || ts_[i].is(Role::between_rows)) {
        row({begin, i});
        if (ts_[i].is(Role::between_rows)) above_.clear();
        begin = i + 1;
      }
    row({begin, ts_.size()});
    for (Draft& d : drafts_)
      d.tokens.push_back({TokenKind::stop, false, false, end_of(d), 0, "", nullptr, nullptr});
    return std::move(drafts_);
  }

 private:
  static Span end_of(const Draft& d) {
    return d.tokens.empty() ? Span{} : Span{d.tokens.back().tex.end, d.tokens.back().tex.end};
  }

  bool blank(Piece p) const {
    return std::all_of(ts_.begin() + static_cast<std::ptrdiff_t>(p.begin),
                       ts_.begin() + static_cast<std::ptrdiff_t>(p.end),
                       [](const Token& t) { return is_nothing(t) && !t.is(Role::tag); });
  }
  std::size_t first(Piece p) const {
    while (p.begin < p.end && is_nothing(ts_[p.begin])) ++p.begin;
    return p.begin;
  }

  bool has_relation(Piece p) const {
    for (std::size_t i = p.begin; i < p.end; i = after(ts_, i))
      if (is_relation(ts_[i])) return true;
    return false;
  }

  /// Whether the piece cannot begin a statement. A minus begins one unless an alignment point stands before
  /// it or nothing in the piece is claimed.
  bool continues(Piece p, bool aligned, bool related) const {
    const std::size_t i = first(p);
    if (i >= p.end) return false;
    const Token& t = ts_[i];
    if (is_relation(t)) return !is_implication(t) && t.row->relation != Relation::arrow;
    if (t.is(Role::minus) || t.is(Role::plus_minus)) return aligned || !related;
    return is_operator(t);
  }

  static bool open_ended(const std::vector<Token>& ts, std::size_t begin, std::size_t end) {
    while (end > begin && is_nothing(ts[end - 1])) --end;
    return end > begin && (is_relation(ts[end - 1]) || is_operator(ts[end - 1]));
  }

  void row(Piece whole) {
    std::vector<std::vector<Piece>> groups(1);
    std::size_t column = 0;
    for (std::size_t i = whole.begin; i <= whole.end;) {
      std::size_t end = i;
      while (end < whole.end && !ts_[end].is(Role::cell)) end = after(ts_, end);
      const Piece cell{i, end};
      const bool occupied =
          !std::all_of(groups.back().begin(), groups.back().end(), [&](Piece p) { return blank(p); });
      const bool open = occupied && open_ended(ts_, groups.back().back().begin, groups.back().back().end);
      if (column > 0 && column % 2 == 0 && occupied && !open && !continues(cell, false, true))
        groups.emplace_back();
      groups.back().push_back(cell);
      ++column;
      i = end + 1;
    }
    for (std::size_t g = 0; g < groups.size(); ++g) place(g, groups[g]);
  }

  void place(std::size_t group, const std::vector<Piece>& pieces) {
    std::size_t k = 0;
    while (k < pieces.size() && blank(pieces[k])) ++k;
    if (k == pieces.size()) return;
    if (above_.size() <= group) above_.resize(group + 1);
    if (!joins(above_[group], pieces, k)) {
      above_[group] = {drafts_.size(), 0};
      drafts_.emplace_back().beside = group > 0;
    } else {
      if (is_relation(ts_[first(pieces[k])])) part_remark(above_[group]);
      drop_punctuation(drafts_[above_[group].draft].tokens);
    }
    std::vector<Token>& to = drafts_[above_[group].draft].tokens;
    above_[group].row = to.size();
    for (const Piece& p : pieces)
      to.insert(to.end(), ts_.begin() + static_cast<std::ptrdiff_t>(p.begin),
                ts_.begin() + static_cast<std::ptrdiff_t>(p.end));
  }

  /// The draft that a row below may continue, and where its last row begins.
  struct Above {
    std::size_t draft = kNone;
    std::size_t row = 0;
  };

  bool joins(const Above& above, const std::vector<Piece>& pieces, std::size_t k) const {
    if (above.draft == kNone) return false;
    const bool related = std::any_of(pieces.begin(), pieces.end(), [&](Piece p) { return has_relation(p); });
    const auto& before = drafts_[above.draft].tokens;
    return continues(pieces[k], k > 0, related) || open_ended(before, 0, before.size());
  }

  static void drop_punctuation(std::vector<Token>& to) {
    const auto ends_row = [](const Token& t) {
      return is_nothing(t) || t.is(Role::comma) || t.is(Role::period) || t.is(Role::semicolon);
    };
    while (!to.empty() && ends_row(to.back()) && !to.back().is(Role::tag)) to.pop_back();
  }

  /// `a = b \quad \text{(by 3)} \\ = c`: what stands apart at the end of a row, and is no formula, is not
  /// continued.
  void part_remark(Above& above) {
    std::vector<Token>& to = drafts_[above.draft].tokens;
    std::size_t space = to.size();
    bool remark = false;
    for (std::size_t i = above.row; i < to.size(); i = after(to, i)) {
      const Token& t = to[i];
      if (t.is(Role::wide_space))
        space = i, remark = true;
      else if (!is_nothing(t) && !t.is(TokenKind::words) && !t.is(Role::ellipsis) && !t.is(TokenKind::open))
        remark = false;
    }
    if (!remark || space == above.row) return;
    Draft apart;
    apart.tokens.assign(to.begin() + static_cast<std::ptrdiff_t>(space), to.end());
    to.resize(space);
    drafts_.push_back(std::move(apart));
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const std::vector<Token>& ts_;
  std::vector<Draft> drafts_;
  std::vector<Above> above_;  ///< by column pair
};

}  // namespace

std::vector<Draft> lay_out(std::vector<Token>& tokens) {
  Opener(tokens).run();
  return Joiner(tokens).run();
}

}  // namespace reproof::tex
