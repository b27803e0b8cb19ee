import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { signOp } from "./sign.ts";

Deno.test("sign() obeys the laws of an operation", () => {
  checkOp(signOp, {
    cases: [
      { inputs: [[[-2.5, -0.75], [1, 3]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
      // The jumps: the derivative there is 0, as beside them.
      { inputs: [[-1, 0, 2]], smooth: false },
    ],
    points: knownPoints("sign", { ulps: 0 }),
  });
});
