import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { softplusOp } from "./softplus.ts";

Deno.test("softplus() obeys the laws of an operation", () => {
  checkOp(softplusOp, {
    cases: [
      { inputs: [[[-2.5, -0.75, 0], [0.25, 1, 3]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("softplus", { ulps: 2, derivativeUlps: 2 }),
  });
});
