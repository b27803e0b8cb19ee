/**
 * Derivatives by differences.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";

/**
 * The derivative of `f` at `x` along `v` by central differences, with one step of Richardson's extrapolation: the error is
 * of order h⁴.
 */
export function centralDifference(
  f: (...xs: Tensor[]) => Tensor,
  x: readonly Tensor[],
  v: readonly Tensor[],
  h = 1e-3,
): Tensor {
  const slope = (step: number): Tensor => {
    const ahead = f(...x.map((xi, i) => xi.add(v[i]!.mul(step))));
    const behind = f(...x.map((xi, i) => xi.sub(v[i]!.mul(step))));
    return ahead.sub(behind).div(2 * step).detach();
  };
  return slope(h / 2).mul(4).sub(slope(h)).div(3);
}
