/**
 * Operands that show what an instruction does.
 *
 * @module
 */
import type { Value } from "./run_expression.ts";

/** Numbers of 32 bits. */
export const integers: readonly number[] = [0, 1, -1, 7, -8, 31, 33, 255, 32768, 2147483647, -2147483648, 0x12345678];

/** Numbers of 64 bits. */
export const longs: readonly bigint[] = [
  0n,
  1n,
  -1n,
  7n,
  -8n,
  63n,
  65n,
  255n,
  2n ** 31n,
  -(2n ** 31n) - 5n,
  2n ** 63n - 1n,
  -(2n ** 63n),
];

/** Floats. */
export const reals: readonly number[] = [
  0,
  -0,
  1,
  -1,
  0.5,
  1.5,
  2.5,
  -2.5,
  3.75,
  -0.25,
  1e30,
  -1e-30,
  Infinity,
  -Infinity,
  NaN,
];

/** Floats of 32 bits. */
export const singles: readonly number[] = reals.map(Math.fround);

/** What truncates to a number of any width. */
export const tame: readonly number[][] = [0, -0, 1.9, 100.5, 2 ** 30].map((x) => [x]);

/** What may be out of range. */
export const wild: readonly number[][] = [0, -1.9, 1.9, 1e30, -1e30, NaN, 3e9].map((x) => [x]);

/** All pairs of some numbers. */
export function pairs<O extends Value>(values: readonly O[]): O[][] {
  return values.flatMap((a) => values.map((b) => [a, b]));
}
