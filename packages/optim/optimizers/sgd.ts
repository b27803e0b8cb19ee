/**
 * Gradient descent, with momentum.
 *
 * @module
 */
import { add, cast, greater, sub } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { Optimizer } from "../core/optimizer.ts";
import type { ParameterSource } from "../core/parameter_source.ts";
import { multiplied } from "../core/scaling.ts";
import { belowOne, nonNegative, settingsOf, upToOne } from "../core/settings.ts";
import { updateCount, zerosLike } from "../core/update_rule.ts";
import type { UpdateRule } from "../core/update_rule.ts";
import { decayedGradient } from "../core/weight_decay.ts";

/** How {@link SGD} works. */
export interface SGDOptions {
  /** α, how far to go in one step, in [0, ∞). @default 0.01 */
  readonly learningRate?: number;
  /** ρ, the share of the velocity that is kept, in [0, 1). @default 0 */
  readonly momentum?: number;
  /** The share of each gradient, but the first, that does not enter the velocity, in [0, 1]. @default 0 */
  readonly dampening?: number;
  /** Whether to look ahead: the step takes the velocity as it will be next time. @default false */
  readonly nesterov?: boolean;
  /** λ of the penalty `½λ‖w‖²`, in [0, ∞). @default 0 */
  readonly weightDecay?: number;
}

const defaults = {
  learningRate: 0.01,
  momentum: 0,
  dampening: 0,
  nesterov: false,
  weightDecay: 0,
} as const;

/**
 * Stochastic gradient descent, with momentum if wanted. 随机梯度下降
 *
 * Formula: `g ← g + λw; v ← ρv + g; w ← w − αv`, with Nesterov `w ← w − α(g + ρv)`
 *
 * The learning rate stays outside the velocity, as in PyTorch. With a constant rate this equals
 * `Δ ← ρΔ − αg; w ← w + Δ`. Nesterov (1983); Sutskever, Martens, Dahl, Hinton (2013), On the importance of
 * initialization and momentum in deep learning.
 *
 * @example One step down x²
 * ```ts
 * import { SGD } from "@chainrule/optim";
 * import { backward } from "@chainrule/autograd";
 * import { mul, Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = new Variable(1);
 * const optimizer = new SGD([x], { learningRate: 0.25, momentum: 0.5 });
 * backward(mul(x, x));
 * optimizer.step();
 * assertEquals(x.value.item(), 0.5);
 * ```
 */
export class SGD extends Optimizer {
  /**
   * Makes the optimizer. It asks a module for its parameters at the first step, so the module may still be unbuilt.
   *
   * @param parameters A module, or variables
   * @param options Learning rate, momentum, weight decay
   * @throws {RangeError} When an option is out of its range, or Nesterov is asked for without plain momentum
   */
  constructor(parameters: ParameterSource, options: SGDOptions = {}) {
    const settings = settingsOf("SGD", options, defaults, {
      learningRate: nonNegative,
      momentum: belowOne,
      dampening: upToOne,
      weightDecay: nonNegative,
    });
    checkNesterov(settings);
    super(parameters, settings.learningRate, sgdRule(settings));
  }
}

type Settings = Required<SGDOptions>;

function sgdRule({ momentum, dampening, nesterov, weightDecay }: Settings): UpdateRule<"velocity" | "step"> {
  return {
    name: "SGD",
    slots: {
      ...(momentum > 0 && { velocity: zerosLike }),
      ...(momentum > 0 && dampening > 0 && { step: updateCount }),
    },
    update({ value, gradient, learningRate, state }) {
      const g = decayedGradient(gradient, value, weightDecay);
      if (momentum === 0) {
        return { value: value.sub(multiplied(g, learningRate)) };
      }
      const entering = dampening === 0 ? g : multiplied(g, enteringShare(state.step, dampening));
      const velocity = state.velocity.mul(momentum).add(entering);
      const direction = nesterov ? g.add(velocity.mul(momentum)) : velocity;
      return {
        value: value.sub(multiplied(direction, learningRate)),
        state: { velocity, ...(dampening > 0 && { step: add(state.step, 1) }) },
      };
    },
  };
}

/** 1 for the first gradient, 1 − dampening for those after it. */
function enteringShare(step: Tensor, dampening: number): Tensor {
  return sub(1, cast(greater(step, 0), "float64").mul(dampening));
}

function checkNesterov({ nesterov, momentum, dampening }: Settings): void {
  if (!nesterov || (momentum > 0 && dampening === 0)) return;
  throw new RangeError(
    `Cannot make SGD as nesterov must come with momentum in (0, 1) and dampening 0: current momentum is ${momentum} and dampening is ${dampening}`,
  );
}
