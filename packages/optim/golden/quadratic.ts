/**
 * The problem of optim.json: its loss, and what the tests need to run it.
 *
 * @module
 */
import { backward } from "@chainrule/autograd";
import { mul, tensor, Variable } from "@chainrule/tensor";
import type { DType, Tensor } from "@chainrule/tensor";
import { assert } from "@std/assert";
import golden from "./optim.json" with { type: "json" };

/** A tensor as the golden files write it. */
export interface Stored {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

const { problem } = golden;

/** The starting point, as a parameter. */
export function start(dtype: DType): Variable {
  return new Variable(tensor(problem.w0.data, dtype), { name: "w" });
}

/** f(w) = ½wᵀAw − bᵀw + ¹⁄₁₆ Σw⁴. */
export function loss(w: Variable): Tensor {
  const a = tensor(problem.A.data, w.dtype).reshape(problem.A.shape);
  const product = mul(a, w).sum({ axis: 1 });
  const linear = product.mul(0.5).sub(tensor(problem.b.data, w.dtype));
  return mul(w, linear).sum().add(mul(w, w).pow(2).sum().div(16));
}

/** Runs `step` 20 times, with the gradient of the loss ready, and returns the 21 values of `w`, one after the other. */
export function trajectory(w: Variable, step: (t: number) => void): number[] {
  const values = [...w.value.data];
  for (let t = 0; t < 20; t++) {
    backward(loss(w));
    step(t);
    values.push(...w.value.data);
  }
  return values;
}

/** How far a dtype may be from values printed with 15 digits, over 20 steps: README of the golden files. */
export const tolerances = {
  float64: { relative: 1e-10, absolute: 1e-12 },
  float32: { relative: 1e-4, absolute: 1e-5 },
} as const;

/** Asserts |actual − expected| ≤ absolute + relative · |expected|, element by element. */
export function assertClose(
  actual: readonly number[],
  expected: readonly number[],
  { relative, absolute }: { readonly relative: number; readonly absolute: number },
): void {
  assert(actual.length === expected.length, `${actual.length} values instead of ${expected.length}`);
  expected.forEach((value, i) => {
    const error = Math.abs(actual[i]! - value);
    assert(error <= absolute + relative * Math.abs(value), `value ${i} is ${actual[i]} instead of ${value}`);
  });
}
