#include "symbolic/rules.hpp"

namespace reproof::symbolic {
namespace {

constexpr std::string_view definition = "by definition";
constexpr std::string_view inverse = "a function of its inverse";
constexpr std::string_view special = "a special value";

constexpr Rule rows[] = {
    {"ln", "(ln ?u)", "(log ?u)", "", "ln is the natural logarithm"},
    {"log2", "(log2 ?u)", "(* (log ?u) (^ (log 2) -1))", "", "change of base"},
    {"log10", "(log10 ?u)", "(* (log ?u) (^ (log 10) -1))", "", "change of base"},
    {"log1p", "(log1p ?u)", "(log (+ 1 ?u))", "", definition},
    {"expm1", "(expm1 ?u)", "(+ (exp ?u) -1)", "", definition},
    {"sqrt", "(sqrt ?u)", "(^ ?u 1/2)", "", definition},
    {"cube-root", "(cbrt ?u)", "(* ?u (^ (abs ?u) -2/3))", "(!= ?u 0)",
     "the cube root of u is u over the square of the cube root of its size"},
    {"root", "(root ?u ?v)", "(^ ?u (^ ?v -1))", "(< 0 ?u)", definition},
    {"sigmoid", "(sigmoid ?u)", "(* (exp ?u) (^ (+ 1 (exp ?u)) -1))", "", definition},
    {"softplus", "(softplus ?u)", "(log (+ 1 (exp ?u)))", "", definition},
    {"relu", "(relu ?u)", "(* 1/2 (+ ?u (abs ?u)))", "", "the larger of u and 0 is (u + |u|)/2"},
    {"sign", "(sign ?u)", "(* ?u (^ (abs ?u) -1))", "(!= ?u 0)", "u is its sign times its size"},
    {"sinh", "(sinh ?u)", "(* 1/2 (+ (exp ?u) (* -1 (exp (* -1 ?u)))))", "", definition},
    {"cosh", "(cosh ?u)", "(* 1/2 (+ (exp ?u) (exp (* -1 ?u))))", "", definition},
    {"tanh", "(tanh ?u)", "(* (+ (exp (* 2 ?u)) -1) (^ (+ (exp (* 2 ?u)) 1) -1))", "", definition},
    {"coth", "(coth ?u)", "(* (+ (exp (* 2 ?u)) 1) (^ (+ (exp (* 2 ?u)) -1) -1))", "", definition},
    {"sech", "(sech ?u)", "(* 2 (^ (+ (exp ?u) (exp (* -1 ?u))) -1))", "", definition},
    {"csch", "(csch ?u)", "(* 2 (^ (+ (exp ?u) (* -1 (exp (* -1 ?u)))) -1))", "", definition},
    {"arsinh", "(arsinh ?u)", "(log (+ ?u (^ (+ (^ ?u 2) 1) 1/2)))", "", "inverse of sinh"},
    {"arcosh", "(arcosh ?u)", "(log (+ ?u (^ (+ (^ ?u 2) -1) 1/2)))", "", "inverse of cosh"},
    {"artanh", "(artanh ?u)", "(* 1/2 (+ (log (+ 1 ?u)) (* -1 (log (+ 1 (* -1 ?u))))))", "",
     "inverse of tanh"},
    {"arcoth", "(arcoth ?u)", "(* 1/2 (log (* (+ ?u 1) (^ (+ ?u -1) -1))))", "", "inverse of coth"},
    {"tan", "(tan ?u)", "(* (sin ?u) (^ (cos ?u) -1))", "", definition},
    {"cot", "(cot ?u)", "(* (cos ?u) (^ (sin ?u) -1))", "", definition},
    {"sec", "(sec ?u)", "(^ (cos ?u) -1)", "", definition},
    {"csc", "(csc ?u)", "(^ (sin ?u) -1)", "", definition},
    {"sine-of-arcsine", "(sin (arcsin ?u))", "?u", "", inverse},
    {"cosine-of-arcsine", "(cos (arcsin ?u))", "(^ (+ 1 (* -1 (^ ?u 2))) 1/2)", "", inverse},
    {"sine-of-arctangent", "(sin (arctan ?u))", "(* ?u (^ (+ 1 (^ ?u 2)) -1/2))", "", inverse},
    {"cosine-of-arctangent", "(cos (arctan ?u))", "(^ (+ 1 (^ ?u 2)) -1/2)", "", inverse},
    {"arccosine", "(arccos ?u)", "(+ (* 1/2 pi) (* -1 (arcsin ?u)))", "", "the angles of a right triangle"},
    {"arccotangent", "(arccot ?u)", "(+ (* 1/2 pi) (* -1 (arctan ?u)))", "",
     "the angles of a right triangle"},
    {"arcsecant", "(arcsec ?u)", "(arccos (^ ?u -1))", "", definition},
    {"arccosecant", "(arccsc ?u)", "(arcsin (^ ?u -1))", "", definition},
    {"erfc", "(erfc ?u)", "(+ 1 (* -1 (erf ?u)))", "", definition},
    {"exp-of-log", "(exp (log ?u))", "?u", "", inverse},
    {"power-of-e", "(^ e ?u)", "(exp ?u)", "", definition},
    {"log-of-exp", "(log (exp ?u))", "?u", "", inverse},
    {"log-of-e", "(log e)", "1", "", inverse},
    {"arcsine-of-0", "(arcsin 0)", "0", "", special},
    {"arcsine-of-1/2", "(arcsin 1/2)", "(* 1/6 pi)", "", special},
    {"arcsine-of-1", "(arcsin 1)", "(* 1/2 pi)", "", special},
    {"arcsine-of-half-root-2", "(arcsin (* 1/2 (^ 2 1/2)))", "(* 1/4 pi)", "", special},
    {"arcsine-of-half-root-3", "(arcsin (* 1/2 (^ 3 1/2)))", "(* 1/3 pi)", "", special},
    {"arctangent-of-0", "(arctan 0)", "0", "", special},
    {"arctangent-of-1", "(arctan 1)", "(* 1/4 pi)", "", special},
    {"arctangent-of-root-3", "(arctan (^ 3 1/2))", "(* 1/3 pi)", "", special},
    {"arctangent-of-third-root-3", "(arctan (* 1/3 (^ 3 1/2)))", "(* 1/6 pi)", "", special},
    {"sine-of-pi", "(sin pi)", "0", "", special},
    {"cosine-of-pi", "(cos pi)", "-1", "", special},
    {"sine-of-pi/2", "(sin (* 1/2 pi))", "1", "", special},
    {"cosine-of-pi/2", "(cos (* 1/2 pi))", "0", "", special},
    {"sine-of-pi/3", "(sin (* 1/3 pi))", "(* 1/2 (^ 3 1/2))", "", special},
    {"cosine-of-pi/3", "(cos (* 1/3 pi))", "1/2", "", special},
    {"sine-of-pi/4", "(sin (* 1/4 pi))", "(* 1/2 (^ 2 1/2))", "", special},
    {"cosine-of-pi/4", "(cos (* 1/4 pi))", "(* 1/2 (^ 2 1/2))", "", special},
    {"sine-of-pi/6", "(sin (* 1/6 pi))", "1/2", "", special},
    {"cosine-of-pi/6", "(cos (* 1/6 pi))", "(* 1/2 (^ 3 1/2))", "", special},
    {"cosine-of-pi/5", "(cos (* 1/5 pi))", "(* 1/4 (+ 1 (^ 5 1/2)))", "", special},
    {"sine-of-pi/12", "(sin (* 1/12 pi))", "(* 1/4 (+ (^ 6 1/2) (* -1 (^ 2 1/2))))", "", special},
    {"cosine-of-pi/12", "(cos (* 1/12 pi))", "(* 1/4 (+ (^ 6 1/2) (^ 2 1/2)))", "", special},
    {"arcsine-is-odd", "(arcsin (* -1 ?u))", "(* -1 (arcsin ?u))", "", "an odd function"},
    {"arctangent-is-odd", "(arctan (* -1 ?u))", "(* -1 (arctan ?u))", "", "an odd function"},
    {"erf-is-odd", "(erf (* -1 ?u))", "(* -1 (erf ?u))", "", "an odd function"},
};

}  // namespace

std::span<const Rule> function_rules() {
  return rows;
}

}  // namespace reproof::symbolic
