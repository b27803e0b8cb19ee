import { checkOp } from "@chainrule/testing";
import { equalOp } from "./equal.ts";

Deno.test("equal() obeys the laws of an operation", () => {
  checkOp(equalOp, {
    cases: [
      { inputs: [[1, 3, 2, NaN, 0], [2, 2, 2, NaN, -0]], output: [false, false, true, false, true] },
      { inputs: [[[1.5], [-2]], [[0.75, -0.5, 2]]] },
      { inputs: [[Infinity, -Infinity, 1], Infinity] },
      { inputs: [1.5, -0.5] },
      { inputs: [[], []] },
    ],
    failures: [{
      inputs: [[1, 2, 3], [1, 2]],
      message:
        "Cannot equal a and b as their shapes must broadcast (equal or 1, aligned at the last axis): current shapes are [3] and [2]",
    }],
  });
});
