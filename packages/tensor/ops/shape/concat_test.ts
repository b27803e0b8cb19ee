import { checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { concat, concatOp } from "./concat.ts";

Deno.test("concat() obeys the laws of an operation", () => {
  checkOp(concatOp, {
    cases: [
      {
        inputs: [[[1, 2]], [[3, 4], [5, 6]]],
        attributes: { axis: 0 },
        output: [[1, 2], [3, 4], [5, 6]],
      },
      {
        inputs: [[[1], [2]], [[3, 4], [5, 6]], [[7], [8]]],
        attributes: { axis: 1 },
        output: [[1, 3, 4, 7], [2, 5, 6, 8]],
      },
      { inputs: [[1, 2, 3]], attributes: { axis: 0 }, output: [1, 2, 3] },
      { inputs: [[], [1]], attributes: { axis: 0 }, output: [1] },
      {
        inputs: [tensor([1, 2], "int32"), [0.5]],
        attributes: { axis: 0 },
        output: [1, 2, 0.5],
      },
    ],
    failures: [{
      inputs: [[[1, 2]], [[3], [4]]],
      attributes: { axis: 0 },
      message:
        "Cannot concat 2 tensors along axis 0 as all other axes must have equal lengths: current shapes are [1, 2] and [2, 1]",
    }, {
      inputs: [[1], [[1]]],
      attributes: { axis: 0 },
      message:
        "Cannot concat 2 tensors along axis 0 as all other axes must have equal lengths: current shapes are [1] and [1, 1]",
    }],
  });
});

Deno.test("concat() of nothing is an error", () => {
  const error = assertThrows(() => concat([]), RangeError);
  assertEquals(
    error.message,
    "Cannot concat xs as there must be at least one tensor: current list is empty",
  );
});

Deno.test("concat() of numbers is an error, as they have no axes", () => {
  const error = assertThrows(() => concat([1, 2]), RangeError);
  assertEquals(
    error.message,
    "Cannot concat along axis 0 as a scalar has no axes: current shape is []",
  );
});
