import { gradients } from "@chainrule/autograd";
import { Random, ShapeError, sum, tensor, Variable } from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, checkLayer, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import golden from "../golden/activations.json" with { type: "json" };
import { PReLU } from "./prelu.ts";

Deno.test("PReLU obeys the laws of layers, a slope a unit", () => {
  checkLayer((dtype) => new PReLU({ dtype }), {
    input: [4, 3],
    output: [4, 3],
    parameters: { slope: [3] },
    failures: [
      {
        input: [4, 1],
        message: "Cannot apply PReLU as its input must have shape [N, 3, ...]: current shape is [4, 1]",
      },
      { input: [3], message: "Cannot apply PReLU as its input must have shape [N, 3, ...]: current shape is [3]" },
    ],
  });
});

Deno.test("PReLU obeys the laws of layers, one slope for all", () => {
  checkLayer((dtype) => new PReLU({ shared: true, dtype }), { input: [5], output: [5], parameters: { slope: [] } });
});

Deno.test("PReLU has a slope a channel of images", () => {
  checkLayer((dtype) => new PReLU({ dtype }), {
    input: [2, 3, 2, 2],
    output: [2, 3, 2, 2],
    parameters: { slope: [3] },
  });
  const layer = new PReLU();
  layer.ensureBuilt([1, 2, 1, 2]);
  layer.slope!.assign(tensor([0.5, 0]));
  assertEquals(layer.forward(tensor([[[[-2, 2]], [[-4, 4]]]])).toArray(), [[[[-1, 2]], [[-0, 4]]]]);
});

Deno.test("PReLU starts from its first slope", () => {
  assertEquals(new PReLU({ initial: 0.5 }).forward(tensor([[-4]])).toArray(), [[-2]]);
});

Deno.test("golden prelu, with the gradient of its slope", () => {
  const item = golden.activations.find(({ name }) => name === "prelu") as unknown as Readonly<
    Record<"x" | "y" | "dydx" | "dgamma", Golden>
  >;
  const { values } = goldenTolerances.float64;
  const x = new Variable(goldenTensor(item.x));
  const layer = new PReLU({ shared: true, dtype: "float64" });
  const y = layer.forward(x.value);
  assertTensorsClose(y, goldenTensor(item.y), values, "output");
  const ones = new Random(1).uniform(y.shape, { dtype: "float64" });
  const [slope] = gradients(sum(y.mul(ones)), [layer.slope!]);
  assertTensorsClose(slope!, sum(goldenTensor(item.dgamma).mul(ones)), values, "gradient of the slope");
});

Deno.test("PReLU refuses samples that have no units", () => {
  assertEquals(
    assertThrows(() => new PReLU().forward(tensor([1, 2])), ShapeError).message,
    "Cannot apply PReLU as its input must have shape [N, D, ...]: current shape is [2]",
  );
});
