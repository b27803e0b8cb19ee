import { checkOp } from "@chainrule/testing";
import { assertEquals, assertStrictEquals } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { reshape, reshapeOp } from "./reshape.ts";
import { transpose } from "./transpose.ts";

const x = [[1, 2, 3], [4, 5, 6]];

Deno.test("reshape() obeys the laws of an operation", () => {
  checkOp(reshapeOp, {
    cases: [
      { inputs: [x], attributes: { shape: [3, 2] }, output: [[1, 2], [3, 4], [5, 6]] },
      { inputs: [x], attributes: { shape: [-1] }, output: [1, 2, 3, 4, 5, 6] },
      { inputs: [x], attributes: { shape: [1, -1, 3] }, output: [x] },
      { inputs: [[7]], attributes: { shape: [] }, output: 7 },
      { inputs: [[]], attributes: { shape: [2, 0] }, output: [[], []] },
    ],
    failures: [{
      inputs: [x],
      attributes: { shape: [4, 2] },
      message: "Cannot reshape x to [4, 2] as the number of elements must stay 6: current shape is [2, 3]",
    }, {
      inputs: [x],
      attributes: { shape: [4, -1] },
      message: "Cannot reshape x to [4, -1] as the number of elements must stay 6: current shape is [2, 3]",
    }, {
      inputs: [x],
      attributes: { shape: [-1, -1] },
      message: "Cannot reshape x to [-1, -1] as the number of elements must stay 6: current shape is [2, 3]",
    }, {
      inputs: [x],
      attributes: { shape: [-2, -3] },
      message: "Cannot reshape x to [-2, -3] as the number of elements must stay 6: current shape is [2, 3]",
    }],
  });
});

Deno.test("reshape() shares elements that lie in order", () => {
  const y = tensor(x);
  assertStrictEquals(reshape(y, [6]).data.buffer, y.data.buffer);
  assertEquals(reshape(y, [6]).data.byteOffset, y.data.byteOffset);
});

Deno.test("reshape() of a transpose reads in row-major order", () => {
  assertEquals(reshape(transpose(tensor(x)), [6]).toArray(), [1, 4, 2, 5, 3, 6]);
});
