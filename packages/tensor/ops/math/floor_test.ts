import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { floorOp } from "./floor.ts";

Deno.test("floor() obeys the laws of an operation", () => {
  checkOp(floorOp, {
    cases: [
      { inputs: [[[-2.75, -0.7], [1.3, 3.2]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      // The jumps: the derivative there is 0, as beside them.
      { inputs: [[-1, 0, 2]], smooth: false },
    ],
    points: knownPoints("floor", { ulps: 0 }),
  });
});
