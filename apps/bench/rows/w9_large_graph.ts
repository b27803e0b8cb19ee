/**
 * One graph convolution on large graphs, forward and backward.
 *
 * @module
 */
import { relu } from "@chainrule/activations";
import { backward } from "@chainrule/autograd";
import { GCNConv } from "@chainrule/gnn";
import { square, Variable } from "@chainrule/tensor";
import { directedGraph } from "../workloads/directed_graph.ts";
import { uniform } from "../workloads/hashed.ts";
import { eagerAndCompiled } from "./eager_and_compiled.ts";
import type { SetUp } from "./eager_and_compiled.ts";
import type { Row } from "./row.ts";
import { milliseconds } from "./unit.ts";

const features = 16;

/** The row. */
export const w9: Row = {
  row: "W9",
  title: "GCN layer forward + backward, 16 features",
  unit: milliseconds,
  variants: [
    ...eagerAndCompiled({ label: "100k nodes, 1M edges", workload: "W9_100000" }, setUp(100_000, 1_000_000)),
    ...eagerAndCompiled({ label: "1M nodes, 10M edges", workload: "W9_1000000" }, setUp(1_000_000, 10_000_000)),
  ],
};

function setUp(nodes: number, edges: number): SetUp {
  return (compile) => {
    const graph = directedGraph(nodes, edges);
    const layer = new GCNConv(features, { inputDim: features, selfLoops: false });
    const x = new Variable(uniform([nodes, features], 1));
    const run = compile(() => {
      const loss = square(relu(layer.forward(x.value, graph))).mean();
      backward(loss);
      return loss;
    });
    return () => {
      for (const variable of [x, ...layer.parameters()]) variable.grad = null;
      return run();
    };
  };
}
