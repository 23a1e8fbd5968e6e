#include "scope/conventions.hpp"

namespace reproof {
namespace {

constexpr std::string_view kLogistic[] = {"sigmoid", "logistic function", "logistic sigmoid"};

constexpr std::string_view kNormalDistribution[] = {"normal distribution function",
                                                    "normal cumulative distribution function",
                                                    "cumulative distribution function of the standard normal",
                                                    "cumulative distribution function of a standard normal",
                                                    "distribution function of the standard normal",
                                                    "distribution function of a standard normal",
                                                    "cumulative standard normal",
                                                    "cumulative normal",
                                                    "normal cdf",
                                                    "gaussian cdf",
                                                    "cdf of the standard normal",
                                                    "cdf of a standard normal",
                                                    "cdf of the standard gaussian",
                                                    "standard normal cumulative",
                                                    "标准正态分布函数",
                                                    "标准正态累积分布函数",
                                                    "标准正态分布的累积分布函数",
                                                    "标准正态分布的分布函数"};
constexpr std::string_view kNormalDensity[] = {"normal density",
                                               "normal probability density",
                                               "gaussian density",
                                               "normal pdf",
                                               "gaussian pdf",
                                               "density of the standard normal",
                                               "density of a standard normal",
                                               "pdf of the standard normal",
                                               "标准正态密度",
                                               "标准正态概率密度",
                                               "标准正态分布的密度",
                                               "标准正态分布的概率密度",
                                               "标准正态分布密度"};

constexpr Convention rows[] = {
    {"\\sigma", "sigmoid", "the text does not say which function `\\sigma` is", kLogistic},
    {"\\Phi", "normal_cdf", nullptr, kNormalDistribution},
    {"N", "normal_cdf", nullptr, kNormalDistribution},
    {"\\phi", "normal_pdf", nullptr, kNormalDensity},
    {"\\varphi", "normal_pdf", nullptr, kNormalDensity},
};

}  // namespace

std::span<const Convention> conventions() {
  return rows;
}

}  // namespace reproof
