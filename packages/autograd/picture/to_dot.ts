/**
 * Graphs for Graphviz.
 *
 * @module
 */
import type { ComputationalGraph, GraphNode } from "./graph_of.ts";
import { linesOf, scopesOf } from "./label.ts";

const shapes = { variable: "ellipse", constant: "plaintext", operation: "box" };

/**
 * A graph in the language of Graphviz: inputs on the left, each edge with its local derivative, composite operations as boxes around
 * what they are made of. DOT 格式
 *
 * @param graph What `graphOf` gave
 * @returns Text for `dot -Tsvg`
 *
 * @example A sum
 * ```ts
 * import { graphOf, toDot } from "@chainrule/autograd";
 * import { Variable } from "@chainrule/tensor";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const w = new Variable(3, { name: "w" });
 * assertStringIncludes(toDot(graphOf(w.value.mul(5))), 'n0 -> n2 [label="5"];');
 * ```
 */
export function toDot(graph: ComputationalGraph): string {
  const node = (x: GraphNode) => `${x.id} [label=${quoted(linesOf(x))}, shape=${shapes[x.kind]}];`;
  const groups = scopesOf(graph).flatMap(([scope, nodes], i) => {
    if (scope === "") return nodes.map((x) => `  ${node(x)}`);
    return [
      `  subgraph cluster_${i} {`,
      `    label=${quoted([scope])};`,
      ...nodes.map((x) => `    ${node(x)}`),
      "  }",
    ];
  });
  const edges = graph.edges.map(({ from, to, local }) =>
    `  ${from} -> ${to}${local === null ? "" : ` [label=${quoted([`${local}`])}]`};`
  );
  return ["digraph {", "  rankdir=LR;", ...groups, ...edges, "}", ""].join("\n");
}

/** A string in which `\n` stands for a new line. */
function quoted(lines: readonly string[]): string {
  return `"${lines.map((line) => line.replaceAll("\\", "\\\\").replaceAll('"', '\\"')).join("\\n")}"`;
}
