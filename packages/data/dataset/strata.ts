/**
 * Samples in order, grouped by class.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { fromValues, Random, ShapeError } from "@chainrule/tensor";
import type { Dataset, Tensors } from "./dataset.ts";

/** How samples are drawn. */
export interface DrawOptions {
  /** Whether samples are drawn in random order. @default true */
  readonly shuffle?: boolean;
  /** What the order comes from. @default 0 */
  readonly seed?: number;
}

/** How samples are drawn by position. */
export interface IndexOptions extends DrawOptions {
  /** The class of each sample, shape `[N]`: each part then has every class in proportion. @default no classes */
  readonly stratify?: Tensor;
}

/** How samples of a data set are drawn. */
export interface DatasetOptions<T> extends DrawOptions {
  /** The name of the tensor of classes: each part then has every class in proportion. @default no classes */
  readonly stratify?: keyof T & string;
}

/** Samples in the order in which they are drawn, and the same by class. */
export interface Strata {
  readonly order: ArrayLike<number>;
  /** One list of samples for each class, in order of appearance. */
  readonly classes: readonly (readonly number[])[];
}

/** Draws `length` samples. */
export function drawStrata(
  action: string,
  length: number,
  { shuffle = true, seed = 0, stratify }: IndexOptions,
): Strata {
  if (!Number.isInteger(length) || length < 0) {
    throw new RangeError(
      `Cannot ${action} as the number of samples must be a whole number from 0: current number is ${length}`,
    );
  }
  const order = shuffle ? new Random(seed).permutation(length).data : Int32Array.from({ length }, (_, i) => i);
  if (stratify === undefined) return { order, classes: [[...order]] };
  if (stratify.rank !== 1 || stratify.size !== length) {
    throw new ShapeError(
      action,
      [stratify.shape],
      `Cannot ${action} as the classes to stratify by must have shape [${length}]`,
    );
  }
  return { order, classes: groupByClass(order, stratify.data) };
}

function groupByClass(
  order: ArrayLike<number>,
  labels: ArrayLike<number>,
): number[][] {
  const classes = new Map<number, number[]>();
  for (let i = 0; i < order.length; i++) {
    const sample = order[i]!;
    const samples = classes.get(labels[sample]!) ?? [];
    samples.push(sample);
    classes.set(labels[sample]!, samples);
  }
  return [...classes.values()];
}

/** The positions of the samples of each part, in the order in which they were drawn. */
export function collectParts(
  { order }: Strata,
  partOf: Int32Array,
  count: number,
): Tensor[] {
  const parts = Array.from({ length: count }, (): number[] => []);
  for (let i = 0; i < order.length; i++) {
    parts[partOf[order[i]!]!]?.push(order[i]!);
  }
  return parts.map((part) => fromValues(Int32Array.from(part), [part.length], "int32"));
}

/** The options for positions that those for a data set stand for. */
export function indexOptions<T extends Tensors<T>>(
  dataset: Dataset<T>,
  { stratify, ...rest }: DatasetOptions<T>,
): IndexOptions {
  if (stratify === undefined) return rest;
  const classes: Tensor | undefined = dataset.tensors[stratify];
  if (classes !== undefined) return { ...rest, stratify: classes };
  throw new RangeError(
    `Cannot stratify as the classes must be one of ${
      Object.keys(dataset.tensors).join(", ")
    }: current name is ${stratify}`,
  );
}
