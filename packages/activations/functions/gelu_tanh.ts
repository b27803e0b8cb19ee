/**
 * The Gaussian error linear unit with a hyperbolic tangent in place of the error function.
 *
 * @module
 */
import type { Op, Tensor, TensorLike, Unary } from "@chainrule/tensor";
import { apply, elementwise, floatResult, mul, neg, sigmoid, square, sub } from "@chainrule/tensor";
import { logistic } from "./logistic_expression.ts";

// (1 + tanh u)/2 = σ(2u), which does not cancel on the left; 2u = ax + bx³.
const a = 2 * Math.sqrt(2 / Math.PI);
const b = 0.044715 * a;

/** The record of the derivative of {@link geluTanh}: `σ(v) + x σ(v)(1 − σ(v)) v'`. */
export const geluTanhSlopeOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "geluTanhSlope",
  expression: (k, [x]) => {
    const square = k.mul(x, x);
    const v = k.mul(x, k.add(k.constant(a), k.mul(k.constant(b), square)));
    const dv = k.add(k.constant(a), k.mul(k.constant(3 * b), square));
    const { open, shut } = logistic(k, v);
    return k.add(open, k.mul(k.mul(x, k.mul(open, shut)), dv));
  },
  dtype: (dtypes) => floatResult("geluTanhSlope", dtypes),
  partials: [([x]) => {
    const v = mul(x, square(x).mul(b).add(a));
    const dv = square(x).mul(3 * b).add(a);
    const open = sigmoid(v);
    const shut = sigmoid(neg(v));
    const bend = mul(mul(x, square(dv)), sub(shut, open));
    return mul(mul(open, shut), dv.mul(2).add(square(x).mul(6 * b)).add(bend));
  }],
});

/** The record of {@link geluTanh}. */
export const geluTanhOp: Op<Unary> = /* @__PURE__ */ elementwise<Unary>({
  name: "geluTanh",
  expression: (k, [x]) => {
    const v = k.mul(x, k.add(k.constant(a), k.mul(k.constant(b), k.mul(x, x))));
    return k.mul(x, logistic(k, v).open);
  },
  dtype: (dtypes) => floatResult("geluTanh", dtypes),
  partials: [([x]) => apply(geluTanhSlopeOp, [x])],
});

/** `0.5x(1 + tanh(√(2/π)(x + 0.044715x³)))`, which `gelu` offers as an approximation. */
export function geluTanh(x: TensorLike): Tensor {
  return apply(geluTanhOp, [x]);
}
