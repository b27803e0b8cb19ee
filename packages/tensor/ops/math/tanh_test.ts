import { assertAlmostEquals } from "@std/assert";
import { grad } from "@chainrule/autograd";
import { tensor } from "@chainrule/tensor";
import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { tanh, tanhOp } from "./tanh.ts";

Deno.test("tanh() obeys the laws of an operation", () => {
  checkOp(tanhOp, {
    cases: [
      { inputs: [[[-2.5, -0.75, 0], [0.25, 1, 3]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("tanh", { ulps: 1, derivativeUlps: 2, derivativeWhere: (x) => Math.abs(x) < 0.6 }),
  });
});

Deno.test("tanh() has its derivative to 3e-16 where it saturates", () => {
  const { x, dydx } = knownPoints("tanh", { ulps: 0 });
  const at = tensor(x.filter((_, i) => dydx[i] !== null), "float64");
  const slopes = grad((x) => tanh(x).sum())(at).data;
  slopes.forEach((slope, i) => assertAlmostEquals(slope, dydx[i]!, 3e-16));
});
