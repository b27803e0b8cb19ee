import { grad } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { assertEquals } from "@std/assert";
import { prelu, preluOp } from "./prelu.ts";

Deno.test("prelu() obeys the laws of an operation", () => {
  checkOp(preluOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]], 0.25] },
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]], [0.25, -0.5]] },
      { inputs: [[[-2.75], [1.3]], [[0.25, -0.5, 2]]] },
      { inputs: [[], []] },
      // The kink: everything counts as below.
      { inputs: [[0, -0, 5e-324], [2, 3, 4]], smooth: false, output: [0, -0, 5e-324] },
    ],
    failures: [{
      inputs: [[1, 2, 3], [1, 2]],
      message:
        "Cannot prelu a and b as their shapes must broadcast (equal or 1, aligned at the last axis): current shapes are [3] and [2]",
    }],
  });
});

Deno.test("prelu() has one mixed second derivative, whichever comes first, also at the kink", () => {
  const x = tensor([-2, 0, 3], "float64");
  const slope = tensor([0.25, 0.25, 0.25], "float64");
  const loss = (x: Tensor, slope: Tensor): Tensor => prelu(x, slope).sum();
  const slopeFirst = grad((x) => grad((slope) => loss(x, slope))(slope).sum())(x);
  const xFirst = grad((slope) => grad((x) => loss(x, slope))(x).sum())(slope);
  assertEquals(slopeFirst.toArray(), [1, 1, 0]);
  assertEquals(xFirst.toArray(), [1, 1, 0]);
});
