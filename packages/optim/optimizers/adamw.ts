/**
 * AdamW.
 *
 * @module
 */
import { sub } from "@chainrule/tensor";
import { Optimizer } from "../core/optimizer.ts";
import type { ParameterSource } from "../core/parameter_source.ts";
import { multiplied } from "../core/scaling.ts";
import { settingsOf } from "../core/settings.ts";
import type { UpdateRule } from "../core/update_rule.ts";
import { adamRanges, adamRule } from "./adam.ts";
import type { AdamSlot } from "./adam.ts";

/** How {@link AdamW} works. */
export interface AdamWOptions {
  /** α, how far to go in one step, in [0, ∞). @default 0.001 */
  readonly learningRate?: number;
  /** β₁, how much of the mean of gradients is kept, in [0, 1). @default 0.9 */
  readonly beta1?: number;
  /** β₂, how much of the mean of their squares is kept, in [0, 1). @default 0.999 */
  readonly beta2?: number;
  /** ε, which keeps the denominator from 0, in [0, ∞). @default 1e-8 */
  readonly epsilon?: number;
  /** λ: each step first shrinks the weights by the share αλ, in [0, ∞). @default 0.01 */
  readonly weightDecay?: number;
  /** Whether the denominator may never shrink (AMSGrad). @default false */
  readonly amsgrad?: boolean;
}

const defaults = {
  learningRate: 0.001,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
  amsgrad: false,
} as const;

/**
 * Adam with decoupled weight decay: large gradients do not weaken the decay. 解耦权重衰减的 Adam
 *
 * Formula: `w ← (1 − αλ)w`, then one step of {@link Adam}
 *
 * Loshchilov, Hutter (2019), Decoupled Weight Decay Regularization.
 *
 * @example With no slope, only the decay acts
 * ```ts
 * import { AdamW } from "@chainrule/optim";
 * import { tensor, Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const w = new Variable(tensor([4, -8]));
 * w.grad = tensor([0, 0]);
 * new AdamW([w], { learningRate: 0.5, weightDecay: 0.5 }).step();
 * assertEquals(w.value.toArray(), [3, -6]);
 * ```
 */
export class AdamW extends Optimizer {
  /**
   * Makes the optimizer. It asks a module for its parameters at the first step, so the module may still be unbuilt.
   *
   * @param parameters A module, or variables
   * @param options Learning rate, β₁, β₂, ε, weight decay, AMSGrad
   * @throws {RangeError} When an option is out of its range
   */
  constructor(parameters: ParameterSource, options: AdamWOptions = {}) {
    const settings = settingsOf("AdamW", options, defaults, adamRanges);
    super(parameters, settings.learningRate, adamWRule(settings));
  }
}

function adamWRule(settings: Required<AdamWOptions>): UpdateRule<AdamSlot> {
  const adam = adamRule("AdamW", { ...settings, weightDecay: 0 });
  return {
    ...adam,
    update(given) {
      const kept = sub(1, given.learningRate.mul(settings.weightDecay));
      return adam.update({ ...given, value: multiplied(given.value, kept) });
    },
  };
}
