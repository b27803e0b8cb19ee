import { assertAlmostEquals, assertEquals } from "@std/assert";
import { grad, vjp } from "@chainrule/autograd";
import type { Tensor } from "@chainrule/tensor";
import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { pow, powOp } from "./pow.ts";

Deno.test("pow() obeys the laws of an operation", () => {
  checkOp(powOp, {
    cases: [
      { inputs: [[[1.5, 2], [0.25, 3]], [[0.75, 1], [2, -0.5]]] },
      { inputs: [[[1.5], [2]], [[0.75, -0.5, 2]]] },
      { inputs: [[1.5, 2], 3] },
      { inputs: [1.5, [0.75, -0.5]] },
      // Order two is right at exponent 0 too: ∂²/∂a∂b aᵇ = 1/a there.
      { inputs: [[1.5, 0.25], [0, 0]] },
      { inputs: [[], []] },
      { inputs: [[0, 0, -2, -8], [0, 2, 3, 0.5]], smooth: false, output: [1, 0, -8, NaN] },
    ],
    failures: [{
      inputs: [[1, 2, 3], [1, 2]],
      message:
        "Cannot pow a and b as their shapes must broadcast (equal or 1, aligned at the last axis): current shapes are [3] and [2]",
    }],
  });
});

Deno.test("pow() has no NaN in its derivatives at base 0", () => {
  const a = tensor([0, 0, 0, 0, 0], "float64");
  const b = tensor([-1, 0, 0.5, 1, 2], "float64");
  const [da, db] = vjp((a, b) => pow(a, b), a, b)
    .pullback(tensor([1, 1, 1, 1, 1], "float64"));
  assertEquals(da!.toArray(), [-Infinity, 0, Infinity, 1, 0]);
  assertEquals(db!.toArray(), [-Infinity, 0, 0, 0, 0]);
});

Deno.test("pow() differentiates whole powers of negative numbers to any order", () => {
  const cube = (x: Tensor): Tensor => pow(x, 3).sum();
  const second = grad((x) => grad(cube)(x).sum());
  const third = grad((x) => second(x).sum());
  const x = tensor([-2, 0, 1], "float64");
  assertEquals(grad(cube)(x).toArray(), [12, 0, 3]);
  assertEquals(second(x).toArray(), [-12, 0, 6]);
  assertEquals(third(x).toArray(), [6, 6, 6]);
  assertEquals(grad((x) => third(x).sum())(x).toArray(), [0, 0, 0]);
});

Deno.test("pow() passes gradients of float64 beside integers", () => {
  const two = tensor([2, 2], "int32");
  const x = tensor([3, 0.5], "float64");
  assertEquals(grad((x) => pow(x, two).sum())(x).toArray(), [6, 1]);
  const slopes = grad((x) => pow(two, x).sum())(x).data;
  assertAlmostEquals(slopes[0]!, 8 * Math.LN2, 1e-14);
  assertAlmostEquals(slopes[1]!, Math.SQRT2 * Math.LN2, 1e-14);
});
