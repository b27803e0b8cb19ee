/**
 * Powers.
 *
 * @module
 */
import { apply } from "../../core/apply.ts";
import { elementwise, floatResult } from "../../core/define.ts";
import type { Binary, Op, TensorLike } from "../../core/op.ts";
import type { Tensor } from "../../core/tensor.ts";
import { equal } from "../comparison/equal.ts";
import { greaterEqual } from "../comparison/greater_equal.ts";
import { logicalAnd } from "../comparison/logical_and.ts";
import { where } from "../comparison/where.ts";
import { log } from "../math/log.ts";
import { div } from "./div.ts";

/** The record of {@link pow}. */
export const powOp: Op<Binary> = /* @__PURE__ */ elementwise<Binary>({
  name: "pow",
  expression: (k, [a, b]) => k.pow(a, b),
  dtype: (dtypes) => floatResult("pow", dtypes),
  partials: [
    // b·a^(b−1), written as b/a where b is 0, so that 0·∞ cannot arise at a = 0.
    ([a, b]) => {
      const constant = equal(b, 0);
      return where(
        constant,
        div(b, where(equal(a, 0), 1, a)),
        b.mul(pow(where(constant, 1, a), b.sub(1))),
      );
    },
    // y·ln a, but 0 for a = 0 and b ≥ 0, where 0ᵇ stays 0 on one side at least.
    ([a, b], y) => {
      const still = logicalAnd(equal(a, 0), greaterEqual(b, 0));
      return y.mul(log(where(still, 1, a.cast(y.dtype))));
    },
  ],
});

/**
 * Raises each element to a power. Integers give float32. 幂
 *
 * Formula: `aᵇ`
 *
 * A negative base with a fractional exponent gives NaN. `0⁰` is 1. At a = 0 the derivative with respect to `b` is taken as 0 for
 * `b ≥ 0`, and that with respect to `a` as 0 for `b = 0`.
 *
 * @param a The base, any shape
 * @param b The exponent, a shape that broadcasts with that of `a`
 * @returns The power, in the broadcast shape
 * @throws {ShapeError} When the shapes do not broadcast
 *
 * @example Cubes
 * ```ts
 * import { pow, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(pow(tensor([1, 2, -3]), 3).toArray(), [1, 8, -27]);
 * ```
 */
export function pow(a: TensorLike, b: TensorLike): Tensor {
  return apply(powOp, [a, b]);
}
