/**
 * Checking derivatives against differences.
 *
 * @module
 */
import type { Tensor, TensorLike } from "@chainrule/tensor";
import { Random, refuseAsync, sum } from "@chainrule/tensor";
import { hvp } from "./hvp.ts";
import { jvp } from "./jvp.ts";
import { numericalGradient } from "./numerical_gradient.ts";
import { asTensors } from "./operands.ts";
import type { TensorFunction } from "./transform.ts";
import { vjp } from "./vjp.ts";

/** How {@link checkGradients} works. */
export interface CheckGradientsOptions {
  /** The largest difference, relative where a value is above 1. @default 1e-6, or 1e-2 if an argument is float32 */
  readonly tolerance?: number;
  /** Whether second derivatives are checked too. @default true */
  readonly secondOrder?: boolean;
  /** Where the random directions start. @default 0 */
  readonly seed?: number;
}

/**
 * Checks the derivatives of `f` at `args`: reverse mode against central differences, forward mode against reverse mode, and the Hessian
 * against differences of the gradient, all along random directions. 梯度检验
 *
 * Formula: `⟨u, J v⟩ = ⟨Jᵀu, v⟩`, `Jᵀu ≈ ∇⟨u, f⟩` by differences, `H v ≈ ∇⟨Jᵀu, v⟩` by differences
 *
 * Use float64 arguments, and no point where `f` has a kink.
 *
 * @param f A function of tensors that gives a tensor of any shape
 * @param args Where to check
 * @param options How close, whether second order, which directions
 * @throws {RangeError} When a derivative is wrong: the message names the argument and the element
 * @throws {TypeError} When `f` is async, or an argument is not a float
 *
 * @example A function that passes
 * ```ts
 * import { checkGradients } from "@chainrule/autograd";
 * import { tensor } from "@chainrule/tensor";
 * import { assertEquals } from "@std/assert";
 *
 * const x = tensor([0.5, -1, 2], "float64");
 * assertEquals(checkGradients((x) => x.tanh().mul(x), [x]), undefined);
 * ```
 */
export function checkGradients(
  f: TensorFunction,
  args: readonly TensorLike[],
  options: CheckGradientsOptions = {},
): void {
  refuseAsync("check the gradients of", f);
  const xs = asTensors(args);
  const { tolerance = defaultTolerance(xs), secondOrder = true, seed = 0 } = options;
  const random = new Random(seed);
  const like = (x: Tensor) => random.normal(x.shape, { dtype: x.dtype });
  const { value, pullback } = vjp(f, ...xs);
  const u = like(value);
  const v = xs.map(like);
  const cotangents = pullback(u);
  const weighted: TensorFunction = (...ys) => sum(f(...ys).mul(u));
  const differences = numericalGradient(weighted, ...xs);
  compare("gradient", cotangents, differences, tolerance);
  checkAdjoint(inner([u], [jvp(f, xs, v).tangent]), inner(cotangents, v), tolerance);
  if (!secondOrder) return;
  const slope: TensorFunction = (...ys) => inner(vjp(f, ...ys).pullback(u), v);
  compare(
    "second derivative",
    hvp(weighted, xs, v),
    numericalGradient(slope, ...xs),
    tolerance,
  );
}

function defaultTolerance(xs: readonly Tensor[]): number {
  return xs.some((x) => x.dtype === "float32") ? 1e-2 : 1e-6;
}

function inner(a: readonly Tensor[], b: readonly Tensor[]): Tensor {
  return a.map((x, i) => sum(x.mul(b[i]!))).reduce((total, part) => total.add(part));
}

function compare(
  what: string,
  found: readonly Tensor[],
  expected: readonly Tensor[],
  tolerance: number,
): void {
  expected.forEach((x, argument) => {
    x.data.forEach((value, i) => {
      const actual = found[argument]!.data[i]!;
      if (isClose(actual, value, tolerance)) return;
      throw new RangeError(
        `Cannot confirm the ${what} of f as it must agree with central differences to ${tolerance}: current value at element ${
          elementName(x, i)
        } of argument ${argument} is ${actual}, by differences ${value}`,
      );
    });
  });
}

function checkAdjoint(left: Tensor, right: Tensor, tolerance: number): void {
  if (isClose(left.item(), right.item(), tolerance)) return;
  throw new RangeError(
    `Cannot confirm the gradient of f as forward and reverse mode must agree to ${tolerance}: current value of ⟨u, J v⟩ is ${left.item()}, of ⟨Jᵀu, v⟩ ${right.item()}; the jvp rule of an operation is not the transpose of its vjp rule`,
  );
}

function isClose(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
}

/** `[1, 2]`: where the element with number `i` in row-major order is. */
function elementName(x: Tensor, i: number): string {
  const index = x.shape.map((length, axis) => {
    const stride = x.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
    return Math.floor(i / stride) % length;
  });
  return `[${index.join(", ")}]`;
}
