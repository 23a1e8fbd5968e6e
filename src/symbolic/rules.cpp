#include "symbolic/rules.hpp"

#include <algorithm>
#include <stdexcept>

#include "symbolic/read_form.hpp"

namespace reproof::symbolic {
namespace {

std::vector<Rule> joined() {
  std::vector<Rule> all;
  for (const auto part : {algebra_rules(), calculus_rules(), range_rules(), function_rules()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

const Function* head_function(std::string_view left) {
  const std::size_t end = left.find(' ');
  return left.front() == '(' && end != std::string_view::npos ? find_function(left.substr(1, end - 1))
                                                              : nullptr;
}

std::vector<FormId> conditions_of(Forms& forms, std::string_view text) {
  std::vector<FormId> all;
  int depth = 0;
  for (std::size_t i = 0, begin = 0; i < text.size(); ++i) {
    if (text[i] == '(' && depth++ == 0) begin = i;
    if (text[i] == ')' && --depth == 0) all.push_back(read_form(forms, text.substr(begin, i - begin + 1)));
  }
  return all;
}

}  // namespace

std::span<const Rule> rules() {
  static const std::vector<Rule> all = joined();
  return all;
}

const Rule& rule(std::string_view name) {
  const auto all = rules();
  const auto it = std::ranges::find(all, name, &Rule::name);
  if (it == all.end()) throw std::logic_error("no rule " + std::string(name));
  return *it;
}

RuleBook::RuleBook(Forms& forms) : forms_(forms) {
  for (const char* name : {"?u", "?v", "?w"}) any_.push_back(forms.declare(name));
  for (const Rule& r : rules()) {
    if (r.schema != nullptr) continue;
    if (const Function* f = head_function(r.left))
      by_function_[f].push_back(&r);
    else
      of_powers_.push_back(&r);
  }
}

const std::vector<const Rule*>& RuleBook::candidates(FormId id) const {
  if (forms_.is(id, FormKind::power)) return of_powers_;
  if (!forms_.is(id, FormKind::call)) return none_;
  const auto it = by_function_.find(forms_[id].function);
  return it == by_function_.end() ? none_ : it->second;
}

const RuleBook::Pattern& RuleBook::pattern(const Rule& rule) {
  if (const auto it = patterns_.find(&rule); it != patterns_.end()) return it->second;
  const Pattern p{read_form(forms_, rule.left), read_form(forms_, rule.right),
                  conditions_of(forms_, rule.condition)};
  return patterns_.emplace(&rule, p).first->second;
}

bool RuleBook::matches(FormId pattern, FormId form, Bindings& bindings) const {
  const Form& p = forms_[pattern];
  if (p.kind == FormKind::symbol && std::ranges::find(any_, p.payload) != any_.end()) {
    const auto [it, made] = bindings.try_emplace(p.payload, form);
    return made || it->second == form;
  }
  if (p.mask == 0) return pattern == form;
  const Form& f = forms_[form];
  if (p.kind != f.kind || p.count != f.count || p.function != f.function || binds(p.kind)) return false;
  for (std::size_t i = 0; i < p.count; ++i)
    if (!matches(forms_.argument(pattern, i), forms_.argument(form, i), bindings)) return false;
  return true;
}

FormId RuleBook::instantiated(FormId pattern, const Bindings& bindings) {
  const Form p = forms_[pattern];
  if (p.mask == 0) return pattern;
  if (p.kind == FormKind::symbol)
    if (const auto it = bindings.find(p.payload); it != bindings.end()) return it->second;
  std::vector<FormId> arguments(forms_.arguments(pattern).begin(), forms_.arguments(pattern).end());
  for (FormId& a : arguments) a = instantiated(a, bindings);
  return forms_.rebuild(pattern, std::move(arguments));
}

std::optional<FormId> RuleBook::applied(const Rule& rule, FormId before, std::vector<FormId>& needed) {
  const Pattern& p = pattern(rule);
  Bindings bindings;
  if (!matches(p.left, before, bindings)) return std::nullopt;
  for (const FormId c : p.conditions) needed.push_back(instantiated(c, bindings));
  return instantiated(p.right, bindings);
}

bool RuleBook::is_instance(const Rule& rule, const Instance& instance) {
  if (rule.schema != nullptr) return rule.schema(instance);
  return applied(rule, instance.before, instance.needed) == instance.after;
}

}  // namespace reproof::symbolic
