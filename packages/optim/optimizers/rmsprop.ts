/**
 * RMSProp.
 *
 * @module
 */
import { maximum } from "@chainrule/tensor";
import { Optimizer } from "../core/optimizer.ts";
import type { ParameterSource } from "../core/parameter_source.ts";
import { blended, multiplied } from "../core/scaling.ts";
import { belowOne, nonNegative, settingsOf } from "../core/settings.ts";
import { zerosLike } from "../core/update_rule.ts";
import type { UpdateRule } from "../core/update_rule.ts";
import { decayedGradient } from "../core/weight_decay.ts";

/** How {@link RMSProp} works. */
export interface RMSPropOptions {
  /** α, how far to go in one step, in [0, ∞). @default 0.01 */
  readonly learningRate?: number;
  /** ρ, how much of the averages is kept, in [0, 1). @default 0.99 */
  readonly rho?: number;
  /** μ, the share of the velocity that is kept, in [0, 1). @default 0 */
  readonly momentum?: number;
  /** Whether to divide by the deviation of recent gradients rather than by their size. @default false */
  readonly centered?: boolean;
  /** ε, which keeps the denominator from 0, in [0, ∞). @default 1e-8 */
  readonly epsilon?: number;
  /** λ of the penalty `½λ‖w‖²`, in [0, ∞). @default 0 */
  readonly weightDecay?: number;
}

const defaults = {
  learningRate: 0.01,
  rho: 0.99,
  momentum: 0,
  centered: false,
  epsilon: 1e-8,
  weightDecay: 0,
} as const;

/**
 * RMSProp: steps relative to the size of recent gradients. 均方根传播
 *
 * Formula: `s ← ρs + (1−ρ)g²; d = g / (√s + ε); v ← μv + d; w ← w − αv`,
 * centered: `m ← ρm + (1−ρ)g; d = g / (√(s−m²) + ε)`
 *
 * `s − m²` is kept from falling below 0 by rounding, which would give NaN when the gradient stays the same for long.
 * Tieleman, Hinton (2012), Neural Networks for Machine Learning, lecture 6.5; centered: Graves (2013), Generating
 * Sequences With Recurrent Neural Networks.
 *
 * @example The first step, with ρ = 0.75
 * ```ts
 * import { RMSProp } from "@chainrule/optim";
 * import { tensor, Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const w = new Variable(tensor([1, 1]));
 * w.grad = tensor([4, -100]);
 * new RMSProp([w], { learningRate: 0.5, rho: 0.75, epsilon: 0 }).step();
 * assertEquals(w.value.toArray(), [0, 2]);
 * ```
 */
export class RMSProp extends Optimizer {
  /**
   * Makes the optimizer. It asks a module for its parameters at the first step, so the module may still be unbuilt.
   *
   * @param parameters A module, or variables
   * @param options Learning rate, ρ, momentum, centering, ε, weight decay
   * @throws {RangeError} When an option is out of its range
   */
  constructor(parameters: ParameterSource, options: RMSPropOptions = {}) {
    const settings = settingsOf("RMSProp", options, defaults, {
      learningRate: nonNegative,
      rho: belowOne,
      momentum: belowOne,
      epsilon: nonNegative,
      weightDecay: nonNegative,
    });
    super(parameters, settings.learningRate, rmspropRule(settings));
  }
}

function rmspropRule(
  { rho, momentum, centered, epsilon, weightDecay }: Required<RMSPropOptions>,
): UpdateRule<"meanSquare" | "mean" | "velocity"> {
  return {
    name: "RMSProp",
    slots: {
      meanSquare: zerosLike,
      ...(centered && { mean: zerosLike }),
      ...(momentum > 0 && { velocity: zerosLike }),
    },
    update({ value, gradient, learningRate, state }) {
      const g = decayedGradient(gradient, value, weightDecay);
      const meanSquare = blended(state.meanSquare, g.mul(g), rho);
      const mean = centered ? blended(state.mean, g, rho) : null;
      const variance = mean === null ? meanSquare : maximum(meanSquare.sub(mean.mul(mean)), 0);
      const direction = g.div(variance.sqrt().add(epsilon));
      const velocity = momentum > 0 ? state.velocity.mul(momentum).add(direction) : null;
      return {
        value: value.sub(multiplied(velocity ?? direction, learningRate)),
        state: {
          meanSquare,
          ...(mean && { mean }),
          ...(velocity && { velocity }),
        },
      };
    },
  };
}
