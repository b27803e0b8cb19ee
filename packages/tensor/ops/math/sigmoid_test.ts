import { assertAlmostEquals } from "@std/assert";
import { grad } from "@chainrule/autograd";
import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { sigmoid, sigmoidOp } from "./sigmoid.ts";

Deno.test("sigmoid() obeys the laws of an operation", () => {
  checkOp(sigmoidOp, {
    cases: [
      { inputs: [[[-2.5, -0.75, 0], [0.25, 1, 3]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("sigmoid", { ulps: 2, derivativeUlps: 3, derivativeWhere: (x) => x <= 1 }),
  });
});

Deno.test("sigmoid() has its derivative to 3e-16 where it saturates", () => {
  const { x, dydx } = knownPoints("sigmoid", { ulps: 0 });
  const at = tensor(x.filter((_, i) => dydx[i] !== null), "float64");
  const slopes = grad((x) => sigmoid(x).sum())(at).data;
  slopes.forEach((slope, i) => assertAlmostEquals(slope, dydx[i]!, 3e-16));
});
