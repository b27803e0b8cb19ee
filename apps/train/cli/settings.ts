/**
 * What the command line asks for.
 *
 * @module
 */
import type { ActivationName } from "@chainrule/activations";
import type { OptimizerName } from "@chainrule/optim";

/** How the learning rate changes. */
export type ScheduleName = (typeof scheduleNames)[number];

/** The names of schedules. */
export const scheduleNames = ["constant", "step", "exponential", "cosine", "warmup", "one-cycle", "plateau"] as const;

/** What can be tuned; a preset has a default for each. */
export interface Tuning {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly optimizer: OptimizerName;
  readonly schedule: ScheduleName;
  readonly activation: ActivationName;
  readonly hidden: readonly number[];
  readonly dropout: number;
  readonly weightDecay: number;
  readonly validationSplit: number;
  /** How many epochs without a lower loss end the run, or null. */
  readonly earlyStopping: number | null;
  /** Whether each step runs as one compiled program. */
  readonly jit: boolean;
}

/** What the command line asks for. */
export interface Settings {
  /** The names of the options that were given. */
  readonly given: ReadonlySet<string>;
  readonly preset: string;
  /** What was asked for; the rest comes from the preset. */
  readonly tuning: Partial<Tuning>;
  readonly seed: number | null;
  /** How many seeds to train with, from `seed` on. */
  readonly seeds: number;
  readonly folds: number | null;
  readonly csv: string | null;
  readonly target: string | null;
  readonly task: "classify" | "regress" | null;
  readonly data: string | null;
  /** The folder of checkpoints. */
  readonly checkpoint: string;
  readonly resume: boolean;
  readonly predict: string | null;
  readonly plot: string | null;
  readonly log: string | null;
  readonly quiet: boolean;
  readonly json: boolean;
}
