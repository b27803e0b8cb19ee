/**
 * The graph attention network on the citation graph.
 *
 * @module
 */
import { GAT } from "@chainrule/gnn";
import { softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import { citationGraph } from "./citation_graph.ts";
import type { Compile } from "./compile.ts";
import type { Training } from "./training.ts";
import { trainingOf } from "./training.ts";

/** Training one, 8 heads of 8 features and then one of 7, on the classes of all papers; dropout silences stored features. */
export function graphAttentionTraining(compile: Compile, dropout: number): Training {
  const { graph, features, classes } = citationGraph();
  const model = new GAT(7, { inputDim: features.shape[1], dropout });
  return trainingOf(compile, {
    parameters: model.parameters(),
    optimizer: new Adam(model, { learningRate: 0.005, weightDecay: 5e-4 }),
    loss: (classes: Tensor) => softmaxCrossEntropy(model.forward(features, graph), classes),
    inputs: [classes],
  });
}
