/**
 * The graph convolutional network on the citation graph.
 *
 * @module
 */
import { GCN } from "@chainrule/gnn";
import { softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import type { Tensor } from "@chainrule/tensor";
import { citationGraph } from "./citation_graph.ts";
import type { Compile } from "./compile.ts";
import type { Training } from "./training.ts";
import { trainingOf } from "./training.ts";

/** Training one with 16 hidden units on the classes of all papers; dropout silences stored features. */
export function graphConvolutionTraining(compile: Compile, dropout: number): Training {
  const { graph, features, classes } = citationGraph();
  const model = new GCN(7, { inputDim: features.shape[1], hiddenUnits: 16, dropout });
  return trainingOf(compile, {
    parameters: model.parameters(),
    optimizer: new Adam(model, { learningRate: 0.01, weightDecay: 5e-4 }),
    loss: (classes: Tensor) => softmaxCrossEntropy(model.forward(features, graph), classes),
    inputs: [classes],
  });
}
