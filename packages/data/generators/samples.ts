/**
 * Points of classes, with noise.
 *
 * @module
 */
import type { Random, Tensor } from "@chainrule/tensor";
import { allocate, fromValues } from "@chainrule/tensor";

/** Features and classes of samples. */
export interface Samples {
  /** The features, shape `[N, D]`. */
  readonly x: Tensor;
  /** The class of each sample, shape `[N]`, dtype int32. */
  readonly y: Tensor;
}

/** What all generators of samples can be told. */
export interface SampleOptions {
  /** The number of samples, N. @default 100 */
  readonly count?: number;
  /** What the random numbers come from. @default 0 */
  readonly seed?: number;
  /** The dtype of the features. @default "float32" */
  readonly dtype?: "float32" | "float64";
}

/** What generators with noise can be told. */
export interface NoisySampleOptions extends SampleOptions {
  /** The standard deviation of the normal noise that is added to each feature. @default 0.1 */
  readonly noise?: number;
}

/** Points of one class; `point` gives the features of the i-th of them. */
export interface Group {
  readonly label: number;
  readonly size: number;
  readonly point: (i: number) => readonly number[];
}

/** The points of all groups, one group after the other, with noise. */
export function sampleGroups(
  groups: readonly Group[],
  features: number,
  { noise, random, dtype = "float32" }: {
    readonly noise: number;
    readonly random: Random;
    readonly dtype?: "float32" | "float64" | undefined;
  },
): Samples {
  checkNoise(noise);
  const count = groups.reduce((sum, { size }) => sum + size, 0);
  const x = allocate(dtype, count * features);
  const y = new Int32Array(count);
  const noises = random.normal([count, features], {
    std: noise,
    dtype: "float64",
  }).data;
  let row = 0;
  for (const { label, size, point } of groups) {
    for (let i = 0; i < size; i++, row++) {
      const at = row * features;
      point(i).forEach((value, f) => x[at + f] = value + noises[at + f]!);
      y[row] = label;
    }
  }
  return {
    x: fromValues(x, [count, features], dtype),
    y: fromValues(y, [count], "int32"),
  };
}

/** `count` split into whole numbers that differ by at most one, larger ones first. */
export function evenly(count: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, i) => Math.floor(count / parts) + (i < count % parts ? 1 : 0),
  );
}

/** Checks that there are at least as many samples as `least`. */
export function checkCount(what: string, count: number, least: number): void {
  if (Number.isInteger(count) && count >= least) return;
  throw new RangeError(
    `Cannot make ${what} as their number must be a whole number from ${least}: current number is ${count}`,
  );
}

function checkNoise(noise: number): void {
  if (noise >= 0 && noise < Infinity) return;
  throw new RangeError(
    `Cannot make samples as their spread must be a finite number from 0: current spread is ${noise}`,
  );
}
