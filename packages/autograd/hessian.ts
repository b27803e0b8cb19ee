/**
 * Whole Hessians.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { differentiate } from "./grad.ts";
import type { GradOptions } from "./grad.ts";
import { allPartials } from "./jacobian.ts";
import type { TensorFunction } from "./transform.ts";

/**
 * The function that computes all second derivatives of `f`: forward mode over reverse mode. 海森矩阵
 *
 * Formula: `H[i, j] = ∂²f(x)/∂xᵢ∂xⱼ`
 *
 * For a product with one direction, `hvp` is as many times cheaper as the argument has elements.
 *
 * @param f A function of tensors that gives a scalar
 * @param options Which argument to differentiate with respect to, twice
 * @returns A function of the same arguments, whose value has the shape of the argument twice over
 * @throws {ShapeError} When called and the value of `f` is not a scalar
 *
 * @example The curvature of x²y at (3, 5)
 * ```ts
 * import { hessian } from "@chainrule/autograd";
 * import { prod, tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const f = hessian((x) => prod(x.pow(tensor([2, 1]))));
 * assertEquals(f(tensor([3, 5])).toArray(), [[10, 6], [6, 0]]);
 * ```
 */
export function hessian(f: TensorFunction, options: GradOptions = {}): (...args: TensorLike[]) => Tensor {
  const slope: TensorFunction = (...args) => differentiate("hessian", f, args, options).gradient;
  return (...args) => allPartials("hessian", slope, args, { ...options, mode: "forward" });
}
