/**
 * Adadelta.
 *
 * @module
 */
import { Optimizer } from "../core/optimizer.ts";
import type { ParameterSource } from "../core/parameter_source.ts";
import { blended, multiplied } from "../core/scaling.ts";
import { belowOne, nonNegative, settingsOf } from "../core/settings.ts";
import { zerosLike } from "../core/update_rule.ts";
import type { UpdateRule } from "../core/update_rule.ts";
import { decayedGradient } from "../core/weight_decay.ts";

/** How {@link Adadelta} works. */
export interface AdadeltaOptions {
  /** α, by which each step is multiplied, in [0, ∞). @default 1 */
  readonly learningRate?: number;
  /** ρ, how much of the averages is kept, in [0, 1). @default 0.9 */
  readonly rho?: number;
  /** ε, which gets the first step going, in [0, ∞). @default 1e-6 */
  readonly epsilon?: number;
  /** λ of the penalty `½λ‖w‖²`, in [0, ∞). @default 0 */
  readonly weightDecay?: number;
}

const defaults = { learningRate: 1, rho: 0.9, epsilon: 1e-6, weightDecay: 0 } as const;

/**
 * Adadelta: steps as large as recent steps were, relative to recent gradients. 自适应增量
 *
 * Formula: `s ← ρs + (1−ρ)g²; d = √(u+ε) / √(s+ε) · g; u ← ρu + (1−ρ)d²; w ← w − αd`
 *
 * Zeiler (2012), ADADELTA: An Adaptive Learning Rate Method.
 *
 * @example Small first steps, of the same size for any gradient
 * ```ts
 * import { Adadelta } from "@chainrule/optim";
 * import { tensor, Variable } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const w = new Variable(tensor(0, "float64"));
 * w.grad = tensor(100, "float64");
 * new Adadelta([w]).step();
 * assertAlmostEquals(w.value.item(), -Math.sqrt(1e-6 / 0.1), 1e-9);
 * ```
 */
export class Adadelta extends Optimizer {
  /**
   * Makes the optimizer. It asks a module for its parameters at the first step, so the module may still be unbuilt.
   *
   * @param parameters A module, or variables
   * @param options Learning rate, ρ, ε, weight decay
   * @throws {RangeError} When an option is out of its range
   */
  constructor(parameters: ParameterSource, options: AdadeltaOptions = {}) {
    const settings = settingsOf("Adadelta", options, defaults, {
      learningRate: nonNegative,
      rho: belowOne,
      epsilon: nonNegative,
      weightDecay: nonNegative,
    });
    super(parameters, settings.learningRate, adadeltaRule(settings));
  }
}

function adadeltaRule(
  { rho, epsilon, weightDecay }: Required<AdadeltaOptions>,
): UpdateRule<"meanSquare" | "meanSquareStep"> {
  return {
    name: "Adadelta",
    slots: { meanSquare: zerosLike, meanSquareStep: zerosLike },
    update({ value, gradient, learningRate, state }) {
      const g = decayedGradient(gradient, value, weightDecay);
      const meanSquare = blended(state.meanSquare, g.mul(g), rho);
      const direction = state.meanSquareStep.add(epsilon).sqrt().div(meanSquare.add(epsilon).sqrt()).mul(g);
      const meanSquareStep = blended(state.meanSquareStep, direction.mul(direction), rho);
      return { value: value.sub(multiplied(direction, learningRate)), state: { meanSquare, meanSquareStep } };
    },
  };
}
