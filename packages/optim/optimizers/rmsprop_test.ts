import { tensor, Variable } from "@chainrule/tensor";
import { assert } from "@std/assert";
import { RMSProp } from "./rmsprop.ts";

Deno.test("centered RMSProp stays finite when the gradient never changes", () => {
  // s − m² then tends to 0, and rounding in float32 takes it below: without a guard this is NaN after 25 steps.
  const w = new Variable(tensor([0, 0, 0]));
  const optimizer = new RMSProp([w], { centered: true, rho: 0.5, learningRate: 1e-3 });
  for (let i = 0; i < 100; i++) {
    w.grad = tensor([0.3, -7.7, 3.3]);
    optimizer.step();
    assert(w.value.data.every(Number.isFinite), `not finite after step ${i}: ${w.value.data}`);
  }
});
