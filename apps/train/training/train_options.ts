/**
 * How to train.
 *
 * @module
 */
import type { Tuning } from "../cli/settings.ts";
import type { Reporter } from "../report/reporter.ts";
import type { Checkpoints, Resumed } from "./checkpoints.ts";

/** How to train. */
export interface TrainOptions {
  readonly preset: string;
  readonly tuning: Tuning;
  readonly seed: number;
  readonly reporter: Reporter;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  /** Where the state goes after epochs, or null. */
  readonly checkpoints: Checkpoints | null;
  /** What to go on from, or null. */
  readonly resumed: Resumed | null;
}
