/**
 * Sequences in which two numbers are to be added.
 *
 * @module
 */
import { Random } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { allocate, fromValues } from "@chainrule/tensor";
import type { SampleOptions } from "./samples.ts";
import { checkCount } from "./samples.ts";

/** What {@link addingProblem} can be told. */
export interface AddingProblemOptions extends SampleOptions {
  /** The number of steps of a sequence, T. @default 100 */
  readonly steps?: number;
}

/** Sequences, and a number for each. */
export interface SequencesWithNumbers {
  /** The sequences, shape `[N, T, 2]`. */
  readonly x: Tensor;
  /** What is to be predicted, shape `[N, 1]`. */
  readonly y: Tensor;
}

/**
 * The adding problem: a sequence has numbers beside marks, and the sum of the two marked numbers is asked for at its end. 加法问题
 *
 * Formula: `x[n, t] = (v, m)` with v uniform in [0, 1) and m = 1 at one step of the first half and one of the second, 0 elsewhere;
 * `y[n] = Σₜ v m`
 *
 * Who always says 1 has a mean squared error of 1/6 ≈ 0.167, the variance of the sum. To do better takes a memory of up to T steps.
 *
 * Sources: Hochreiter and Schmidhuber (1997), Long Short-Term Memory, with numbers in [−1, 1]; in this form: Arjovsky, Shah and Bengio (2016), Unitary
 * Evolution Recurrent Neural Networks.
 *
 * @param options Number, steps, seed and dtype
 * @returns Sequences `[N, T, 2]` and sums `[N, 1]`
 * @throws {RangeError} When the number is not a whole number from 1, or there are fewer than two steps
 *
 * @example The sum of what is marked
 * ```ts
 * import { addingProblem } from "@chainrule/data";
 * import { assertEquals } from "@std/assert";
 *
 * const { x, y } = addingProblem({ count: 3, steps: 8, dtype: "float64" });
 * const marked = x.slice([0, 0, 0], [3, 8, 1]).mul(x.slice([0, 0, 1]));
 * assertEquals(marked.sum({ axis: 1 }).toArray(), y.toArray());
 * ```
 */
export function addingProblem(
  { count = 100, steps = 100, seed = 0, dtype = "float32" }: AddingProblemOptions = {},
): SequencesWithNumbers {
  checkCount("sequences", count, 1);
  if (!Number.isInteger(steps) || steps < 2) {
    throw new RangeError(
      `Cannot make sequences as their steps must be a whole number from 2: current steps are ${steps}`,
    );
  }
  const random = new Random(seed);
  const numbers = random.uniform([count, steps], { dtype }).data;
  const half = Math.floor(steps / 2);
  const marks = [[0, half], [half, steps]].map(([from, to]) => random.integers([count], from!, to!).data);
  const x = allocate(dtype, count * steps * 2);
  const y = allocate(dtype, count);
  numbers.forEach((number, place) => x[2 * place] = number);
  for (let n = 0; n < count; n++) {
    for (const marked of marks) {
      const place = n * steps + marked[n]!;
      x[2 * place + 1] = 1;
      y[n]! += numbers[place]!;
    }
  }
  return { x: fromValues(x, [count, steps, 2], dtype), y: fromValues(y, [count, 1], dtype) };
}
