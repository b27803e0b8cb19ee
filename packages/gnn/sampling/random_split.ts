/**
 * Nodes to learn from, to choose settings by, and to measure with.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { Random, ShapeError, tensor } from "@chainrule/tensor";

/** How many nodes go where. */
export interface RandomSplitOptions {
  /** The number of nodes of each class to learn from. @default 20 */
  readonly perClass?: number;
  /** The number of nodes to choose settings by. @default 500 */
  readonly validation?: number;
  /** The number of nodes to measure with. @default 1000 */
  readonly test?: number;
  /** What the choice comes from. @default 0 */
  readonly seed?: number;
}

/** Nodes by what they are for; none is in two of them. */
export interface NodeSplit {
  /** The nodes to learn from, int32. */
  readonly train: Tensor;
  /** The nodes to choose settings by, int32. */
  readonly validation: Tensor;
  /** The nodes to measure with, int32. */
  readonly test: Tensor;
}

/**
 * Splits nodes at random as the citation graphs are split: equally many of each class to learn from, and of the others some to choose settings by and some to measure
 * with. 随机划分节点
 *
 * Source: Yang et al. (2016), Revisiting Semi-Supervised Learning with Graph Embeddings; with random choices as in Kipf and Welling (2017), section 6. For splits in
 * proportion there is `splitIndices` of `@chainrule/data`.
 *
 * @param labels The class of each node, −1 where it is unknown, int32 `[V]`; such nodes go nowhere
 * @param options How many nodes go where
 * @returns The nodes of each part, in rising order
 * @throws {ShapeError} When the labels are not `[V]`
 * @throws {RangeError} When a number is not a whole number from 0, or there are too few nodes
 *
 * @example One node of each class to learn from
 * ```ts
 * import { randomSplit } from "@chainrule/gnn";
 * import { gather, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = tensor([0, 0, 0, 1, 1, 1], "int32");
 * const { train, test } = randomSplit(labels, { perClass: 1, validation: 0, test: 4 });
 * assertEquals([gather(labels, train).toArray(), test.size], [[0, 1], 4]);
 * ```
 */
export function randomSplit(
  labels: Tensor,
  { perClass = 20, validation = 500, test = 1000, seed = 0 }: RandomSplitOptions = {},
): NodeSplit {
  if (labels.rank !== 1) {
    throw new ShapeError("randomSplit", [labels.shape], "Cannot split nodes as labels must have shape [V]");
  }
  checkWhole({ perClass, validation, test });
  const known = [...new Random(seed).permutation(labels.size).data].filter((node) => labels.data[node]! >= 0);
  const taken = new Map<number, number>();
  const isFirst = (node: number) => {
    const label = labels.data[node]!;
    const count = (taken.get(label) ?? 0) + 1;
    taken.set(label, count);
    return count <= perClass;
  };
  const { train = [], others = [] } = Object.groupBy(known, (node) => isFirst(node) ? "train" : "others");
  checkEnough(taken, { perClass, others: others.length, wanted: validation + test });
  const rising = (nodes: readonly number[]) => tensor(Int32Array.from(nodes).sort());
  return {
    train: rising(train),
    validation: rising(others.slice(0, validation)),
    test: rising(others.slice(validation, validation + test)),
  };
}

function checkWhole(counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) {
    if (Number.isInteger(count) && count >= 0) continue;
    throw new RangeError(
      `Cannot split nodes as ${name} must be a whole number from 0: current ${name} is ${count}`,
    );
  }
}

function checkEnough(
  sizes: ReadonlyMap<number, number>,
  { perClass, others, wanted }: { readonly perClass: number; readonly others: number; readonly wanted: number },
): void {
  for (const [label, size] of sizes) {
    if (size >= perClass) continue;
    throw new RangeError(
      `Cannot split nodes as each class must have at least ${perClass}: current class ${label} has ${size}`,
    );
  }
  if (others >= wanted) return;
  throw new RangeError(
    `Cannot split nodes as validation and test together must be at most ${others}, what is left: current sum is ${wanted}`,
  );
}
