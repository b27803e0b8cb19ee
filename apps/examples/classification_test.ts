import { softmax } from "@chainrule/activations";
import { gather, sigmoid, stack, tensor } from "@chainrule/tensor";
import { assertTensorsClose } from "@chainrule/testing";
import { assert } from "@std/assert";
import { classification } from "./classification.ts";

Deno.test("a logistic output tells two classes apart, and softmax three", async () => {
  const { two, three } = await classification();
  assert(two > 0.95 && three > 0.95, `accuracies are ${two} and ${three}`);
});

Deno.test("softmax of two scores is the logistic function of their difference", () => {
  const z = tensor([-30, -2, 0, 0.5, 7], "float64");
  const both = softmax(stack([z.mul(0), z], 1), { axis: 1 });
  assertTensorsClose(gather(both, tensor([1], "int32"), 1).reshape([-1]), sigmoid(z), {
    rtol: 1e-15,
    atol: 0,
  }, "softmax");
});
