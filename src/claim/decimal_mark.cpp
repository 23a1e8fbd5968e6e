#include "claim/decimal_mark.hpp"

#include <string_view>

#include "read/utf8.hpp"

namespace reproof {
namespace {

/// Numbers that tell, and cannot but tell, which mark they are written with.
struct Signs {
  bool comma = false, point = false;
};

class Scan {
 public:
  explicit Scan(std::string_view tex) : tex_(tex) {}

  void run(Signs& out) {
    for (at_ = 0; at_ < tex_.size();) {
      if (is_ascii_digit(tex_[at_]))
        number(out);
      else
        ++at_;
    }
  }

 private:
  std::size_t digits() {
    const std::size_t begin = at_;
    while (at_ < tex_.size() && is_ascii_digit(tex_[at_])) ++at_;
    return at_ - begin;
  }
  bool sees(std::string_view mark) const {
    const std::size_t after = at_ + mark.size();
    return tex_.substr(at_).starts_with(mark) && after < tex_.size() && is_ascii_digit(tex_[after]);
  }

  /// Digits, a mark, digits. Three digits after a whole part that is not 0 may be a group of thousands.
  void number(Signs& out) {
    const std::size_t begin = at_, whole = digits();
    const bool zero = whole == 1 && tex_[begin] == '0';
    const bool braced = sees("{,}"), point = sees("."), bare = sees(",");
    if (!braced && !point && !bare) return;
    at_ += braced ? 3 : 1;
    const std::size_t decimals = digits();
    const bool sure = zero || decimals != 3 || whole > 3;
    if (point) out.point = out.point || sure;
    if (braced) out.comma = out.comma || sure;
    if (bare) out.comma = out.comma || (zero && decimals > 1 && stands_alone(begin));
  }

  /// In no list: between no brackets and no further commas.
  bool stands_alone(std::size_t begin) const {
    constexpr std::string_view kOfLists = "([{,";
    const bool opened = begin > 0 && kOfLists.find(tex_[begin - 1]) != std::string_view::npos;
    const bool goes_on = at_ < tex_.size() && (tex_[at_] == ',' || tex_[at_] == ')' || tex_[at_] == ']');
    return !opened && !goes_on;
  }

  std::string_view tex_;
  std::size_t at_ = 0;
};

}  // namespace

DecimalMark decimal_mark(const Document& document) {
  Signs signs;
  for (const Fragment& f : document.fragments)
    if (f.kind == FragmentKind::math) Scan(f.text.text()).run(signs);
  return signs.comma && !signs.point ? DecimalMark::comma : DecimalMark::point;
}

}  // namespace reproof
