/**
 * A training step of a convolutional network.
 *
 * @module
 */
import { convolutionalTraining } from "../workloads/convolutional_network.ts";
import { eagerAndCompiled } from "./eager_and_compiled.ts";
import type { Row } from "./row.ts";
import { perSecond } from "./unit.ts";

/** The row. */
export const w3: Row = {
  row: "W3",
  title: "CNN step, two convolutions 5x5, batch 64, SGD",
  unit: perSecond("steps"),
  variants: eagerAndCompiled({ workload: "W3" }, (compile) => convolutionalTraining(compile).step),
};
