import { apply } from "../../core/apply.ts";
import { checkOp } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { max } from "./max.ts";
import { softmaxOp } from "./softmax.ts";

const scores = [[-2, 0.5, 1], [3, -1, 0]];

Deno.test("softmax obeys the laws of an operation, and equals what it is composed of", () => {
  checkOp(softmaxOp, {
    cases: [
      { inputs: [scores], attributes: { axis: 1 } },
      { inputs: [scores], attributes: { axis: 0 } },
      { inputs: [[[[1, 2], [3, 4]], [[5, 6], [7, 9]]]], attributes: { axis: 1 } },
      { inputs: [[1000, 999, -1000]], attributes: { axis: 0 } },
      { inputs: [[]], attributes: { axis: 0 } },
    ],
    equals: ([x], { axis }) => {
      if (x!.size === 0) return x!.exp();
      const powers = x!.sub(max(x!, { axis, keepDims: true }).detach()).exp();
      return powers.div(powers.sum({ axis, keepDims: true }));
    },
  });
});

Deno.test("softmax of nothing is nothing, also where there are rows or columns", () => {
  for (const [shape, axis] of [[[0, 3], 1], [[3, 0], 1], [[3, 0], 0]] as const) {
    const y = apply(softmaxOp, [tensor([]).reshape(shape)], { axis });
    assertEquals([y.shape, y.size], [shape, 0]);
  }
});

Deno.test("softmax of a row with Infinity or NaN, or of −Infinity alone, is NaN", () => {
  const x = tensor([[Infinity, 1], [NaN, 1], [-Infinity, -Infinity], [-Infinity, 1]], "float64");
  assertEquals(apply(softmaxOp, [x], { axis: 1 }).toArray(), [[NaN, NaN], [NaN, NaN], [NaN, NaN], [0, 1]]);
});
