/**
 * Whether any element is true.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { reduced } from "../../core/reduction.ts";
import type { ReductionOptions, Tensor } from "../../core/tensor.ts";
import { greater } from "../comparison/greater.ts";
import { checkTruth } from "./check_truth.ts";
import { sum } from "./sum.ts";

/**
 * Whether any element along axes is true; none is where there are none. 任一为真
 *
 * @param x Any shape, dtype bool
 * @param options Which axes, and whether they stay
 * @returns dtype bool
 * @throws {TypeError} When the dtype is not bool
 * @throws {RangeError} When an axis does not exist or is named twice
 *
 * @example Rows with a negative element
 * ```ts
 * import { any, less, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[1, 2], [3, -4]]);
 * assertEquals(any(less(x, 0), { axis: 1 }).toArray(), [false, true]);
 * ```
 */
export function any(x: TensorLike, options?: ReductionOptions): Tensor {
  checkTruth("any", x);
  reduced("any", x, options);
  return scope("any", () => greater(sum(x, options), 0));
}
