/**
 * Gradients of functions.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { checkScalar, onesLike, zerosLike } from "./operands.ts";
import { pullBack, reachOf } from "./reverse.ts";
import { leave, runOnLeaves, transform } from "./transform.ts";
import type { TensorFunction } from "./transform.ts";

/** Which argument to differentiate with respect to. */
export interface GradOptions {
  /** The position of the argument, from 0. @default 0 */
  readonly argument?: number;
}

/** The value of a function and its gradient. */
export interface ValueAndGradient {
  /** The value, a scalar. */
  readonly value: Tensor;
  /** The gradient, with the shape of the argument. */
  readonly gradient: Tensor;
}

/**
 * The function that computes the gradient of `f`, by reverse mode. 梯度
 *
 * Formula (§4.5): `x ↦ ∂f(x)/∂x`
 *
 * An argument that `f` does not use gets zeros. The result can be differentiated again.
 *
 * @param f A function of tensors that gives a scalar
 * @param options Which argument to differentiate with respect to
 * @returns A function of the same arguments
 * @throws {ShapeError} When called and the value of `f` is not a scalar
 * @throws {TypeError} When `f` is async
 *
 * @example The derivative of x³, twice
 * ```ts
 * import { grad } from "@chainrule/autograd";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const slope = grad((x) => x.mul(x).mul(x));
 * assertEquals(slope(tensor(2)).item(), 12);
 * assertEquals(grad(slope)(tensor(2)).item(), 12);
 * ```
 */
export function grad(
  f: TensorFunction,
  options: GradOptions = {},
): (...args: TensorLike[]) => Tensor {
  return (...args) => differentiate("grad", f, args, options).gradient;
}

/**
 * As {@link grad}, but gives the value too, at no further cost. 值与梯度
 *
 * @param f A function of tensors that gives a scalar
 * @param options Which argument to differentiate with respect to
 * @returns A function of the same arguments
 * @throws {ShapeError} When called and the value of `f` is not a scalar
 *
 * @example Value and slope of x²
 * ```ts
 * import { valueAndGrad } from "@chainrule/autograd";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const { value, gradient } = valueAndGrad((x) => x.mul(x))(tensor(3));
 * assertEquals([value.item(), gradient.item()], [9, 6]);
 * ```
 */
export function valueAndGrad(
  f: TensorFunction,
  options: GradOptions = {},
): (...args: TensorLike[]) => ValueAndGradient {
  return (...args) => differentiate("valueAndGrad", f, args, options);
}

/** The value of `f` and its gradient, under the name of whoever asks. */
export function differentiate(
  name: string,
  f: TensorFunction,
  args: readonly TensorLike[],
  { argument = 0 }: GradOptions,
): ValueAndGradient {
  const { value, leaves, since } = runOnLeaves(name, f, args, [argument]);
  checkScalar(name, "f", value, "reduce it with sum or mean");
  const leaf = leaves[0]!;
  const gradient = transform(name, () => {
    const reach = reachOf(name, value, (node) => node === leaf, since);
    return pullBack(value, onesLike(value), reach).get(leaf) ?? zerosLike(leaf);
  });
  return { value: leave(value, since), gradient: leave(gradient, since) };
}
