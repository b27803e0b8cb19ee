import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { squareOp } from "./square.ts";

Deno.test("square() obeys the laws of an operation", () => {
  checkOp(squareOp, {
    cases: [
      { inputs: [[[-2.5, -0.75, 0], [0.25, 1, 3]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("square", { ulps: 1 }),
  });
});
