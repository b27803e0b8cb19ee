/**
 * What is trained on, and what is only measured.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { slice } from "@chainrule/tensor";
import type { Samples } from "./batches.ts";
import { checkSamples } from "./check_samples.ts";
import type { WeightOptions } from "./sample_weights.ts";
import { weightsOf } from "./sample_weights.ts";

/** Inputs and targets. */
export type LabelledData = readonly [x: Tensor, y: Tensor];

/** How data is weighted and split. */
export interface DataOptions extends WeightOptions {
  /** The share of the data, taken from its end, that is not trained on but measured after each epoch. @default 0 */
  readonly validationSplit?: number;
  /** Data to measure after each epoch: inputs and targets. Then nothing is split off. */
  readonly validationData?: LabelledData;
}

/** The data of a run. */
export interface TrainingData {
  /** Inputs, targets, and weights if there are any. */
  readonly train: Samples;
  /** What is measured after each epoch. */
  readonly validation: LabelledData | null;
}

/** Checks, weights and splits the data. */
export function trainingData(x: Tensor, y: Tensor, options: DataOptions): TrainingData {
  checkSamples("fit", [x, y]);
  const weights = weightsOf(y, options);
  const train = weights === null ? [x, y] : [x, y, weights];
  const { validationSplit = 0, validationData } = options;
  if (validationData !== undefined) {
    checkSamples("validate", validationData);
    return { train, validation: validationData };
  }
  if (validationSplit === 0) return { train, validation: null };
  const kept = keptOf(x.shape[0]!, validationSplit);
  return { train: train.map((part) => slice(part, [0], [kept])), validation: [slice(x, [kept]), slice(y, [kept])] };
}

/** How many samples stay for training. */
function keptOf(samples: number, split: number): number {
  const kept = samples - Math.round(samples * split);
  if (split > 0 && split < 1 && kept > 0 && kept < samples) return kept;
  throw new RangeError(
    `Cannot fit as validationSplit must leave samples on both sides: current split is ${split} of ${samples} samples`,
  );
}
