/**
 * Clouds of points.
 *
 * @module
 */
import { Random, ShapeError } from "@chainrule/tensor";
import type { SampleOptions, Samples } from "./samples.ts";
import { checkCount, evenly, sampleGroups } from "./samples.ts";

/** How clouds are made. */
export interface BlobsOptions extends SampleOptions {
  /** The centres, each a list of D coordinates; or their number, and they are drawn from [−10, 10)ᴰ. @default 3 */
  readonly centers?: number | readonly (readonly number[])[];
  /** The number of features, D, where centres are drawn. @default 2 */
  readonly features?: number;
  /** The standard deviation of each feature around the centre. @default 1 */
  readonly std?: number;
}

/** Centres are drawn up to this far from the origin along each axis, as in scikit-learn. */
const reach = 10;

/**
 * Round clouds of normally distributed points, a class each. 高斯团
 *
 * Samples come class by class; sizes of classes differ by at most one.
 *
 * @param options Number, centres, spread, seed and dtype
 * @returns Features `[N, D]` and classes `[N]`
 * @throws {RangeError} When there are fewer samples than centres or no centre, or the spread is negative
 * @throws {ShapeError} When centres have different numbers of coordinates
 *
 * @example Points without spread are centres
 * ```ts
 * import { blobs } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { x, y } = blobs({ count: 3, centers: [[0, 0], [5, 5]], std: 0 });
 * assertEquals(x.toArray(), [[0, 0], [0, 0], [5, 5]]);
 * assertEquals(y.toArray(), [0, 0, 1]);
 * ```
 */
export function blobs(
  { count = 100, centers = 3, features = 2, std = 1, seed = 0, dtype }: BlobsOptions = {},
): Samples {
  const random = new Random(seed);
  const points = typeof centers === "number" ? drawCenters(random, centers, features) : centers;
  const dimension = checkCenters(points);
  checkCount("samples of blobs", count, points.length);
  const groups = evenly(count, points.length).map((size, label) => ({
    label,
    size,
    point: () => points[label]!,
  }));
  return sampleGroups(groups, dimension, { noise: std, random, dtype });
}

function drawCenters(
  random: Random,
  count: number,
  features: number,
): number[][] {
  checkCount("centers of blobs", count, 1);
  checkCount("features of blobs", features, 1);
  return random.uniform([count, features], {
    low: -reach,
    high: reach,
    dtype: "float64",
  }).toArray() as number[][];
}

function checkCenters(centers: readonly (readonly number[])[]): number {
  checkCount("centers of blobs", centers.length, 1);
  const lengths = centers.map(({ length }) => length);
  if (lengths.every((length) => length === lengths[0])) return lengths[0]!;
  throw new ShapeError(
    "blobs",
    lengths.map((length) => [length]),
    "Cannot make blobs as all centers must have equally many coordinates",
  );
}
