import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { ceilOp } from "./ceil.ts";

Deno.test("ceil() obeys the laws of an operation", () => {
  checkOp(ceilOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      // The jumps: the derivative there is 0, as beside them.
      { inputs: [[-1, 0, 2]], smooth: false },
    ],
    points: knownPoints("ceil", { ulps: 0 }),
  });
});
