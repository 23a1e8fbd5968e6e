#pragma once
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "scope/elaborate.hpp"

namespace reproof {

/// An index written as an integer.
inline bool number_text(const std::string& s, long& out) {
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), out);
  return error == std::errc{} && end == s.data() + s.size() && !s.empty();
}

/// Local names for the lifetime of one expansion.
class Elaborator::Frame {
 public:
  Frame(Elaborator& e, std::vector<Local> locals) : e_(&e), before_(e.locals_.size()) {
    for (Local& l : locals) e.locals_.push_back(std::move(l));
    ++e.depth_;
  }
  ~Frame() {
    e_->locals_.resize(before_);
    --e_->depth_;
  }
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

 private:
  Elaborator* e_;
  std::size_t before_;
};

}  // namespace reproof
