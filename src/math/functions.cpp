#include "math/functions.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "math/functions_parts.hpp"

namespace reproof {
namespace {

std::vector<Function> joined() {
  std::vector<Function> all;
  for (const auto part : {elementary_functions(), trigonometric_functions(), hyperbolic_functions(),
                          integer_functions(), reducing_functions()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

using Index = std::map<std::string_view, const Function*>;

Index by_name() {
  Index index;
  for (const Function& f : functions()) index.emplace(f.name, &f);
  return index;
}

Index by_tex() {
  Index index;
  for (const Function& f : functions())
    for (std::string_view rest = f.tex; !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      index.emplace(rest.substr(0, end), &f);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  return index;
}

const Function* found(const Index& index, std::string_view key) {
  const auto it = index.find(key);
  return it == index.end() ? nullptr : it->second;
}

}  // namespace

std::span<const Function> functions() {
  static const std::vector<Function> all = joined();
  return all;
}

const Function* find_function(std::string_view name) {
  static const Index index = by_name();
  return found(index, name);
}

const Function* find_function_by_tex(std::string_view word) {
  static const Index index = by_tex();
  return found(index, word);
}

const Value* undefined_among(std::span<const Value> arguments) {
  const Value* undefined = nullptr;
  for (const Value& v : arguments)
    if (!v.defined() && (undefined == nullptr || (undefined->unsettled && !v.unsettled))) undefined = &v;
  return undefined;
}

Value bounded(const Rational& r) {
  return size_in_bits(r) <= exact_bits ? Value::of(r) : Value::of(enclose(r));
}

}  // namespace reproof
