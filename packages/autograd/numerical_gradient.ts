/**
 * Numerical differentiation.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { allocate, fromValues, isFloat, refuseAsync } from "@chainrule/tensor";
import { noGrad } from "./no_grad.ts";
import { asTensors, checkScalar } from "./operands.ts";
import type { TensorFunction } from "./transform.ts";

/** The cube root of the unit in the last place of 1, where rounding and truncation err about equally. */
const steps = { float64: Math.cbrt(2 ** -52), float32: Math.cbrt(2 ** -23) };

/**
 * The gradient of `f` with respect to each argument by central differences: two runs of `f` for each element. 数值微分
 *
 * Formula (§4.5): `∂f/∂xᵢ ≈ (f(x + hᵢ) − f(x − hᵢ)) / 2h`, with `h = ∛ε · max(1, |xᵢ|)`
 *
 * About ten digits are right in float64, four in float32. For checking, not for training.
 *
 * @param f A function of tensors that gives a scalar
 * @param args Its arguments, all of them floats
 * @returns One gradient an argument, with its shape
 * @throws {ShapeError} When the value of `f` is not a scalar
 * @throws {TypeError} When `f` is async, or an argument is not a float
 *
 * @example The slope of x³ at 2
 * ```ts
 * import { numericalGradient } from "@chainrule/autograd";
 * import { tensor } from "@chainrule/tensor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const [slope] = numericalGradient((x) => x.pow(3), tensor(2, "float64"));
 * assertAlmostEquals(slope!.item(), 12, 1e-9);
 * ```
 */
export function numericalGradient(
  f: TensorFunction,
  ...args: TensorLike[]
): Tensor[] {
  refuseAsync("take numericalGradient of", f);
  const xs = asTensors(args);
  const valueAt = (position: number, moved: Tensor): number => {
    const value = noGrad(() => f(...xs.with(position, moved)));
    checkScalar("numericalGradient", "f", value, "reduce it with sum or mean");
    return value.item();
  };
  return xs.map((x, position) => {
    checkFloat(x, position);
    const gradient = allocate(x.dtype, x.size);
    for (let i = 0; i < x.size; i++) {
      const ahead = moved(x, i, 1);
      const behind = moved(x, i, -1);
      gradient[i] = (valueAt(position, ahead) - valueAt(position, behind)) /
        (ahead.data[i]! - behind.data[i]!);
    }
    return fromValues(gradient, x.shape, x.dtype);
  });
}

function moved(x: Tensor, i: number, direction: 1 | -1): Tensor {
  const values = x.data.slice();
  const step = steps[x.dtype as keyof typeof steps];
  values[i]! += direction * step * Math.max(1, Math.abs(values[i]!));
  return fromValues(values, x.shape, x.dtype);
}

function checkFloat(x: Tensor, position: number): void {
  if (isFloat(x.dtype)) return;
  throw new TypeError(
    `Cannot take numericalGradient of f as only floats have derivatives: current dtype of argument ${position} is ${x.dtype}; convert it with cast`,
  );
}
