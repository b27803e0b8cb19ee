/**
 * Float64 scalars beside tensors of any dtype. Learning rates and bias corrections such as 1−βᵗ are computed in float64
 * and rounded once, here.
 *
 * @module
 */
import type { Tensor } from "@chainrule/tensor";

/** `x · factor`, where `factor` is a float64 scalar. */
export function multiplied(x: Tensor, factor: Tensor): Tensor {
  return x.mul(factor.cast(x.dtype));
}

/** `x / divisor`, where `divisor` is a float64 scalar. */
export function divided(x: Tensor, divisor: Tensor): Tensor {
  return x.div(divisor.cast(x.dtype));
}

/** `decay · average + (1 − decay) · x`: one step of an exponential moving average. 指数移动平均 */
export function blended(average: Tensor, x: Tensor, decay: number): Tensor {
  return average.mul(decay).add(x.mul(1 - decay));
}
