/**
 * An epoch of a graph attention network with sparse features.
 *
 * @module
 */
import { graphAttentionTraining } from "../workloads/graph_attention.ts";
import { eagerAndCompiled } from "./eager_and_compiled.ts";
import type { Row } from "./row.ts";
import { perSecond } from "./unit.ts";

/** The row. */
export const w5: Row = {
  row: "W5",
  title: "GAT epoch, size of Cora, 8x8 heads then 1x7, Adam",
  unit: perSecond("epochs"),
  variants: eagerAndCompiled({ workload: "W5" }, (compile) => graphAttentionTraining(compile, 0.6).step),
};
