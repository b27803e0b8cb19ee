/**
 * Graphs for Mermaid.
 *
 * @module
 */
import type { ComputationalGraph, GraphNode } from "./graph_of.ts";
import { linesOf, scopesOf } from "./label.ts";

const brackets = { variable: ["([", "])"], constant: ["[/", "/]"], operation: ["[", "]"] } as const;

/**
 * A graph in the language of Mermaid, which Markdown pages draw: inputs on the left, each edge with its local derivative, composite
 * operations as boxes around what they are made of. Mermaid 格式
 *
 * @param graph What `graphOf` gave
 * @returns Text for a `mermaid` block
 *
 * @example A sum
 * ```ts
 * import { graphOf, toMermaid } from "@chainrule/autograd";
 * import { Variable } from "@chainrule/tensor";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const w = new Variable(3, { name: "w" });
 * assertStringIncludes(toMermaid(graphOf(w.value.mul(5))), 'n0 -->|"5"| n2');
 * ```
 */
export function toMermaid(graph: ComputationalGraph): string {
  const node = (x: GraphNode) => {
    const [open, close] = brackets[x.kind];
    return `${x.id}${open}${quoted(linesOf(x))}${close}`;
  };
  const groups = scopesOf(graph).flatMap(([scope, nodes], i) => {
    if (scope === "") return nodes.map((x) => `  ${node(x)}`);
    return [`  subgraph s${i}[${quoted([scope])}]`, ...nodes.map((x) => `    ${node(x)}`), "  end"];
  });
  const edges = graph.edges.map(({ from, to, local }) =>
    `  ${from} -->${local === null ? "" : `|${quoted([`${local}`])}|`} ${to}`
  );
  return ["flowchart LR", ...groups, ...edges, ""].join("\n");
}

/** Characters that Mermaid would read as its own become entities. */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) => line.replaceAll(/[#"<>&]/g, (character) => `#${character.codePointAt(0)};`));
  return `"${escaped.join("<br>")}"`;
}
