import { grad, hessian } from "@chainrule/autograd";
import { arange, tensor } from "@chainrule/tensor";
import { assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { logSoftmax } from "./log_softmax.ts";
import { sigmoid } from "./sigmoid.ts";
import { softmax } from "./softmax.ts";

const { values: rounding } = goldenTolerances.float64;

Deno.test("softmax() of two logits is the logistic function of their difference", () => {
  const z = arange(-5, 5, { step: 0.5, dtype: "float64" }).reshape([10, 2]);
  const difference = z.slice([0, 0], [10, 1]).sub(z.slice([0, 1], [10, 2]));
  assertTensorsClose(softmax(z).slice([0, 0], [10, 1]), sigmoid(difference), rounding);
});

Deno.test("softmax() gives each class a share, and all shares add up to 1", () => {
  const p = softmax(tensor([[1, 2, 3], [-1000, 0, 1000]], "float64"));
  p.sum({ axis: 1 }).data.forEach((total) => assertAlmostEquals(total, 1, 1e-15));
});

Deno.test("softmax() gives nothing to a class that is ruled out by −Infinity", () => {
  const z = tensor([0, -Infinity, 0], "float64");
  assertEquals(softmax(z).toArray(), [0.5, 0, 0.5]);
  const weights = tensor([1, 5, 3], "float64");
  assertEquals(grad((z) => softmax(z).mul(weights).sum())(z).toArray(), [-0.5, 0, 0.5]);
});

Deno.test("softmax() has the Hessian that its Jacobian diag(p) − ppᵀ leads to", () => {
  const z = tensor([0.5, -1, 2], "float64");
  const p = softmax(z).data;
  // ∂²p₀/∂zⱼ∂zₖ = p₀ ((δ₀ⱼ − pⱼ)(δ₀ₖ − pₖ) − pⱼ(δⱼₖ − pₖ))
  const expected = [0, 1, 2].map((j) =>
    [0, 1, 2].map((k) => {
      const [d0j, d0k, djk] = [+(j === 0), +(k === 0), +(j === k)];
      return p[0]! * ((d0j - p[j]!) * (d0k - p[k]!) - p[j]! * (djk - p[k]!));
    })
  );
  const found = hessian((z) => softmax(z).slice([0], [1]).sum())(z);
  assertTensorsClose(found, tensor(expected, "float64"), rounding);
});

Deno.test("softmax() gives float32 for integers", () => {
  assertEquals(softmax(tensor([0, 0], "int32")).dtype, "float32");
  assertEquals(logSoftmax(tensor([0, 0], "int32")).dtype, "float32");
});

Deno.test("softmax() and logSoftmax() name themselves when the axis does not exist", () => {
  const rule = "along an axis as it must be in [-2, 2): current axis is 2";
  const z = tensor([[1, 2]]);
  assertThrows(() => softmax(z, { axis: 2 }), RangeError, `Cannot softmax ${rule}`);
  assertThrows(() => logSoftmax(z, { axis: 2 }), RangeError, `Cannot logSoftmax ${rule}`);
  assertThrows(
    () => softmax(1),
    RangeError,
    "Cannot softmax along axis -1 as a scalar has no axes: current shape is []",
  );
});
