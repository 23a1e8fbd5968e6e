#include "number/ties_calcium.h"

#if __has_include(<flint/ca.h>)
#include <flint/ca.h>
#include <flint/ca_field.h>
#else
#include <calcium/ca.h>
#include <calcium/ca_field.h>
#endif

struct ties_field {
  ca_ctx_t ctx;
};

struct ties_element {
  ca_t x;
};

ties_field* ties_field_new(long bits, long degree) {
  ties_field* field = flint_malloc(sizeof(ties_field));
  ca_ctx_init(field->ctx);
  ca_ctx_set_option(field->ctx, CA_OPT_PREC_LIMIT, bits);
  ca_ctx_set_option(field->ctx, CA_OPT_QQBAR_DEG_LIMIT, degree);
  ca_ctx_set_option(field->ctx, CA_OPT_GROEBNER_LENGTH_LIMIT, 20);
  ca_ctx_set_option(field->ctx, CA_OPT_GROEBNER_POLY_LENGTH_LIMIT, 100);
  ca_ctx_set_option(field->ctx, CA_OPT_GROEBNER_POLY_BITS_LIMIT, 1000);
  return field;
}

void ties_field_free(ties_field* field) {
  ca_ctx_clear(field->ctx);
  flint_free(field);
}

ties_element* ties_element_new(ties_field* field) {
  ties_element* x = flint_malloc(sizeof(ties_element));
  ca_init(x->x, field->ctx);
  return x;
}

void ties_element_free(ties_element* x, ties_field* field) {
  ca_clear(x->x, field->ctx);
  flint_free(x);
}

void ties_set(ties_element* y, const ties_element* x, ties_field* field) {
  ca_set(y->x, x->x, field->ctx);
}

void ties_set_rational(ties_element* y, mpq_srcptr r, ties_field* field) {
  fmpq_t q;
  fmpq_init(q);
  fmpq_set_mpq(q, r);
  ca_set_fmpq(y->x, q, field->ctx);
  fmpq_clear(q);
}

void ties_set_pi(ties_element* y, ties_field* field) {
  ca_pi(y->x, field->ctx);
}

typedef void (*unary_function)(ca_t, const ca_t, ca_ctx_t);
typedef void (*binary_function)(ca_t, const ca_t, const ca_t, ca_ctx_t);

void ties_apply_unary(enum ties_unary f, ties_element* y, const ties_element* x, ties_field* field) {
  static const unary_function table[] = {
      [ties_negate] = ca_neg,  [ties_exp] = ca_exp,   [ties_log] = ca_log,     [ties_sqrt] = ca_sqrt,
      [ties_sin] = ca_sin,     [ties_cos] = ca_cos,   [ties_tan] = ca_tan,     [ties_asin] = ca_asin,
      [ties_acos] = ca_acos,   [ties_atan] = ca_atan, [ties_floor] = ca_floor, [ties_erf] = ca_erf,
      [ties_gamma] = ca_gamma,
  };
  table[f](y->x, x->x, field->ctx);
}

void ties_apply_binary(enum ties_binary f, ties_element* y, const ties_element* a, const ties_element* b,
                       ties_field* field) {
  static const binary_function table[] = {
      [ties_add] = ca_add,    [ties_subtract] = ca_sub, [ties_multiply] = ca_mul,
      [ties_divide] = ca_div, [ties_power] = ca_pow,
  };
  table[f](y->x, a->x, b->x, field->ctx);
}

static enum ties_truth translated(truth_t t) {
  return t == T_TRUE ? ties_yes : t == T_FALSE ? ties_no : ties_unknown;
}

enum ties_truth ties_is_zero(const ties_element* x, ties_field* field) {
  return translated(ca_check_is_zero(x->x, field->ctx));
}

int ties_is_special(const ties_element* x) {
  return CA_IS_SPECIAL(x->x) ? 1 : 0;
}

enum ties_truth ties_less(const ties_element* a, const ties_element* b, ties_field* field) {
  return translated(ca_check_lt(a->x, b->x, field->ctx));
}

int ties_get_rational(mpq_ptr r, const ties_element* x, ties_field* field) {
  if (CA_IS_SPECIAL(x->x) || !CA_IS_QQ(x->x, field->ctx)) return 0;
  fmpq_get_mpq(r, CA_FMPQ(x->x));
  return 1;
}

static slong quotient_terms(const fmpz_mpoly_q_struct* q) {
  return fmpz_mpoly_q_numref(q)->length + fmpz_mpoly_q_denref(q)->length;
}

long ties_terms(const ties_element* x, ties_field* field) {
  if (CA_IS_SPECIAL(x->x) || CA_IS_QQ(x->x, field->ctx)) return 1;
  if (CA_FIELD_IS_NF(CA_FIELD(x->x, field->ctx)))
    return qqbar_degree(CA_FIELD_NF_QQBAR(CA_FIELD(x->x, field->ctx)));
  return quotient_terms(CA_MPOLY_Q(x->x));
}

static slong size_of(slong bits) {
  return bits < 0 ? -bits : bits;
}

long ties_bits(const ties_element* x) {
  const ca_field_struct* K;
  if (CA_IS_SPECIAL(x->x)) return 0;
  K = CA_FIELD(x->x, NULL);
  if (CA_FIELD_IS_QQ(K)) return (long)(fmpz_bits(CA_FMPQ_NUMREF(x->x)) + fmpz_bits(CA_FMPQ_DENREF(x->x)));
  if (CA_FIELD_IS_NF(K)) {
    long bits;
    fmpq_poly_t p;
    fmpq_poly_init(p);
    nf_elem_get_fmpq_poly(p, CA_NF_ELEM(x->x), CA_FIELD_NF(K));
    bits = size_of(_fmpz_vec_max_bits(fmpq_poly_numref(p), fmpq_poly_length(p))) +
           (long)fmpz_bits(fmpq_poly_denref(p));
    fmpq_poly_clear(p);
    return bits;
  }
  return size_of(fmpz_mpoly_max_bits(fmpz_mpoly_q_numref(CA_MPOLY_Q(x->x)))) +
         size_of(fmpz_mpoly_max_bits(fmpz_mpoly_q_denref(CA_MPOLY_Q(x->x))));
}
