import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { reciprocalOp } from "./reciprocal.ts";

Deno.test("reciprocal() obeys the laws of an operation", () => {
  checkOp(reciprocalOp, {
    cases: [
      { inputs: [[[-2, -0.75, 0.5], [1.25, 2, 30]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("reciprocal", { ulps: 1, derivativeUlps: 2 }),
  });
});
