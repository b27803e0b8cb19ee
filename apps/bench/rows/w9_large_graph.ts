/**
 * One graph convolution on large graphs, forward and backward.
 *
 * `compiled` gives the gradients to the program. `resident` keeps them in variables, as an optimizer in the same program would find
 * them. Peers are compared with that, since theirs stay in their memory, too.
 *
 * @module
 */
import { Variable, zeros } from "@chainrule/tensor";
import { largeGraph } from "../workloads/large_graph.ts";
import { returningAndKeeping } from "./eager_and_compiled.ts";
import type { SetUp } from "./eager_and_compiled.ts";
import type { Row, Variant } from "./row.ts";
import { milliseconds } from "./unit.ts";

/** The row. */
export const w9: Row = {
  row: "W9",
  title: "GCN layer forward + backward, 16 features",
  unit: milliseconds,
  variants: [
    ...variants("100k nodes, 1M edges", 100_000, 1_000_000),
    ...variants("1M nodes, 10M edges", 1_000_000, 10_000_000),
  ],
};

function variants(label: string, nodes: number, edges: number): readonly Variant[] {
  const workload = `W9_${nodes}`;
  return returningAndKeeping({ label, workload }, returning(nodes, edges), keeping(nodes, edges));
}

function returning(nodes: number, edges: number): SetUp {
  return (compile) => {
    const { variables, differentiate } = largeGraph(nodes, edges);
    const run = compile(differentiate);
    return () => {
      for (const variable of variables) variable.grad = null;
      return run();
    };
  };
}

function keeping(nodes: number, edges: number): SetUp {
  return (compile) => {
    const { variables, differentiate } = largeGraph(nodes, edges);
    const gradients = variables.map(({ shape }) => new Variable(zeros(shape), { trainable: false }));
    return compile(() => {
      const loss = differentiate();
      variables.forEach((variable, i) => {
        gradients[i]!.assign(variable.grad!);
        variable.grad = null;
      });
      return loss;
    });
  };
}
