/**
 * Closeness in units in the last place.
 *
 * @module
 */
import { assert } from "@std/assert";

/** Checks that `actual` is within `ulps` units in the last place of float64 of `expected`; Infinity and NaN must be met exactly. */
export function assertUlp(
  actual: number,
  expected: number,
  ulps: number,
  message = "value",
): void {
  if (!Number.isFinite(expected)) {
    assert(
      Object.is(actual, expected),
      `${message} is ${actual}, not ${expected}`,
    );
    return;
  }
  const distance = Math.abs(actual - expected) / ulpOf(expected);
  assert(
    distance <= ulps,
    `${message} is ${actual}, not ${expected}: ${distance} ulp apart, at most ${ulps} allowed`,
  );
}

/** The distance from `x` to the next float64. */
export function ulpOf(x: number): number {
  const exponent = Math.max(
    -1022,
    Math.floor(Math.log2(Math.abs(x) || Number.MIN_VALUE)),
  );
  return 2 ** Math.max(-1074, exponent - 52);
}
