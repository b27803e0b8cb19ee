import { assertEquals, assertThrows } from "@std/assert";
import { grad, jvp } from "@chainrule/autograd";
import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { clip, clipOp } from "./clip.ts";

Deno.test("clip() obeys the laws of an operation", () => {
  checkOp(clipOp, {
    cases: [
      {
        inputs: [[[-2.5, -0.5], [0.25, 3]]],
        attributes: { min: -1, max: 1 },
        output: [[-1, -0.5], [0.25, 1]],
      },
      { inputs: [0.3], attributes: { min: 0.5, max: 0.75 }, output: 0.5 },
      { inputs: [[]], attributes: { min: 0, max: 1 } },
      {
        inputs: [[-1e300, 2, Infinity]],
        attributes: { min: -Infinity, max: 5 },
        smooth: false,
        output: [-1e300, 2, 5],
      },
      {
        inputs: [[NaN, -Infinity]],
        attributes: { min: 0, max: 1 },
        smooth: false,
        output: [NaN, 0],
      },
    ],
  });
});

Deno.test("clip() has slope 1 inside and at both bounds, 0 outside", () => {
  const x = tensor([-2, -1, 0, 1, 2], "float64");
  const slope = [0, 1, 1, 1, 0];
  assertEquals(grad((x) => clip(x, -1, 1).sum())(x).toArray(), slope);
  const ones = tensor([1, 1, 1, 1, 1], "float64");
  assertEquals(
    jvp((x) => clip(x, -1, 1), [x], [ones]).tangent.toArray(),
    slope,
  );
});

Deno.test("clip() keeps integers unless a bound is a fraction", () => {
  const x = tensor([-3, 0, 7], "int32");
  assertEquals(clip(x, -1, 5).dtype, "int32");
  assertEquals(clip(x, 0, Infinity).dtype, "int32");
  assertEquals(clip(x, 0, Infinity).toArray(), [0, 0, 7]);
  assertEquals(clip(x, 0.5, 5).dtype, "float32");
  assertEquals(clip(x, 0.5, 5).toArray(), [0.5, 0.5, 5]);
});

Deno.test("clip() refuses bounds in the wrong order, and NaN", () => {
  const x = tensor([1]);
  for (const [min, max] of [[1, 0], [NaN, 1], [0, NaN]] as const) {
    assertThrows(
      () => clip(x, min, max),
      RangeError,
      `Cannot clip x as min must be at most max: current bounds are ${min} and ${max}`,
    );
  }
});
