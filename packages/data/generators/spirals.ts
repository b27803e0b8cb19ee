/**
 * Spirals around one centre.
 *
 * @module
 */
import { Random } from "@chainrule/tensor";
import type { NoisySampleOptions, Samples } from "./samples.ts";
import { checkCount, evenly, sampleGroups } from "./samples.ts";

/** How spirals are made. */
export interface SpiralsOptions extends NoisySampleOptions {
  /** The number of spirals, each a class. @default 2 */
  readonly classes?: number;
  /** How often each goes around the centre. @default 1 */
  readonly turns?: number;
}

/**
 * Archimedean spirals around one centre, a class each. 螺旋
 *
 * Formula: `t (cos φ, sin φ)` with `φ = 2π (turns · t + c / C)` for class c, t evenly from 0 to 1
 *
 * Samples come class by class.
 *
 * @param options Number, classes, turns, noise, seed and dtype
 * @returns Features `[N, 2]` and classes `[N]`
 * @throws {RangeError} When a number is not whole and at least the number of classes, which is at least 1, turns are not finite, or
 * the noise is negative
 *
 * @example Two arms end at opposite sides
 * ```ts
 * import { spirals } from "@chainrule/data";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { x } = spirals({ count: 6, noise: 0, dtype: "float64" });
 * assertAlmostEquals(x.data[4]!, 1);
 * assertAlmostEquals(x.data[10]!, -1);
 * ```
 */
export function spirals(
  { count = 100, noise = 0.05, classes = 2, turns = 1, seed = 0, dtype }: SpiralsOptions = {},
): Samples {
  checkCount("classes of spirals", classes, 1);
  checkCount("samples of spirals", count, classes);
  if (!Number.isFinite(turns)) {
    throw new RangeError(
      `Cannot make spirals as turns must be a finite number: current turns are ${turns}`,
    );
  }
  const groups = evenly(count, classes).map((size, label) => ({
    label,
    size,
    point: (i: number) => {
      const t = i / Math.max(size - 1, 1);
      const angle = 2 * Math.PI * (turns * t + label / classes);
      return [t * Math.cos(angle), t * Math.sin(angle)];
    },
  }));
  return sampleGroups(groups, 2, { noise, random: new Random(seed), dtype });
}
