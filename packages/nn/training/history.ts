/**
 * The record of a training run.
 *
 * @module
 */
import type { Logs } from "./callback.ts";

/**
 * The figures of every epoch. 训练历史
 *
 * @example What `fit` gives
 * ```ts
 * import { Dense, Sequential } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const model = new Sequential([new Dense(1)]);
 * model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
 * const history = await model.fit(tensor([[1], [2]]), tensor([[1], [2]]), { epochs: 3 });
 * assertEquals(history.epochs, [0, 1, 2]);
 * assertEquals(history.last("loss"), history.logs.loss![2]);
 * ```
 */
export class History {
  /** The epochs, from 0. */
  readonly epochs: number[] = [];
  /** For each figure its value in each epoch. */
  readonly logs: Record<string, number[]> = {};
  /** Why training ended before its last epoch, or null. */
  stopped: string | null = null;

  /** Adds an epoch. */
  add(epoch: number, logs: Logs): void {
    this.epochs.push(epoch);
    for (const [name, value] of Object.entries(logs)) (this.logs[name] ??= []).push(value);
  }

  /** The last value of a figure; NaN if there is none. */
  last(name: string): number {
    return this.logs[name]?.at(-1) ?? NaN;
  }
}
