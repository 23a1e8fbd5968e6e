#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/display.hpp"
#include "report/escape.hpp"
#include "report/html/html.hpp"

namespace reproof::html {
namespace {

constexpr std::size_t most_nodes = 60;
constexpr int column = 150, line = 34, box_height = 24, margin = 6;

struct Node {
  const Finding* finding;
  std::size_t depth = 0;
  std::size_t row = 0;
  int width = 0;
  int x() const { return margin + static_cast<int>(depth) * column; }
  int y() const { return margin + static_cast<int>(row) * line; }
};

/// Faults, what inherits from them, and the numbers that these were computed from.
class Graph {
 public:
  explicit Graph(const Page& page) : page_(page) {
    for (const Finding& f : page.document().findings) {
      if (f.verdict != Verdict::inherited) continue;
      keep(f);
      for (const std::string& id : f.roots) keep_id(id);
    }
    const std::vector<Node> faults = nodes_;
    for (const Node& node : faults) {
      for (const std::string& id : node.finding->depends_on) keep_id(id);
    }
  }

  bool drawable() const { return nodes_.size() > 1 && nodes_.size() <= most_nodes; }

  void write(std::ostream& out) {
    layout();
    int width = 0, height = 0;
    for (const Node& n : nodes_) {
      width = std::max(width, n.x() + n.width + margin);
      height = std::max(height, n.y() + box_height + margin);
    }
    out << "<details class=graph open><summary>What the faults reach</summary><div class=scroll>";
    fmt::print(out,
               "<svg width={0} height={1} viewBox=\"0 0 {0} {1}\" role=group aria-label=\"each number with "
               "the numbers computed from it to "
               "its right\">",
               width, height);
    for (const Node& n : nodes_) edges(n, out);
    for (const Node& n : nodes_) box(n, out);
    out << "</svg></div></details>\n";
  }

 private:
  void keep_id(const std::string& id) {
    if (const Finding* f = page_.find(id)) keep(*f);
  }

  void keep(const Finding& f) {
    if (!index_.emplace(&f, nodes_.size()).second) return;
    const int width = display_width(printable(f.text)) * 8 + 28;
    nodes_.push_back({&f, 0, 0, std::clamp(width, 56, column - 30)});
  }

  const Node* node(const std::string& id) const {
    const auto found = index_.find(page_.find(id));
    return found == index_.end() ? nullptr : &nodes_[found->second];
  }

  /// A node stands right of all that it was computed from. Findings depend on earlier ones only, so that
  /// reading order settles the depths in one pass; a bound on the passes holds whatever the data.
  void layout() {
    std::ranges::stable_sort(nodes_, {}, [](const Node& n) { return n.finding->span.start.offset; });
    for (std::size_t i = 0; i < nodes_.size(); ++i) index_[nodes_[i].finding] = i;
    for (std::size_t pass = 0; pass < nodes_.size(); ++pass) {
      bool moved = false;
      for (Node& n : nodes_) {
        for (const std::string& id : n.finding->depends_on) {
          const Node* from = node(id);
          if (from == nullptr || from == &n || n.depth > from->depth || from->depth + 1 >= nodes_.size())
            continue;
          n.depth = from->depth + 1;
          moved = true;
        }
      }
      if (!moved) break;
    }
    std::map<std::size_t, std::size_t> rows;
    for (Node& n : nodes_) n.row = rows[n.depth]++;
  }

  void edges(const Node& n, std::ostream& out) const {
    for (const std::string& id :
         std::set<std::string>(n.finding->depends_on.begin(), n.finding->depends_on.end())) {
      const Node* from = node(id);
      if (from == nullptr || from == &n) continue;
      const bool bad =
          from->finding->severity >= Severity::warning || from->finding->verdict == Verdict::inherited;
      const int x1 = from->x() + from->width, y1 = from->y() + box_height / 2, x2 = n.x(),
                y2 = n.y() + box_height / 2;
      const int bend = (x1 + x2) / 2;
      fmt::print(out, "<path{} d=\"M{} {}C{} {} {} {} {} {}\"/>", bad ? " class=bad" : "", x1, y1, bend, y1,
                 bend, y2, x2, y2);
    }
  }

  void box(const Node& n, std::ostream& out) const {
    const char letter = letter_of(*n.finding);
    const std::string text(first_columns(printable(n.finding->text), (n.width - 28) / 7 + 1));
    fmt::print(out,
               "<a class=\"{}{}\" href=#{}><rect x={} y={} width={} height={} rx=4 /><text x={} y={}>{} "
               "{}</text></a>",
               letter, n.finding->severity >= Severity::warning ? " root" : "", page_.anchor(*n.finding),
               n.x(), n.y(), n.width, box_height, n.x() + 8, n.y() + 16, sign_of(letter), markup(text));
  }

  const Page& page_;
  std::vector<Node> nodes_;
  std::map<const Finding*, std::size_t> index_;
};

}  // namespace

void write_graph(const Page& page, std::ostream& out) {
  Graph graph(page);
  if (graph.drawable()) graph.write(out);
}

}  // namespace reproof::html
