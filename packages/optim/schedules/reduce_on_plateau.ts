/**
 * A rate that falls when nothing gets better.
 *
 * @module
 */
import { fromValues } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { belowOne, nonNegative, settingsOf, wholeFromZero } from "../core/settings.ts";
import { checkEntries, checkEntry } from "../core/state_dict.ts";
import type { StateDict } from "../core/state_dict.ts";

/** How {@link ReduceOnPlateau} works. */
export interface ReduceOnPlateauOptions {
  /** The first learning rate, in [0, ∞). */
  readonly learningRate: number;
  /** By what the rate is multiplied when there was no progress, in [0, 1). @default 0.1 */
  readonly factor?: number;
  /** How many updates without progress are borne, a whole number from 0. @default 10 */
  readonly patience?: number;
  /** How much better a metric must be to count, in [0, ∞). @default 1e-4 */
  readonly threshold?: number;
  /** Whether the threshold is a share of the best metric so far rather than a difference. @default true */
  readonly relative?: boolean;
  /** Whether a larger metric is better, as with accuracy. @default false */
  readonly maximize?: boolean;
  /** How many updates after a cut are not held against it, a whole number from 0. @default 0 */
  readonly cooldown?: number;
  /** The rate below which it is not cut, in [0, ∞). @default 0 */
  readonly minLearningRate?: number;
}

const owner = "ReduceOnPlateau";

const defaults = {
  factor: 0.1,
  patience: 10,
  threshold: 1e-4,
  relative: true,
  maximize: false,
  cooldown: 0,
  minLearningRate: 0,
};

interface State {
  readonly learningRate: number;
  readonly best: number;
  readonly withoutProgress: number;
  readonly coolingDown: number;
}

/**
 * Cuts the learning rate when a metric has not improved for a while. 停滞时降低学习率
 *
 * As in PyTorch, but a relative threshold is a share of the size of the best metric, so that it works for negative ones
 * too; NaN is never progress.
 *
 * @example A loss that stops falling
 * ```ts
 * import { ReduceOnPlateau, SGD } from "@chainrule/optim";
 * import { Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const optimizer = new SGD([new Variable(1)], { learningRate: 1 });
 * const plateau = new ReduceOnPlateau({ learningRate: 1, factor: 0.5, patience: 1 });
 * for (const loss of [3, 2, 2, 2]) optimizer.learningRate = plateau.update(loss);
 * assertEquals(optimizer.learningRate, 0.5);
 * ```
 */
export class ReduceOnPlateau {
  readonly #settings: Required<ReduceOnPlateauOptions>;
  #state: State;

  /**
   * Starts with the first rate, and no metric seen.
   *
   * @param options First rate, and when and by what to cut it
   * @throws {RangeError} When an option is out of its range
   */
  constructor(options: ReduceOnPlateauOptions) {
    const settings = settingsOf(owner, options, defaults, {
      learningRate: nonNegative,
      factor: belowOne,
      patience: wholeFromZero,
      threshold: nonNegative,
      cooldown: wholeFromZero,
      minLearningRate: nonNegative,
    });
    const worst = settings.maximize ? -Infinity : Infinity;
    this.#settings = settings;
    this.#state = { learningRate: settings.learningRate, best: worst, withoutProgress: 0, coolingDown: 0 };
  }

  /** The learning rate now. */
  get learningRate(): number {
    return this.#state.learningRate;
  }

  /**
   * Takes note of a metric, usually once an epoch, and cuts the rate if it is time to.
   *
   * @param metric For example the loss on validation data
   * @returns The learning rate from here on
   */
  update(metric: number): number {
    const { patience, cooldown, factor, minLearningRate } = this.#settings;
    const before = this.#state;
    const better = this.#isBetter(metric);
    const cooling = before.coolingDown > 0;
    const withoutProgress = better || cooling ? 0 : before.withoutProgress + 1;
    const cut = withoutProgress > patience;
    const lowest = Math.min(before.learningRate, minLearningRate);
    this.#state = {
      learningRate: cut ? Math.max(before.learningRate * factor, lowest) : before.learningRate,
      best: better ? metric : before.best,
      withoutProgress: cut ? 0 : withoutProgress,
      coolingDown: cut ? cooldown : Math.max(0, before.coolingDown - 1),
    };
    return this.#state.learningRate;
  }

  /** What it remembers, as named float64 scalars. */
  stateDict(): StateDict {
    return Object.fromEntries(Object.entries(this.#state).map(([name, value]) => [name, scalar(value)]));
  }

  /**
   * Puts back what {@link stateDict} gave.
   *
   * @param state The entries
   * @throws {RangeError} When an entry is missing or not known
   * @throws {TypeError} When an entry is not a float64 scalar
   */
  loadStateDict(state: StateDict): void {
    const names = Object.keys(this.#state);
    checkEntries(owner, state, names, names);
    for (const name of names) {
      checkEntry(owner, name, state[name]!, { shape: [], dtype: "float64" });
    }
    const value = (name: keyof State) => state[name]!.item();
    this.#state = {
      learningRate: value("learningRate"),
      best: value("best"),
      withoutProgress: value("withoutProgress"),
      coolingDown: value("coolingDown"),
    };
  }

  #isBetter(metric: number): boolean {
    const { threshold, relative, maximize } = this.#settings;
    const { best } = this.#state;
    const gain = maximize ? metric - best : best - metric;
    const needed = relative && Number.isFinite(best) ? threshold * Math.abs(best) : threshold;
    return gain > needed;
  }
}

function scalar(value: number): Tensor {
  return fromValues(Float64Array.of(value), [], "float64");
}
