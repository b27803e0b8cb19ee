import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { rsqrtOp } from "./rsqrt.ts";

Deno.test("rsqrt() obeys the laws of an operation", () => {
  checkOp(rsqrtOp, {
    cases: [
      { inputs: [[[0.2, 0.75, 1], [1.25, 2, 30]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("rsqrt", { ulps: 2, derivativeUlps: 4 }),
  });
});
