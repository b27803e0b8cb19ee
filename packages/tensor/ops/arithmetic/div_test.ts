import { assertEquals } from "@std/assert";
import { grad } from "@chainrule/autograd";
import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { div, divOp } from "./div.ts";

Deno.test("div() obeys the laws of an operation", () => {
  checkOp(divOp, {
    cases: [
      { inputs: [[[1.5, -2], [0.25, 3]], [[0.75, 1], [2, -0.5]]] },
      { inputs: [[[1.5, -2], [0.25, 3]], [0.75, -0.5]] },
      { inputs: [[[1.5], [-2]], [[0.75, -0.5, 2]]] },
      { inputs: [[1.5, -2], 0.75] },
      { inputs: [1.5, [0.75, -0.5]] },
      { inputs: [1.5, -0.5] },
      { inputs: [[], []] },
      // Limits of IEEE 754.
      { inputs: [[1, -1, 1, 1e-300], [0, 0, Infinity, 1e10]], smooth: false, output: [Infinity, -Infinity, 0, 1e-310] },
    ],
    failures: [{
      inputs: [[1, 2, 3], [1, 2]],
      message:
        "Cannot div a and b as their shapes must broadcast (equal or 1, aligned at the last axis): current shapes are [3] and [2]",
    }],
  });
});

Deno.test("div() has a finite derivative wherever the quotient and its slope are finite", () => {
  const a = tensor([1, 0, 1e-200], "float64");
  const b = tensor([1e200, Infinity, 1e-200], "float64");
  // 1/b, and −a/b² without forming b², which would overflow or vanish.
  assertEquals(grad((a) => div(a, b).sum())(a).toArray(), [1e-200, 0, 1e200]);
  assertEquals(grad((b) => div(a, b).sum())(b).toArray(), [-0, -0, -1e200]);
});

Deno.test("div() passes gradients of float64 beside integers", () => {
  const slope = grad((a) => div(a, tensor([4, 2], "int32")).sum());
  assertEquals(slope(tensor([1, 1], "float64")).toArray(), [0.25, 0.5]);
});
