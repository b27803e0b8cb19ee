/**
 * An epoch of a graph convolutional network with sparse features.
 *
 * @module
 */
import { GCN } from "@chainrule/gnn";
import { softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import { citationGraph } from "../workloads/citation_graph.ts";
import { trainingStep } from "../workloads/training_step.ts";
import { eagerAndCompiled } from "./eager_and_compiled.ts";
import type { SetUp } from "./eager_and_compiled.ts";
import type { Row } from "./row.ts";
import { perSecond } from "./unit.ts";

/** The row. */
export const w4: Row = {
  row: "W4",
  title: "GCN epoch, size of Cora, hidden 16, Adam",
  unit: perSecond("epochs"),
  variants: [
    ...eagerAndCompiled({ label: "dropout", workload: "W4" }, setUp(0.5)),
    ...eagerAndCompiled({ label: "no dropout", workload: "W4 no-dropout" }, setUp(0)),
  ],
};

function setUp(dropout: number): SetUp {
  return (compile) => {
    const { graph, features, classes } = citationGraph();
    const model = new GCN(7, { hiddenUnits: 16, dropout });
    const optimizer = new Adam(model, { learningRate: 0.01, weightDecay: 5e-4 });
    const epoch = compile(
      trainingStep(optimizer, (classes: Tensor) => softmaxCrossEntropy(model.forward(features, graph), classes)),
    );
    return () => epoch(classes);
  };
}
