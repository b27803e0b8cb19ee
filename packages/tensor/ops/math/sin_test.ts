import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { sinOp } from "./sin.ts";

Deno.test("sin() obeys the laws of an operation", () => {
  checkOp(sinOp, {
    cases: [
      { inputs: [[[-2.5, -0.75, 0], [0.25, 1, 3]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("sin", { ulps: 1 }),
  });
});
