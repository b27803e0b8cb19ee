/**
 * The vocabulary of elementwise formulas. A formula written over `Builder<V>` runs on plain numbers, on blocks of numbers, or
 * emits code, depending on what `V` is.
 *
 * @module
 */

/** The scalar operations that formulas are made of. Truth values are 1 and 0. */
export interface Builder<V> {
  /** A number. */
  constant(value: number): V;
  /** a + b. */
  add(a: V, b: V): V;
  /** a − b. */
  sub(a: V, b: V): V;
  /** a · b. */
  mul(a: V, b: V): V;
  /** a / b. */
  div(a: V, b: V): V;
  /** a to the power b. */
  pow(a: V, b: V): V;
  /** The smaller; NaN if either is. */
  min(a: V, b: V): V;
  /** The larger; NaN if either is. */
  max(a: V, b: V): V;
  /** −a. */
  neg(a: V): V;
  /** The absolute value. */
  abs(a: V): V;
  /** −1, 0 or 1. */
  sign(a: V): V;
  /** The largest whole number that is not larger. */
  floor(a: V): V;
  /** The smallest whole number that is not smaller. */
  ceil(a: V): V;
  /** To the nearest whole number, ties to even. */
  round(a: V): V;
  /** The square root. */
  sqrt(a: V): V;
  /** eᵃ. */
  exp(a: V): V;
  /** eᵃ − 1, accurate near 0. */
  expm1(a: V): V;
  /** The natural logarithm. */
  log(a: V): V;
  /** ln(1 + a), accurate near 0. */
  log1p(a: V): V;
  /** The sine. */
  sin(a: V): V;
  /** The cosine. */
  cos(a: V): V;
  /** The tangent. */
  tan(a: V): V;
  /** The hyperbolic tangent. */
  tanh(a: V): V;
  /** The error function. */
  erf(a: V): V;
  /** 1 − erf(a), accurate for large a. */
  erfc(a: V): V;
  /** Whether a < b. */
  less(a: V, b: V): V;
  /** Whether a ≤ b. */
  lessEqual(a: V, b: V): V;
  /** Whether a = b. */
  equal(a: V, b: V): V;
  /** Whether both are not 0. */
  and(a: V, b: V): V;
  /** Whether a is 0. */
  not(a: V): V;
  /** `a` where `condition` is not 0, `b` elsewhere. */
  select(condition: V, a: V, b: V): V;
}
