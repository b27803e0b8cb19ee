import { normalizedAdjacency } from "@chainrule/gnn";
import type { Graph } from "@chainrule/gnn";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { citationGraph } from "./citation_graph.ts";
import { directedGraph } from "./directed_graph.ts";

const peers = new URL("../../../../shared/peers/graph.mjs", import.meta.url);
const ignore = !await Deno.stat(peers).then(() => true, () => false);

/** The edges as text, in rising order. */
function edgesOf(sources: ArrayLike<number>, targets: ArrayLike<number>): string[] {
  return Array.from(sources, (source, e) => `${source} ${targets[e]}`).sort();
}

const edgesIn = ({ sources, targets }: Graph) => edgesOf(sources.data, targets.data);

Deno.test("citationGraph() has the size of Cora", () => {
  const { graph, features, classes } = citationGraph();
  assertEquals([graph.numberOfNodes, graph.numberOfEdges], [2708, 10556 + 2708]);
  assertEquals(features.shape, [2708, 1433]);
  assertAlmostEquals(features.values.size / (2708 * 1433), 0.0127, 2e-4);
  assertEquals(classes.shape, [2708]);
});

Deno.test({
  name: "citationGraph() is the graph of the peers (needs ../shared/peers)",
  ignore,
  fn: async () => {
    const { coraLike } = await import(peers.href);
    const { src, dst, w, x, y } = coraLike();
    const { graph, features, classes } = citationGraph();
    assertEquals(edgesIn(graph), edgesOf(src, dst));
    assertEquals(features.toDense().data, x);
    assertEquals(classes.data, y);
    const total = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
    // Both round each weight to float32: relative 6e-8 each, and the sum no worse.
    assertAlmostEquals(total(normalizedAdjacency(graph).values.data), total(w), 1e-6 * total(w));
  },
});

Deno.test({
  name: "directedGraph() is the graph of the peers (needs ../shared/peers)",
  ignore,
  fn: async () => {
    const { big } = await import(peers.href);
    const { src, dst } = big(500, 3000);
    assertEquals(edgesIn(directedGraph(500, 3000)), edgesOf(src, dst));
  },
});
