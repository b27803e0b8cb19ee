/**
 * A training step of a perceptron.
 *
 * @module
 */
import { perceptronTraining } from "../workloads/perceptron.ts";
import { eagerAndCompiled } from "./eager_and_compiled.ts";
import type { Row } from "./row.ts";
import { perSecond } from "./unit.ts";

/** The row. */
export const w2: Row = {
  row: "W2",
  title: "MLP step 784-256-128-10, batch 64, SGD",
  unit: perSecond("steps"),
  variants: eagerAndCompiled({ workload: "W2" }, (compile) => perceptronTraining(compile).step),
};
