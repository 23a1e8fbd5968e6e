#include "scope/keys.hpp"

#include <array>
#include <charconv>
#include <optional>

namespace reproof {
namespace {

std::optional<long> integer(const std::string& text) {
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

std::string join(const std::vector<const Expr*>& args, std::string_view separator, const IndexText& index,
                 std::size_t from = 0) {
  std::string out;
  for (std::size_t i = from; i < args.size(); ++i) {
    if (i > from) out += separator;
    out += compact(*args[i], index);
  }
  return out;
}

/// A sum of integers as an integer; otherwise its terms with their signs.
std::string compact_sum(const Expr& sum, const IndexText& index) {
  long total = 0;
  bool whole = true;
  std::string out;
  for (const Expr* term : sum.args) {
    const std::string t = compact(*term, index);
    if (const auto n = integer(t))
      total += *n;
    else
      whole = false;
    if (!out.empty() && t.front() != '-') out += '+';
    out += t;
  }
  return whole ? std::to_string(total) : out;
}

/// `2t` with t = 3 is 6; `ij` with i = 1 and j = 2 is the pair 12.
std::string compact_product(const Expr& product, const IndexText& index) {
  long value = 1;
  bool coefficient = false;
  for (const Expr* factor : product.args) {
    const auto n = integer(compact(*factor, index));
    if (!n) return join(product.args, "", index);
    coefficient = coefficient || factor->kind == ExprKind::number;
    value *= *n;
  }
  return coefficient ? std::to_string(value) : join(product.args, "", index);
}

constexpr std::array<std::string_view, 6> kStyles = {"\\mathbf{", "\\boldsymbol{", "\\bm{",
                                                     "\\vec{",    "\\mathbb{",     "\\mathsf{"};

}  // namespace

std::string NameKey::text() const {
  std::string out = base;
  if (!indices.empty()) {
    out += "_{";
    for (std::size_t i = 0; i < indices.size(); ++i) out += (i ? "," : "") + indices[i];
    out += '}';
  }
  if (!arguments.empty()) out += '(' + arguments + ')';
  return out;
}

NameKey key_of(const Expr& node, const IndexText& index) {
  const Expr& name = node.kind == ExprKind::apply ? *node.args.front() : node;
  NameKey key;
  key.base = name.text;
  for (const Expr* i : name.args) key.indices.push_back(compact(*i, index));
  if (node.kind == ExprKind::apply) key.arguments = join(node.args, ",", index, 1);
  return key;
}

std::string compact(const Expr& e, const IndexText& index) {
  switch (e.kind) {
    case ExprKind::number:
      return e.literal->digits;
    case ExprKind::name:
      if (e.args.empty() && index)
        if (std::string bound = index(e); !bound.empty()) return bound;
      return key_of(e, index).text();
    case ExprKind::apply:
      return key_of(e, index).text();
    case ExprKind::label:
      return e.text;
    case ExprKind::wildcard:
      return ":";
    case ExprKind::ellipsis:
      return "...";
    case ExprKind::sum:
      return compact_sum(e, index);
    case ExprKind::negate:
      return "-" + join(e.args, "", index);
    case ExprKind::group:
      return join(e.args, ",", index);
    case ExprKind::product:
      return compact_product(e, index);
    case ExprKind::quotient:
      return join(e.args, "/", index);
    case ExprKind::power:
      return join(e.args, "^", index);
    case ExprKind::relation:
    case ExprKind::bar:
      return join(e.args, e.text, index);
    case ExprKind::tuple:
      return join(e.args, ",", index);
    default:
      return e.text + "{" + join(e.args, ",", index) + "}";
  }
}

bool mentions(const Expr& e, std::string_view base) {
  if (e.kind == ExprKind::name && e.args.empty() && e.text == base) return true;
  for (const Expr* a : e.args)
    if (mentions(*a, base)) return true;
  return false;
}

std::string_view plain_base(std::string_view base) {
  for (const std::string_view style : kStyles)
    if (base.starts_with(style) && base.ends_with("}"))
      return base.substr(style.size(), base.size() - style.size() - 1);
  return base;
}

}  // namespace reproof
