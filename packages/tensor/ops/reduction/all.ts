/**
 * Whether all elements are true.
 *
 * @module
 */
import { scope } from "../../core/ambient.ts";
import type { TensorLike } from "../../core/op.ts";
import { reduced } from "../../core/reduction.ts";
import { sizeOf } from "../../core/shape.ts";
import { shapeOf } from "../../core/shape_of.ts";
import type { ReductionOptions, Tensor } from "../../core/tensor.ts";
import { equal } from "../comparison/equal.ts";
import { checkTruth } from "./check_truth.ts";
import { sum } from "./sum.ts";

/**
 * Whether all elements along axes are true; so it is where there are none. 全部为真
 *
 * @param x Any shape, dtype bool
 * @param options Which axes, and whether they stay
 * @returns dtype bool
 * @throws {TypeError} When the dtype is not bool
 * @throws {RangeError} When an axis does not exist or is named twice
 *
 * @example Rows without a negative element
 * ```ts
 * import { all, greater, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([[1, 2], [3, -4]]);
 * assertEquals(all(greater(x, 0), { axis: 1 }).toArray(), [true, false]);
 * ```
 */
export function all(x: TensorLike, options?: ReductionOptions): Tensor {
  checkTruth("all", x);
  const { axes } = reduced("all", x, options);
  const shape = shapeOf(x);
  const count = sizeOf(axes.map((axis) => shape[axis]!));
  return scope("all", () => equal(sum(x, options), count));
}
