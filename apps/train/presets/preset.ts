/**
 * What a preset is.
 *
 * @module
 */
import type { Settings, Tuning } from "../cli/settings.ts";
import type { Problem } from "../problems/problem.ts";

/** A problem with settings that solve it. */
export interface Preset {
  readonly name: string;
  /** One line for `--list`. */
  readonly description: string;
  readonly kind: Problem["kind"];
  /** The options without which there is no data. */
  readonly needs: readonly ("csv" | "target" | "data")[];
  /** Further options that say where data are, for presets that have some of their own. @default none */
  readonly takes?: readonly ("csv" | "target" | "data")[];
  readonly tuning: Tuning;
  /** The options, without dashes, that would do nothing. @default none */
  readonly without?: readonly string[];
  /** What the network is called in the first line of a run, if it is not described by its hidden layers. */
  readonly network?: (tuning: Tuning) => string;
  /** Reads or makes the data. */
  load(settings: Settings, seed: number): Promise<Problem> | Problem;
}

/** Where presets start from. */
export const usual: Tuning = {
  epochs: 100,
  batchSize: 32,
  learningRate: 0.01,
  optimizer: "adam",
  schedule: "constant",
  activation: "relu",
  hidden: [32],
  dropout: 0,
  weightDecay: 0,
  validationSplit: 0,
  earlyStopping: null,
  jit: true,
};
