import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { tanOp } from "./tan.ts";

Deno.test("tan() obeys the laws of an operation", () => {
  checkOp(tanOp, {
    cases: [
      { inputs: [[[-1, -0.75, 0], [0.25, 1, 1.2]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("tan", { ulps: 1, derivativeUlps: 4 }),
  });
});
