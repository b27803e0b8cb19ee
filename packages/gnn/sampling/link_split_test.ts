import { Graph, karateClub, linkSplit, randomGraph } from "@chainrule/gnn";
import { tensor } from "@chainrule/tensor";
import type { Tensor } from "@chainrule/tensor";
import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";

const pairsOf = (ends: Tensor) => {
  const [a, b] = ends.toArray() as [number[], number[]];
  return a.map((node, i) => `${Math.min(node, b[i]!)}-${Math.max(node, b[i]!)}`);
};

Deno.test("linkSplit() shares the edges out, with as many pairs that are none, and leaves what is kept back out of the graph", () => {
  fc.assert(fc.property(fc.nat(), (seed) => {
    const whole = randomGraph({ nodes: 30, edges: 60, seed });
    const { graph, ...parts } = linkSplit(whole, { validation: 0.1, test: 0.2, seed });
    assertEquals(Object.values(parts).map(({ joined }) => joined.shape[1]), [42, 6, 12]);
    const joined = Object.values(parts).flatMap((part) => pairsOf(part.joined));
    const apart = Object.values(parts).flatMap((part) => pairsOf(part.apart));
    const all = new Set(pairsOf(whole.edgeIndex));
    assertEquals(new Set(joined), all);
    assertEquals([new Set(joined).size, new Set(apart).size], [60, 60]);
    assert(apart.every((pair) => !all.has(pair) && new Set(pair.split("-")).size === 2));
    assertEquals(new Set(pairsOf(graph.edgeIndex)), new Set(pairsOf(parts.train.joined)));
    assertEquals(graph.numberOfEdges, 84);
  }));
});

Deno.test("linkSplit() keeps features and self-loops of what is left, and is a function of the seed", () => {
  const edgeIndex = tensor([[0, 1, 1, 2, 0], [1, 0, 2, 1, 0]], "int32");
  const edgeFeatures = tensor([[1], [1], [2], [2], [3]]);
  const { graph } = linkSplit(new Graph({ numberOfNodes: 4, edgeIndex, edgeFeatures }), { validation: 0, test: 0.5 });
  assertEquals(graph.numberOfEdges, 3);
  assertEquals(graph.edgeFeatures!.data.at(-1), 3);
  const again = () => linkSplit(karateClub().graph, { seed: 5 }).test.apart.toArray();
  assertEquals(again(), again());
});

Deno.test("linkSplit() wants each edge in both directions, once, and shares that leave something", () => {
  const message = (ends: number[][], options = {}) => {
    const graph = new Graph({ numberOfNodes: 3, edgeIndex: tensor(ends, "int32") });
    return assertThrows(() => linkSplit(graph, options), Error).message;
  };
  assertEquals(
    message([[0], [1]]),
    "Cannot split links as each edge must have its reverse: current edge 0 from 0 to 1 has none; use toUndirected",
  );
  assertEquals(
    message([[0, 1, 0], [1, 0, 1]]),
    "Cannot split links as no edge must come twice: current edge 2 from 0 to 1 does; use removeDuplicateEdges",
  );
  assertEquals(
    message([[0, 1], [1, 0]], { validation: 0.5, test: 0.5 }),
    "Cannot split links as validation and test must be at least 0 with a sum below 1: current shares are 0.5 and 0.5",
  );
  assertEquals(
    message([[0, 1, 1, 2], [1, 0, 2, 1]]),
    "Cannot split links as there must be as many pairs of nodes without an edge as with one: current number of pairs is 3",
  );
});
