/**
 * Splitting samples for cross-validation.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import type { Dataset, Tensors } from "./dataset.ts";
import type { DatasetOptions, IndexOptions, Strata } from "./strata.ts";
import { collectParts, drawStrata, indexOptions } from "./strata.ts";

/** One round of cross-validation. */
export interface Fold<S> {
  /** What to learn from. */
  readonly train: S;
  /** What to measure with. */
  readonly validation: S;
}

/** The number of folds. */
export interface FoldCount {
  /** The number of folds, K. @default 5 */
  readonly folds?: number;
}

/**
 * Goes through the rounds of cross-validation: each sample is in `validation` once, and in `train` in all other rounds. K 折交叉验证
 *
 * Sizes of folds differ by at most one. With `stratify`, so do the numbers of each class in them. Rounds are made when the
 * loop comes to them, so that only one takes memory.
 *
 * @param dataset The data set
 * @param options The number of folds, order and classes
 * @returns The rounds
 * @throws {RangeError} When the number of folds is not a whole number from 2 to the number of samples
 *
 * @example Five rounds
 * ```ts
 * import { Dataset, kFold } from "@chainrule/data";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * for (const { train, validation } of kFold(new Dataset({ n: tensor([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) }), { folds: 5 })) {
 *   assertEquals([train.length, validation.length], [8, 2]);
 * }
 * ```
 */
export function kFold<T extends Tensors<T>>(
  dataset: Dataset<T>,
  { folds = 5, ...options }: DatasetOptions<T> & FoldCount = {},
): Iterable<Fold<Dataset<T>>> {
  const rounds = kFoldIndices(dataset.length, {
    folds,
    ...indexOptions<T>(dataset, options as DatasetOptions<T>),
  });
  return {
    *[Symbol.iterator]() {
      for (const { train, validation } of rounds) {
        yield {
          train: dataset.subset(train),
          validation: dataset.subset(validation),
        };
      }
    },
  };
}

/**
 * The positions of the samples in each round of cross-validation. K 折索引
 *
 * @param length The number of samples, N
 * @param options The number of folds, order and classes
 * @returns For each round the positions in `[0, N)`, dtype int32
 * @throws {RangeError} When the number of folds is not a whole number from 2 to N
 * @throws {ShapeError} When the classes are not `[N]`
 *
 * @example In order, the first fold comes first
 * ```ts
 * import { kFoldIndices } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const [first] = kFoldIndices(5, { folds: 2, shuffle: false });
 * assertEquals(first?.validation.toArray(), [0, 1, 2]);
 * assertEquals(first?.train.toArray(), [3, 4]);
 * ```
 */
export function kFoldIndices(
  length: number,
  { folds = 5, ...options }: IndexOptions & FoldCount = {},
): Fold<Tensor>[] {
  const strata = drawStrata("make folds", length, options);
  if (!Number.isInteger(folds) || folds < 2 || folds > length) {
    throw new RangeError(
      `Cannot make folds of ${length} samples as their number must be a whole number in [2, ${length}]: current number is ${folds}`,
    );
  }
  const foldOf = assignFolds(strata, folds);
  return Array.from({ length: folds }, (_, fold) => {
    const partOf = foldOf.map((other) => other === fold ? 1 : 0);
    const [train, validation] = collectParts(strata, partOf, 2);
    return { train: train!, validation: validation! };
  });
}

/**
 * Dealing out the samples class by class, one to each fold in turn, says how many of each class a fold gets; the first of a
 * class then go to the first fold, and so on.
 */
function assignFolds({ order, classes }: Strata, folds: number): Int32Array {
  const foldOf = new Int32Array(order.length);
  let dealt = 0;
  for (const samples of classes) {
    const turns = samples.map((_, i) => (dealt + i) % folds).sort((a, b) => a - b);
    samples.forEach((sample, i) => foldOf[sample] = turns[i]!);
    dealt += samples.length;
  }
  return foldOf;
}
