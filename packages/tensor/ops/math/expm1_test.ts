import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { expm1Op } from "./expm1.ts";

Deno.test("expm1() obeys the laws of an operation", () => {
  checkOp(expm1Op, {
    cases: [
      { inputs: [[[-2.5, -0.75, 0], [0.25, 1, 3]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("expm1", { ulps: 1 }),
  });
});
