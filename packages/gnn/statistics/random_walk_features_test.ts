import { Graph, normalizedAdjacency, randomGraph, randomWalkFeatures, toUndirected } from "@chainrule/gnn";
import { assertTensorsClose, goldenTolerances } from "@chainrule/testing";
import { gather, matmul, Random, tensor } from "@chainrule/tensor";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

Deno.test("randomWalkFeatures() are the diagonals of powers of the walk, whatever the number of nodes", () => {
  fc.assert(
    fc.property(fc.constantFrom(2, 5, 63, 64, 65, 150), fc.nat(), (nodes, seed) => {
      const graph = randomGraph({ nodes, edges: Math.floor(0.7 * nodes), seed });
      const walk = normalizedAdjacency(graph, { selfLoops: false, normalization: "row", dtype: "float64" }).toDense();
      const found = randomWalkFeatures(graph, { steps: 4, dtype: "float64" });
      let power = walk;
      for (let step = 0; step < 4; step++) {
        const diagonal = tensor(Float64Array.from({ length: nodes }, (_, i) => power.data[i * nodes + i]!), [nodes, 1]);
        assertTensorsClose(found.slice([0, step], [nodes, step + 1]), diagonal, goldenTolerances.float64.values);
        power = matmul(power, walk);
      }
    }),
    { numRuns: 20 },
  );
});

Deno.test("randomWalkFeatures() do not depend on the numbering, and are exact on a triangle with a tail", () => {
  const graph = toUndirected(
    new Graph({ numberOfNodes: 4, edgeIndex: tensor([[0, 1, 2, 2], [1, 2, 0, 3]], "int32") }),
  );
  const found = randomWalkFeatures(graph, { steps: 3, dtype: "float64" });
  // After two steps node 0 is back by 1 (1/2 · 1/2) or by 2 (1/2 · 1/3); after three around the triangle, either way.
  const expected = tensor([[0, 5 / 12, 2 / 12], [0, 5 / 12, 2 / 12], [0, 2 / 3, 1 / 6], [0, 1 / 3, 0]], "float64");
  assertTensorsClose(found, expected, goldenTolerances.float64.values);
  const order = new Random(1).permutation(4);
  const place = new Int32Array(4);
  order.data.forEach((node, i) => place[node] = i);
  const renumbered = graph.with({ edgeIndex: gather(tensor(place), graph.edgeIndex) });
  const again = randomWalkFeatures(renumbered, { steps: 3, dtype: "float64" });
  assertTensorsClose(again, gather(expected, order), goldenTolerances.float64.values);
});

Deno.test("randomWalkFeatures() give a node that nothing enters 0, and want whole steps", () => {
  const arrow = new Graph({ numberOfNodes: 2, edgeIndex: tensor([[0], [1]], "int32") });
  assertEquals(randomWalkFeatures(arrow, { steps: 2 }).toArray(), [[0, 0], [0, 0]]);
  assertEquals(
    assertThrows(() => randomWalkFeatures(arrow, { steps: 0 }), RangeError).message,
    "Cannot make random walk features as steps must be a positive whole number: current steps is 0",
  );
});
