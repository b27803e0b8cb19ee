/**
 * The learning rate over a run.
 *
 * @module
 */
import type { Optimizer, Schedule, StateDict } from "@chainrule/optim";
import { cosineDecay, exponentialDecay, oneCycle, ReduceOnPlateau, stepDecay, warmUp } from "@chainrule/optim";
import type { Tuning } from "../cli/settings.ts";

/** Sets the learning rate of an optimizer as training goes on. */
export class LearningRates {
  readonly #optimizer: Optimizer;
  readonly #schedule: Schedule;
  readonly #plateau: ReduceOnPlateau | null;

  /**
   * @param optimizer Whose steps are counted, and whose rate is set
   * @param tuning Schedule, first or highest rate, and epochs
   * @param steps How many steps an epoch takes
   */
  constructor(optimizer: Optimizer, { schedule, learningRate, epochs }: Tuning, steps: number) {
    const totalSteps = steps * epochs;
    const plateau = new ReduceOnPlateau({ learningRate, factor: 0.5, patience: 5 });
    this.#optimizer = optimizer;
    this.#plateau = schedule === "plateau" ? plateau : null;
    this.#schedule = {
      constant: () => ({ at: () => learningRate }),
      plateau: () => ({ at: () => plateau.learningRate }),
      step: () => stepDecay({ learningRate, stepSize: Math.ceil(totalSteps / 3) }),
      exponential: () => exponentialDecay({ learningRate, gamma: 0.01 ** (1 / totalSteps) }),
      cosine: () => cosineDecay({ learningRate, totalSteps }),
      warmup: () => warmUp(cosineDecay({ learningRate, totalSteps }), { warmUpSteps: steps }),
      "one-cycle": () => oneCycle({ maxLearningRate: learningRate, totalSteps }),
    }[schedule]();
  }

  /** Before every step. */
  beforeStep(): void {
    this.#optimizer.learningRate = this.#schedule.at(this.#optimizer.steps);
  }

  /** After an epoch with this loss. */
  afterEpoch(loss: number): void {
    this.#plateau?.update(loss);
  }

  /** What must be stored to go on. */
  stateDict(): StateDict {
    return this.#plateau?.stateDict() ?? {};
  }

  /** Goes on from a state; the empty one is that of another schedule, and changes nothing. */
  loadStateDict(state: StateDict): void {
    if (Object.keys(state).length > 0) this.#plateau?.loadStateDict(state);
  }
}
