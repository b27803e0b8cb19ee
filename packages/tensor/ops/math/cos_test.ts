import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { cosOp } from "./cos.ts";

Deno.test("cos() obeys the laws of an operation", () => {
  checkOp(cosOp, {
    cases: [
      { inputs: [[[-2.5, -0.75, 0], [0.25, 1, 3]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("cos", { ulps: 1 }),
  });
});
