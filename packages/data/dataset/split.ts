/**
 * Splitting samples into parts, such as training, validation and test.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import type { Dataset, Tensors } from "./dataset.ts";
import type { DatasetOptions, IndexOptions, Strata } from "./strata.ts";
import { collectParts, drawStrata, indexOptions } from "./strata.ts";

/** The size of each part by name: all are fractions below 1, or all are numbers of samples. */
export type Parts<P> = Readonly<Record<keyof P, number>>;

/**
 * Splits a data set into parts. 划分数据集
 *
 * Fractions are rounded so that the parts together have as many samples as their sum asks for. With `stratify`, each part has
 * each class in proportion, by largest remainders; the sizes of the parts stay the same.
 *
 * @param dataset The data set
 * @param parts The size of each part by name: fractions with a sum of at most 1, or numbers of samples; samples beyond are left out
 * @param options Order and classes
 * @returns A data set for each part
 * @throws {RangeError} When sizes are mixed, not positive, or more than there are samples
 *
 * @example Training and test
 * ```ts
 * import { Dataset, split } from "@chainrule/data";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const { train, test } = split(new Dataset({ n: tensor([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) }), { train: 0.8, test: 0.2 });
 * assertEquals([train.length, test.length], [8, 2]);
 * ```
 */
export function split<T extends Tensors<T>, P extends Parts<P>>(
  dataset: Dataset<T>,
  parts: P,
  options: DatasetOptions<T> = {},
): Record<keyof P, Dataset<T>> {
  const indices = splitIndices(
    dataset.length,
    parts,
    indexOptions(dataset, options),
  );
  return Object.fromEntries(
    Object.entries<Tensor>(indices).map(([name, part]) => [
      name,
      dataset.subset(part),
    ]),
  ) as Record<keyof P, Dataset<T>>;
}

/**
 * Splits the positions of samples into parts, for data that is no `Dataset`, such as the nodes of a graph. 划分索引
 *
 * @param length The number of samples, N
 * @param parts The size of each part by name, as `split` takes them
 * @param options Order and classes
 * @returns For each part its positions in `[0, N)`, dtype int32
 * @throws {RangeError} When sizes are mixed, not positive, or more than there are samples
 * @throws {ShapeError} When the classes are not `[N]`
 *
 * @example Half of each class
 * ```ts
 * import { splitIndices } from "@chainrule/data";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = tensor([0, 1, 0, 1], "int32");
 * const { train } = splitIndices(4, { train: 0.5, test: 0.5 }, { stratify: labels });
 * assertEquals([...train.data].map((i) => labels.data[i]).sort(), [0, 1]);
 * ```
 */
export function splitIndices<P extends Parts<P>>(
  length: number,
  parts: P,
  options: IndexOptions = {},
): Record<keyof P, Tensor> {
  const strata = drawStrata("split", length, options);
  const sizes = partSizes(length, Object.entries<number>(parts));
  const indices = collectParts(
    strata,
    assignParts(strata, sizes),
    sizes.length,
  );
  return Object.fromEntries(
    Object.keys(parts).map((name, i) => [name, indices[i]!]),
  ) as Record<keyof P, Tensor>;
}

function partSizes(
  length: number,
  parts: readonly (readonly [string, number])[],
): number[] {
  const sizes = parts.map(([, size]) => size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const areFractions = sizes.every((size) => size > 0 && size < 1);
  const areCounts = sizes.every((size) => Number.isInteger(size) && size >= 1);
  // Sums of decimal fractions such as 0.7 + 0.2 + 0.1 miss 1 by a few units of 2⁻⁵³.
  const rounding = sizes.length * Number.EPSILON;
  const fit = areFractions ? total <= 1 + rounding : total <= length;
  if (sizes.length === 0 || !(areFractions || areCounts) || !fit) {
    throw new RangeError(
      `Cannot split ${length} samples as sizes must be fractions with a sum of at most 1, or whole numbers with a sum of at most ${length}: current sizes are ${
        parts.map(([name, size]) => `${name} ${size}`).join(", ")
      }`,
    );
  }
  if (areCounts) return sizes;
  return shares(sizes, Math.round(total * length), total);
}

/** The part of each sample, −1 for none: each part in turn takes its share of what is left of each class. */
function assignParts(
  { order, classes }: Strata,
  sizes: readonly number[],
): Int32Array {
  const partOf = new Int32Array(order.length).fill(-1);
  const taken = classes.map(() => 0);
  sizes.forEach((size, part) => {
    const left = classes.map((samples, c) => samples.length - taken[c]!);
    shares(left, size).forEach((share, c) => {
      const end = taken[c]! + share;
      for (const sample of classes[c]!.slice(taken[c], end)) {
        partOf[sample] = part;
      }
      taken[c] = end;
    });
  });
  return partOf;
}

/** `count` things shared out in proportion to `weights`, by largest remainders; of equal ones the first gets more. */
function shares(
  weights: readonly number[],
  count: number,
  total: number = weights.reduce((sum, weight) => sum + weight, 0),
): number[] {
  if (total === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => weight * count / total);
  const share = exact.map(Math.floor);
  const rest = count - share.reduce((sum, n) => sum + n, 0);
  exact.map((value, i) => ({ i, remainder: value - share[i]! }))
    .sort((a, b) => b.remainder - a.remainder)
    .slice(0, rest)
    .forEach(({ i }) => share[i]!++);
  return share;
}
