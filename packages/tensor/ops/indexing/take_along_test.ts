import { checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { addAlongOp, takeAlong, takeAlongOp } from "./take_along.ts";

const x = [[1, 2, 3], [4, 5, 6]];

Deno.test("takeAlong() obeys the laws of an operation", () => {
  checkOp(takeAlongOp, {
    cases: [
      {
        inputs: [x, tensor([[2, 0], [1, 1]], "int32")],
        attributes: { axis: 1 },
        output: [[3, 1], [5, 5]],
      },
      {
        inputs: [x, tensor([[1, 0, 1]], "int32")],
        attributes: { axis: 0 },
        output: [[4, 2, 6]],
      },
      {
        inputs: [[[[1, 2], [3, 4]], [[5, 6], [7, 8]]], tensor([[[1, 0]], [[0, 1]]], "int32")],
        attributes: { axis: 1 },
        output: [[[3, 2]], [[5, 8]]],
      },
    ],
    failures: [{
      inputs: [x, tensor([[0], [3]], "int32")],
      attributes: { axis: 1 },
      message: "Cannot takeAlong axis 1 as indices must be in [0, 3): current value at position 1 is 3",
    }, {
      inputs: [x, tensor([[0]], "int32")],
      attributes: { axis: 1 },
      message:
        "Cannot takeAlong x by indices as both must have equal lengths except along axis 1: current shapes are [2, 3] and [1, 1]",
    }, {
      inputs: [x, tensor([0], "int32")],
      attributes: { axis: 1 },
      message:
        "Cannot takeAlong x by indices as both must have equal lengths except along axis 1: current shapes are [2, 3] and [1]",
    }, {
      inputs: [x, [[0], [1]]],
      attributes: { axis: 1 },
      message:
        "Cannot takeAlong axis 1 as indices must have dtype int32: current dtype is float64; convert them with cast",
    }],
  });
});

Deno.test("the transpose of takeAlong() obeys the laws of an operation", () => {
  checkOp(addAlongOp, {
    cases: [
      {
        inputs: [[[1, 2], [3, 4]], tensor([[2, 0], [1, 1]], "int32")],
        attributes: { axis: 1, size: 3 },
        output: [[2, 0, 1], [0, 7, 0]],
      },
      {
        inputs: [x, tensor([[1, 0, 1], [1, 1, 1]], "int32")],
        attributes: { axis: 0, size: 2 },
        output: [[0, 2, 0], [5, 5, 9]],
      },
    ],
    failures: [{
      inputs: [[[1, 2]], tensor([[0, 3]], "int32")],
      attributes: { axis: 1, size: 3 },
      message: "Cannot addAlong axis 1 as indices must be in [0, 3): current value at position 1 is 3",
    }, {
      inputs: [[[1, 2]], tensor([[0]], "int32")],
      attributes: { axis: 1, size: 3 },
      message: "Cannot addAlong x by indices as both must have one shape: current shapes are [1, 2] and [1, 1]",
    }, {
      inputs: [[[1]], [[0]]],
      attributes: { axis: 1, size: 3 },
      message:
        "Cannot addAlong axis 1 as indices must have dtype int32: current dtype is float64; convert them with cast",
    }],
  });
});

Deno.test("takeAlong() goes along the last axis unless told otherwise", () => {
  assertEquals(takeAlong(tensor(x), tensor([[2], [0]], "int32")).toArray(), [[3], [4]]);
});

Deno.test("takeAlong() of a scalar is an error, as it has no axes", () => {
  assertEquals(
    assertThrows(() => takeAlong(3, 0), RangeError).message,
    "Cannot takeAlong along axis -1 as a scalar has no axes: current shape is []",
  );
});
