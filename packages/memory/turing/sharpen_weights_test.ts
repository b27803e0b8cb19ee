import { gradients } from "@chainrule/autograd";
import { jit } from "@chainrule/jit";
import type { Tensor } from "@chainrule/tensor";
import { sum, tensor, Variable } from "@chainrule/tensor";
import { assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assert } from "@std/assert";
import { sharpenWeights } from "./sharpen_weights.ts";

Deno.test("sharpenWeights with γ = 1 changes nothing but the sum", () => {
  const weights = tensor([[[0.1, 0.6, 0.3], [0.2, 0.2, 0.4]]], "float64");
  const expected = tensor([[[0.1, 0.6, 0.3], [0.25, 0.25, 0.5]]], "float64");
  const found = sharpenWeights(weights, tensor([[1, 1]], "float64"));
  assertTensorsClose(found, expected, goldenTolerances.float64.values);
});

Deno.test("sharpenWeights in float32 does not underflow where every power would", () => {
  // 0.01³⁰ is 10⁻⁶⁰, and the smallest float32 is about 10⁻⁴⁵.
  const weights = new Array<number>(100).fill(0.01);
  for (const compiled of [false, true]) {
    const f = (w: Tensor, gamma: Tensor) => sharpenWeights(w, gamma);
    const found = (compiled ? jit(f) : f)(tensor([[weights]]), tensor([[30]]));
    // γ times the rounding of ln w: 30 · 4.6 · 2⁻²⁴ is 8 · 10⁻⁶ of a weight.
    assertTensorsClose(found, tensor([[weights]]), { rtol: 1e-5, atol: 0 });
  }
});

Deno.test("sharpenWeights of zeros has finite values and derivatives", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const weights = new Variable(tensor([[[1, 0, 0], [0, 0, 0], [1e-38, 1, 1e-20]]], dtype));
    const sharpness = new Variable(tensor([[2, 1, 40]], dtype));
    const u = tensor([[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], dtype);
    const f = () => {
      const found = sharpenWeights(weights.value, sharpness.value);
      return [found, ...gradients(sum(found.mul(u)), [weights, sharpness])];
    };
    for (const results of [f(), jit(f)()]) {
      assert(results.every(({ data }) => data.every(Number.isFinite)), dtype);
      // The least weight, 10⁻³⁰, to the power of γ.
      results[0]!.data.slice(1, 3).forEach((weight) => assert(weight < 1e-59));
    }
  }
});
