import { checkOp } from "@chainrule/testing";
import { swishOp, swishSlopeOp } from "./swish.ts";

Deno.test("swish() obeys the laws of an operation", () => {
  checkOp(swishOp, {
    cases: [
      { inputs: [[[-3.5, -1.25, 0], [0.5, 1.5, 6]], 1.5] },
      { inputs: [[[-3.5, -1.25, 0], [0.5, 1.5, 6]], [0, -0.5, 2]] },
      { inputs: [[[-3.5], [1.5]], [[0.25, 1, 2]]] },
      { inputs: [0.3, 1] },
      { inputs: [[], []] },
      { inputs: [[-1000, 1000, -1e300, 1e300], 1], smooth: false, output: [-0, 1000, -0, 1e300] },
    ],
    failures: [{
      inputs: [[1, 2, 3], [1, 2]],
      message:
        "Cannot swish a and b as their shapes must broadcast (equal or 1, aligned at the last axis): current shapes are [3] and [2]",
    }],
  });
});

Deno.test("the derivative of swish() obeys the laws of an operation", () => {
  checkOp(swishSlopeOp, {
    cases: [
      { inputs: [[[-3.5, -1.25, 0], [0.5, 1.5, 6]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      { inputs: [[-1000, 0, 1000]], smooth: false, output: [-0, 0.5, 1] },
    ],
  });
});
