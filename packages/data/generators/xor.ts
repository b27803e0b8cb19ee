/**
 * The problem that one neuron cannot solve.
 *
 * @module
 */
import { Random } from "@chainrule/tensor";
import type { NoisySampleOptions, Samples } from "./samples.ts";
import { checkCount, evenly, sampleGroups } from "./samples.ts";

/**
 * Points at the corners of a square; the class is 1 where exactly one coordinate is. 异或
 *
 * Samples come corner by corner: (0, 0), (0, 1), (1, 0), (1, 1).
 *
 * @param options Number, noise, seed and dtype
 * @returns Features `[N, 2]` and classes `[N]`
 * @throws {RangeError} When the number is not a whole number from 4, or the noise is negative
 *
 * @example The truth table
 * ```ts
 * import { xor } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { x, y } = xor({ count: 4, noise: 0 });
 * assertEquals(x.toArray(), [[0, 0], [0, 1], [1, 0], [1, 1]]);
 * assertEquals(y.toArray(), [0, 1, 1, 0]);
 * ```
 */
export function xor(
  { count = 100, noise = 0.1, seed = 0, dtype }: NoisySampleOptions = {},
): Samples {
  checkCount("samples of XOR", count, 4);
  const groups = evenly(count, 4).map((size, corner) => {
    const [a, b] = [corner >> 1, corner & 1];
    return { label: a ^ b, size, point: () => [a, b] };
  });
  return sampleGroups(groups, 2, { noise, random: new Random(seed), dtype });
}
