import { checkOp } from "@chainrule/testing";
import { lessEqualOp } from "./less_equal.ts";

Deno.test("lessEqual() obeys the laws of an operation", () => {
  checkOp(lessEqualOp, {
    cases: [
      { inputs: [[1, 3, 2, NaN, 0], [2, 2, 2, NaN, -0]], output: [true, false, true, false, true] },
      { inputs: [[[1.5], [-2]], [[0.75, -0.5, 2]]] },
      { inputs: [[Infinity, -Infinity, 1], Infinity] },
      { inputs: [1.5, -0.5] },
      { inputs: [[], []] },
    ],
    failures: [{
      inputs: [[1, 2, 3], [1, 2]],
      message:
        "Cannot lessEqual a and b as their shapes must broadcast (equal or 1, aligned at the last axis): current shapes are [3] and [2]",
    }],
  });
});
