/**
 * Stopping when numbers are lost.
 *
 * @module
 */
import { noGrad } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import type { BatchState, Callback } from "./callback.ts";
import type { Model } from "./model.ts";

/**
 * Stops training with an error at the first loss that is not a finite number, and names where it came from: the inputs, the
 * targets, or the first variable or layer whose values are not finite. The variables are then as they were before that batch.
 *
 * @returns A callback for `fit`
 * @throws {RangeError} In `fit`, when a loss is NaN or Infinity
 *
 * @example A logarithm of something negative
 * ```ts
 * import { Activation, Dense, Sequential, stopOnNaN } from "@chainrule/nn";
 * import { tensor } from "@chainrule/tensor";
 * import { assertRejects } from "@std/assert";
 *
 * const model = new Sequential([new Dense(1), new Activation((z) => z.abs().neg().log())]);
 * model.compile({ loss: "meanSquaredError", optimizer: "sgd" });
 * const [x, y] = [tensor([[1], [2]]), tensor([[1], [2]])];
 * await assertRejects(() => model.fit(x, y, { callbacks: [stopOnNaN()] }), RangeError, "layers.1 (Activation(function))");
 * ```
 */
export function stopOnNaN(): Callback {
  return {
    undoesNaN: true,
    onBatchEnd(state) {
      if (Number.isFinite(state.loss)) return;
      const { epoch, batch, loss } = state;
      throw new RangeError(
        `Cannot go on training as the loss must be finite: current loss in epoch ${epoch + 1}, batch ${
          batch + 1
        } is ${loss}; ${culprit(state)}; lower the learning rate, scale the inputs, or clip gradients`,
      );
    },
  };
}

function culprit({ model, x, y }: BatchState): string {
  if (!isFinite(x)) return "the inputs are not finite";
  if (!isFinite(y)) return "the targets are not finite";
  const variable = model.namedVariables().find(([, { value }]) => !isFinite(value));
  if (variable !== undefined) return `the first variable that is not finite is ${variable[0]}`;
  const layer = layerOf(model, x);
  return layer === undefined
    ? "variables and outputs of layers are finite, so the loss itself overflows"
    : `the first layer whose output is not finite is ${layer}`;
}

function layerOf(model: Model, x: Tensor): string | undefined {
  return noGrad(() => model.outputsOfLayers(x)).find(({ output }) => !isFinite(output))?.name;
}

function isFinite(x: Tensor): boolean {
  return x.data.every((value) => Number.isFinite(value));
}
