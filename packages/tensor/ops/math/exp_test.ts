import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { expOp } from "./exp.ts";

Deno.test("exp() obeys the laws of an operation", () => {
  checkOp(expOp, {
    cases: [
      { inputs: [[[-2.5, -0.75, 0], [0.25, 1, 3]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("exp", { ulps: 1 }),
  });
});
