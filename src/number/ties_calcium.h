/* Calcium behind plain C: its headers do not compile as C++, and their places differ between FLINT 2.9 (with
   Arb, Antic and Calcium apart) and FLINT 3 (with them inside). Nothing else includes them. */
#ifndef REPROOF_TIES_CALCIUM_H
#define REPROOF_TIES_CALCIUM_H

#include <gmp.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ties_field ties_field;
typedef struct ties_element ties_element;

enum ties_truth { ties_no, ties_yes, ties_unknown };
enum ties_binary { ties_add, ties_subtract, ties_multiply, ties_divide, ties_power };
enum ties_unary {
  ties_negate,
  ties_exp,
  ties_log,
  ties_sqrt,
  ties_sin,
  ties_cos,
  ties_tan,
  ties_asin,
  ties_acos,
  ties_atan,
  ties_floor,
  ties_erf,
  ties_gamma
};

/* Bounds: bits of numerical precision within one decision, degree of algebraic numbers. */
ties_field* ties_field_new(long bits, long degree);
void ties_field_free(ties_field* field);

ties_element* ties_element_new(ties_field* field);
void ties_element_free(ties_element* x, ties_field* field);
void ties_set(ties_element* y, const ties_element* x, ties_field* field);
void ties_set_rational(ties_element* y, mpq_srcptr r, ties_field* field);
void ties_set_pi(ties_element* y, ties_field* field);

/* The caller has checked the domain. */
void ties_apply_unary(enum ties_unary f, ties_element* y, const ties_element* x, ties_field* field);
void ties_apply_binary(enum ties_binary f, ties_element* y, const ties_element* a, const ties_element* b,
                       ties_field* field);

enum ties_truth ties_is_zero(const ties_element* x, ties_field* field);
/* Unknown, undefined or infinite: 1, else 0. */
int ties_is_special(const ties_element* x);
enum ties_truth ties_less(const ties_element* a, const ties_element* b, ties_field* field);

/* The rational that x is, if it is written as one: 1, else 0. */
int ties_get_rational(mpq_ptr r, const ties_element* x, ties_field* field);
/* Terms and coefficient bits of the representation: a measure of what the next operation costs. */
long ties_terms(const ties_element* x, ties_field* field);
long ties_bits(const ties_element* x);

#ifdef __cplusplus
}
#endif

#endif
