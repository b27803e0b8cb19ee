import { gradients } from "@chainrule/autograd";
import { Random, sum, tensor, Variable } from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, checkLayer, goldenTensor } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import golden from "../golden/activations.json" with { type: "json" };
import { Swish } from "./swish.ts";

Deno.test("Swish obeys the laws of layers", () => {
  checkLayer((dtype) => new Swish({ beta: 1.5, dtype }), { input: [4, 3], output: [4, 3], parameters: { beta: [] } });
});

Deno.test("Swish with a fixed β has no parameters, but its state has β", () => {
  const layer = new Swish({ beta: 2, learnable: false });
  assertEquals(layer.parameters(), []);
  assertEquals(layer.stateDict().beta?.item(), 2);
});

for (const item of golden.activations.filter(({ name }) => name.startsWith("swish"))) {
  Deno.test(`golden ${item.name}, with the gradient of β`, () => {
    const { x, y, dydx, dbeta, params } = item as unknown as
      & Readonly<Record<"x" | "y" | "dydx" | "dbeta", Golden>>
      & { readonly params: { readonly beta: number } };
    const tolerance = { rtol: 1e-9, atol: 1e-12 };
    const input = new Variable(goldenTensor(x));
    const layer = new Swish({ beta: params.beta, dtype: "float64" });
    const output = layer.forward(input.value);
    assertTensorsClose(output, goldenTensor(y), tolerance, "output");
    const u = new Random(1).uniform(output.shape, { dtype: "float64" });
    const [forInput, forBeta] = gradients(sum(output.mul(u)), [input, layer.beta]);
    assertTensorsClose(forInput!, goldenTensor(dydx).mul(u), tolerance, "gradient of the input");
    assertTensorsClose(forBeta!, sum(goldenTensor(dbeta).mul(u)), tolerance, "gradient of β");
  });
}

Deno.test("Swish goes to ReLU as β grows", () => {
  assertEquals(new Swish({ beta: 1e9 }).forward(tensor([-3, 2])).toArray(), [-0, 2]);
});
