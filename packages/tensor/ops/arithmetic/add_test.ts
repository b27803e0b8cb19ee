import { checkOp } from "@chainrule/testing";
import { addOp } from "./add.ts";

Deno.test("add() obeys the laws of an operation", () => {
  checkOp(addOp, {
    cases: [
      { inputs: [[[1.5, -2], [0.25, 3]], [[0.75, 1], [2, -0.5]]] },
      { inputs: [[[1.5, -2], [0.25, 3]], [0.75, -0.5]] },
      { inputs: [[[1.5], [-2]], [[0.75, -0.5, 2]]] },
      { inputs: [[1.5, -2], 0.75] },
      { inputs: [1.5, [0.75, -0.5]] },
      { inputs: [1.5, -0.5] },
      { inputs: [[], []] },
    ],
    failures: [{
      inputs: [[1, 2, 3], [1, 2]],
      message:
        "Cannot add a and b as their shapes must broadcast (equal or 1, aligned at the last axis): current shapes are [3] and [2]",
    }],
  });
});
