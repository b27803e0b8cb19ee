/**
 * One graph convolution on a large graph, forward and backward.
 *
 * @module
 */
import { relu } from "@chainrule/activations";
import { backward } from "@chainrule/autograd";
import { GCNConv } from "@chainrule/gnn";
import type { Tensor } from "@chainrule/tensor";
import { square, Variable } from "@chainrule/tensor";
import { directedGraph } from "./directed_graph.ts";
import { uniform } from "./hashed.ts";

const features = 16;

/** The layer with its input: what a loss depends on. */
export interface LargeGraph {
  /** Input, weight and bias. */
  readonly variables: readonly Variable[];
  /** The loss; afterwards the variables have gradients. */
  readonly differentiate: () => Tensor;
}

/** A graph of so many nodes and edges, with 16 features. */
export function largeGraph(nodes: number, edges: number): LargeGraph {
  const graph = directedGraph(nodes, edges);
  const layer = new GCNConv(features, {
    inputDim: features,
    selfLoops: false,
    weightInitializer: (shape) => uniform(shape, 2, 0.3),
    biasInitializer: (shape) => uniform(shape, 3, 0.01),
  });
  const x = new Variable(uniform([nodes, features], 1));
  return {
    variables: [x, ...layer.parameters()],
    differentiate: () => {
      const loss = square(relu(layer.forward(x.value, graph))).mean();
      backward(loss);
      return loss;
    },
  };
}
