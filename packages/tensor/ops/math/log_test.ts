import { checkOp } from "@chainrule/testing";
import { knownPoints } from "../../golden/known_points.ts";
import { logOp } from "./log.ts";

Deno.test("log() obeys the laws of an operation", () => {
  checkOp(logOp, {
    cases: [
      { inputs: [[[0.2, 0.75, 1], [1.25, 2, 30]]] },
      { inputs: [0.3] },
      { inputs: [[[], []]] },
    ],
    points: knownPoints("log", { ulps: 1 }),
  });
});
