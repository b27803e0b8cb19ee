import { checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { scatterAdd, scatterAddOp } from "./scatter_add.ts";

const updates = [[1, 2], [3, 4], [5, 6]];

Deno.test("scatterAdd() obeys the laws of an operation", () => {
  checkOp(scatterAddOp, {
    cases: [
      {
        inputs: [updates, tensor([2, 0, 2], "int32")],
        attributes: { size: 4, axis: 0 },
        output: [[3, 4], [0, 0], [6, 8], [0, 0]],
      },
      {
        inputs: [updates, tensor([1, 1], "int32")],
        attributes: { size: 3, axis: 1 },
        output: [[0, 3, 0], [0, 7, 0], [0, 11, 0]],
      },
      {
        inputs: [[[[1, 2], [3, 4]]], tensor([[0, 1], [1, 1]], "int32")],
        attributes: { size: 2, axis: 1 },
        output: [[1, 9]],
      },
      {
        inputs: [[5, 6], tensor(1, "int32")],
        attributes: { size: 2, axis: 0 },
        output: [[0, 0], [5, 6]],
      },
      {
        inputs: [[], tensor([], "int32")],
        attributes: { size: 2, axis: 0 },
        output: [0, 0],
      },
      {
        inputs: [tensor([true, true]), tensor([0, 0], "int32")],
        attributes: { size: 1, axis: 0 },
        output: [2],
      },
    ],
    failures: [{
      inputs: [updates, tensor([0, 1, 4], "int32")],
      attributes: { size: 4, axis: 0 },
      message: "Cannot scatterAdd rows as indices must be in [0, 4): current value at position 2 is 4",
    }, {
      inputs: [updates, tensor([0, 1], "int32")],
      attributes: { size: 4, axis: 0 },
      message:
        "Cannot scatterAdd updates by indices as the axes of updates from 0 on must be those of indices: current shapes are [3, 2] and [2]",
    }, {
      inputs: [updates, [0, 1, 2]],
      attributes: { size: 4, axis: 0 },
      message:
        "Cannot scatterAdd rows as indices must have dtype int32: current dtype is float64; convert them with cast",
    }],
  });
});

Deno.test("scatterAdd() keeps its sums in float64", () => {
  // In float32, 2²⁴ + 1 is 2²⁴ again.
  const y = scatterAdd(
    tensor([2 ** 24, 1, 1]),
    tensor([0, 0, 0], "int32"),
    1,
  );
  assertEquals(y.toArray(), [2 ** 24 + 2]);
});

Deno.test("scatterAdd() refuses a size that is not a whole number", () => {
  const error = assertThrows(
    () => scatterAdd(tensor([1]), tensor([0], "int32"), 1.5),
    RangeError,
  );
  assertEquals(
    error.message,
    "Cannot scatterAdd into a tensor as every length of its shape must be a whole number from 0: current length of axis 0 is 1.5",
  );
});
