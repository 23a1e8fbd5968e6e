#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "reproof/numeric/ball.hpp"
#include "reproof/numeric/concepts.hpp"
#include "reproof/numeric/witness.hpp"

/// Rigorous refutation of a claimed gradient.
///
/// By the mean value theorem (f(x + h v) - f(x - h v))/(2h) is the derivative along v at some point between.
/// If the enclosure of the claimed gradient over a box around that segment, times v, is disjoint from the
/// enclosure of the quotient, the claim is false somewhere in the box: the box is the witness. A true
/// gradient is never refuted, whatever the precision. Needs Arb: link reproof::reproof.
namespace reproof {

/// The two sides of the mean value theorem for one segment x - h v … x + h v.
struct MeanValue {
  std::vector<Rational> point, direction;
  Rational half_width;  ///< h
  long bits = 0;        ///< working precision
  Ball quotient;        ///< (f(x + h v) - f(x - h v)) / (2h)
  Ball slope;           ///< claimed gradient over the box, times v

  bool refuted() const { return is_finite(quotient) && is_finite(slope) && disjoint(quotient, slope); }
};

/// x_i + t v_i for one rational t, enclosed at the current precision.
inline std::vector<Ball> point_on_line(const std::vector<Rational>& x, const std::vector<Rational>& v,
                                       const Rational& t) {
  std::vector<Ball> out;
  for (std::size_t i = 0; i < x.size(); ++i) out.push_back(enclose(Rational(x[i] + t * v[i])));
  return out;
}

/// The smallest box around the segment, an interval for each entry.
inline std::vector<Ball> box_around(const std::vector<Rational>& x, const std::vector<Rational>& v,
                                    const Rational& h) {
  std::vector<Ball> from = point_on_line(x, v, Rational(-h)), to = point_on_line(x, v, h);
  for (std::size_t i = 0; i < x.size(); ++i) from[i] = hull(from[i], to[i]);
  return from;
}

/// Both sides at the current precision. f takes a std::vector<Ball> and returns a Ball, `gradient` a vector
/// as long. Throws std::invalid_argument where sizes differ or h <= 0, and what f and gradient throw.
template <class F, class G>
MeanValue mean_value(const F& f, const G& gradient, const std::vector<Rational>& x,
                     const std::vector<Rational>& v, const Rational& h) {
  if (x.size() != v.size() || h <= 0) throw std::invalid_argument("mean value: sizes differ, or no width");
  const Ball above = f(point_on_line(x, v, h)), below = f(point_on_line(x, v, Rational(-h)));
  const std::vector<Ball> claimed = gradient(box_around(x, v, h));
  if (claimed.size() != x.size())
    throw std::invalid_argument("mean value: the gradient has another size than the point");
  Ball slope(0);
  for (std::size_t i = 0; i < v.size(); ++i) slope += claimed[i] * enclose(v[i]);
  return {x, v, h, Precision::bits(), Ball((above - below) / enclose(Rational(2 * h))), slope};
}

/// Half width 2^-(bits/2): the quotient loses half of the bits, and the box adds an error of that width to
/// the slope. A wider box or a narrower one makes one of the two errors larger.
inline Rational mean_value_width(long bits) {
  return Rational(Integer(1), Integer(1) << static_cast<unsigned>(bits / 2));
}

/// Climbs 64, 128, … bits up to `max_bits` and returns the first segment along v that refutes the claim.
/// Every wrong directional derivative that is larger than about 2^-(max_bits/2) is found where f and gradient
/// can be enclosed.
template <class F, class G>
std::optional<MeanValue> refute_gradient(const F& f, const G& gradient, const std::vector<Rational>& x,
                                         const std::vector<Rational>& v, long max_bits = 512) {
  for (long bits = 64; bits <= max_bits; bits *= 2) {
    const Precision precision(bits);
    MeanValue found = mean_value(f, gradient, x, v, mean_value_width(bits));
    if (found.refuted()) return found;
  }
  return std::nullopt;
}

/// What check_gradient calls for the type Ball: the refutation along an axis, or along a direction of signs.
/// Where f or gradient throws there is no witness.
template <class F, class G, class X>
std::optional<Witness> find_witness(std::type_identity<Ball>, const F& f, const G& gradient,
                                    const std::vector<X>& x, std::size_t component,
                                    const std::vector<std::int8_t>& signs, long max_bits) {
  std::vector<Rational> point, direction;
  for (std::size_t k = 0; k < x.size(); ++k) {
    point.push_back(static_cast<Rational>(x[k]));
    direction.push_back(signs.empty() ? Rational(k == component ? 1 : 0) : Rational(int{signs[k]}));
  }
  std::optional<MeanValue> found;
  try {
    found = refute_gradient(f, gradient, point, direction, max_bits);
  } catch (const std::exception&) {
    return std::nullopt;
  }
  if (!found) return std::nullopt;
  Witness witness{{},         {}, found->half_width.str(), found->quotient.str(20), found->slope.str(20),
                  found->bits};
  for (const Rational& each : found->point) witness.point.push_back(each.str());
  for (const Rational& each : found->direction) witness.direction.push_back(each.str());
  return witness;
}

}  // namespace reproof
