/**
 * Hessian-vector products.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { checkTangents, jvp } from "./jvp.ts";
import { checkScalar } from "./operands.ts";
import type { TensorFunction } from "./transform.ts";
import { vjp } from "./vjp.ts";

/**
 * The Hessian of `f` times a direction, without the Hessian: reverse mode over forward mode, at a small multiple of the cost of
 * `f`. 海森-向量积
 *
 * Formula: `(x, v) ↦ ∂²f/∂x² · v = ∂/∂x (∂f/∂x · v)`
 *
 * @param f A function of tensors that gives a scalar
 * @param args Its arguments
 * @param tangents The direction: one tensor an argument, of its shape and dtype
 * @returns One product an argument, with its shape
 * @throws {ShapeError} When the value of `f` is not a scalar, or a tangent does not have the shape of its argument
 * @throws {RangeError} When there are not as many tangents as arguments
 *
 * @example The second derivative of x³ at 2
 * ```ts
 * import { hvp } from "@chainrule/autograd";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(hvp((x) => x.mul(x).mul(x), [2], [1]).map((h) => h.item()), [12]);
 * ```
 */
export function hvp(
  f: TensorFunction,
  args: readonly TensorLike[],
  tangents: readonly TensorLike[],
): Tensor[] {
  checkTangents("hvp", args, tangents);
  const slope: TensorFunction = (...xs) => {
    const { value, tangent } = jvp(f, xs, tangents);
    checkScalar("hvp", "f", value, "reduce it with sum or mean");
    return tangent;
  };
  return vjp(slope, ...args).pullback(1);
}
