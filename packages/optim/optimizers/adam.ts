/**
 * Adam.
 *
 * @module
 */
import { add, maximum } from "@chainrule/tensor";
import { biasCorrection } from "../core/bias_correction.ts";
import { Optimizer } from "../core/optimizer.ts";
import type { ParameterSource } from "../core/parameter_source.ts";
import { blended, divided, multiplied } from "../core/scaling.ts";
import { belowOne, nonNegative, settingsOf } from "../core/settings.ts";
import type { Interval } from "../core/settings.ts";
import { updateCount, zerosLike } from "../core/update_rule.ts";
import type { UpdateRule } from "../core/update_rule.ts";
import { decayedGradient } from "../core/weight_decay.ts";

/** How {@link Adam} works. */
export interface AdamOptions {
  /** α, how far to go in one step, in [0, ∞). @default 0.001 */
  readonly learningRate?: number;
  /** β₁, how much of the mean of gradients is kept, in [0, 1). @default 0.9 */
  readonly beta1?: number;
  /** β₂, how much of the mean of their squares is kept, in [0, 1). @default 0.999 */
  readonly beta2?: number;
  /** ε, which keeps the denominator from 0, in [0, ∞). @default 1e-8 */
  readonly epsilon?: number;
  /** λ of the penalty `½λ‖w‖²`, in [0, ∞). {@link AdamW} shrinks the weights instead. @default 0 */
  readonly weightDecay?: number;
  /** Whether the denominator may never shrink (AMSGrad). @default false */
  readonly amsgrad?: boolean;
}

const defaults = {
  learningRate: 0.001,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
  amsgrad: false,
} as const;

/**
 * Adam: momentum, and steps relative to the size of recent gradients. 自适应矩估计
 *
 * Formula: `m ← β₁m + (1−β₁)g; s ← β₂s + (1−β₂)g²; w ← w − α · m/(1−β₁ᵗ) / (√(s/(1−β₂ᵗ)) + ε)`
 *
 * t counts the updates of each parameter by itself, so that one which is thawed late is corrected as the others were.
 * AMSGrad takes the largest s so far, before the correction, as PyTorch does. Kingma, Ba (2015), Adam: A Method for
 * Stochastic Optimization; Reddi, Kale, Kumar (2018), On the Convergence of Adam and Beyond.
 *
 * @example The first step has the size of the learning rate
 * ```ts
 * import { Adam } from "@chainrule/optim";
 * import { tensor, Variable } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const w = new Variable(tensor(1, "float64"));
 * w.grad = tensor(100, "float64");
 * new Adam([w], { learningRate: 0.1 }).step();
 * assertAlmostEquals(w.value.item(), 0.9, 1e-9);
 * ```
 */
export class Adam extends Optimizer {
  /**
   * Makes the optimizer. It asks a module for its parameters at the first step, so the module may still be unbuilt.
   *
   * @param parameters A module, or variables
   * @param options Learning rate, β₁, β₂, ε, weight decay, AMSGrad
   * @throws {RangeError} When an option is out of its range
   */
  constructor(parameters: ParameterSource, options: AdamOptions = {}) {
    const settings = settingsOf("Adam", options, defaults, adamRanges);
    super(parameters, settings.learningRate, adamRule("Adam", settings));
  }
}

/** Which numbers the options of Adam may be. */
export const adamRanges: Readonly<Record<Exclude<keyof AdamOptions, "amsgrad">, Interval>> = {
  learningRate: nonNegative,
  beta1: belowOne,
  beta2: belowOne,
  epsilon: nonNegative,
  weightDecay: nonNegative,
};

/** What Adam remembers about a parameter. */
export type AdamSlot = "mean" | "meanSquare" | "largestMeanSquare" | "step";

/** The formula of Adam. */
export function adamRule(
  name: string,
  { beta1, beta2, epsilon, weightDecay, amsgrad }: Required<AdamOptions>,
): UpdateRule<AdamSlot> {
  return {
    name,
    slots: {
      mean: zerosLike,
      meanSquare: zerosLike,
      ...(amsgrad && { largestMeanSquare: zerosLike }),
      step: updateCount,
    },
    update({ value, gradient, learningRate, state }) {
      const g = decayedGradient(gradient, value, weightDecay);
      const step = add(state.step, 1);
      const mean = blended(state.mean, g, beta1);
      const meanSquare = blended(state.meanSquare, g.mul(g), beta2);
      const largestMeanSquare = amsgrad ? maximum(state.largestMeanSquare, meanSquare) : null;
      const size = divided((largestMeanSquare ?? meanSquare).sqrt(), biasCorrection(beta2, step).sqrt());
      const rate = learningRate.div(biasCorrection(beta1, step));
      return {
        value: value.sub(multiplied(mean.div(size.add(epsilon)), rate)),
        state: {
          mean,
          meanSquare,
          ...(largestMeanSquare && { largestMeanSquare }),
          step,
        },
      };
    },
  };
}
