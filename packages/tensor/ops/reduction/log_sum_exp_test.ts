import { grad, jvp } from "@chainrule/autograd";
import { checkOp } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import { tensor } from "../../creation/tensor.ts";
import { logSumExp, logSumExpOp } from "./log_sum_exp.ts";

const scores = [[-2, 0.5, 1], [3, -1, 0]];

Deno.test("logSumExp() obeys the laws of an operation", () => {
  checkOp(logSumExpOp, {
    cases: [
      { inputs: [scores], attributes: { axes: [1], keepDims: false } },
      { inputs: [scores], attributes: { axes: [0], keepDims: true } },
      { inputs: [scores], attributes: { axes: [0, 1], keepDims: false } },
      {
        inputs: [[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]],
        attributes: { axes: [0, 2], keepDims: false },
      },
      {
        inputs: [[]],
        attributes: { axes: [0], keepDims: false },
        output: -Infinity,
        smooth: false,
      },
    ],
    equals: ([x], { axes, keepDims }) => x!.exp().sum({ axis: axes, keepDims }).log(),
  });
});

Deno.test("logSumExp() neither overflows nor underflows", () => {
  const x = tensor([[1000, 1000], [-1000, -1000], [-1000, 1000]], "float64");
  assertEquals(logSumExp(x, { axis: 1 }).toArray(), [
    1000 + Math.LN2,
    -1000 + Math.LN2,
    1000,
  ]);
});

Deno.test("logSumExp() keeps Infinity, −Infinity and NaN", () => {
  const x = tensor([
    [-Infinity, -Infinity],
    [-Infinity, 2],
    [Infinity, 2],
    [NaN, Infinity],
  ], "float64");
  assertEquals(logSumExp(x, { axis: 1 }).toArray(), [
    -Infinity,
    2,
    Infinity,
    NaN,
  ]);
});

Deno.test("logSumExp() of a row of −Infinity has the gradient 0", () => {
  const f = (x: Parameters<typeof logSumExp>[0]) => logSumExp(x, { axis: 1 });
  const x = tensor([[-Infinity, -Infinity], [-Infinity, 2]], "float64");
  assertEquals(grad((x) => f(x).sum())(x).toArray(), [[0, 0], [0, 1]]);
  const ones = tensor([[1, 1], [1, 1]], "float64");
  assertEquals(jvp(f, [x], [ones]).tangent.toArray(), [0, 1]);
});
