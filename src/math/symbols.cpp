#include "math/commands.hpp"

namespace reproof {
namespace {

constexpr Command kSymbols[] = {
    {"alpha"},   {"beta"},    {"gamma"},    {"delta"},      {"epsilon"},  {"varepsilon"},    {"zeta"},
    {"eta"},     {"theta"},   {"vartheta"}, {"iota"},       {"kappa"},    {"varkappa"},      {"lambda"},
    {"mu"},      {"nu"},      {"xi"},       {"omicron"},    {"pi"},       {"varpi"},         {"rho"},
    {"varrho"},  {"sigma"},   {"varsigma"}, {"tau"},        {"upsilon"},  {"phi"},           {"varphi"},
    {"chi"},     {"psi"},     {"omega"},    {"Gamma"},      {"Delta"},    {"Theta"},         {"Lambda"},
    {"Xi"},      {"Pi"},      {"Sigma"},    {"Upsilon"},    {"Phi"},      {"Psi"},           {"Omega"},
    {"digamma"}, {"ell"},     {"hbar"},     {"infty"},      {"imath"},    {"jmath"},         {"Re"},
    {"Im"},      {"wp"},      {"aleph"},    {"beth"},       {"emptyset"}, {"varnothing"},    {"forall"},
    {"exists"},  {"nexists"}, {"neg"},      {"lnot"},       {"angle"},    {"measuredangle"}, {"triangle"},
    {"diamond"}, {"Diamond"}, {"Box"},      {"bot"},        {"flat"},     {"sharp"},         {"natural"},
    {"eth"},     {"hslash"},  {"mho"},      {"complement"},
};

}  // namespace

std::span<const Command> symbols() {
  return kSymbols;
}

}  // namespace reproof
