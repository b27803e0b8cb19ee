import { addSelfLoops, Graph, karateClub, largestLaplacianEigenvalue, toUndirected } from "@chainrule/gnn";
import { arange, stack, tensor } from "@chainrule/tensor";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";

/** Each node connected with the next, and the last with the first. */
function ring(nodes: number): Graph {
  const from = arange(nodes, undefined, { dtype: "int32" });
  const to = tensor(Array.from({ length: nodes }, (_, i) => (i + 1) % nodes), "int32");
  return toUndirected(new Graph({ numberOfNodes: nodes, edgeIndex: stack([from, to]) }));
}

Deno.test("largestLaplacianEigenvalue() is 1 - cos(2πk/n) of rings: 2 where n is even", () => {
  assertAlmostEquals(largestLaplacianEigenvalue(ring(4)), 2, 1e-9);
  assertAlmostEquals(largestLaplacianEigenvalue(ring(8)), 2, 1e-7);
  assertAlmostEquals(largestLaplacianEigenvalue(ring(5)), 1 - Math.cos(4 * Math.PI / 5), 1e-7);
});

Deno.test("largestLaplacianEigenvalue() of the karate club is that of numpy.linalg.eigvalsh", () => {
  assertAlmostEquals(largestLaplacianEigenvalue(karateClub().graph), 1.7146113474736238, 1e-7);
});

Deno.test("largestLaplacianEigenvalue() is 1 without edges, and 0 with loops alone", () => {
  const alone = new Graph({ numberOfNodes: 3, edgeIndex: tensor([], "int32", [2, 0]) });
  assertAlmostEquals(largestLaplacianEigenvalue(alone), 1, 1e-12);
  assertEquals(largestLaplacianEigenvalue(addSelfLoops(alone)), 0);
});

Deno.test("largestLaplacianEigenvalue() ends after the steps it is given, below the value", () => {
  const short = largestLaplacianEigenvalue(ring(8), { steps: 3 });
  assertEquals(short > 1 && short < 2 - 1e-4, true);
});

Deno.test("largestLaplacianEigenvalue() refuses what does not fit", () => {
  const none = new Graph({ numberOfNodes: 0, edgeIndex: tensor([], "int32", [2, 0]) });
  const cases: [() => unknown, string][] = [
    [() => largestLaplacianEigenvalue(none), "the graph must have nodes: current numberOfNodes is 0"],
    [
      () => largestLaplacianEigenvalue(ring(3), { steps: 0.5 }),
      "steps must be a positive whole number: current steps is 0.5",
    ],
    [
      () => largestLaplacianEigenvalue(ring(3), { tolerance: -1 }),
      "tolerance must be at least 0: current tolerance is -1",
    ],
  ];
  for (const [f, message] of cases) {
    assertEquals(assertThrows(f, RangeError).message, `Cannot find the largest eigenvalue as ${message}`);
  }
});
