/**
 * A training step of a recurrent network, all steps of its sequences.
 *
 * @module
 */
import { longShortTermMemoryTraining } from "../workloads/long_short_term_memory.ts";
import { eagerAndCompiled } from "./eager_and_compiled.ts";
import type { Row } from "./row.ts";
import { perSecond } from "./unit.ts";

/** The row. */
export const w8: Row = {
  row: "W8",
  title: "LSTM step, batch 32, 50 steps, 64 in, 128 hidden",
  unit: perSecond("steps"),
  variants: eagerAndCompiled({ workload: "W8" }, (compile) => longShortTermMemoryTraining(compile).step),
};
