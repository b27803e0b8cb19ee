/**
 * Adagrad.
 *
 * @module
 */
import { add, full } from "@chainrule/tensor";
import { Optimizer } from "../core/optimizer.ts";
import type { ParameterSource } from "../core/parameter_source.ts";
import { multiplied } from "../core/scaling.ts";
import { nonNegative, settingsOf } from "../core/settings.ts";
import { updateCount } from "../core/update_rule.ts";
import type { UpdateRule } from "../core/update_rule.ts";
import { decayedGradient } from "../core/weight_decay.ts";

/** How {@link Adagrad} works. */
export interface AdagradOptions {
  /** α, how far to go in one step, in [0, ∞). @default 0.01 */
  readonly learningRate?: number;
  /** δ: step t of a parameter goes α/(1 + (t − 1)δ) far, in [0, ∞). @default 0 */
  readonly learningRateDecay?: number;
  /** The first value of the sum of squares, in [0, ∞). @default 0 */
  readonly initialAccumulator?: number;
  /** ε, which keeps the denominator from 0, in [0, ∞). @default 1e-10 */
  readonly epsilon?: number;
  /** λ of the penalty `½λ‖w‖²`, in [0, ∞). @default 0 */
  readonly weightDecay?: number;
}

const defaults = {
  learningRate: 0.01,
  learningRateDecay: 0,
  initialAccumulator: 0,
  epsilon: 1e-10,
  weightDecay: 0,
} as const;

/**
 * Adagrad: each weight's steps shrink with all of its gradients so far. 自适应梯度
 *
 * Formula: `s ← s + g²; w ← w − αg / (√s + ε)`
 *
 * Duchi, Hazan, Singer (2011), Adaptive Subgradient Methods for Online Learning and Stochastic Optimization.
 *
 * @example The first step has the size of the learning rate
 * ```ts
 * import { Adagrad } from "@chainrule/optim";
 * import { tensor, Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const w = new Variable(tensor([1, 1]));
 * w.grad = tensor([4, -100]);
 * new Adagrad([w], { learningRate: 0.5 }).step();
 * assertEquals(w.value.toArray(), [0.5, 1.5]);
 * ```
 */
export class Adagrad extends Optimizer {
  /**
   * Makes the optimizer. It asks a module for its parameters at the first step, so the module may still be unbuilt.
   *
   * @param parameters A module, or variables
   * @param options Learning rate and its decay, first sum of squares, ε, weight decay
   * @throws {RangeError} When an option is out of its range
   */
  constructor(parameters: ParameterSource, options: AdagradOptions = {}) {
    const settings = settingsOf("Adagrad", options, defaults, {
      learningRate: nonNegative,
      learningRateDecay: nonNegative,
      initialAccumulator: nonNegative,
      epsilon: nonNegative,
      weightDecay: nonNegative,
    });
    super(parameters, settings.learningRate, adagradRule(settings));
  }
}

function adagradRule(
  { learningRateDecay, initialAccumulator, epsilon, weightDecay }: Required<
    AdagradOptions
  >,
): UpdateRule<"sumOfSquares" | "step"> {
  return {
    name: "Adagrad",
    slots: { sumOfSquares: ({ shape, dtype }) => full(shape, initialAccumulator, dtype), step: updateCount },
    update({ value, gradient, learningRate, state }) {
      const g = decayedGradient(gradient, value, weightDecay);
      const sumOfSquares = state.sumOfSquares.add(g.mul(g));
      const rate = learningRate.div(add(1, state.step.mul(learningRateDecay)));
      return {
        value: value.sub(multiplied(g.div(sumOfSquares.sqrt().add(epsilon)), rate)),
        state: { sumOfSquares, step: add(state.step, 1) },
      };
    },
  };
}
