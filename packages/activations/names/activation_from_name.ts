/**
 * Activations by name.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { identity, nearestName } from "@chainrule/tensor";
import { elu } from "../functions/elu.ts";
import { gelu } from "../functions/gelu.ts";
import { hardLogistic } from "../functions/hard_logistic.ts";
import { hardTanh } from "../functions/hard_tanh.ts";
import { leakyRelu } from "../functions/leaky_relu.ts";
import { logSoftmax } from "../functions/log_softmax.ts";
import { relu } from "../functions/relu.ts";
import { sigmoid } from "../functions/sigmoid.ts";
import { softmax } from "../functions/softmax.ts";
import { softplus } from "../functions/softplus.ts";
import { step } from "../functions/step.ts";
import { swish } from "../functions/swish.ts";
import { tanh } from "../functions/tanh.ts";

/** The names of activations that need nothing but their input, as users write them. */
export type ActivationName =
  | "linear"
  | "step"
  | "sigmoid"
  | "tanh"
  | "hardLogistic"
  | "hardTanh"
  | "relu"
  | "leakyRelu"
  | "elu"
  | "softplus"
  | "swish"
  | "gelu"
  | "softmax"
  | "logSoftmax";

/** A function from net inputs to activations of the same shape. */
export type ActivationFunction = (z: TensorLike) => Tensor;

/** Every activation that has a name, with its default parameters; `linear` is the identity. */
export const activations: Readonly<Record<ActivationName, ActivationFunction>> = {
  linear: (z) => identity(z),
  step: (z) => step(z),
  sigmoid: (z) => sigmoid(z),
  tanh: (z) => tanh(z),
  hardLogistic: (z) => hardLogistic(z),
  hardTanh: (z) => hardTanh(z),
  relu: (z) => relu(z),
  leakyRelu: (z) => leakyRelu(z),
  elu: (z) => elu(z),
  softplus: (z) => softplus(z),
  swish: (z) => swish(z),
  gelu: (z) => gelu(z),
  softmax: (z) => softmax(z),
  logSoftmax: (z) => logSoftmax(z),
};

/**
 * The activation with a name, with its default parameters. 按名称取激活函数
 *
 * `prelu` and `maxout` have weights of their own and are layers of `@chainrule/nn`.
 *
 * @param name A name such as `"relu"`
 * @returns The function
 * @throws {RangeError} When there is none; the message names the nearest
 *
 * @example ReLU
 * ```ts
 * import { activationFromName } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(activationFromName("relu")(tensor([-1, 2])).toArray(), [0, 2]);
 * ```
 */
export function activationFromName(name: ActivationName): ActivationFunction {
  if (!Object.hasOwn(activations, name)) {
    throw nearestName("choose an activation", "activation", name, Object.keys(activations));
  }
  return activations[name];
}
