/**
 * Hebb's rule.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";
import { add, matmul, mul, ShapeError, transpose } from "@chainrule/tensor";
import { checkInputs, checkRate } from "./check_learning.ts";

/** How much is learned at once. */
export interface HebbianOptions {
  /** How large a step is. @default 0.01 */
  readonly learningRate?: number;
}

/**
 * Hebb's rule: what is active together becomes connected. 赫布学习规则
 *
 * Formula: `W + η/N Σₙ yₙ xₙᵀ`
 *
 * | what | shape |
 * | --- | --- |
 * | `weight` | `[M, D]` |
 * | `x` | `[N, D]` |
 * | `y` | `[N, M]` |
 * | output | `[M, D]` |
 *
 * Given outputs that are wanted, it stores pairs: an associative memory. Given the outputs that `weight` itself makes, it grows without bound in the
 * direction in which inputs vary most; `oja` bounds it. Source: Hebb (1949), The Organization of Behavior.
 *
 * @param weight The weights
 * @param x Activities of the inputs, a row a sample
 * @param y Activities of the outputs at the same time
 * @param options See {@link HebbianOptions}
 * @returns The next weights
 * @throws {ShapeError} When shapes do not fit
 * @throws {RangeError} When the learning rate is not a positive number
 *
 * @example An association
 * ```ts
 * import { hebbian } from "@chainrule/memory";
 * import { tensor, zeros } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const weight = hebbian(zeros([1, 2]), tensor([[1, -1]]), tensor([[1]]), { learningRate: 0.5 });
 * assertEquals(weight.toArray(), [[0.5, -0.5]]);
 * ```
 */
export function hebbian(weight: Tensor, x: Tensor, y: Tensor, { learningRate = 0.01 }: HebbianOptions = {}): Tensor {
  checkInputs("hebbian", weight, x);
  const wanted = [x.shape[0]!, weight.shape[0]!];
  if (y.rank !== 2 || y.shape[0] !== wanted[0] || y.shape[1] !== wanted[1]) {
    throw new ShapeError("hebbian", [y.shape], `Cannot learn by hebbian as y must have shape [${wanted.join(", ")}]`);
  }
  checkRate("hebbian", learningRate);
  return add(weight, mul(matmul(transpose(y), x), learningRate / x.shape[0]!));
}
