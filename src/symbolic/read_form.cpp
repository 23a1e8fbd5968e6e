#include "symbolic/read_form.hpp"

#include <cctype>
#include <charconv>
#include <stdexcept>

namespace reproof::symbolic {
namespace {

/// A symbol of that name, an integer one if the name says so.
SymbolId symbol_named(Forms& forms, std::string_view name) {
  const bool integer = (name[0] >= 'i' && name[0] <= 'n') || name == "N" || name == "M";
  return forms.declare(name, {.integer = integer});
}

class Reader {
 public:
  Reader(Forms& forms, std::string_view text) : forms_(forms), text_(text) {}

  FormId whole() {
    const FormId form = one();
    skip();
    if (at_ != text_.size()) fail("more than one form");
    return form;
  }

 private:
  [[noreturn]] void fail(const char* what) const {
    throw std::invalid_argument(std::string(what) + " at " + std::to_string(at_) + " of `" +
                                std::string(text_) + "`");
  }

  static bool space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

  void skip() {
    while (at_ < text_.size() && space(text_[at_])) ++at_;
  }

  std::string_view word() {
    skip();
    std::size_t end = at_;
    while (end < text_.size() && !space(text_[end]) && text_[end] != '(' && text_[end] != ')') ++end;
    const std::string_view w = text_.substr(at_, end - at_);
    if (w.empty()) fail("a word is missing");
    at_ = end;
    return w;
  }

  bool closes() {
    skip();
    if (at_ >= text_.size()) fail("a bracket is not closed");
    if (text_[at_] != ')') return false;
    ++at_;
    return true;
  }

  FormId one() {
    skip();
    if (at_ < text_.size() && text_[at_] == '(') {
      ++at_;
      return list();
    }
    return atom(word());
  }

  FormId atom(std::string_view w) {
    const bool signed_number = w.size() > 1 && w[0] == '-';
    if (std::isdigit(static_cast<unsigned char>(w[signed_number ? 1 : 0])) != 0) return number(w);
    if (w == "pi") return forms_.pi();
    if (w == "e") return forms_.euler();
    return forms_.symbol_form(symbol_named(forms_, w));
  }

  FormId number(std::string_view w) {
    long n = 0;
    const auto [end, error] = std::from_chars(w.data(), w.data() + w.size(), n);
    if (error == std::errc{} && end == w.data() + w.size()) return forms_.integer(n);
    return forms_.rational(Rational(std::string(w)));
  }

  FormId list() {
    const std::string_view head = word();
    if (head == "sum" || head == "product") return range(head);
    std::vector<FormId> arguments;
    while (!closes()) arguments.push_back(one());
    return made(head, arguments);
  }

  FormId range(std::string_view head) {
    const SymbolId bound = symbol_named(forms_, word());
    const FormId lower = one(), upper = one(), body = one();
    if (!closes()) fail("a range has three parts");
    return head == "sum" ? forms_.sum(bound, lower, upper, body) : forms_.product(bound, lower, upper, body);
  }

  FormId made(std::string_view head, const std::vector<FormId>& a) {
    if (head == "+") return forms_.add(a);
    if (head == "*") return forms_.multiply(a);
    if (head == "-" && a.size() == 1) return forms_.negate(a[0]);
    if (head == "-" && a.size() > 2) return difference(a);
    if (a.size() != 2 && std::string_view("-/^<=!").find(head.front()) != std::string_view::npos)
      fail("an operator with other operands than its two");
    if (head == "if") return forms_.piecewise(a);
    if (head.back() == '\'' || head.back() == ':') return applied(head, a);
    if (a.size() == 2)
      if (const auto form = binary(head, a[0], a[1])) return *form;
    if (const Function* f = find_function(head)) return forms_.call(*f, a);
    return forms_.symbol(symbol_named(forms_, head), a);
  }

  FormId difference(std::vector<FormId> a) {
    for (std::size_t i = 1; i < a.size(); ++i) a[i] = forms_.negate(a[i]);
    return forms_.add(a);
  }

  std::optional<FormId> binary(std::string_view head, FormId a, FormId b) {
    if (head == "-") return forms_.subtract(a, b);
    if (head == "/") return forms_.divide(a, b);
    if (head == "^") return forms_.power(a, b);
    if (head == "delta") return forms_.delta(a, b);
    if (head == "d") return forms_.derivative(a, b);
    if (head == "<") return forms_.compare(Comparison::less, a, b);
    if (head == "<=") return forms_.compare(Comparison::less_equal, a, b);
    if (head == "=") return forms_.compare(Comparison::equal, a, b);
    if (head == "!=") return forms_.compare(Comparison::not_equal, a, b);
    return std::nullopt;
  }

  FormId applied(std::string_view head, const std::vector<FormId>& a) {
    const std::size_t base = head.find_first_of("':");
    std::vector<int> orders(a.size(), 0);
    if (head.back() == '\'') orders[0] = static_cast<int>(head.size() - base);
    return forms_.apply(forms_.declare(head.substr(0, base)), a, orders);
  }

  Forms& forms_;
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

FormId read_form(Forms& forms, std::string_view text) {
  return Reader(forms, text).whole();
}

}  // namespace reproof::symbolic
