/**
 * Formulas on plain numbers.
 *
 * @module
 */
import { erf, erfc } from "@chainrule/kernels";
import type { Builder } from "./expression.ts";

/** Rounds to the nearest whole number, ties to even. */
export function roundToEven(a: number): number {
  const nearest = Math.round(a);
  const tie = Math.abs(a - Math.trunc(a)) === 0.5;
  if (tie && nearest % 2 !== 0) return nearest - 1;
  return nearest === 0 ? a * 0 : nearest;
}

/** Evaluates a formula on numbers. */
export const scalarBuilder: Builder<number> = {
  constant: (value) => value,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  pow: (a, b) => Math.pow(a, b),
  min: (a, b) => Math.min(a, b),
  max: (a, b) => Math.max(a, b),
  neg: (a) => -a,
  abs: (a) => Math.abs(a),
  sign: (a) => Math.sign(a),
  floor: (a) => Math.floor(a),
  ceil: (a) => Math.ceil(a),
  round: roundToEven,
  sqrt: (a) => Math.sqrt(a),
  exp: (a) => Math.exp(a),
  expm1: (a) => Math.expm1(a),
  log: (a) => Math.log(a),
  log1p: (a) => Math.log1p(a),
  sin: (a) => Math.sin(a),
  cos: (a) => Math.cos(a),
  tan: (a) => Math.tan(a),
  tanh: (a) => Math.tanh(a),
  erf,
  erfc,
  less: (a, b) => a < b ? 1 : 0,
  lessEqual: (a, b) => a <= b ? 1 : 0,
  equal: (a, b) => a === b ? 1 : 0,
  and: (a, b) => a !== 0 && b !== 0 ? 1 : 0,
  not: (a) => a === 0 ? 1 : 0,
  select: (condition, a, b) => condition !== 0 ? a : b,
};
