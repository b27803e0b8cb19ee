import { assertEquals } from "@std/assert";
import { vjp } from "@chainrule/autograd";
import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { minimum, minimumOp } from "./minimum.ts";

Deno.test("minimum() obeys the laws of an operation", () => {
  checkOp(minimumOp, {
    cases: [
      { inputs: [[[1.5, -2], [0.25, 3]], [[0.75, 1], [2, -0.5]]] },
      { inputs: [[[1.5, -2], [0.25, 3]], [0.75, -0.5]] },
      { inputs: [[[1.5], [-2]], [[0.75, -0.5, 2]]] },
      { inputs: [[1.5, -2], 0.75] },
      { inputs: [1.5, [0.75, -0.5]] },
      { inputs: [1.5, -0.5] },
      { inputs: [[], []] },
      // Ties, infinities and NaN.
      { inputs: [[1, Infinity, -Infinity], [1, Infinity, 0]], smooth: false },
      { inputs: [[NaN, 1], [1, NaN]], smooth: false, output: [NaN, NaN] },
    ],
    failures: [{
      inputs: [[1, 2, 3], [1, 2]],
      message:
        "Cannot minimum a and b as their shapes must broadcast (equal or 1, aligned at the last axis): current shapes are [3] and [2]",
    }],
  });
});

Deno.test("minimum() shares the gradient half and half between equals, infinite ones too", () => {
  const a = tensor([1, 0, -0, Infinity, 2], "float64");
  const b = tensor([1, -0, 0, Infinity, 3], "float64");
  const [da, db] = vjp((a, b) => minimum(a, b), a, b)
    .pullback(tensor([1, 1, 1, 1, 1], "float64"));
  assertEquals(da!.toArray(), [0.5, 0.5, 0.5, 0.5, 1]);
  assertEquals(db!.toArray(), [0.5, 0.5, 0.5, 0.5, 0]);
});
