/**
 * A process that trains two layers on a graph of a million edges, and prints what that took: `million_edges.ts GCNConv`.
 *
 * @module
 */
import { backward } from "@chainrule/autograd";
import { GATConv, GCNConv, randomGraph, SAGEConv } from "@chainrule/gnn";
import type { EdgeList, Graph } from "@chainrule/gnn";
import { jit } from "@chainrule/jit";
import type { Module } from "@chainrule/nn";
import { softmaxCrossEntropy } from "@chainrule/nn";
import { Adam } from "@chainrule/optim";
import { Random } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";

/** What training took. */
export interface MillionEdges {
  /** The losses of three steps. */
  readonly losses: readonly number[];
  /** The memory that the program asks for, in bytes. */
  readonly bytes: number;
  /** How much the process grew until the first step was done, in bytes. */
  readonly compiled: number;
  /** How much it grew in the next two, in bytes. */
  readonly grown: number;
}

interface GraphLayer extends Module {
  forward(x: Tensor, graph: Graph & EdgeList): Tensor;
}

const [nodes, edges, features, classes] = [100_000, 1_000_000, 16, 4];

const pairs: Readonly<Record<string, () => [GraphLayer, GraphLayer]>> = {
  GCNConv: () => [new GCNConv(16, { inputDim: features }), new GCNConv(classes, { inputDim: 16 })],
  SAGEConv: () => [new SAGEConv(16, { inputDim: features }), new SAGEConv(classes, { inputDim: 16 })],
  GATConv: () => [new GATConv(4, { heads: 2, inputDim: features }), new GATConv(classes, { inputDim: 8 })],
};

/** Takes three steps. */
function train(name: string): MillionEdges {
  const graph = randomGraph({ nodes, edges: edges / 2 });
  const x = new Random(1).normal([nodes, features]);
  const labels = new Random(2).integers([nodes], 0, classes);
  const [first, second] = pairs[name]!();
  const optimizer = new Adam([first, second].flatMap((layer) => layer.useRandom(new Random(3)).parameters()));
  const step = jit(() => {
    const loss = softmaxCrossEntropy(second.forward(first.forward(x, graph).tanh(), graph), labels);
    backward(loss);
    optimizer.step();
    return loss;
  });
  const begun = Deno.memoryUsage().rss;
  const losses = [step().item()];
  const afterFirst = Deno.memoryUsage().rss;
  for (let i = 0; i < 2; i++) losses.push(step().item());
  const grown = Deno.memoryUsage().rss - afterFirst;
  return { losses, bytes: step.programs[0]!.plan.bytes, compiled: afterFirst - begun, grown };
}

if (import.meta.main) console.log(JSON.stringify(train(Deno.args[0]!)));
