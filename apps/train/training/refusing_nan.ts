/**
 * Ending a run whose numbers are lost.
 *
 * @module
 */
import type { Callback } from "@chainrule/nn";
import { stopOnNaN } from "@chainrule/nn";
import { RunError } from "../cli/failure.ts";

/** Ends `fit` at the first loss that is no number, as a failure of the run. */
export function refusingNaN(): Callback {
  const { onBatchEnd, ...rest } = stopOnNaN();
  return {
    ...rest,
    async onBatchEnd(state) {
      try {
        await onBatchEnd?.(state);
      } catch (error) {
        throw new RunError((error as Error).message);
      }
    },
  };
}

/** Refuses a loss that is no number, wherever it was measured. */
export function checkFinite(loss: number, where: string): void {
  if (!Number.isFinite(loss)) throw new RunError(`The loss ${where} is ${loss}; lower the learning rate`);
}
