import { assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { computationalGraph } from "./computational_graph.ts";

const { graph, dot, svg } = computationalGraph();

Deno.test("the graph has the nodes that the code made, with their values", () => {
  assertEquals(graph.nodes.map(({ name }) => name), ["w", "b", "1.5", "mul", "add", "tanh", "1", "sub", "square"]);
  assertAlmostEquals(graph.nodes.at(-1)!.value as number, (Math.tanh(1.5 * 0.8 - 0.3) - 1) ** 2, 1e-15);
});

Deno.test("local derivatives along the way from w to the loss multiply to its gradient", () => {
  const from = (id: string): number => {
    const edge = graph.edges.find((edge) => edge.from === id);
    return edge === undefined ? 1 : edge.local! * from(edge.to);
  };
  const w = graph.nodes[0]!;
  assertAlmostEquals(w.gradient as number, from(w.id), 1e-14);
});

Deno.test("it is written for Graphviz, and drawn with every node and every local derivative", () => {
  assertMatch(dot, /^digraph \{/);
  assertEquals(svg.match(/rx="8"/g)!.length, graph.nodes.length);
  assertEquals(svg.match(/stroke-width="1.4"/g)!.length, graph.edges.length);
});
