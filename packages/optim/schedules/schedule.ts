/**
 * What a learning-rate schedule is.
 *
 * @module
 */
import { checkNumber, nonNegative } from "../core/settings.ts";

/**
 * A learning rate for each step: a pure function of the number of steps taken so far, so a resumed run goes on where it
 * stopped. Set it before each step, outside `jit`: `optimizer.learningRate = schedule.at(optimizer.steps)`. 学习率调度
 *
 * @example A rate that halves every second step
 * ```ts
 * import { SGD, stepDecay } from "@chainrule/optim";
 * import { Variable } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const optimizer = new SGD([new Variable(1)]);
 * const schedule = stepDecay({ learningRate: 0.5, stepSize: 2, gamma: 0.5 });
 * optimizer.learningRate = schedule.at(optimizer.steps);
 * assertEquals(optimizer.learningRate, 0.5);
 * assertEquals(schedule.at(2), 0.25);
 * ```
 */
export interface Schedule {
  /**
   * The learning rate of the step that follows `step` others.
   *
   * @param step Steps taken so far, from 0; epochs will do if the schedule counts epochs
   * @returns The learning rate
   * @throws {RangeError} When `step` is negative or not finite
   */
  at(step: number): number;
}

/** The schedule that `rate` computes, which checks what it is asked. */
export function scheduleOf(name: string, rate: (step: number) => number): Schedule {
  return {
    at(step) {
      checkNumber(`evaluate ${name}`, "step", step, nonNegative);
      return rate(step);
    },
  };
}
