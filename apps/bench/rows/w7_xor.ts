/**
 * A training step so small that only the cost of each call is left.
 *
 * @module
 */
import { exclusiveOrTraining } from "../workloads/exclusive_or.ts";
import { eagerAndCompiled } from "./eager_and_compiled.ts";
import type { Row } from "./row.ts";
import { perSecond } from "./unit.ts";

/** The row. */
export const w7: Row = {
  row: "W7",
  title: "XOR step 2-8-1, batch 4",
  unit: perSecond("steps"),
  variants: eagerAndCompiled({ workload: "W7" }, (compile) => exclusiveOrTraining(compile).step),
};
