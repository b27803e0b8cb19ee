/**
 * Filling the gradients of variables.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { add, ambient, isTensor, within } from "@chainrule/tensor";
import { isVariableLeaf } from "./graph.ts";
import type { Node } from "./graph.ts";
import { changeOf, checkScalar, onesLike } from "./operands.ts";
import { pullBack, reachOf } from "./reverse.ts";

/** How {@link backward} works. */
export interface BackwardOptions {
  /** The cotangent of the loss, for a loss that is not a scalar. @default 1 */
  readonly gradient?: TensorLike;
  /** Whether the graph stays for another call. @default false */
  readonly retainGraph?: boolean;
}

/**
 * Back-propagation: adds the gradient of `loss` to `variable.grad` of every trainable variable below it. 反向传播
 *
 * Formula (§4.4): `variable.grad ← variable.grad + ∂loss/∂variable`
 *
 * It then lets go of the graph, so that losses that are kept do not keep graphs alive.
 *
 * @param loss A scalar, computed from variables
 * @param options A cotangent, and whether the graph stays
 * @throws {ShapeError} When the loss is not a scalar and no `gradient` is given
 * @throws {TypeError} When no trainable variable is below the loss, or the graph was released before
 *
 * @example One parameter
 * ```ts
 * import { backward } from "@chainrule/autograd";
 * import { tensor, Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const w = new Variable(tensor([1, 2]));
 * backward(w.value.mul(w).sum());
 * assertEquals(w.grad?.toArray(), [2, 4]);
 * ```
 */
export function backward(loss: Tensor, options: BackwardOptions = {}): void {
  const cotangent = cotangentOf("backward", "loss", loss, options.gradient);
  const reach = reachOf("backward", loss, isVariableLeaf, 0);
  if (!reach.reached.has(loss)) throw nothingToTrain(loss);
  within("take backward of", { recording: false }, () => {
    for (const [leaf, gradient] of pullBack(loss, cotangent, reach)) {
      const variable = leaf.origin!.variable!;
      const before = variable.grad;
      variable.grad = before === null ? gradient : add(before, gradient);
    }
  });
  if (!options.retainGraph && ambient.transforms === 0) release(reach.nodes);
}

/**
 * The cotangent to start from: the given one, or 1 for a scalar.
 *
 * @throws {TypeError} When `output` is no tensor
 * @throws {ShapeError} When it is no scalar, and nothing is given
 */
export function cotangentOf(
  name: string,
  what: string,
  output: Tensor,
  given: TensorLike | undefined,
): Tensor {
  if (!isTensor(output)) {
    throw new TypeError(
      `Cannot take ${name} of ${what} as it must be a tensor: current type is ${typeof output}`,
    );
  }
  if (given !== undefined) return changeOf(name, "gradient", output, given);
  checkScalar(name, what, output, "reduce it with sum or mean, or pass gradient");
  return onesLike(output);
}

function nothingToTrain(loss: Tensor): TypeError {
  return new TypeError(
    `Cannot take backward of loss as it must be computed from a trainable variable: current loss is ${
      loss.origin === null ? "a constant" : "computed from none"
    }; check for noGrad, detach, or frozen variables`,
  );
}

/** Lets go of what variables were used for; anything else belongs to a transform, whose pullback may still want it. */
function release(nodes: readonly Node[]): void {
  for (const { origin } of nodes) {
    if (origin.op === null || origin.oldest > 0) continue;
    origin.inputs = [];
    origin.released = true;
  }
}
