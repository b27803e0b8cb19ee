/**
 * The activation functions of the chapter, with facts about each that a program can read.
 *
 * @example A function, its facts, and its name
 * ```ts
 * import { activationFromName, reluFacts } from "@chainrule/activations";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(activationFromName("relu")(tensor([-1, 2])).toArray(), [0, 2]);
 * assertEquals(reluFacts.derivative(2), 1);
 * assertEquals(reluFacts.saturation, { left: true, right: false });
 * ```
 *
 * @module
 */
export * from "./analysis/active_share.ts";
export * from "./analysis/bias_shift.ts";
export * from "./analysis/dead_units.ts";
export * from "./analysis/silent_units.ts";
export type * from "./facts/activation_facts.ts";
export * from "./facts/describe_activations.ts";
export * from "./facts/registry.ts";
export * from "./functions/elu.ts";
export * from "./functions/gelu.ts";
export { geluTanhOp, geluTanhSlopeOp } from "./functions/gelu_tanh.ts";
export * from "./functions/hard_logistic.ts";
export * from "./functions/hard_tanh.ts";
export * from "./functions/leaky_relu.ts";
export * from "./functions/log_softmax.ts";
export * from "./functions/maxout.ts";
export * from "./functions/prelu.ts";
export * from "./functions/relu.ts";
export * from "./functions/sigmoid.ts";
export * from "./functions/softmax.ts";
export * from "./functions/softplus.ts";
export * from "./functions/step.ts";
export * from "./functions/swish.ts";
export * from "./functions/tanh.ts";
export * from "./names/activation_from_name.ts";
