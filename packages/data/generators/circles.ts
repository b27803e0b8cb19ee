/**
 * A circle inside another.
 *
 * @module
 */
import { Random } from "@chainrule/tensor";
import type { NoisySampleOptions, Samples } from "./samples.ts";
import { checkCount, sampleGroups } from "./samples.ts";

/** How circles are made. */
export interface CirclesOptions extends NoisySampleOptions {
  /** The radius of the inner circle; that of the outer one is 1. @default 0.5 */
  readonly factor?: number;
}

/**
 * A circle inside another, a class each. 同心圆
 *
 * Samples come class by class, the outer circle first, as in scikit-learn's `make_circles` without shuffling.
 *
 * @param options Number, inner radius, noise, seed and dtype
 * @returns Features `[N, 2]` and classes `[N]`
 * @throws {RangeError} When the number is not a whole number from 2, the noise is negative, or the radius is not in [0, 1)
 *
 * @example A point on each
 * ```ts
 * import { circles } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { x, y } = circles({ count: 2, noise: 0, factor: 0.25 });
 * assertEquals(x.toArray(), [[1, 0], [0.25, 0]]);
 * assertEquals(y.toArray(), [0, 1]);
 * ```
 */
export function circles(
  { count = 100, noise = 0.1, factor = 0.5, seed = 0, dtype }: CirclesOptions = {},
): Samples {
  checkCount("circles", count, 2);
  if (!(factor >= 0 && factor < 1)) {
    throw new RangeError(
      `Cannot make circles as factor must be in [0, 1): current factor is ${factor}`,
    );
  }
  const outer = Math.floor(count / 2);
  const groups = [[outer, 1], [count - outer, factor]] as const;
  return sampleGroups(
    groups.map(([size, radius], label) => ({
      label,
      size,
      point: (i) => {
        const t = 2 * Math.PI * i / size;
        return [radius * Math.cos(t), radius * Math.sin(t)];
      },
    })),
    2,
    { noise, random: new Random(seed), dtype },
  );
}
