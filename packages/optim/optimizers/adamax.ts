/**
 * Adamax.
 *
 * @module
 */
import { add, maximum } from "@chainrule/tensor";
import { biasCorrection } from "../core/bias_correction.ts";
import { Optimizer } from "../core/optimizer.ts";
import type { ParameterSource } from "../core/parameter_source.ts";
import { blended, multiplied } from "../core/scaling.ts";
import { settingsOf } from "../core/settings.ts";
import { updateCount, zerosLike } from "../core/update_rule.ts";
import type { UpdateRule } from "../core/update_rule.ts";
import { decayedGradient } from "../core/weight_decay.ts";
import { adamRanges } from "./adam.ts";

/** How {@link Adamax} works. */
export interface AdamaxOptions {
  /** α, how far to go in one step, in [0, ∞). @default 0.002 */
  readonly learningRate?: number;
  /** β₁, how much of the mean of gradients is kept, in [0, 1). @default 0.9 */
  readonly beta1?: number;
  /** β₂, how much of the largest gradient is kept, in [0, 1). @default 0.999 */
  readonly beta2?: number;
  /** ε, which keeps the denominator from 0, in [0, ∞). @default 1e-8 */
  readonly epsilon?: number;
  /** λ of the penalty `½λ‖w‖²`, in [0, ∞). @default 0 */
  readonly weightDecay?: number;
}

const defaults = {
  learningRate: 0.002,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
} as const;

/**
 * Adamax: Adam with steps relative to the largest recent gradient. 基于无穷范数的 Adam
 *
 * Formula: `m ← β₁m + (1−β₁)g; u ← max(β₂u, |g| + ε); w ← w − α/(1−β₁ᵗ) · m/u`
 *
 * Kingma, Ba (2015), Adam: A Method for Stochastic Optimization, section 7.1; ε stands where PyTorch has it.
 *
 * @example The first step has the size of the learning rate
 * ```ts
 * import { Adamax } from "@chainrule/optim";
 * import { tensor, Variable } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const w = new Variable(tensor(1, "float64"));
 * w.grad = tensor(100, "float64");
 * new Adamax([w], { learningRate: 0.1 }).step();
 * assertAlmostEquals(w.value.item(), 0.9, 1e-9);
 * ```
 */
export class Adamax extends Optimizer {
  /**
   * Makes the optimizer. It asks a module for its parameters at the first step, so the module may still be unbuilt.
   *
   * @param parameters A module, or variables
   * @param options Learning rate, β₁, β₂, ε, weight decay
   * @throws {RangeError} When an option is out of its range
   */
  constructor(parameters: ParameterSource, options: AdamaxOptions = {}) {
    const settings = settingsOf("Adamax", options, defaults, adamRanges);
    super(parameters, settings.learningRate, adamaxRule(settings));
  }
}

function adamaxRule(
  { beta1, beta2, epsilon, weightDecay }: Required<AdamaxOptions>,
): UpdateRule<"mean" | "largest" | "step"> {
  return {
    name: "Adamax",
    slots: { mean: zerosLike, largest: zerosLike, step: updateCount },
    update({ value, gradient, learningRate, state }) {
      const g = decayedGradient(gradient, value, weightDecay);
      const step = add(state.step, 1);
      const mean = blended(state.mean, g, beta1);
      const largest = maximum(state.largest.mul(beta2), g.abs().add(epsilon));
      const rate = learningRate.div(biasCorrection(beta1, step));
      return { value: value.sub(multiplied(mean.div(largest), rate)), state: { mean, largest, step } };
    },
  };
}
