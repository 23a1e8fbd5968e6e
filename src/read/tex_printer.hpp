#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace reproof {

/// Characters that differ between renderings of the same formula made equal: `−` is `-`, `∗` is `*`, `𝐱` is
/// `x`.
char32_t fold_rendered(char32_t c);

/// What KaTeX prints for TeX, as flat text without white space, in two orders:
/// - `mathml`: the text of its MathML. `\frac{a}{b}` is `ab`, a matrix goes by rows, scripts follow their
/// base;
/// - `visual`: the text of its HTML. `\frac{a}{b}` is `ba`, a matrix goes by columns, limits of a displayed
/// sum go before
///   and behind it.
struct Printed {
  std::u32string mathml, visual;
};

/// Prints TeX atom by atom, so that every prefix of complete atoms can be compared.
class TexPrinter {
 public:
  /// Reads from `begin` on. `work` is counted down by each byte; at 0 the printer stops.
  TexPrinter(std::string_view text, std::uint32_t begin, bool display, std::int64_t& work);

  /// Appends the next atom with its scripts; false where none can be read.
  bool next();
  std::uint32_t position() const { return at_; }
  const Printed& printed() const { return out_; }
  /// Was there anything that is laid out in another way in display?
  bool has_limits() const { return has_limits_; }

 private:
  bool atom(Printed& out, bool display, int depth);
  bool nucleus(Printed& out, bool display, int depth, bool& limits);
  bool scripts(Printed& out, std::size_t base, bool limits, bool display, int depth);
  bool command(Printed& out, bool display, int depth, bool& limits);
  bool argument(Printed& out, bool display, int depth);
  bool group(Printed& out, bool display, int depth);
  bool raw_group(std::string_view& content);
  bool text_group(Printed& out, int depth);
  bool fraction(Printed& out, int depth, char32_t open, char32_t close);
  bool root(Printed& out, int depth);
  bool environment(Printed& out, bool display, int depth);
  bool delimiter(Printed& out);
  void skip_space();
  bool spend(std::int64_t n = 1);

  std::string_view text_;
  std::uint32_t at_;
  bool display_;
  std::int64_t& work_;
  Printed out_;
  bool has_limits_ = false;
};

}  // namespace reproof
