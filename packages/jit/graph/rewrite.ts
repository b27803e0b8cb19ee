/**
 * Going through a graph once, replacing nodes.
 *
 * @module
 */
import { isTensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import type { CallNode, Value } from "./static_graph.ts";
import { mapOutputs, outputIds, StaticGraph } from "./static_graph.ts";

/** What becomes of a node: a node with the same output, the id of a value that equals its output, or the values of its output. */
export type Rewritten = CallNode | number | Tensor;

/** What is known while a graph is being rewritten. */
export interface Known {
  /** The value with this id. */
  readonly value: (id: number) => Value;
  /** The node that makes this value, rewritten already, if a node does. */
  readonly producer: (id: number) => CallNode | undefined;
  /** How often nodes read this value, or it leaves, in the graph as it was. */
  readonly uses: (id: number) => number;
}

/** The graph in which each node became what `visit` says; it gets nodes whose inputs were replaced already. */
export function rewrite(
  graph: StaticGraph,
  visit: (node: CallNode, known: Known) => Rewritten,
): StaticGraph {
  const values = [...graph.values];
  const same = values.map(({ id }) => id);
  const nodes: CallNode[] = [];
  const producers: (CallNode | undefined)[] = [];
  const uses = usesOf(graph);
  const known: Known = { value: (id) => values[id]!, producer: (id) => producers[id], uses: (id) => uses[id]! };
  for (const node of graph.nodes) {
    const { output } = node;
    const next = visit({ ...node, inputs: node.inputs.map((id) => same[id]!) }, known);
    if (typeof next === "number") {
      same[output] = next;
    } else if (isTensor(next)) {
      values[output] = { kind: "constant", tensor: next, id: output, shape: next.shape, dtype: next.dtype };
    } else {
      nodes.push(next);
      producers[output] = next;
    }
  }
  return new StaticGraph(values, nodes, mapOutputs(graph.outputs, (id) => same[id]!));
}

function usesOf({ values, nodes, outputs }: StaticGraph): Int32Array {
  const uses = new Int32Array(values.length);
  for (const { inputs } of nodes) for (const id of inputs) uses[id]!++;
  for (const id of outputIds(outputs)) uses[id]!++;
  return uses;
}
