/**
 * How much each sample counts in training.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { fromValues, isTensor, sameShape, ShapeError } from "@chainrule/tensor";
import { targetLabels } from "../metrics/labels.ts";

/** How samples are weighted. */
export interface WeightOptions {
  /** A weight for each sample, at least 0, shape `[N]`: 0 leaves it out, 2 counts it twice. @default all 1 */
  readonly sampleWeights?: Tensor;
  /** A weight for each class, at least 0. @default all 1 */
  readonly classWeights?: readonly number[];
}

/** The weight of each sample of `y`, shape `[N]`, or null if all count the same. */
export function weightsOf(y: Tensor, { sampleWeights, classWeights }: WeightOptions): Tensor | null {
  if (sampleWeights === undefined && classWeights === undefined) return null;
  const weights = new Float64Array(y.shape[0]!).fill(1);
  if (sampleWeights !== undefined) multiply(weights, valuesOf(sampleWeights, weights.length));
  if (classWeights !== undefined) multiply(weights, byClass(y, classWeights));
  if (!weights.some((weight) => weight > 0)) {
    throw new RangeError("Cannot fit as the weight of at least one sample must be above 0: current weights are all 0");
  }
  return fromValues(weights, [weights.length], "float64");
}

function multiply(weights: Float64Array, factors: ArrayLike<number>): void {
  weights.forEach((weight, i) => weights[i] = weight * factors[i]!);
}

function valuesOf(sampleWeights: Tensor, samples: number): ArrayLike<number> {
  if (!isTensor(sampleWeights)) {
    throw new TypeError(`Cannot fit as sampleWeights must be a tensor: current type is ${typeof sampleWeights}`);
  }
  if (!sameShape(sampleWeights.shape, [samples])) {
    throw new ShapeError("fit", [sampleWeights.shape], `Cannot fit as sampleWeights must have shape [${samples}]`);
  }
  checkWeights("sampleWeights", sampleWeights.data);
  return sampleWeights.data;
}

function byClass(y: Tensor, classWeights: readonly number[]): number[] {
  checkWeights("classWeights", classWeights);
  return Array.from(targetLabels("fit", y), (label, i) => {
    const weight = classWeights[label];
    if (weight !== undefined) return weight;
    throw new RangeError(
      `Cannot fit as classWeights must have a weight for each class: current number of weights is ${classWeights.length}, and the class of sample ${i} is ${label}`,
    );
  });
}

function checkWeights(what: string, weights: ArrayLike<number>): void {
  const values = Array.from(weights);
  const bad = values.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (bad < 0) return;
  throw new RangeError(`Cannot fit as ${what} must be in [0, ∞): current weight ${bad} is ${values[bad]}`);
}
