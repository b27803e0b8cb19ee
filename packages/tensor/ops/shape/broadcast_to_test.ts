import { checkOp } from "@chainrule/testing";
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { broadcastTo, broadcastToOp } from "./broadcast_to.ts";

Deno.test("broadcastTo() obeys the laws of an operation", () => {
  checkOp(broadcastToOp, {
    cases: [
      {
        inputs: [[1, 2]],
        attributes: { shape: [3, 2] },
        output: [[1, 2], [1, 2], [1, 2]],
      },
      { inputs: [[[1], [2]]], attributes: { shape: [2, 3] }, output: [[1, 1, 1], [2, 2, 2]] },
      { inputs: [4], attributes: { shape: [2] }, output: [4, 4] },
      { inputs: [[[1], [2]]], attributes: { shape: [3, 2, 2] } },
      { inputs: [[1]], attributes: { shape: [0] }, output: [] },
      { inputs: [[1, 2]], attributes: { shape: [2] }, output: [1, 2] },
    ],
    failures: [{
      inputs: [[1, 2, 3]],
      attributes: { shape: [2, 2] },
      message:
        "Cannot broadcastTo x to [2, 2] as each axis must match or be 1, aligned at the last axis: current shape is [3]",
    }, {
      inputs: [[[1]]],
      attributes: { shape: [1] },
      message:
        "Cannot broadcastTo x to [1] as each axis must match or be 1, aligned at the last axis: current shape is [1, 1]",
    }],
  });
});

Deno.test("broadcastTo() copies nothing", () => {
  const x = tensor([1, 2]);
  assertStrictEquals(broadcastTo(x, [3, 2]).storage, x.storage);
});

Deno.test("broadcastTo() refuses a length that is not a whole number", () => {
  assertEquals(
    assertThrows(() => broadcastTo(1, [-1]), RangeError).message,
    "Cannot broadcastTo a tensor as every length of its shape must be a whole number from 0: current length of axis 0 is -1",
  );
});
