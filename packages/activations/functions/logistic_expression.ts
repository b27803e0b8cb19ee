/**
 * The logistic function inside the formulas of others.
 *
 * @module
 */
import type { Builder } from "@chainrule/tensor";

/** Two shares that add up to 1. */
export interface Gate<V> {
  /** σ(t). */
  readonly open: V;
  /** 1 − σ(t), with all its digits. */
  readonly shut: V;
}

/** `σ(t)` and `1 − σ(t)`, both accurate at either end: only `e^(−|t|)` is taken. */
export function logistic<V>(k: Builder<V>, t: V): Gate<V> {
  const one = k.constant(1);
  const decay = k.exp(k.neg(k.abs(t)));
  const large = k.div(one, k.add(one, decay));
  const small = k.mul(decay, large);
  const negative = k.less(t, k.constant(0));
  return { open: k.select(negative, small, large), shut: k.select(negative, large, small) };
}
