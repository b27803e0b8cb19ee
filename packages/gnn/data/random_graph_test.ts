import { randomGraph } from "@chainrule/gnn";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("randomGraph() has as many edges as asked for, each in both directions, no loops and no two alike", () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (
    nodes,
    density,
    seed,
  ) => {
    const edges = Math.round(density * nodes * (nodes - 1) / 2);
    const graph = randomGraph({ nodes, edges, seed });
    const adjacency = graph.adjacency.toDense();
    assertEquals([graph.numberOfNodes, graph.numberOfEdges], [nodes, 2 * edges]);
    assertEquals(adjacency.toArray(), adjacency.transpose().toArray());
    assert(!graph.hasSelfLoops && adjacency.data.every((value) => value <= 1));
  }));
});

Deno.test("randomGraph() gives each pair of nodes the same chance", () => {
  const counts = new Float64Array(16);
  for (let seed = 0; seed < 600; seed++) {
    randomGraph({ nodes: 4, edges: 2, seed }).adjacency.toDense().data.forEach((value, i) => counts[i]! += value);
  }
  // A third of 600 graphs has each of the six pairs: 200, with a standard deviation of 11.5.
  for (let i = 0; i < 16; i++) assert(i % 5 === 0 ? counts[i] === 0 : Math.abs(counts[i]! - 200) < 5 * 11.5);
});

Deno.test("randomGraph() refuses more edges than there are pairs, and counts that are none", () => {
  assertEquals(
    assertThrows(() => randomGraph({ nodes: 3, edges: 4 }), RangeError).message,
    "Cannot make a random graph of 3 nodes as edges must be at most 3, its pairs of nodes: current edges is 4",
  );
  assertEquals(
    assertThrows(() => randomGraph({ nodes: -1, edges: 0 }), RangeError).message,
    "Cannot make a random graph as nodes must be a whole number from 0: current nodes is -1",
  );
});
