import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { log1pOp } from "./log1p.ts";

Deno.test("log1p() obeys the laws of an operation", () => {
  checkOp(log1pOp, {
    cases: [
      { inputs: [[[-0.9, -0.5, 0], [0.25, 1, 30]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("log1p", { ulps: 1 }),
  });
});
