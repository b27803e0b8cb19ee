/**
 * Losses by the names that `compile` takes.
 *
 * @module
 */
import { nearestName } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { binaryCrossEntropy, sigmoidCrossEntropy } from "./binary_cross_entropy.ts";
import { crossEntropy, softmaxCrossEntropy } from "./cross_entropy.ts";
import { hinge } from "./hinge.ts";
import { huber } from "./huber.ts";
import { klDivergence, softmaxKlDivergence } from "./kl_divergence.ts";
import { meanAbsoluteError } from "./mean_absolute_error.ts";
import { meanSquaredError } from "./mean_squared_error.ts";
import type { LossOptions } from "./reduce.ts";

/** A loss of outputs against targets. */
export type LossFunction = (output: Tensor, target: Tensor, options?: LossOptions) => Tensor;

/** A loss that `compile` can use. */
export interface Loss {
  /** Its name. */
  readonly name: string;
  /** The loss of what the model puts out. */
  readonly ofOutput: LossFunction;
  /** The same for a model that ends in an activation, computed from the net input of that activation: exact where the output saturates. */
  readonly ofLogits?: { readonly activation: "softmax" | "sigmoid"; readonly loss: LossFunction };
}

/** The names of losses, as Keras writes them. */
export type LossName =
  | "meanSquaredError"
  | "meanAbsoluteError"
  | "huber"
  | "hinge"
  | "binaryCrossentropy"
  | "categoricalCrossentropy"
  | "sparseCategoricalCrossentropy"
  | "klDivergence";

const categorical: Omit<Loss, "name"> = {
  ofOutput: crossEntropy,
  ofLogits: { activation: "softmax", loss: softmaxCrossEntropy },
};

const losses: Record<LossName, Omit<Loss, "name">> = {
  meanSquaredError: { ofOutput: meanSquaredError },
  meanAbsoluteError: { ofOutput: meanAbsoluteError },
  huber: { ofOutput: huber },
  hinge: { ofOutput: hinge },
  binaryCrossentropy: {
    ofOutput: binaryCrossEntropy,
    ofLogits: { activation: "sigmoid", loss: sigmoidCrossEntropy },
  },
  categoricalCrossentropy: categorical,
  sparseCategoricalCrossentropy: categorical,
  klDivergence: { ofOutput: klDivergence, ofLogits: { activation: "softmax", loss: softmaxKlDivergence } },
};

/**
 * The loss with a name. 按名称取损失函数
 *
 * @param name One of {@link LossName}
 * @returns The loss
 * @throws {RangeError} When there is none; the message names the nearest
 *
 * @example By name
 * ```ts
 * import { lossFromName } from "@chainrule/nn";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(lossFromName("categoricalCrossentropy").ofLogits?.activation, "softmax");
 * ```
 */
export function lossFromName(name: LossName): Loss {
  if (!Object.hasOwn(losses, name)) throw nearestName("compile", "loss", name, Object.keys(losses));
  return { name, ...losses[name] };
}

/** The loss that `compile` was given. One of ours, given as a function, is as safe as by its name. */
export function lossOf(loss: LossName | LossFunction): Loss {
  if (typeof loss !== "function") return lossFromName(loss);
  const known = Object.values(losses).find(({ ofOutput }) => ofOutput === loss);
  return { ofOutput: loss, ...known, name: loss.name };
}
