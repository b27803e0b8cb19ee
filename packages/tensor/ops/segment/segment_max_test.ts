import { grad, jvp } from "@chainrule/autograd";
import { checkOp } from "@chainrule/testing";
import { assertEquals, assertThrows } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { segmentMax, segmentMaxOp } from "./segment_max.ts";

const values = [[-1, 2], [-3, 4], [-5, 6]];
const ids = tensor([2, 0, 2], "int32");

Deno.test("segmentMax() obeys the laws of an operation", () => {
  checkOp(segmentMaxOp, {
    cases: [
      {
        inputs: [values, ids],
        attributes: { numberOfSegments: 4, empty: 0 },
        output: [[-3, 4], [0, 0], [-1, 6], [0, 0]],
      },
      {
        inputs: [[-1, -7, -2], tensor([1, 1, 1], "int32")],
        attributes: { numberOfSegments: 2, empty: -Infinity },
        output: [-Infinity, -1],
        smooth: false,
      },
      {
        inputs: [[NaN, 1, -Infinity], tensor([0, 0, 1], "int32")],
        attributes: { numberOfSegments: 2, empty: 0 },
        output: [NaN, -Infinity],
        smooth: false,
      },
      {
        inputs: [tensor([3, 9, 2], "int32"), tensor([0, 0, 1], "int32")],
        attributes: { numberOfSegments: 2, empty: 0 },
        output: [9, 2],
      },
    ],
    failures: [{
      inputs: [values, tensor([0, 1, 3], "int32")],
      attributes: { numberOfSegments: 3, empty: 0 },
      message: "Cannot segmentMax values as ids must be in [0, 3): current value at position 2 is 3",
    }, {
      inputs: [values, tensor([0, 1], "int32")],
      attributes: { numberOfSegments: 3, empty: 0 },
      message:
        "Cannot segmentMax values by ids as ids must be a vector with one id for each row of values: current shapes are [3, 2] and [2]",
    }, {
      inputs: [values, [0, 1, 2]],
      attributes: { numberOfSegments: 3, empty: 0 },
      message:
        "Cannot segmentMax values as ids must have dtype int32: current dtype is float64; convert them with cast",
    }],
  });
});

Deno.test("segmentMax() shares its gradient among elements that tie, in both modes", () => {
  const x = tensor([7, 1, 7, 0], "float64");
  const segments = tensor([0, 0, 0, 1], "int32");
  const f = (y: typeof x) => segmentMax(y, segments, 2);
  assertEquals(grad((y) => f(y).sum())(x).toArray(), [0.5, 0, 0.5, 1]);
  const along = tensor([1, 10, 3, 5], "float64");
  assertEquals(jvp(f, [x], [along]).tangent.toArray(), [2, 5]);
});

Deno.test("segmentMax() refuses a number of segments that is not whole", () => {
  assertEquals(
    assertThrows(() => segmentMax(tensor([1]), tensor([0], "int32"), 0.5), RangeError).message,
    "Cannot segmentMax into a tensor as every length of its shape must be a whole number from 0: current length of axis 0 is 0.5",
  );
});
