/**
 * The error function and its complement, to about fifteen digits.
 *
 * @module
 */

const twoOverRootPi = 2 / Math.sqrt(Math.PI);

/** Where the power series gives way to `1 − erfc`, which has lost no digits there. */
const seriesLimit = 0.75;

/** From here on erfc is below half the smallest float64. */
const vanishing = 27.3;

/**
 * Chebyshev coefficients of `e^(x²) erfc(x) (x + 2)` as a function of `t = (x − 2)/(x + 2)`, for x ≥ 0. Made by
 * golden/erf_coefficients.py.
 */
const coefficients = [
  1.1540674772329393,
  -0.710873842540997,
  0.13019031765757305,
  -0.007342284791673278,
  -0.002225689486705265,
  0.0003215165983075616,
  6.556063148346275e-05,
  -1.0884883291010032e-05,
  -3.0309331106342965e-06,
  2.859521636233973e-07,
  1.6469217654838986e-07,
  2.5925693704613126e-09,
  -8.309443262030397e-09,
  -1.2694116556725622e-09,
  2.864164542451245e-10,
  1.232078021040917e-10,
  4.1224277109443396e-12,
  -7.1429862976954085e-12,
  -1.7172845686503592e-12,
  1.229120042758126e-13,
  1.4837451497193233e-13,
  2.579008551006465e-14,
  -4.717452771421264e-15,
  -3.1458698763371823e-15,
  -4.556593247909293e-16,
  1.262466090151286e-16,
  7.183352706362985e-17,
] as const;

/**
 * The error function. 误差函数
 *
 * Formula: `erf(x) = 2/√π ∫₀ˣ e^(-t²) dt`
 *
 * @param x Any number
 * @returns A value in [-1, 1]
 */
export function erf(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < seriesLimit) return series(x);
  const value = 1 - complement(magnitude);
  return x < 0 ? -value : value;
}

/**
 * The complementary error function, accurate where `1 - erf(x)` would cancel. 互补误差函数
 *
 * Formula: `erfc(x) = 1 - erf(x)`
 *
 * @param x Any number
 * @returns A value in [0, 2]
 */
export function erfc(x: number): number {
  if (x >= 0.5) return complement(x);
  return x > -seriesLimit ? 1 - series(x) : 2 - complement(-x);
}

/** `erf(x) = 2/√π Σ (−1)ⁿ x^(2n+1) / (n! (2n+1))`: for small x the first term dwarfs the others, so nothing cancels. */
function series(x: number): number {
  const square = x * x;
  let power = x;
  let sum = x;
  for (let n = 1; n < 20; n++) {
    power *= -square / n;
    const term = power / (2 * n + 1);
    if (sum + term === sum) break;
    sum += term;
  }
  return twoOverRootPi * sum;
}

/** erfc for x ≥ 0: the Chebyshev series by Clenshaw's recurrence. */
function complement(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > vanishing) return 0;
  const t = (x - 2) / (x + 2);
  let next = 0;
  let afterNext = 0;
  for (let n = coefficients.length - 1; n > 0; n--) {
    const current = coefficients[n]! + 2 * t * next - afterNext;
    afterNext = next;
    next = current;
  }
  return gaussian(x) * (coefficients[0] + t * next - afterNext) / (x + 2);
}

/** `e^(−x²)`, with the rounding of the square put right: `x² = h² + (x − h)(x + h)`, where h has few digits and h² is exact. */
function gaussian(x: number): number {
  const head = Math.round(x * 1024) / 1024;
  return Math.exp(-head * head) * Math.exp((head - x) * (head + x));
}
