/**
 * Instructions as functions of JavaScript.
 *
 * @module
 */

/** Half to even. */
export function nearest(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) > 2 ** 52) return x;
  const below = Math.floor(x);
  const up = x - below > 0.5 || x - below === 0.5 && below % 2 !== 0;
  const value = up ? below + 1 : below;
  return value === 0 && (x < 0 || Object.is(x, -0)) ? -0 : value;
}

/** The first number with the sign of the second. */
export function copysign(x: number, sign: number): number {
  return sign < 0 || Object.is(sign, -0) ? -Math.abs(x) : Math.abs(x);
}

/** The same 64 bits as an unsigned number. */
export function u64(x: bigint): bigint {
  return BigInt.asUintN(64, x);
}

/** The same 64 bits as a signed number. */
export function s64(x: bigint): bigint {
  return BigInt.asIntN(64, x);
}

/** 64 binary digits. */
export function bits(x: bigint): string {
  return u64(x).toString(2).padStart(64, "0");
}

/** Functions of one float that need no rounding. */
export const floatReferences: Readonly<Record<string, (x: number) => number>> = {
  abs: Math.abs,
  neg: (x) => -x,
  ceil: Math.ceil,
  floor: Math.floor,
  trunc: Math.trunc,
  nearest,
};

/** Comparisons of floats, 1 where they hold. */
export const floatComparisons: Readonly<Record<string, (a: number, b: number) => number>> = {
  eq: (a, b) => Number(a === b),
  ne: (a, b) => Number(a !== b),
  lt: (a, b) => Number(a < b),
  gt: (a, b) => Number(a > b),
  le: (a, b) => Number(a <= b),
  ge: (a, b) => Number(a >= b),
};

/** Functions of two floats, rounded by `round`. */
export function arithmetic(
  round: (x: number) => number,
): Readonly<Record<string, (a: number, b: number) => number>> {
  return {
    add: (a, b) => round(a + b),
    sub: (a, b) => round(a - b),
    mul: (a, b) => round(a * b),
    div: (a, b) => round(a / b),
    min: Math.min,
    max: Math.max,
  };
}

/** The whole part, kept between two bounds; 0 for NaN. */
export function clamp(x: number, low: number, high: number): number {
  return Number.isNaN(x) ? 0 : Math.min(Math.max(Math.trunc(x), low), high);
}

/** The whole part, kept between two bounds; 0 for NaN. */
export function clampLong(x: number, low: bigint, high: bigint): bigint {
  if (Number.isNaN(x)) return 0n;
  if (!Number.isFinite(x)) return x < 0 ? low : high;
  const whole = BigInt(Math.trunc(x));
  return whole < low ? low : whole > high ? high : whole;
}
