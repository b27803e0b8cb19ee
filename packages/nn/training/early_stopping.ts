/**
 * Stopping in time.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { checkWhole } from "../check_count.ts";
import type { BestFigureOptions } from "./best_figure.ts";
import { BestFigure } from "./best_figure.ts";
import type { Callback } from "./callback.ts";

/** How {@link earlyStopping} works. */
export interface EarlyStoppingOptions extends BestFigureOptions {
  /** How many epochs without improvement to wait. @default 5 */
  readonly patience?: number;
  /** Whether the best variables are put back at the end. @default true */
  readonly restoreBest?: boolean;
}

/**
 * Stops training when a figure no longer improves, and puts the best variables back. 早停法
 *
 * @param options Which figure, and how long to wait
 * @returns A callback for `fit`
 * @throws {RangeError} When the patience is not a whole number from 0, or, in `fit`, when there is no such figure
 *
 * @example Waiting two epochs
 * ```ts
 * import { Dense, earlyStopping, Sequential } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const model = new Sequential([new Dense(1)]);
 * model.compile({ loss: "meanSquaredError", optimizer: "sgd", learningRate: 0 });
 * const history = await model.fit(tensor([[1], [2]]), tensor([[1], [2]]), {
 *   epochs: 50,
 *   callbacks: [earlyStopping({ monitor: "loss", patience: 2 })],
 * });
 * assertEquals(history.epochs.length, 3);
 * ```
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  const { patience = 5, restoreBest = true } = options;
  checkWhole("stop early", "patience", patience);
  const figure = new BestFigure("stop early", options);
  let waited = 0;
  let best: Record<string, Tensor> | null = null;
  return {
    onTrainBegin() {
      figure.reset();
      waited = 0;
      best = null;
    },
    onEpochEnd({ model, stop }, logs) {
      if (figure.improves(logs)) {
        waited = 0;
        if (restoreBest) best = model.stateDict();
      } else if (++waited >= patience) {
        stop(`${figure.monitor} has not improved for ${waited} epoch${waited === 1 ? "" : "s"}`);
      }
    },
    onTrainEnd({ model }) {
      if (best !== null) model.loadStateDict(best);
    },
  };
}
