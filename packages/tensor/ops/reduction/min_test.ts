import { grad, jvp } from "@chainrule/autograd";
import { checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { min, minOp } from "./min.ts";

const x = [[-1, -5, -2], [-4, 3, -6]];

Deno.test("min() obeys the laws of an operation", () => {
  checkOp(minOp, {
    cases: [
      { inputs: [x], attributes: { axes: [0, 1], keepDims: false }, output: -6 },
      { inputs: [x], attributes: { axes: [0], keepDims: false }, output: [-4, -5, -6] },
      { inputs: [x], attributes: { axes: [1], keepDims: true }, output: [[-5], [-6]] },
      {
        inputs: [[[[-1, -8], [-3, -4]], [[-5, -6], [-7, -2]]]],
        attributes: { axes: [0, 2], keepDims: false },
        output: [-8, -7],
      },
      {
        inputs: [[[-1, NaN], [Infinity, Infinity], [-Infinity, -2]]],
        attributes: { axes: [1], keepDims: false },
        output: [NaN, Infinity, -Infinity],
        smooth: false,
      },
      {
        inputs: [tensor([-3, -9, -2], "int32")],
        attributes: { axes: [0], keepDims: false },
        output: -9,
      },
    ],
    failures: [{
      inputs: [[[], []]],
      attributes: { axes: [1], keepDims: false },
      message: "Cannot min x as there must be at least one element to choose from: current shape is [2, 0]",
    }],
  });
});

Deno.test("min() shares its gradient among elements that tie, in both modes", () => {
  const y = tensor([-7, -1, -7, 0], "float64");
  assertEquals(grad((z) => min(z))(y).toArray(), [0.5, 0, 0.5, 0]);
  const along = tensor([1, 10, 3, 100], "float64");
  assertEquals(jvp((z) => min(z), [y], [along]).tangent.item(), 2);
});

Deno.test("min() along an axis of length 0 is fine if nothing is asked for", () => {
  assertEquals(min(tensor([[], []]), { axis: 0 }).toArray(), []);
});

Deno.test("min() names itself in errors", () => {
  assertEquals(
    assertThrows(() => min(tensor([1]), { axis: 1 }), RangeError).message,
    "Cannot min along an axis as it must be in [-1, 1): current axis is 1",
  );
});
