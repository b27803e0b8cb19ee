/**
 * Averages of weights over training.
 *
 * @module
 */
import { add, ambient, div, outsideTrace, refuseAsync, sub, Variable, within } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { biasCorrection } from "../core/bias_correction.ts";
import { lazyParameters } from "../core/parameter_source.ts";
import type { ParameterSource } from "../core/parameter_source.ts";
import { multiplied } from "../core/scaling.ts";
import { belowOne, settingsOf } from "../core/settings.ts";
import { checkEntries, checkEntry, valuesByName } from "../core/state_dict.ts";
import type { StateDict } from "../core/state_dict.ts";
import { updateCount, zerosLike } from "../core/update_rule.ts";

/** How {@link ExponentialMovingAverage} works. */
export interface ExponentialMovingAverageOptions {
  /** d, how much of the average is kept at each update, in [0, 1). @default 0.999 */
  readonly decay?: number;
}

const owner = "ExponentialMovingAverage";

/**
 * Averages of the weights over the last steps, which often predict better than the weights themselves. 权重的指数移动平均
 *
 * Formula: `w̄ ← w̄ + (1−d)/(1−dᵗ) · (w − w̄)`, t updates so far, this one included
 *
 * The first update takes the weights as they are, and no step weighs more than a later one: the average is corrected
 * for its beginning as Adam's are. Polyak, Juditsky (1992), Acceleration of Stochastic Approximation by Averaging.
 *
 * @example Training with the weights, evaluating with their average
 * ```ts
 * import { ExponentialMovingAverage } from "@chainrule/optim";
 * import { Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const w = new Variable(3);
 * const average = new ExponentialMovingAverage([w], { decay: 0.5 });
 * average.update();
 * w.assign(6);
 * average.update();
 * assertEquals(average.apply(() => w.value.item()), 5);
 * assertEquals(w.value.item(), 6);
 * ```
 */
export class ExponentialMovingAverage {
  /** How much of the average is kept at each update. */
  readonly decay: number;
  readonly #parameters: (action: string) => readonly Variable[];
  readonly #updates: Variable = variable("updates", updateCount());
  #averages: readonly Pair[] | null = null;

  /**
   * Makes an average of nothing yet.
   *
   * @param parameters A module, or variables
   * @param options How slowly the average moves
   * @throws {RangeError} When the decay is out of its range
   */
  constructor(parameters: ParameterSource, options: ExponentialMovingAverageOptions = {}) {
    this.decay = settingsOf(owner, options, { decay: 0.999 }, { decay: belowOne }).decay;
    this.#parameters = lazyParameters(owner, parameters);
  }

  /** Takes the weights as they are now into the average. Call it after each step; it may be inside `jit`. */
  update(): void {
    within("update the averages", { recording: false }, () => {
      const updates = add(this.#updates, 1);
      const share = div(1 - this.decay, biasCorrection(this.decay, updates));
      for (const [parameter, average] of this.#pairs("update")) {
        average.assign(add(average, multiplied(sub(parameter, average), share)));
      }
      this.#updates.assign(updates);
    });
  }

  /**
   * Runs `f` with the averages as the weights, and then puts the weights back, also if `f` throws.
   *
   * @param f For example an evaluation; not async, since training could go on while it waits
   * @returns What `f` returns
   * @throws {TypeError} When `f` is async, or nothing was averaged yet
   */
  apply<T>(f: () => T): T {
    refuseAsync("apply the averages to", f);
    const weights = this.#pairs("apply").map(([parameter]) => [parameter, parameter.value] as const);
    this.assign();
    try {
      return within("apply the averages to", {}, f);
    } finally {
      for (const [parameter, value] of weights) parameter.assign(value);
    }
  }

  /**
   * Makes the averages the weights, for good: the last thing to do in a training.
   *
   * @throws {TypeError} When nothing was averaged yet
   */
  assign(): void {
    if (ambient.trace === null && this.#updates.value.item() === 0) {
      throw new TypeError(
        `Cannot apply ${owner} as there must be an average: current count of updates is 0; call update() after each step`,
      );
    }
    for (const [parameter, average] of this.#pairs("apply")) {
      parameter.assign(average.value);
    }
  }

  /**
   * Everything that it remembers: `updates` (how many there were), and `<position of the parameter>.average`.
   *
   * @returns Named tensors; they do not change with later updates
   */
  stateDict(): StateDict {
    return valuesByName(this.#entries());
  }

  /**
   * Puts back what {@link stateDict} gave. Nothing changes if it throws.
   *
   * @param state The entries, for the same parameters
   * @throws {RangeError} When an entry is missing or not known
   * @throws {ShapeError} When a shape differs
   * @throws {TypeError} When a dtype differs
   */
  loadStateDict(state: StateDict): void {
    const entries = this.#entries();
    const names = entries.map(([name]) => name);
    checkEntries(owner, state, names, names);
    for (const [name, variable] of entries) {
      checkEntry(owner, name, state[name]!, variable);
    }
    for (const [name, variable] of entries) variable.assign(state[name]!);
  }

  /** Every parameter with its average. */
  #pairs(action: string): readonly Pair[] {
    return this.#averages ??= outsideTrace(() => this.#parameters(action).map(withAverage));
  }

  #entries(): (readonly [name: string, variable: Variable])[] {
    const averages = this.#pairs("read the state of").map((
      [, average],
      index,
    ) => [`${index}.average`, average] as const);
    return [["updates", this.#updates], ...averages];
  }
}

type Pair = readonly [parameter: Variable, average: Variable];

function withAverage(parameter: Variable): Pair {
  return [parameter, variable(`${parameter.name}.average`, zerosLike(parameter))];
}

function variable(name: string, value: Tensor): Variable {
  return new Variable(value, { name, trainable: false });
}
