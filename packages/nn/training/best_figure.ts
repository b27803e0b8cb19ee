/**
 * Watching a figure for its best value.
 *
 * @module
 */
import type { Logs } from "./callback.ts";

/** Which figure is watched, and what counts as better. */
export interface BestFigureOptions {
  /** Which figure to watch. @default "val_loss" */
  readonly monitor?: string;
  /** How much is an improvement. @default 0 */
  readonly minDelta?: number;
  /** Whether less or more is better. @default "min" for losses and errors, "max" for accuracies and the like */
  readonly mode?: "min" | "max";
}

/** The best value of a figure so far. */
export class BestFigure {
  /** The name of the figure. */
  readonly monitor: string;
  readonly #action: string;
  readonly #minDelta: number;
  readonly #sign: 1 | -1;
  #best = Infinity;

  /** Chooses the figure; `action` is what errors say cannot be done. */
  constructor(action: string, options: BestFigureOptions) {
    const { monitor = "val_loss", minDelta = 0, mode = /loss|error/i.test(monitor) ? "min" : "max" } = options;
    if (!(minDelta >= 0)) {
      throw new RangeError(`Cannot ${action} as minDelta must be at least 0: current minDelta is ${minDelta}`);
    }
    this.monitor = monitor;
    this.#action = action;
    this.#minDelta = minDelta;
    this.#sign = mode === "min" ? 1 : -1;
  }

  /** Forgets everything. */
  reset(): void {
    this.#best = Infinity;
  }

  /** Takes in the figures of an epoch, and says whether the watched one has improved. NaN never does. */
  improves(logs: Logs): boolean {
    const value = logs[this.monitor];
    if (value === undefined) {
      throw new RangeError(
        `Cannot ${this.#action} as the figure to watch must be one of ${
          Object.keys(logs).join(", ")
        }: current figure is ${this.monitor}; give fit validationSplit or validationData for val_ figures`,
      );
    }
    if (!(value * this.#sign < this.#best - this.#minDelta)) return false;
    this.#best = value * this.#sign;
    return true;
  }
}
