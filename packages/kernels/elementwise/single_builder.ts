/**
 * Formulas on numbers that are rounded to float32 at each step.
 *
 * @module
 */
import { erf, erfc } from "../erf.ts";
import type { BinaryWord, Builder, UnaryWord } from "./vocabulary.ts";
import { builderOf } from "./vocabulary.ts";

const functions: Readonly<Record<UnaryWord | BinaryWord | "select", (...operands: number[]) => number>> = {
  neg: (a) => -a!,
  abs: Math.abs,
  sign: Math.sign,
  floor: Math.floor,
  ceil: Math.ceil,
  round: nearest,
  sqrt: Math.sqrt,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  tanh: Math.tanh,
  erf,
  erfc,
  not: (a) => Number(a === 0),
  add: (a, b) => a! + b!,
  sub: (a, b) => a! - b!,
  mul: (a, b) => a! * b!,
  div: (a, b) => a! / b!,
  pow: Math.pow,
  min: Math.min,
  max: Math.max,
  less: (a, b) => Number(a! < b!),
  lessEqual: (a, b) => Number(a! <= b!),
  equal: (a, b) => Number(a === b),
  and: (a, b) => Number(a !== 0 && b !== 0),
  select: (condition, a, b) => condition !== 0 ? a! : b!,
};

/** Computes with numbers, rounding each result to 32 bits. */
export const singleBuilder: Builder<number> = /* @__PURE__ */ builderOf(
  Math.fround,
  (word, operands) => Math.fround(functions[word](...operands)),
);

/** Half to even: beyond 2²³ every float32 is whole, below it the sum has no room for a fraction. */
function nearest(a: number): number {
  if (!(Math.abs(a) < 2 ** 23)) return a;
  const shifter = 1.5 * 2 ** 52;
  const rounded = a + shifter - shifter;
  return rounded === 0 ? a * 0 : rounded;
}
