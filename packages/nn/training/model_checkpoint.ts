/**
 * Keeping the state of a model while it is trained.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import type { BestFigureOptions } from "./best_figure.ts";
import { BestFigure } from "./best_figure.ts";
import type { Callback, Logs } from "./callback.ts";

/** How {@link modelCheckpoint} works. */
export interface ModelCheckpointOptions extends BestFigureOptions {
  /** Whether only epochs that improve the watched figure are saved; otherwise all are. @default false */
  readonly bestOnly?: boolean;
}

/** Puts a state somewhere. */
export type SaveState = (state: Record<string, Tensor>, epoch: number, logs: Logs) => void | Promise<void>;

/**
 * Hands the state of the model to a function after each epoch, or after each that was the best so far. 模型检查点
 *
 * Where the state goes is up to the function: `saveTensors` of `@chainrule/formats/files` writes a file. The state has the
 * variables of the model; to go on with the same bits, capture the optimizer, too (`captureCheckpoint` of `@chainrule/formats`).
 *
 * @param save What to do with a state; training waits for it
 * @param options Whether only the best, and by which figure
 * @returns A callback for `fit`
 * @throws {RangeError} In `fit`, when there is no such figure
 *
 * @example Keeping the best
 * ```ts
 * import { Dense, modelCheckpoint, Sequential } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const saved: number[] = [];
 * const model = new Sequential([new Dense(1)]);
 * model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0 });
 * await model.fit(tensor([[1], [2]]), tensor([[1], [2]]), {
 *   epochs: 3,
 *   callbacks: [modelCheckpoint((_state, epoch) => void saved.push(epoch), { monitor: "loss", bestOnly: true })],
 * });
 * assertEquals(saved, [0]);
 * ```
 */
export function modelCheckpoint(save: SaveState, options: ModelCheckpointOptions = {}): Callback {
  const { bestOnly = false } = options;
  const figure = new BestFigure("keep the best model", options);
  return {
    onTrainBegin: () => figure.reset(),
    async onEpochEnd({ model, epoch }, logs) {
      if (!bestOnly || figure.improves(logs)) await save(model.stateDict(), epoch, logs);
    },
  };
}
