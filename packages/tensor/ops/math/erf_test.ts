import { assertAlmostEquals } from "@std/assert";
import { grad } from "@chainrule/autograd";
import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { erf, erfOp } from "./erf.ts";

Deno.test("erf() obeys the laws of an operation", () => {
  checkOp(erfOp, {
    cases: [
      { inputs: [[[-2.5, -0.75, 0], [0.25, 1, 3]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("erf", { ulps: 6, derivativeUlps: 4, where: (x) => !(Math.abs(x) > 3 && Math.abs(x) < 30) }),
  });
});

Deno.test("erf() keeps thirteen digits in its far tail, where the square in the exponent is rounded", () => {
  const { x, y, dydx } = knownPoints("erf", {
    ulps: 0,
    where: (x) => Math.abs(x) > 3 && Math.abs(x) < 30,
  });
  const at = tensor([...x], "float64");
  const values = erf(at).data;
  const slopes = grad((x) => erf(x).sum())(at).data;
  x.forEach((_, i) => {
    assertAlmostEquals(values[i]! / y[i]!, 1, 1e-13);
    assertAlmostEquals(slopes[i]! / dydx[i]!, 1, 1e-13);
  });
});
