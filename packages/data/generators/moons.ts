/**
 * Two half circles that reach into each other.
 *
 * @module
 */
import { Random } from "@chainrule/tensor";
import type { NoisySampleOptions, Samples } from "./samples.ts";
import { checkCount, sampleGroups } from "./samples.ts";

/**
 * Two half circles that reach into each other, a class each. 双月
 *
 * Formula: `(cos t, sin t)` for class 0 and `(1 − cos t, ½ − sin t)` for class 1, t evenly from 0 to π
 *
 * Samples come class by class, as in scikit-learn's `make_moons` without shuffling.
 *
 * @param options Number, noise, seed and dtype
 * @returns Features `[N, 2]` and classes `[N]`
 * @throws {RangeError} When the number is not a whole number from 2, or the noise is negative
 *
 * @example The ends of the moons
 * ```ts
 * import { moons } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { x, y } = moons({ count: 2, noise: 0 });
 * assertEquals(x.toArray(), [[1, 0], [0, 0.5]]);
 * assertEquals(y.toArray(), [0, 1]);
 * ```
 */
export function moons(
  { count = 100, noise = 0.1, seed = 0, dtype }: NoisySampleOptions = {},
): Samples {
  checkCount("moons", count, 2);
  const outer = Math.floor(count / 2);
  const inner = count - outer;
  const angle = (i: number, size: number) => Math.PI * i / Math.max(size - 1, 1);
  const groups = [{
    label: 0,
    size: outer,
    point: (i: number) => {
      const t = angle(i, outer);
      return [Math.cos(t), Math.sin(t)];
    },
  }, {
    label: 1,
    size: inner,
    point: (i: number) => {
      const t = angle(i, inner);
      return [1 - Math.cos(t), 0.5 - Math.sin(t)];
    },
  }];
  return sampleGroups(groups, 2, { noise, random: new Random(seed), dtype });
}
