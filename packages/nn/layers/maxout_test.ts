import { gradients } from "@chainrule/autograd";
import { ShapeError, sum, tensor, Variable } from "@chainrule/tensor";
import type { Golden } from "@chainrule/testing";
import { assertTensorsClose, checkLayer, goldenTensor, goldenTolerances } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import golden from "../golden/activations.json" with { type: "json" };
import { Maxout } from "./maxout.ts";

Deno.test("Maxout obeys the laws of layers", () => {
  checkLayer((dtype) => new Maxout(2, { pieces: 3, dtype }), {
    input: [4, 3],
    output: [4, 2],
    parameters: { weight: [3, 2, 3], bias: [3, 2] },
    failures: [
      { input: [4, 2], message: "Cannot apply Maxout as its input must have shape [N, 3]: current shape is [4, 2]" },
      {
        input: [4, 1, 3],
        message: "Cannot apply Maxout as its input must have shape [N, 3]: current shape is [4, 1, 3]",
      },
    ],
  });
});

for (const dtype of ["float64", "float32"] as const) {
  Deno.test(`golden maxout, ${dtype}`, () => {
    const item = golden.maxout[0] as unknown as
      & Readonly<Record<"x" | "W" | "b" | "y" | "upstream", Golden>>
      & { readonly grads: Readonly<Record<"x" | "W" | "b", Golden>> };
    const { values, gradients: tolerance } = goldenTolerances[dtype];
    const [x, W, b] = [item.x, item.W, item.b].map((given) => goldenTensor(given, dtype));
    const layer = new Maxout(2, { pieces: 3, inputDim: 4, dtype });
    layer.loadStateDict({ weight: W!, bias: b! });
    const input = new Variable(x!);
    const y = layer.forward(input.value);
    assertTensorsClose(y, goldenTensor(item.y, dtype), values, "output");
    const found = gradients(sum(y.mul(goldenTensor(item.upstream, dtype))), [input, layer.weight!, layer.bias!]);
    (["x", "W", "b"] as const).forEach((name, i) =>
      assertTensorsClose(found[i]!, goldenTensor(item.grads[name], dtype), tolerance, `gradient of ${name}`)
    );
  });
}

Deno.test("Maxout refuses counts that are not positive whole numbers, and inputs that are not rows", () => {
  for (
    const [make, message] of [
      [() => new Maxout(-1), "Cannot make Maxout as units must be a positive whole number: current units is -1"],
      [
        () => new Maxout(1, { pieces: 0 }),
        "Cannot make Maxout as pieces must be a positive whole number: current pieces is 0",
      ],
      [
        () => new Maxout(1, { inputDim: NaN }),
        "Cannot make Maxout as inputDim must be a positive whole number: current inputDim is NaN",
      ],
    ] as const
  ) {
    assertEquals(assertThrows(make, RangeError).message, message);
  }
  assertEquals(
    assertThrows(() => new Maxout(1).forward(tensor([1, 2])), ShapeError).message,
    "Cannot apply Maxout as its input must have shape [N, D]: current shape is [2]",
  );
});
