#include <algorithm>

#include "derivation/translate.hpp"

namespace reproof::derivation {

using symbolic::FormKind;
using symbolic::nothing;

/// The body of a definition with its parameters put in, read as of where it
/// stands.
Shaped Translator::instance(const Definition& d, const Expr& at, const std::vector<FormId>& slots,
                            const std::vector<Shaped>& arguments) {
  const std::string id = std::to_string(reinterpret_cast<std::uintptr_t>(d.body));
  if (std::ranges::find(open_, id) != open_.end())
    fail("`" + compact(at) + "` is defined by itself", at, Untranslatable::Kind::circular);
  const bool whole = d.target->kind == ExprKind::apply || d.target->kind == ExprKind::power;
  const std::string base = slots_of(whole ? *d.target->args[0] : *d.target).base;
  if (std::ranges::find(used_, base) == used_.end()) used_.push_back(base);
  if (reading_.apart && reading_.apart(d.order))
    doubts_.push_back("`" + base + "` belongs to another exercise");
  scan_slots(*d.body);
  std::vector<Local> inner;
  for (std::size_t i = 0; i < d.slots.size(); ++i)
    if (d.slots[i].free) {
      tie(slots[i], slot_dimension(base, i));
      inner.push_back({d.slots[i].text, scalar(slots[i])});
    }
  for (std::size_t i = 0; i < d.arguments.size(); ++i) inner.push_back({d.arguments[i], arguments[i]});
  open_.push_back(id);
  inner.swap(locals_);
  const std::uint32_t outer = std::exchange(order_, d.order);
  Shaped out = translate(*d.body);
  order_ = outer;
  inner.swap(locals_);
  open_.pop_back();
  return out;
}

Shaped Translator::unknown_function(const std::string& base, const std::vector<FormId>& arguments,
                                    int order) {
  const auto [it, made] = symbols_.try_emplace(base + "()", nothing);
  if (made) it->second = forms_->declare(base);
  unknown_functions_ = true;
  const std::vector<int> orders(arguments.size(), 0);
  std::vector<int> of = orders;
  if (order > 0) of[0] = order;
  return scalar(forms_->apply(it->second, arguments, of));
}

/// Is `a(b)` a call rather than a product? A base that stands as a factor
/// elsewhere is no function.
bool Translator::is_function(const Expr& e) const {
  const Expr& head = *e.args[0];
  if (head.kind != ExprKind::name || e.text == "infix" || head.text == "\\sigma" || known_call(head.text))
    return true;
  if (definitions_->find(head, e.args.size() - 1, order_)) return true;
  if (e.args.size() > 2 || head.text.ends_with('\'')) return true;
  if (local(head.text) || is_index(head.text) || facts_->rank(head.text)) return false;
  if (operands_.contains(head.text)) return false;
  constexpr std::string_view kFunctions[] = {"f", "g", "h", "F", "G", "H", "\\phi", "\\varphi", "\\psi"};
  // A letter that stands before sums only is a factor.
  return std::ranges::find(kFunctions, plain_base(head.text)) != std::end(kFunctions) ||
         called_.contains(head.text);
}

/// `f(x)`: a call, or a product.
Shaped Translator::apply(const Expr& e) {
  if (e.text == "infix") return infix(e);
  if (auto linear = linear_call(e)) return *linear;
  if (const Definition* d = definitions_->as_written(e, order_)) return instance(*d, e, {}, {});
  const Expr& head = *e.args[0];
  const Slots s = slots_of(head);
  const bool one = s.base == "\\mathbf{1}" || s.base == "\\mathbb{1}" || s.base == "\\mathbbm{1}";
  if (one && e.args.size() == 2) {
    const Expr* c = e.args[1];
    while (c->kind == ExprKind::group) c = c->args[0];
    if (c->kind == ExprKind::relation) return scalar(indicator(*c));
  }
  const Definition* f = definitions_->find(head, e.args.size() - 1, order_);
  if (f && !held(s.base)) {
    std::vector<Shaped> arguments;
    for (std::size_t i = 1; i < e.args.size(); ++i) arguments.push_back(translate(*e.args[i]));
    std::vector<FormId> at;
    for (std::size_t i = 0; i < f->slots.size(); ++i) {
      const std::size_t above = s.superscript.empty() ? 0 : 1;
      at.push_back(!f->slots[i].free ? nothing
                   : i < above       ? index_letter(s.superscript)
                                     : index_form(*s.below[i - above]));
    }
    return instance(*f, e, at, arguments);
  }
  if (head.text == "\\sigma" && e.args.size() == 2) {
    if (std::ranges::find(doubts_, "`\\sigma` is read as the logistic function") == doubts_.end())
      doubts_.push_back("`\\sigma` is read as the logistic function");
    return map(translate(*e.args[1]), [&](FormId x) { return forms_->call("sigmoid", x); });
  }
  if (head.text.ends_with('\'')) {
    const std::size_t at = head.text.find('\'');
    std::vector<Shaped> arguments;
    for (std::size_t i = 1; i < e.args.size(); ++i) arguments.push_back(translate(*e.args[i]));
    return primed(e, head.text.substr(0, at), static_cast<int>(head.text.size() - at), arguments);
  }
  if (is_product(e)) {
    Shaped argument = translate(*e.args[1]);
    return times(translate(head), std::move(argument), e);
  }
  if (e.args.size() == 2 && e.args[1]->kind == ExprKind::bar)
    fail("a conditional or divergence without a definition", e);
  std::vector<FormId> arguments;
  for (std::size_t i = 1; i < e.args.size(); ++i) arguments.push_back(need_scalar(*e.args[i]));
  if (!head.args.empty()) fail("`" + compact(head) + "` has no definition here", e);
  if (arguments.empty()) fail("a call without arguments", e);
  doubts_.push_back("`" + head.text + "` is read as a function");
  return unknown_function(head.text, arguments, 0);
}

/// `\operatorname{softmax}(z)_i`, `(AB)_{ij}`.
Shaped Translator::indexed(const Expr& e) {
  Shaped whole = translate(*e.args[0]);
  std::vector<FormId> at;
  for (std::size_t i = 1; i < e.args.size(); ++i) {
    const Expr& x = *e.args[i];
    if (x.kind == ExprKind::product && x.text == "letters")
      for (const Expr* letter : x.args) at.push_back(index_form(*letter));
    else
      at.push_back(index_form(x));
  }
  return entry_of(std::move(whole), at, e);
}

}  // namespace reproof::derivation
