/**
 * An epoch of a graph convolutional network with sparse features.
 *
 * @module
 */
import { graphConvolutionTraining } from "../workloads/graph_convolution.ts";
import { eagerAndCompiled } from "./eager_and_compiled.ts";
import type { Row } from "./row.ts";
import { perSecond } from "./unit.ts";

/** The row. */
export const w4: Row = {
  row: "W4",
  title: "GCN epoch, size of Cora, hidden 16, Adam",
  unit: perSecond("epochs"),
  variants: [
    ...eagerAndCompiled(
      { label: "dropout", workload: "W4" },
      (compile) => graphConvolutionTraining(compile, 0.5).step,
    ),
    ...eagerAndCompiled(
      { label: "no dropout", workload: "W4 no-dropout" },
      (compile) => graphConvolutionTraining(compile, 0).step,
    ),
  ],
};
