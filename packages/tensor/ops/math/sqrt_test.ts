import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { sqrtOp } from "./sqrt.ts";

Deno.test("sqrt() obeys the laws of an operation", () => {
  checkOp(sqrtOp, {
    cases: [
      { inputs: [[[0.2, 0.75, 1], [1.25, 2, 30]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("sqrt", { ulps: 1 }),
  });
});
