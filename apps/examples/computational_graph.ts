/**
 * Row 32: the computational graph as a thing that one can see: nodes, values, and the local derivative on each edge.
 *
 * `deno run --allow-read --allow-write --allow-env apps/examples/computational_graph.ts`
 *
 * @module
 */
import { graphOf, toDot, toMermaid } from "@chainrule/autograd";
import type { ComputationalGraph } from "@chainrule/autograd";
import { square, tanh, tensor, Variable } from "@chainrule/tensor";
import { graphPicture } from "./drawing/graph_picture.ts";
import { titled } from "./drawing/picture.ts";
import { present } from "./present.ts";
import type { Shown } from "./present.ts";

/** The graph of a neuron's loss, as data, as text for two programs that draw graphs, and drawn. */
export function computationalGraph(): Shown & { readonly graph: ComputationalGraph; readonly dot: string } {
  const named = (name: string, value: number) => new Variable(tensor(value, "float64"), { name });
  const [w, b] = [named("w", 0.8), named("b", -0.3)];
  // Ordinary code, run once: the tensors remember which operation made them.
  const loss = square(tanh(w.value.mul(1.5).add(b)).sub(1));

  const graph = graphOf(loss, { backward: true });
  const dot = toDot(graph);
  return {
    graph,
    dot,
    lines: [
      ...graph.nodes.map(({ id, kind, name, value, gradient }) =>
        `${id}  ${kind.padEnd(9)} ${name.padEnd(7)} ${String(value).slice(0, 8).padStart(8)}` +
        (gradient === null ? "" : `   ∂loss/∂${id} = ${Number(gradient).toFixed(4)}`)
      ),
      ...graph.edges.map(({ from, to, local }) => `${from} → ${to}   ∂${to}/∂${from} = ${local?.toFixed(4) ?? "none"}`),
      "",
      "For Graphviz:",
      dot,
      "For Mermaid:",
      toMermaid(graph),
    ],
    svg: titled("The loss of a neuron, (tanh(1.5 w + b) − 1)²", graphPicture(graph)).svg,
  };
}

if (import.meta.main) await present(computationalGraph(), import.meta);
