import { checkOp } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import { sampledDot, sampledDotOp, SparsePattern, tensor } from "@chainrule/tensor";

// Places (0, 1), (1, 0) and (1, 2) of a matrix of two rows and three columns.
const pattern = new SparsePattern([2, 3], {
  indptr: Int32Array.of(0, 1, 3),
  indices: Int32Array.of(1, 0, 2),
});
const left = [[1, 2], [3, -4]];
const right = [[1, 0.5], [0, 1], [2, 3]];

Deno.test("sampledDot() obeys the laws of an operation", () => {
  const attributes = { rows: 2, columns: 3 };
  checkOp(sampledDotOp, {
    cases: [
      {
        inputs: [left, right, ...pattern.inputs],
        attributes,
        output: [2, 1, -6],
      },
      { inputs: [[[1], [2]], [[3], [4], [5]], ...pattern.inputs], attributes },
    ],
    failures: [{
      inputs: [left, left, ...pattern.inputs],
      attributes,
      message:
        "Cannot sampledDot left and right at a pattern of [2, 3] as their shapes must be [2, D] and [3, D]: current shapes are [2, 2] and [2, 2]",
    }],
  });
});

Deno.test("sampledDot() follows the order of the pattern", () => {
  assertEquals(sampledDot(tensor(left), tensor(right), pattern).toArray(), [
    2,
    1,
    -6,
  ]);
});
