import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { absOp } from "./abs.ts";

Deno.test("abs() obeys the laws of an operation", () => {
  checkOp(absOp, {
    cases: [
      { inputs: [[[-2.5, -0.75], [1, 3]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      // The kink: the derivative there is taken as 0.
      { inputs: [[-0, 0]], smooth: false },
    ],
    points: knownPoints("abs", { ulps: 0 }),
  });
});
